"""An address -> an executor whose processes read filings elsewhere: `dask://scheduler:8786`.

The workers must run this project in the same version (batch refuses what others have read), with
one thread each, as pdfium is not made for threads, and see the files under the same paths. Limits
of time and memory are the cluster's.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from pipelines.extras import how_to_add

SECONDS = 30
"""To reach a scheduler."""


class NoCluster(ValueError):
    """An address that names no cluster, or one that does not answer; the message says what is
    expected."""


@contextmanager
def executor(address: str) -> Iterator[Executor | None]:
    """The executor at `address`; None for an empty one, which means this machine. Raises
    NoCluster."""
    if not address:
        yield None
        return
    scheme, _, place = address.partition("://")
    if scheme != "dask" or not place:
        raise NoCluster(f"{address}: 应为 dask://主机:端口 / expected dask://host:port")
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster(
            f"需要附加组件 / the extra `cluster` is not installed: {how_to_add('cluster')}"
        ) from error
    try:
        client = Client(f"tcp://{place}", timeout=SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise NoCluster(f"{address}: 无法连接 / does not answer: {' '.join(str(error).split())}") from error
    with client, client.get_executor() as pool:  # type: ignore[no-untyped-call]
        yield pool
