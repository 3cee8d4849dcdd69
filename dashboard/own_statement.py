"""A statement of a visitor's own, run in a child of this process with limits of time, memory and
what is sent back: whatever it does, the pages go on."""

from __future__ import annotations

import json
import multiprocessing
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.batch.answering import Answering, Died

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MEMORY = 2**30
"""Bytes of address space of the child. The database alone keeps to less (`memory_limit`); this also
bounds what its rows become as texts."""
FULL = f"超出内存（{MEMORY // 2**30} GB） / out of memory ({MEMORY // 2**30} GB)"
"""Told of a statement that takes more."""
PERHAPS_FULL = ("SIGABRT", "SIGSEGV", "SIGKILL")
"""How a child ends whose libraries do not survive a lack of memory, but not by that alone."""
MOST_BYTES = 4 * 2**20
"""Bytes of the values of an answer, about; the rows after that are left out."""
LOT = 20
"""Rows that are fetched at a time, so that the bytes are counted before there are too many."""
STARTING = 20.0
"""Seconds that the child may take to open the build, on a busy machine."""
TOLD = re.compile(
    r"duckdb_(?!(?:columns|tables|views|functions|types)\b)\w*|database_list|current_setting"
    r"|\bquery(?:_table)?\"?\s*\(|json_execute_serialized_sql",
    re.IGNORECASE,
)
"""What tells of the machine and its folders, or runs a text in which this would not be seen."""

TURNS = threading.BoundedSemaphore(2)
"""Children at the same time, each with its memory."""
Rows = list[tuple[Any, ...]]


class Refused(ValueError):
    """A statement that is not run, or not to its end, with the reason in one line."""


def run(
    path: Path, config: dict[str, Any], shut: str, sql: str, most: int, seconds: float
) -> tuple[list[str], Rows, bool]:
    """Names of the columns, at most so many rows, and whether there are more. `config` and `shut`:
    how the build at `path` is opened. `seconds`: of the statement itself. Raises Refused."""
    if name := TOLD.search(sql):
        raise Refused(f"不能查询本机设置 / nothing of this machine is told: {name[0]}")
    if not TURNS.acquire(timeout=seconds):
        raise Refused("别的查询还没有结束，请稍候 / others are at work: try again")
    try:
        answer = _of_child(path, config, shut, sql, most, seconds)
    finally:
        TURNS.release()
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer["names"], [tuple(row) for row in answer["rows"]], answer["more"]


def _of_child(
    path: Path, config: dict[str, Any], shut: str, sql: str, most: int, seconds: float
) -> dict[str, Any]:
    spawn = multiprocessing.get_context("spawn")  # a fork would have the parent's memory and locks
    with Answering(_serve, str(path), config, shut, sql, most, memory=MEMORY, context=spawn) as child:
        return _told(child, STARTING) or _told(child, seconds)


def _told(child: Answering, seconds: float) -> dict[str, Any]:
    """What the child says: nothing as long as it has only opened the build. Raises Refused."""
    try:
        answer: dict[str, Any] = json.loads(child.bytes(seconds))
    except TimeoutError:
        raise Refused(f"超过 {seconds:.0f} 秒 / longer than {seconds:.0f} s") from None
    except Died as died:
        maybe = ("，可能内存不足", ", perhaps out of memory") if died.how in PERHAPS_FULL else ("", "")
        zh, en = (
            f"查询意外中止（{died.how}）{maybe[0]}",
            f"the query ended unexpectedly ({died.how}){maybe[1]}",
        )
        raise Refused(f"{zh} / {en}") from None
    return answer


def _serve(pipe: Connection, path: str, config: dict[str, Any], shut: str, sql: str, most: int) -> None:
    """The child's life: it opens the build and says so, runs the statement, and answers."""
    import os

    os.environ["HOME"] = "/"  # the database names folders of it in errors
    import duckdb

    try:
        connection = duckdb.connect(path, read_only=True, config=config)
        connection.execute(shut)
        pipe.send_bytes(b"{}")
        parsed = duckdb.extract_statements(sql)
        if len(parsed) != 1 or parsed[0].type != duckdb.StatementType.SELECT:
            raise Refused("只能是一条 SELECT / one SELECT only")
        answer = _answer(connection.execute(parsed[0]), most)
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (duckdb.Error, RuntimeError, OverflowError, UnicodeError, MemoryError) as error:
        words = " ".join(str(error).partition("\nLINE ")[0].split()) or FULL  # a MemoryError says nothing
        answer = {"refused": words.replace(str(Path(path).parent), "…")}
    pipe.send_bytes(json.dumps(answer).encode())


def _answer(result: Any, most: int) -> dict[str, Any]:
    names = [str(column[0]) for column in result.description or ()]
    rows: list[list[Any]] = []
    size = 0
    while lot := result.fetchmany(LOT):
        for fetched in lot:
            row = [_plain(value) for value in fetched]
            size += sum(len(value.encode()) if isinstance(value, str) else 8 for value in row)
            if len(rows) == most or size > MOST_BYTES:
                if not rows:
                    raise Refused(f"一行超过 {MOST_BYTES // 2**20} MB / a row is larger than that")
                return {"names": names, "rows": rows, "more": True}
            rows.append(row)
    return {"names": names, "rows": rows, "more": False}


def _plain(value: Any) -> Any:
    """As JSON has it: what is neither a number nor a text becomes one, a list remains one."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
