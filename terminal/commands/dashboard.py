"""`gongkai dashboard`: the pages in a browser, on this machine only by default."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from typing import Annotated

import typer

from pipelines.extras import how_to_add
from terminal.commands.options import RAW, WAREHOUSE, Raw, Warehouse, fail

NEEDED = ("jinja2", "multipart", "starlette", "uvicorn")
"""What the extra `dashboard` brings."""

Port = Annotated[int, typer.Option(min=1, max=65535, help="端口 / port")]
Host = Annotated[str, typer.Option(help="监听地址，默认只限本机 / address; by default this machine only")]
Sql = Annotated[
    bool | None,
    typer.Option(
        "--sql/--no-sql",
        help="开放 /sql 查询，默认只限本机 / open /sql; by default on this machine only",
        show_default=False,
    ),
]
ProxyUser = Annotated[
    str,
    typer.Option(
        help="反向代理给出处理人姓名的请求头，设置后可在本机之外处理发现"
        " / header in which a proxy gives who decides; lets findings be decided beyond this machine",
        envvar="GONGKAI_PROXY_USER",
        show_default=False,
    ),
]


def dashboard(
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    port: Port = 8501,
    host: Host = "127.0.0.1",
    sql: Sql = None,
    proxy_user: ProxyUser = "",
) -> None:
    """在浏览器中查看数据、发现与报告 / Look at data, findings and reports in a browser."""
    if not all(map(find_spec, NEEDED)):
        fail(f"请先安装 / install first: {how_to_add('dashboard')}")
    _listening(host, port)
    from dashboard.run import serve, site_of

    shown = f"[{host}]" if ":" in host else host
    print(f"http://{shown}:{port}（Ctrl-C 结束 / to stop）", flush=True)
    serve(site_of(raw.resolve(), warehouse.resolve(), host, sql, proxy_user), host, port)


def _listening(host: str, port: int) -> None:
    """Fails in one line where nothing can listen, such as on a port that is taken."""
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        fail(f"无法监听 {host}:{port}，可用 --port 换一个端口 / cannot listen there: {error}")
