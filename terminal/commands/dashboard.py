"""`gongkai dashboard`: the pages in a browser, on this machine only by default, without
telemetry."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.options import HERE, RAW, WAREHOUSE, Raw, Warehouse, fail

SETTINGS = {
    "browser.gatherUsageStats": "false",
    "server.headless": "true",
    "runner.magicEnabled": "false",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "server.maxUploadSize": "64",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "theme.base": "light",
    "theme.primaryColor": "#1d4ed8",
    "theme.font": "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif",
}
"""How the pages are served: nothing is sent elsewhere, no details of errors are shown."""

Port = Annotated[int, typer.Option(min=1, max=65535, help="端口 / port")]
Host = Annotated[str, typer.Option(help="监听地址，默认只限本机 / address; by default this machine only")]


def dashboard(
    raw: Raw = RAW, warehouse: Warehouse = WAREHOUSE, port: Port = 8501, host: Host = "127.0.0.1"
) -> None:
    """在浏览器中查看数据、发现与报告 / Look at data, findings and reports in a browser."""
    if find_spec("streamlit") is None:
        fail("请先安装 / install first: .venv/bin/pip install '.[dashboard]'")
    print(f"http://{host}:{port}（Ctrl-C 结束 / to stop）", flush=True)
    os.environ["GONGKAI_RAW"], os.environ["GONGKAI_WAREHOUSE"] = str(raw.resolve()), str(warehouse.resolve())
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in (str(HERE), os.environ.get("PYTHONPATH")) if p)
    os.execv(sys.executable, [sys.executable, *command(port, host)])


def command(port: int, host: str) -> list[str]:
    """The arguments that start the pages with Python."""
    app = Path(HERE) / "dashboard" / "app.py"
    settings = SETTINGS | {"server.port": str(port), "server.address": host}
    return ["-m", "streamlit", "run", str(app), *(f"--{name}={value}" for name, value in settings.items())]
