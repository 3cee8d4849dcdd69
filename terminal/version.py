"""The version of the product: that of the checkout it runs from, else of the installed package."""

from __future__ import annotations

import logging
from pathlib import Path

_log = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def product_version(project: Path = PROJECT) -> str:
    """Such as `0.1.0`; `unknown` where neither is to be had. An installed package may be older than
    the checkout beside it."""
    import tomllib
    from importlib.metadata import PackageNotFoundError, version

    try:
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError) as error:
        _log.debug("no checkout beside the code: %s", error)
    try:
        return version("gongkai")
    except PackageNotFoundError as error:
        _log.info("nor is it installed: %s", error)
        return "unknown"
