"""What an office is found by: place, name, everyday name, pinyin, initials, English; words in any
order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.offices.search_keys import keys
from warehouse import schema
from warehouse.build import SQL
from warehouse.statements import statement

HERE = {"province": "江苏省", "city": "淮安市", "county": "洪泽区"}
OFFICES: dict[str, dict[str, Any]] = {
    "教育": {"name": "淮安市洪泽区教育局", "kind": "department", "level": "county", "division_code": "320813", **HERE},
    "教体": {"name": "石柱土家族自治县教育和体育局", "kind": "department", "level": "county", "province": "重庆市",
            "county": "石柱土家族自治县"},
    "区政府": {"name": "洪泽区人民政府", "kind": "government", "level": "county", **HERE},
    "市教育": {"name": "淮安市教育局", "kind": "department", "level": "prefecture", "province": "江苏省", "city": "淮安市"},
    "省厅": {"name": "陕西省教育厅", "kind": "department", "level": "province", "province": "陕西省"},
    "街道": {"name": "高良涧街道办事处", "kind": "street", "level": "township", **HERE},
    "无名录": {"name": "青禾县发展和改革局", "kind": "department", "level": "county"},
    "长治": {"name": "长治市统计局", "kind": "department", "level": "prefecture", "province": "山西省", "city": "长治市"},
}  # fmt: skip
EARLIER = {"无名录": ["青禾县计划委员会"]}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "gongkai.duckdb"
    with duckdb.connect(str(path)) as connection:
        schema.create(connection, comments=False)
        for number, (label, office) in enumerate(OFFICES.items()):
            columns = ", ".join(["office_id", *office])
            marks = ", ".join("?" * (len(office) + 1))
            connection.execute(
                f"INSERT INTO offices ({columns}) VALUES ({marks})", [number, *office.values()]
            )
            connection.execute(
                "INSERT INTO office_keys VALUES (?, ?)", [number, keys(office, EARLIER.get(label, []))]
            )
        connection.execute("INSERT INTO offices (office_id, name, county) VALUES (99, '无检索词局', '某县')")
        connection.execute(statement(SQL / "keys_of_offices_without.sql"))
    return path


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("洪泽 教育", ["教育"], id="place and organ"),
        pytest.param("教育　洪泽", ["教育"], id="any order, a wide blank"),
        pytest.param("洪泽区教育局", ["教育"], id="without the city"),
        pytest.param("洪泽教育局", ["教育"], id="without the unit"),
        pytest.param("jiaoyu hongze", ["教育"], id="pinyin"),
        pytest.param("HongZe JiaoYu", ["教育"], id="capitals"),
        pytest.param("hongzejiaoyu", ["教育"], id="pinyin in one"),
        pytest.param("hz jyj", ["教育"], id="initials"),
        pytest.param("jyj hzq", ["教育"], id="initials in another order"),
        pytest.param("hzjyj", ["教育"], id="initials in one"),
        pytest.param("江苏 jyj", ["教育", "市教育"], id="province"),
        pytest.param("市教育局", ["市教育"], id="of the city"),
        pytest.param("320813", ["教育"], id="code"),
        pytest.param("县教体局", ["教体"], id="everyday name"),
        pytest.param("石柱 教育局", ["教体"], id="the name before a merger"),
        pytest.param("石柱 教体", ["教体"], id="place and everyday name"),
        pytest.param("szx jtj", ["教体"], id="initials of the everyday name"),
        pytest.param("区政府", ["区政府"], id="government"),
        pytest.param("洪泽 政府", ["区政府"], id="place and government"),
        pytest.param("洪泽区人民政府", ["区政府"], id="its full name"),
        pytest.param("hongze renmin zhengfu", ["区政府"], id="its full name in pinyin"),
        pytest.param("hongze government", ["区政府"], id="kind in English"),
        pytest.param("bureau shaanxi", ["省厅"], id="province in English"),
        pytest.param("chongqing", ["教体"], id="a word of two readings"),
        pytest.param("changzhi", ["长治"], id="a place of two readings"),
        pytest.param("gaoliangjian subdistrict", ["街道"], id="street"),
        pytest.param("青禾县发改局", ["无名录"], id="of a county in no list"),
        pytest.param("qinghe fgj", ["无名录"], id="initials there"),
        pytest.param("计划委员会", ["无名录"], id="earlier name"),
        pytest.param("某县 无检索词", ["99"], id="without keys"),
        pytest.param("洪泽 民政", [], id="no such office"),
        pytest.param("江苏 淮安 洪泽 区 教育 局", ["教育"], id="six words"),
        pytest.param("江苏 淮安 洪泽 区 教育 局 科", [], id="more words than are looked for"),
        pytest.param("yj", [], id="letters within initials"),
        pytest.param("%", [], id="a pattern"),
        pytest.param("'", [], id="a quote"),
    ],
)
def test_an_office_is_found(words: str, found: list[str], warehouse: Path) -> None:
    labels = [*OFFICES]
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        sql = "SELECT office_id FROM office_search WHERE has_words(keys, ?) ORDER BY office_id"
        numbers = [row[0] for row in connection.execute(sql, [words]).fetchall()]
    assert [labels[n] if n < len(labels) else str(n) for n in numbers] == found


def test_nothing_asked_for_is_everything(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        sql = "SELECT count(*) FROM office_search WHERE has_words(keys, ?)"
        assert connection.execute(sql, ["  "]).fetchone() == (len(OFFICES) + 1,)


def test_keys_are_words_with_a_blank_in_front() -> None:
    made = keys(OFFICES["教育"], [])
    assert made.startswith(" ") and "  " not in made and made == made.rstrip().lower()
