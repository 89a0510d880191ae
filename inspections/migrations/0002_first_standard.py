"""The first version of the setting standard (S4): what each department looks at."""

from datetime import date

from django.db import migrations

# Section, then: code, what must be so, how to look, department, violation group, clause.
SECTIONS = (
    (
        "证照与办学范围",
        (
            ("A1", "持有有效的办学许可证，许可内容与实际办学一致", "核对许可证原件、有效期和核准的办学内容", "education", "no_permit", "Z1"),
            ("A2", "持有营业执照（或民办非企业单位登记证书），并在场所显著位置公示", "核对统一社会信用代码和登记住所", "market", "no_licence_no_permit", "P1"),
            ("A3", "经营活动未超出登记的经营范围", "教育咨询类公司不得面向中小学生开展培训", "market", "scope", "Z2"),
            ("A4", "教学点均经审批，未跨区设立教学点", "对照登记的教学点逐一核对地址", "education", "cross_district", "S6"),
            ("A5", "非营利性机构登记事项真实，按时年检", "核对民办非企业单位登记和年检情况", "civil_affairs", "scope", "M7"),
        ),
    ),
    (
        "教学行为",
        (
            ("B1", "学科类培训未超纲、未提前教学、未强化应试", "抽查教材、教案、作业，旁听一节课", "education", "subject_teaching", "P4"),
            ("B2", "班次名称、内容、招生对象、上课时间已备案并公示", "抽查三个班，对照备案表", "education", "teaching_plan", "Z3"),
            ("B3", "线下培训结束时间不晚于 20:30，线上不晚于 21:00", "核对课表和签到记录", "education", "hours", "D3"),
            ("B4", "未组织面向中小学生的等级考试和竞赛", "查看宣传材料、获奖名单、报名通知", "education", "graded_exam", "P5"),
            ("B5", "未将培训结果与中小学入学挂钩", "查看推荐名单、升学承诺", "education", "admission", "P6"),
            ("B6", "未聘用中小学在职教师", "核对教师名册和备案信息", "education", "serving_teacher", "P7"),
        ),
    ),
    (
        "从业人员",
        (
            ("C1", "教师资格和姓名、照片、任教班次已公示", "对照公示栏和教师名册", "education", "staff", "S10"),
            ("C2", "与从业人员依法签订劳动合同", "抽查合同和工资发放记录", "labour", "staff", "S10"),
            ("C3", "录用前已查询从业人员违法犯罪记录", "查看查询日期和回执", "public_security", "staff", "N5"),
        ),
    ),
    (
        "消防与场所安全",
        (
            ("D1", "疏散通道、安全出口畅通，无锁闭、无堆物", "实地走一遍疏散路线，打开每一处安全出口", "fire", "fire", "P3"),
            ("D2", "灭火器、应急照明、疏散指示标志配备齐全有效", "查看压力表、检验标签，按下测试按钮", "fire", "fire", "P3"),
            ("D3", "场所通过消防验收或备案，使用性质相符", "核对消防验收或备案凭证", "fire", "fire", "Z5"),
            ("D4", "房屋结构安全，不在居民住宅、地下室、危房内办学", "核对产权或租赁证明和房屋鉴定", "housing", "premises", "Z5"),
            ("D5", "同一时段生均面积不少于 3 平方米", "按最忙时段的人数计算", "education", "premises", "D4"),
            ("D6", "不属于设在住宅内的小作坊式办学点", "查看房屋用途、实际使用情况", "housing", "home_workshop", "S6"),
            ("D7", "配备安保人员和必要的防护设施，周边秩序良好", "查看值守记录、监控", "public_security", "premises", "Z5"),
        ),
    ),
    (
        "卫生与食品",
        (
            ("E1", "教室采光、照明、通风和饮水符合卫生要求", "查看检测报告和消毒记录", "health", "premises", "Z5"),
            ("E2", "有传染病防控制度，缺课登记齐全", "查看晨检和缺课登记", "health", "premises", "Z5"),
            ("E3", "提供餐食的，持有食品经营许可，留样、进货台账齐全", "查看许可证、留样柜、台账", "market", "food_safety", "S6"),
        ),
    ),
    (
        "收费与宣传",
        (
            ("F1", "收费项目和标准已公示，未超公示收费", "对照公示栏和收据", "price", "fees", "S6"),
            ("F2", "一次性收费不超过三个月或 60 课时，且不超过 5000 元", "抽查五份合同和收据", "price", "fees", "D3"),
            ("F3", "使用规范合同，退费约定清楚", "抽查合同和退费记录", "market", "fees", "S6"),
            ("F4", "广告宣传真实，无虚假承诺", "查看招生简章、门店海报、网络宣传", "market", "advertising", "S10"),
        ),
    ),
)


def seed(apps, schema_editor):
    standard = apps.get_model("inspections", "SettingStandard").objects.create(
        version="2018",
        title="南昌市校外培训机构设置标准（检查用）",
        source="校外培训机构专项治理方案；各部门检查事项",
        in_force_from=date(2018, 9, 1),
    )
    section_model = apps.get_model("inspections", "StandardSection")
    item_model = apps.get_model("inspections", "StandardItem")
    for place, (title, items) in enumerate(SECTIONS, start=1):
        section = section_model.objects.create(standard=standard, title=title, order=place)
        item_model.objects.bulk_create(
            item_model(
                section=section, code=code, text=text, hint=hint,
                department=department, group=group, clause=clause, order=order,
            )
            for order, (code, text, hint, department, group, clause) in enumerate(items, start=1)
        )


def unseed(apps, schema_editor):
    apps.get_model("inspections", "SettingStandard").objects.filter(version="2018").delete()


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]
    operations = [migrations.RunPython(seed, unseed)]
