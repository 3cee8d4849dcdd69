"""Rows of the published build for the pages: a connection per query, answers kept until another
build is published."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from pandas import DataFrame

READ_ONLY: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "2GB",
}
"""How the pages open the warehouse: nothing can be written, no file but its own be read."""


class NoWarehouse(RuntimeError):
    """Nothing has been published yet."""


def folder() -> Path:
    """Where builds are published."""
    return Path(os.environ.get("GONGKAI_WAREHOUSE", "warehouse"))


def raw_folder() -> Path:
    """Where the files of the reports are."""
    return Path(os.environ.get("GONGKAI_RAW", "raw"))


def build() -> Path:
    """The published build itself, not the link to it. Raises NoWarehouse."""
    link = folder() / "gongkai.duckdb"
    if not link.exists():
        raise NoWarehouse
    return link.resolve()


def ask(sql: str, *values: Any) -> DataFrame:
    """The rows of a query on the published build; `?` stands for the values in their order."""
    return _ask(str(build()), sql, tuple(tuple(v) if isinstance(v, list) else v for v in values))


@st.cache_data(max_entries=400, show_spinner=False)
def _ask(database: str, sql: str, values: tuple[Any, ...]) -> DataFrame:
    import duckdb

    with duckdb.connect(database, read_only=True, config=READ_ONLY) as connection:
        return connection.execute(sql, [list(v) if isinstance(v, tuple) else v for v in values]).df()


def one(sql: str, *values: Any) -> dict[str, Any]:
    """The first row as a dict, nulls as None; empty where there is none."""
    for row in rows(ask(sql, *values)):
        return row
    return {}


def rows(frame: DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts. Nulls are None and whole numbers of a column with gaps are whole again."""
    return [{str(k): _plain(v) for k, v in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist") and not isinstance(value, str):
        value = value.tolist()
    if isinstance(value, list):
        return value
    if value is None or value != value:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime()
    return value
