"""Invented names, codes and addresses that read like real ones."""

from __future__ import annotations

from random import Random

from stdnum.cn import uscc

from portal.regions.city import CITY_CODE, CITY_NAME, Area

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英华玉兰红梅文斌鑫宇浩然子涵雨桐梓萱欣怡佳琪思源嘉诚建国志"
    "远海燕春生国栋晓东丹妮雪莹俊峰振宇立新永康慧敏淑贤美玲婷婷倩倩"
)
BRANDS = (
    "东方新星启航明德博雅金榜卓越童心佳艺星光思睿翰林百川未来智慧阳光英才育才精英学府书香墨韵启明志远鸿志"
    "新苗晨曦向阳春晖行知求索致远弘文崇德至善瑞恩艾乐海豚小鹿优学乐学好学慧学领航远航扬帆蓝天彩虹七彩"
    "青橙橙果苹果蒲公英树人成才问鼎龙门状元慧思创想极客蓝图方圆点石鹰扬飞跃凯旋金色摇篮红黄蓝绿洲知行"
)
SIGNS = [BRANDS[place : place + 2] for place in range(0, len(BRANDS) - 1, 2)]
WORDS = {
    "subject": ("文化培训学校", "外语培训学校", "课外辅导中心", "培训学校有限公司", "教育咨询有限公司"),
    "arts": ("艺术培训中心", "美术培训学校", "舞蹈艺术培训中心", "音乐培训学校", "书法培训中心"),
    "sports": ("体育培训有限公司", "篮球俱乐部", "游泳培训中心", "武术培训学校", "羽毛球培训中心"),
    "tech": ("科技培训中心", "少儿编程培训学校", "机器人培训中心", "科学素养培训学校"),
    "care": ("托管中心", "课后托管服务部", "午托晚托服务中心"),
    "other": ("研学服务有限公司", "素质教育培训中心", "语言表达培训中心", "棋院"),
}
SHORT = {"jingkai": "经开区", "gaoxin": "高新区", "wanli": "湾里"}
ROADS = {
    "360102": "民德路 胜利路 中山路 八一大道 阳明路 叠山路 象山北路 青山南路 二七北路 沿江北大道 爱国路",
    "360103": "站前西路 孺子路 系马桩街 船山路 抚河中路 朝阳中路 云锦路 丁公路 永叔路 桃花南路 金盘路",
    "360104": "洪都中大道 井冈山大道 迎宾北大道 解放西路 广州路 三店西路 施尧路 建设路 江铃西一路",
    "360111": "上海路 北京东路 南京东路 解放东路 青山湖大道 高新南大道 湖滨东路 洛阳东路 塘山路",
    "360112": "长麦路 解放路 建设大道 子实路 红湾大道 文化大道 礼步湖大道 兴国路",
    "360113": "会展路 丰和北大道 绿茵路 红谷中大道 世贸路 怡园路 九龙大道 赣江北大道 学府大道 龙兴大街",
    "360121": "澄湖北大道 莲塘中大道 五一路 向阳路 迎宾中大道 斗柏路 金沙大道 小蓝中大道 府前路",
    "360123": "文峰路 前进路 龙津东路 迎宾大道 向阳路 恒茂大道 北大街",
    "360124": "胜利北路 岚湖路 钟陵路 青岚大道 民和路 站前路 子羽路 军山湖大道",
    "jingkai": "双港东大街 玉屏大道 枫林西大街 榴云路 桂苑大道 昌北一路 庐山南大道",
    "gaoxin": "紫阳大道 火炬大街 艾溪湖北路 昌东大道 京东大道 瑶湖西大道 创新一路 高新二路",
    "wanli": "幸福路 磨盘山南路 翠岩路 承谈路 梅岭大道 竹山路",
}
UNITS = ("", "", "一楼", "二楼", "三楼", "2栋1单元", "501室", "A座302室", "商铺3号", "综合楼二层", "B区208室")

CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def person(random: Random) -> str:
    """A family name and one or two characters more."""
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2, 2))))


def phone(random: Random) -> str:
    """A mobile number of the province, its middle digits out of use."""
    return f"1{random.choice(('38', '39', '77', '59', '70'))}000{random.randrange(100000):05d}"


def institution(random: Random, area: Area, category: str, taken: set[str]) -> str:
    """A name that no other institution has."""
    place = SHORT.get(area.slug, area.name)
    city = "" if place.startswith(CITY_NAME[:2]) else CITY_NAME
    while True:
        sign = "".join(random.sample(SIGNS, random.choice((1, 2, 2))))
        name = f"{city}{place}{sign}{random.choice(WORDS[category])}"
        if name not in taken:
            taken.add(name)
            return name


def _organisation(random: Random) -> str:
    """Nine signs of an organisation, the last one checking the others (GB 11714)."""
    signs = "".join(random.choice(CODE_SIGNS[:10] + "ABCDEFGHJKLMNPQRTUWXY") for _ in range(8))
    values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    total = sum(values.index(sign) * weight for sign, weight in zip(signs, ORGANISATION_WEIGHTS, strict=True))
    check = (11 - total % 11) % 11
    return signs + ("X" if check == 10 else str(check))


def credit_code(random: Random, area: Area, taken: set[str], *, company: bool) -> str:
    """A unified social credit code with valid check digits (GB 32100)."""
    while True:
        stem = ("91" if company else "52") + (area.code or CITY_CODE) + _organisation(random)
        code = stem + uscc.calc_check_digit(stem)
        if code not in taken:
            taken.add(code)
            return code


def permit_number(area: Area, serial: int) -> str:
    """The number of a school permit as the city writes it."""
    return f"教民1{area.code or CITY_CODE}7{serial:06d}{serial % 10}号"


def address(random: Random, area: Area, street: str) -> str:
    """A house on a road of the district."""
    road = random.choice(ROADS[area.slug].split())
    place = area.name if area.name.startswith(CITY_NAME[:2]) else CITY_NAME + area.name
    return f"{place}{street}{road}{random.randint(2, 588)}号{random.choice(UNITS)}"
