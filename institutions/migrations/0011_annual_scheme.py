"""The first scoring scheme of the annual inspection, and the step of returns that were there before (M7)."""

from datetime import date

from django.db import migrations

VERSION = "2021"
TITLE = "南昌市校外培训机构年检评分细则"
SOURCE = "依据年检条款（M7）与民办教育促进法实施条例第四十七条制定的首版"
SINCE = date(2021, 9, 1)

# Sections with their items: code, what must be so, how it is scored, points at most, decides alone, clause.
SECTIONS = (
    (
        "证照与法人治理",
        (
            ("1.1", "办学许可证、法人登记证照齐全有效，载明事项与实际一致", "缺一证或已过期即一票否决；变更未办手续扣2–5分", 8, True, "Z1"),
            ("1.2", "章程、决策机构、负责人符合规定，年度报告按时报送", "章程未备案扣2分；负责人不符合条件扣3分", 4, False, "M7"),
            ("1.3", "无擅自设立教学点、无跨区办学", "存在未经批准的教学点即一票否决", 6, True, "S6"),
        ),
    ),
    (
        "场所与安全",
        (
            ("2.1", "办学场所产权或租赁手续齐全，面积和生均面积达标", "生均面积不足按比例扣分；不在居民住宅内办学", 8, False, "S4"),
            ("2.2", "消防验收或备案合格，设施完好，通道畅通", "消防不合格即一票否决；设施缺损每处扣1分", 10, True, "P3"),
            ("2.3", "食品、卫生、视频监控和应急预案落实", "每缺一项扣2分；一年内演练少于两次扣1分", 6, False, "S4"),
        ),
    ),
    (
        "教职工",
        (
            ("3.1", "学科类培训教师均持教师资格证并公示", "每有一名无证教师扣2分，扣完为止", 8, False, "S10"),
            ("3.2", "聘用前完成违法犯罪记录查询，查询日期登记完整", "有一人未查询即一票否决", 6, True, "N5"),
            ("3.3", "不聘用中小学在职教师，劳动合同和社保齐全", "聘用在职教师不得分；合同缺一份扣1分", 6, False, "P7"),
        ),
    ),
    (
        "教学与备案",
        (
            ("4.1", "班次全部备案并公示，实际教学与备案一致", "每有一个未备案班次扣3分", 8, False, "Z3"),
            ("4.2", "不超纲、不提前教学，不强化应试，不举办竞赛", "查实一次扣4分，扣完为止", 8, False, "Z4"),
            ("4.3", "培训结束时间和时长符合规定", "查实一次扣2分", 4, False, "D3"),
        ),
    ),
    (
        "收费财务与整改",
        (
            ("5.1", "收费项目和标准公示，不超期超额预收费，使用规范合同和票据", "查实一次超期超额预收扣3分", 8, False, "D3"),
            ("5.2", "财务独立核算，经审计，退费及时", "无审计或财务报告扣4分；退费纠纷未处理每起扣1分", 4, False, "M7"),
            ("5.3", "年度内检查发现的问题和投诉按期整改", "逾期未整改每项扣2分", 6, False, "S9"),
        ),
    ),
)


def seed(apps, schema_editor):
    """Write the scheme, put what stands open under it, and say how far each return is."""
    scheme = apps.get_model("institutions", "ScoringScheme").objects.create(
        version=VERSION, title=TITLE, source=SOURCE, in_force_from=SINCE
    )
    section_model = apps.get_model("institutions", "ScoringSection")
    item_model = apps.get_model("institutions", "ScoringItem")
    for order, (title, items) in enumerate(SECTIONS, start=1):
        section = section_model.objects.create(scheme=scheme, title=title, order=order)
        for place, (code, text, hint, points, veto, clause) in enumerate(items, start=1):
            item_model.objects.create(
                section=section, code=code, text=text, hint=hint, points=points, veto=veto, clause=clause, order=place
            )
    apps.get_model("institutions", "AnnualInspection").objects.filter(state="open").update(scheme=scheme)
    returns = apps.get_model("institutions", "AnnualReturn").objects
    returns.exclude(result="pending").update(step="final")
    returns.filter(result="pending").exclude(reported_at=None).update(step="reported")


def unseed(apps, schema_editor):
    """Take the scheme away again, with the points given by it."""
    apps.get_model("institutions", "AnnualScore").objects.all().delete()
    apps.get_model("institutions", "AnnualInspection").objects.update(scheme=None)
    apps.get_model("institutions", "ScoringScheme").objects.filter(version=VERSION).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0010_annual'),
    ]

    operations = [
        migrations.RunPython(seed, unseed),
    ]
