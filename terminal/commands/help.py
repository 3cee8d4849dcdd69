"""Help of the commands: in full, and broken where words end, a Chinese character being two cells
wide. The library counts characters and cuts what a command does."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from terminal.exit_codes import UNREADABLE
from terminal.width import fit, width

_CONTEXT: Any = TyperCommand.context_class
_Formatter: Any = _CONTEXT.formatter_class
WIDEST, SPACE = 30, 2
"""Cells of the column of options, and between it and what they mean."""
_PIECES = re.compile(r"[ \t]+|[!-~]+|[^ \t!-~][，。；：、）”]*")
"""What is not broken: a word of Latin letters, a Chinese character with the stop behind it."""


def wrapped(text: str, cells: int) -> list[str]:
    """Lines of at most `cells` cells; only a longer word is longer."""
    lines = [""]
    for piece in _PIECES.findall(" ".join(text.split())):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > cells:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


class Formatter(_Formatter):  # type: ignore[misc]
    """The library's, with texts and lists by cells."""

    def write_text(self, text: str) -> None:
        """A text, indented."""
        for paragraph in text.split("\n\n"):
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write(f"{'':{self.current_indent}}{line}\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = WIDEST, col_spacing: int = SPACE
    ) -> None:
        """Names with what they mean beside them, below where the name is too long."""
        first = min(max(width(name) for name, _ in rows), col_max) + col_spacing
        for name, meaning in rows:
            begin = f"{'':{self.current_indent}}{name}"
            lines = wrapped(meaning, self.width - self.current_indent - first) if meaning else [""]
            if width(name) > col_max:
                self.write(f"{begin}\n")
                begin = ""
            for line in lines:
                self.write(f"{fit(begin, self.current_indent + first)}{line}".rstrip() + "\n")
                begin = ""


class Commands(TyperGroup):
    """A group that says in full what each of its commands does."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands in their order."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(n, c.get_short_help_str(limit=1000)) for n, c in commands if c and not c.hidden]
            )


class Program(Commands):
    """The whole command line: arguments that do not fit are told in one line, and it ends with 2."""

    def main(self, *args: Any, **more: Any) -> Any:
        """As the library's, which would tell a mistake in four lines."""
        standalone = more.pop("standalone_mode", True)
        more["standalone_mode"] = False
        try:
            code = super().main(*args, **more)
        except Exception as error:
            if not hasattr(error, "format_message") or type(error).__name__.startswith("NoArgs"):
                if hasattr(error, "show"):  # a group without a command shows its help
                    error.show()
                    sys.exit(UNREADABLE)
                raise
            path = getattr(getattr(error, "ctx", None), "command_path", "gongkai")
            said = " ".join(error.format_message().split())
            print(f"用法有误 / wrong usage: {said}（{path} --help）", file=sys.stderr)
            sys.exit(UNREADABLE)
        if standalone:
            sys.exit(code if isinstance(code, int) else 0)
        return code


def group(about: str | None, **settings: Any) -> typer.Typer:
    """A group of commands whose help is written so, and is shown where no command is named. The
    library makes contexts in many places and asks their class for the formatter."""
    _CONTEXT.formatter_class = Formatter
    settings = {"cls": Commands, **settings}
    return typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=about, **settings)
