"""How an extra (pyproject.toml: optional-dependencies) is added to the installation in use."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
"""The folder of the code in use: a checkout, or the packages of an environment."""


def is_checkout(folder: Path = CHECKOUT) -> bool:
    """Whether a folder is a checkout of this project, in which `make` installs."""
    return (folder / "Makefile").is_file() and (folder / "pipelines" / "catalogue").is_dir()


def how_to_add(extra: str) -> str:
    """The command that adds an extra. In a checkout never `pip install '.[scan]'`: that would put a
    copy of the code in place of the checkout, and no edit and no pull would count any more. Elsewhere
    the wheel is named, since a package of our name in a registry may be anyone's."""
    return f"make {extra}" if is_checkout() else f'pip install "gongkai-….whl[{extra}]"'
