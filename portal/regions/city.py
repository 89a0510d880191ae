"""Nanchang as it is supervised: nine districts and counties, three development zones, their streets.

Codes follow GB/T 2260. A development zone supervises like a district and has no code of its own, so its
slug stands in addresses and filters. Street offices and towns change more often than districts: the list is
where a new portal begins, the back office keeps it from then on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A district as it is first written into the database."""

    slug: str
    name: str
    streets: tuple[str, ...]
    aliases: tuple[str, ...]
    is_zone: bool = False

    @property
    def code(self) -> str | None:
        return None if self.is_zone else self.slug


def _area(slug: str, name: str, streets: str, aliases: str = "", *, is_zone: bool = False) -> Area:
    return Area(slug, name, tuple(streets.split()), (name, *aliases.split()), is_zone)


CITY_CODE = "360100"
CITY_NAME = "南昌市"
REPORT_LINE = "88611646"

AREAS: tuple[Area, ...] = (
    _area(
        "360102",
        "东湖区",
        "公园街道 滕王阁街道 八一桥街道 百花洲街道 墩子塘街道 大院街道 豫章街道 董家窑街道 彭家桥街道 "
        "贤士湖街道 扬子洲镇",
    ),
    _area(
        "360103",
        "西湖区",
        "西湖街道 广润门街道 南浦街道 朝阳洲街道 桃源街道 十字街街道 系马桩街道 绳金塔街道 南站街道 "
        "丁公路街道 桃花镇",
    ),
    _area(
        "360104",
        "青云谱区",
        "洪都街道 京山街道 三家店街道 岱山街道 徐家坊街道 新溪桥街道 象湖街道 青云谱镇",
    ),
    _area(
        "360111",
        "青山湖区",
        "上海路街道 青山路街道 南钢街道 站东街道 京东镇 罗家镇 湖坊镇 塘山镇",
    ),
    _area(
        "360112",
        "新建区",
        "欣悦湖街道 长麦路街道 长堎镇 望城镇 西山镇 石岗镇 松湖镇 溪霞镇 象山镇 石埠镇 联圩镇 大塘坪乡",
        "新建县",
    ),
    _area(
        "360113",
        "红谷滩区",
        "沙井街道 卫东街道 凤凰洲街道 红角洲街道 九龙湖街道 龙兴街道 生米街道 流湖镇 厚田乡",
        "红谷滩新区 红谷滩",
    ),
    _area(
        "360121",
        "南昌县",
        "莲塘镇 向塘镇 三江镇 塘南镇 幽兰镇 蒋巷镇 武阳镇 冈上镇 广福镇 银三角街道 八一乡 东新乡",
        "小蓝经济技术开发区 小蓝经开区",
    ),
    _area(
        "360123",
        "安义县",
        "龙津镇 万埠镇 石鼻镇 鼎湖镇 长埠镇 东阳镇 黄洲镇 乔乐乡 长均乡 新民乡",
    ),
    _area(
        "360124",
        "进贤县",
        "民和镇 李渡镇 温圳镇 文港镇 梅庄镇 张公镇 罗溪镇 架桥镇 前坊镇 三里乡 钟陵乡 七里乡",
    ),
    _area(
        "jingkai",
        "南昌经济技术开发区",
        "蛟桥街道 白水湖街道 冠山街道 下罗街道 双港街道 黄家湖街道 儒乐湖街道 新祺周街道",
        "经济技术开发区 经开区",
        is_zone=True,
    ),
    _area(
        "gaoxin",
        "南昌高新技术产业开发区",
        "艾溪湖街道 瑶湖街道 紫阳街道 火炬街道 京东街道 鲤鱼洲街道 昌东镇 麻丘镇",
        "高新技术产业开发区 高新技术开发区 高新开发区 高新区",
        is_zone=True,
    ),
    _area(
        "wanli",
        "湾里管理局",
        "幸福街道 岭秀街道 站前街道 梅岭镇 太平镇 招贤镇 罗亭镇 洗药湖街道",
        "湾里区",
        is_zone=True,
    ),
)

ALIASES: dict[str, tuple[str, ...]] = {area.slug: area.aliases for area in AREAS}
