import pytest

from portal.ui import charts

LABELS = ["东湖区", "西湖区", "<b>区</b>"]
SERIES = {"白名单": [3, 4, 5], "黑名单": [1, None, 2]}


@pytest.mark.parametrize("draw", [charts.bars, charts.lines])
def test_a_chart_brings_no_style_script_or_id_of_its_own(draw):
    svg = draw("名单", LABELS, SERIES).svg
    for forbidden in ("<style", "<script", "style=", "<defs", " id=", "tooltip-overlay", "http"):
        assert forbidden not in svg


@pytest.mark.parametrize("draw", [charts.bars, charts.lines])
def test_a_charts_table_holds_the_same_figures(draw):
    chart = draw("名单", LABELS, SERIES, first_header="县区")
    assert chart.headers == ["县区", "白名单", "黑名单"]
    assert chart.rows == [["东湖区", 3, 1], ["西湖区", 4, "—"], ["<b>区</b>", 5, 2]]


@pytest.mark.parametrize("draw", [charts.bars, charts.lines])
def test_words_in_a_chart_are_escaped(draw):
    svg = draw('名单 "><script>', LABELS, {"<i>": [1, 2, 3]}).svg
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "<i>" not in svg


def test_the_series_carry_the_tones_that_were_asked_for():
    svg = charts.bars("名单", LABELS, SERIES, tones=["good", "bad"]).svg
    assert "tone-good" in svg
    assert "tone-bad" in svg


def test_a_chart_of_nothing_still_draws():
    assert charts.bars("名单", [], {"白名单": []}).rows == []
    assert charts.lines("名单", ["一月"], {"收到": [0]}).rows == [["一月", 0]]
