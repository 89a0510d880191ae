import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from portal.ui import icons
from portal.ui.templatetags import ui


def drawn(source: str, path: str = "/", **context) -> str:
    request = RequestFactory().get(path)
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


def test_query_with_keeps_the_other_filters_and_drops_what_is_empty():
    shown = drawn("{% query_with page=2 list='' %}", "/x/?q=东方&list=white&page=7")
    assert shown == "?q=%E4%B8%9C%E6%96%B9&amp;page=2"


def test_highlight_marks_every_word_and_lets_no_markup_through():
    shown = drawn("{{ name|highlight:q }}", name="<b>东方 Star</b>", q="东方 star")
    assert shown == "&lt;b&gt;<mark>东方</mark> <mark>Star</mark>&lt;/b&gt;"


@pytest.mark.parametrize("q", ["", None, "   "])
def test_highlight_of_nothing_leaves_the_text_escaped(q):
    assert ui.highlight("<i>", q) == "&lt;i&gt;"


def test_highlight_takes_what_was_typed_for_letters_not_for_a_pattern():
    assert ui.highlight("a.c abc", "a.c") == "<mark>a.c</mark> abc"


def test_page_links_keep_the_query_and_leave_the_page_and_the_export_out():
    page = Paginator(range(100), 10).page(5)
    shown = drawn('{% include "ui/pagination.html" %}', "/x/?q=a%26b&page=5&export=csv", page=page)
    assert 'href="?q=a%26b&amp;page=6"' in shown
    assert "export" not in shown
    assert 'aria-current="page">5<' in shown


def test_a_list_of_one_page_has_no_links():
    page = Paginator(range(3), 10).page(1)
    assert "<a" not in drawn('{% include "ui/pagination.html" %}', page=page)


def test_a_field_for_a_day_gets_the_browsers_date_input():
    class F(forms.Form):
        until = forms.DateField(label="期限", initial="2026-03-18")

    assert 'type="date"' in ui.drawn(F()["until"])


def test_a_field_points_at_its_help_and_its_error():
    class F(forms.Form):
        name = forms.CharField(label="名称", help_text="与许可证一致")

    shown = drawn('{% include "ui/field.html" with field=form.name %}', form=F({"name": ""}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert 'aria-invalid="true"' in shown


def test_the_error_summary_links_to_each_field_that_is_wrong():
    class F(forms.Form):
        name = forms.CharField(label="名称")
        kinds = forms.MultipleChoiceField(
            label="类别", choices=[("a", "甲")], widget=forms.CheckboxSelectMultiple
        )

    shown = drawn('{% include "ui/form.html" with submit="保存" %}', form=F({}))
    for target in ("id_name", "id_kinds"):
        assert f'href="#{target}"' in shown
        assert f'id="{target}"' in shown


def test_what_a_form_holds_stays_when_it_is_refused():
    class F(forms.Form):
        reason = forms.CharField(widget=forms.Textarea)
        day = forms.DateField()

    assert "因为停电" in drawn('{% include "ui/form.html" %}', form=F({"reason": "因为停电"}))


def test_a_clause_links_to_its_place_and_an_unknown_one_stays_plain():
    assert 'href="/regulation/#P4"' in drawn('{% include "ui/clause.html" with id="P4" %}')
    assert "<a" not in drawn('{% include "ui/clause.html" with id="Q9" %}')


@pytest.mark.parametrize("name", sorted(icons.PATHS))
def test_an_icon_is_hidden_from_screen_readers(name):
    assert 'aria-hidden="true"' in ui.icon(name)


def test_a_filter_says_all_where_nothing_is_chosen():
    class F(forms.Form):
        kind = forms.ChoiceField(choices=[("", "---------"), ("a", "甲")], required=False)
        told = forms.NullBooleanField(required=False)

    for name in ("kind", "told"):
        shown = ui.sieve(F()[name])
        assert "---" not in shown
        assert "全部</option>" in shown or "All</option>" in shown
