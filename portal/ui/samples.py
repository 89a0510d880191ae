"""Sample data for the page of all components."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from portal.ui import charts

DISTRICTS = ["东湖区", "西湖区", "青云谱区", "红谷滩区", "南昌经济技术开发区"]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="机构名称", help_text="与办学许可证上的名称一致。", max_length=80)
    district = forms.ChoiceField(label="属地", choices=[(d, d) for d in DISTRICTS])
    until = forms.DateField(label="整改期限", help_text="十五个工作日,最长三十个工作日。")
    departments = forms.MultipleChoiceField(
        label="参加部门",
        choices=[("education", "教育"), ("market", "市场监管"), ("fire", "消防救援")],
        widget=forms.CheckboxSelectMultiple,
    )
    result = forms.ChoiceField(
        label="复查结果", choices=[("pass", "合格"), ("fail", "不合格")], widget=forms.RadioSelect
    )
    reason = forms.CharField(label="理由", widget=forms.Textarea, required=False)
    photos = forms.FileField(label="现场照片", required=False, help_text="每个文件不超过 10 MB。")
    told = forms.BooleanField(label="已当场告知机构负责人")


class SampleFilter:
    """What `ui/filters.html` needs of a FilterSet."""

    class Form(forms.Form):
        q = forms.CharField(label="名称", required=False)
        district = forms.ChoiceField(
            label="属地", choices=[("", "全市"), *((d, d) for d in DISTRICTS)], required=False
        )
        late = forms.BooleanField(label="仅看逾期", required=False)

    def __init__(self) -> None:
        self.form = self.Form()


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """What `ui/history.html` needs of an event."""

    words: str
    actor_name: str
    role: str
    at: datetime
    clause: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SampleRung:
    """What `ui/ladder.html` needs of a rung."""

    title: str
    measures: tuple[str, ...]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class SampleFile:
    """What `ui/evidence.html` needs of a file."""

    name: str
    size: int
    added_at: datetime
    label: str = ""
    is_picture: bool = False

    def get_absolute_url(self) -> str:
        return "#"


def events(now: datetime) -> list[SampleEvent]:
    """Return a short history."""
    return [
        SampleEvent("作出处理决定", "李东湖", "东湖区教育局", now, "P4", "第二次确认强化应试,按第二步处理。"),
        SampleEvent("确认检查发现", "周市监", "东湖区市场监管部门", now - timedelta(days=2), "S8"),
        SampleEvent("开展联合检查", "李东湖", "东湖区教育局", now - timedelta(days=9), "S5"),
    ]


def ladder() -> list[SampleRung]:
    """Return the ladder of P4."""
    return [
        SampleRung("第一次", ("约谈举办者", "立即整改"), "P4"),
        SampleRung("第二次", ("停止培训三个月",), "P4"),
        SampleRung("第三次及以上", ("警告", "吊销办学许可证"), "P4"),
    ]


def drawings() -> dict[str, charts.Chart]:
    """Return one chart of each kind."""
    lists: charts.Series = {"白名单": [63, 58, 41, 77, 25], "黑名单": [4, 2, None, 1, 3]}
    months = [f"{month}月" for month in range(1, 7)]
    return {
        "bars": charts.bars("各县区名单", DISTRICTS, lists, tones=["good", "bad"], first_header="县区"),
        "lines": charts.lines(
            "每月投诉与办结",
            months,
            {"收到": [12, 18, 9, 22, 31, 17], "办结": [10, 15, 12, 19, 24, 22]},
            first_header="月份",
        ),
    }


def everything() -> dict[str, Any]:
    """Return the context of the page of all components."""
    now = timezone.localtime()
    wrong = SampleForm({"second-name": "", "second-until": "2026-13-01"}, prefix="second")
    return {
        "now": now,
        "days": [now.date() + timedelta(days=n) for n in (-5, 0, 2, 20)],
        "form": SampleForm(),
        "wrong": wrong,
        "filter": SampleFilter(),
        "page": Paginator(range(240), 25).get_page(4),
        "facts": [("统一社会信用代码", "91360102MA35XQ7T2K"), ("举办者", "钱某"), ("办学许可证", "")],
        "events": events(now),
        "rungs": ladder(),
        "steps": ["事项", "对象", "经过", "核对", "完成"],
        "links": [("Excel", "#"), ("CSV", "#"), ("JSON", "#")],
        "files": [
            SampleFile("消防验收意见书.pdf", 482_113, now, "消防"),
            SampleFile("门头.docx", 91_000, now),
        ],
        **drawings(),
    }
