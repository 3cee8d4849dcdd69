"""The entry point of the command line, which `terminal.commands.app` is made of.

A check of files without further options, which is asked for most often and waited for, does not
load that: it would take longer than reading the file.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

from pipelines import logs
from pipelines.input_error import InputError
from terminal.errors import told
from terminal.exit_codes import INTERRUPTED, UNREADABLE
from terminal.harmless import guard_output


def __getattr__(name: str) -> Any:
    """`app`, the whole command line."""
    if name == "app":
        from terminal.commands.app import app

        return app
    raise AttributeError(name)


def main() -> None:
    """Run the command; a broken pipe (`| head`) is no error, nor is a file name or a terminal that
    is not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    guard_output()
    try:
        logs.configure()
    except (logs.UnknownLevel, OSError) as error:
        print(told(error), file=sys.stderr)
        sys.exit(UNREADABLE)
    try:
        _run(sys.argv[1:])
    except (InputError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            sys.stderr.close()
            return
        print(told(error), file=sys.stderr)
        sys.exit(UNREADABLE)


def _run(arguments: list[str]) -> None:
    command, *rest = arguments or [""]
    names = [argument for argument in rest if argument != "--json"]
    if command == "check" and names and not any(name.startswith("-") for name in names):
        from terminal.checking import check_files

        try:
            sys.exit(check_files(names, as_json=len(names) < len(rest)))
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
    from terminal.commands.app import app

    app()


if __name__ == "__main__":
    main()
