"""The words of figures in templates."""

from django.utils import translation

from inspections.rules.ladder import LadderTerms
from portal.rulebook.templatetags.rulebook import rule_words


def test_a_version_is_said_in_words():
    with translation.override("en"):
        assert rule_words(f"{LadderTerms.KEY}@default").endswith("(as it comes)")
        assert rule_words(f"{LadderTerms.KEY}@7").endswith("(version 7)")
        assert LadderTerms.KEY not in rule_words(f"{LadderTerms.KEY}@default")


def test_what_is_no_figure_stays_as_it_is():
    assert (rule_words("Z5"), rule_words("")) == ("Z5", "")
