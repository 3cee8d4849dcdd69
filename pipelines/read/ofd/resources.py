"""What objects of OFD pages share: the sets of drawing parameters that give the colours of those
that state none."""

from __future__ import annotations

from typing import Any

MOST_STEPS = 10
"""Sets of parameters that refer to each other in a chain."""


class Resources:
    """Those of a document, by their IDs."""

    def __init__(self) -> None:
        self._params: dict[str, Any] = {}

    def take(self, root: Any) -> None:
        """Take in a part that lists some."""
        for param in root.iter("{*}DrawParam"):
            self._params[param.get("ID", "")] = param

    def painted(self, element: Any, name: str) -> tuple[Any, bool]:
        """The element that gives the colour `name` of an object: its own, else that of its drawing
        parameters, else that of its layer's; None where nothing is said. And whether that is known:
        a set of parameters that is not there may say anything."""
        own = element.find("{*}" + name)
        if own is not None:
            return own, True
        layer = next(element.iterancestors("{*}Layer"), None)
        for holder in (element, layer):
            wanted = "" if holder is None else holder.get("DrawParam", "")
            for _ in range(MOST_STEPS):
                if not wanted:
                    break
                param = self._params.get(wanted)
                if param is None:
                    return None, False
                if (colour := param.find("{*}" + name)) is not None:
                    return colour, True
                wanted = param.get("Relative", "")
            else:
                return None, False
        return None, True
