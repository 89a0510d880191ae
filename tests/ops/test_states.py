"""The diagrams in docs/states.md are those of the code."""

from tests.ops.script import load_script


def test_the_drawn_life_cycles_are_those_of_the_code():
    states = load_script("states")
    assert states.PAGE.read_text(encoding="utf-8") == states.render(), "make states"


def test_every_life_cycle_has_a_beginning_and_says_where_it_leads():
    states = load_script("states")
    fields = list(states.state_fields())
    assert fields
    for model, field in fields:
        drawn = states.diagram(model, field)
        assert "[*] -->" in drawn, model
        assert drawn.count("-->") > 1, model
