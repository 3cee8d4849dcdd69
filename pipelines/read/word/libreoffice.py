"""Files of office programs that are older than what we read ourselves -> docx, by LibreOffice if it
is installed.

It takes a second or two per file, in a process of its own with a profile of its own (two processes
that share one stop each other), without macros, without network, and with a limit on time.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pipelines.model import Document
from pipelines.read.refusal import refuse

READER = "libreoffice+docx"
SECONDS = 40
"""For one file; below the limit of a run, which could not end a process that is not its own."""
LOG_NAME = "said"
_LOGGED = 500
"""Bytes of what the program said, the last ones: it may say the same without end."""
_log = logging.getLogger(__name__)
_NO_MACROS = 3  # highest level of security
# Linked pictures and texts would be fetched; a proxy that does not exist keeps them out.
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true", "MacroSecurityLevel": str(_NO_MACROS),
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2", "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1", "ooInetHTTPSProxyPort": "9", "ooInetNoProxy": "",
    },
}  # fmt: skip


def program() -> str | None:
    """Where LibreOffice is, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(data: bytes, format: str, otherwise: str) -> Document:
    """The file as LibreOffice reads it. `format` is the ending that files of its kind have;
    `otherwise`: what to do where LibreOffice is not installed or cannot read it, for the issue."""
    office = program()
    if office is None:
        return refuse(format, "read.unsupported_format", otherwise)
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source, target = home / f"in.{format}", home / "out" / "in.docx"
        source.write_bytes(data)
        _write_settings(home / "profile" / "user")
        if not _run(office, home, source, target.parent):
            _log.warning("LibreOffice did not end within %d s: %s", SECONDS, _tail(home / LOG_NAME))
            return refuse(format, "read.limit", f"LibreOffice: {SECONDS} s", READER)
        if not target.is_file():  # it ends well even if it could not read the file
            _log.warning("LibreOffice wrote no document: %s", _tail(home / LOG_NAME))
            return refuse(format, "read.unsupported_format", otherwise, READER)
        converted = target.read_bytes()
    from pipelines.read.word.docx import read_docx

    return replace(read_docx(converted), format=format, reader=READER)


def _write_settings(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(office: str, home: Path, source: Path, out: Path) -> bool:
    """Whether LibreOffice ended by itself."""
    command = [
        office, "--headless", "--norestore", "--nolockcheck",
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source),
    ]  # fmt: skip
    with (home / LOG_NAME).open("wb") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=home,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LC_ALL": "C.UTF-8"},
            start_new_session=True,  # the program starts others, which have to be stopped with it
        )
    try:
        process.wait(SECONDS)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _tail(log: Path) -> str:
    """The end of what LibreOffice said."""
    with log.open("rb") as said:
        said.seek(max(0, said.seek(0, os.SEEK_END) - _LOGGED))
        return " ".join(said.read().decode("utf-8", "replace").split())
