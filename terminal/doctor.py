"""Is everything in place: packages, catalogue and rules, raw files, the published warehouse."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.extras import CHECKOUT, how_to_add, is_checkout
from pipelines.read.scan.text import installed
from pipelines.read.word.libreoffice import program

NEEDED = {
    "读取 reading": ("lxml", "olefile", "pdfplumber", "pypdfium2", "selectolax"),
    "运行 running": (
        "dagster",
        "duckdb",
        "duckdb_engine",
        "great_expectations",
        "pandas",
        "pebble",
        "pyarrow",
    ),
}
"""Packages that each part of the work needs."""
FREE = 2**30  # bytes that a run should have: a draft is kept beside the build that it replaces


@dataclass
class Complaints:
    """Lines to print, and whether one of them is a complaint."""

    lines: list[str] = field(default_factory=list)
    bad: bool = False

    def say(self, good: bool, text: str, do: str = "") -> None:
        """Add a line; one that is not good is a complaint, with what to do."""
        self.lines.append(f"{'✓' if good else '✗'} {text}" + (f" → {do}" if do and not good else ""))
        self.bad |= not good


def examine(raw: Path, warehouse: Path) -> Complaints:
    """Look at everything once; nothing is changed."""
    out = Complaints()
    version = sys.version.split()[0]
    out.say(
        (3, 11) <= sys.version_info[:2] < (3, 14),
        f"Python {version}",
        "需要 3.11 至 3.13 / 3.11 to 3.13 needed",
    )
    out.say(*code_in_use(Path.cwd()))
    for purpose, names in NEEDED.items():
        missing = [n for n in names if importlib.util.find_spec(n) is None]
        out.say(
            not missing,
            f"{purpose}: {', '.join(missing or names)}",
            "缺少，请运行 make run / missing: run `make run`",
        )
    office = program()
    without = "未安装（可选，仅用于 Word 95 及更早的 .doc / optional, only for .doc of Word 95 and older）"
    out.say(True, f"LibreOffice：{office or without}")
    extra = f"未安装（可选：{how_to_add('scan')} / optional: scans are quarantined without it）"
    out.say(True, f"扫描件与图片 scans and pictures: {'可识别 can be read' if installed() else extra}")
    _catalogue(out)
    _folders(out, raw, warehouse)
    _sources(out, raw)
    _decided(out, raw)
    return out


def code_in_use(folder: Path, code: Path = CHECKOUT) -> tuple[bool, str, str]:
    """Whether the code in use is that of the checkout that one works in; else no rule that is edited
    and no version that is pulled has an effect."""
    said = f"代码 code: {code}"
    if not is_checkout(folder) or folder.resolve() == code.resolve():
        return True, said, ""
    return False, said, f"不是当前目录的代码 / not that of {folder}: make run, then .venv/bin/gongkai"


def examine_archive(raw: Path) -> Complaints:
    """Recompute the hash of every archived file and compare with the fetch logs; nothing is
    changed."""
    from pipelines.intake.verify import verify

    out, archive = Complaints(), verify(raw)
    out.say(True, f"归档文件 archived: {archive.files:,}")
    do = "请从备份恢复 / restore from a backup"
    out.say(not archive.altered, f"内容与校验值不符 altered: {_some(archive.altered)}", do)
    out.say(not archive.missing, f"记录中有而文件不存在 missing: {_some(archive.missing)}", do)
    left = "中断所致，下次抓取会补上 / left by an interruption; the next crawl makes up for it"
    for name, those in (("无记录的文件 strays", archive.strays), ("残缺的记录 cut lines", archive.cut)):
        out.say(True, f"{name}: {_some(those)}{f'（{left}）' if those else ''}")
    return out


def _some(names: list[str]) -> str:
    return f"{len(names):,}" + (f"（{'、'.join(names[:3])}{'…' if len(names) > 3 else ''}）" if names else "")


def _catalogue(out: Complaints) -> None:
    from expectations.rules import load
    from pipelines.catalogue import catalogue
    from pipelines.input_error import InputError

    try:
        editions = "、".join(catalogue().editions)
        out.say(True, f"格式 forms: {editions}；规则 rules: {len(load())}")
    except InputError as error:
        out.say(False, f"格式或规则有误 / forms or rules are wrong: {error}")


def _decided(out: Complaints, raw: Path) -> None:
    """What people wrote that a run needs: decisions about findings and offices, corrections."""
    from findings.decisions import decisions
    from pipelines.catalogue.corrections import corrections
    from pipelines.input_error import InputError
    from pipelines.offices.decisions import DECISIONS, load
    from pipelines.offices.gazetteer.load import gazetteer
    from pipelines.offices.roster import ROSTER
    from pipelines.offices.roster import load as roster

    try:
        about = len(decisions(raw)), len(load(raw / DECISIONS, gazetteer().by_code)), len(corrections())
        due = len(roster(raw / ROSTER))
    except InputError as error:
        out.say(False, str(error))
        return
    out.say(True, "决定 decisions: 发现 findings {}，机关 offices {}；更正 corrections: {}".format(*about))
    if due:
        out.say(True, f"名册 roster: {due} 行 lines")


def _sources(out: Complaints, raw: Path) -> None:
    from pipelines.crawl.all_sources import wanted
    from pipelines.crawl.sources import SourceError, load

    try:
        rows = load(raw)
        _, enabled = wanted(raw)
    except SourceError as error:
        out.say(False, str(error))
        return
    for why in rows.refused.values():
        out.say(False, why)
    ready = not enabled or importlib.util.find_spec("scrapy") is not None
    out.say(
        ready,
        f"抓取来源 sources: {len(rows.sources)}，启用 enabled: {len(enabled)}",
        f"抓取需要附加组件 / the crawl needs an extra: {how_to_add('crawl')}",
    )


def _folders(out: Complaints, raw: Path, warehouse: Path) -> None:
    from pipelines.intake.manifest import ManifestError, filings

    try:
        listed = filings(raw) if raw.is_dir() else []
        missing = [file.path for f in listed for file in f.files if not file.sha256]
        out.say(bool(listed), f"原文件 raw: {len(listed)}", f"请把报告放入 {raw} / put reports there")
        if missing:
            out.say(False, f"清单中有而文件不存在 / listed but missing: {'、'.join(missing[:5])}")
    except ManifestError as error:
        out.say(False, str(error))
    database = warehouse / "gongkai.duckdb"
    if database.exists():
        from warehouse.promises import NotJudged, broken

        named = f"数据仓库 warehouse: {database.resolve().name}"
        try:
            bad = broken(database)
            out.say(not bad, named, "；".join(b.zh for b in bad))
        except NotJudged as error:
            out.say(
                False,
                named,
                f"无法检查，请运行 gongkai run 重建 / cannot be looked at, `gongkai run` makes it"
                f" anew: {error}",
            )
    else:
        out.say(False, "尚无数据仓库 / no warehouse yet", "gongkai run")
    place = warehouse if warehouse.is_dir() else warehouse.parent
    free = shutil.disk_usage(place).free if place.is_dir() else 0
    out.say(free > FREE, f"可用空间 free: {free / 2**30:.1f} GB", "至少需要 1 GB / 1 GB needed")
