"""Values that are made once and kept for as long as there is room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Kept:
    """Values by key, the oldest given up for `room`, which is measured by `size`. Whoever asks for a value
    that is being made waits for it; one that `keeps` says no to is given and forgotten."""

    room: int
    size: Callable[[Any], int]
    keeps: Callable[[Any], bool] = lambda value: True
    taken: int = 0
    _values: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _making: dict[Hashable, threading.Lock] = field(default_factory=dict)

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value of `key`, made by `make` if it is not here."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            if self.keeps(value):
                self._keep(key, value)
            return value

    def _keep(self, key: Hashable, value: Any) -> None:
        with self._lock:
            if key in self._values:
                self.taken -= self.size(self._values.pop(key))
            self._values[key] = value
            self.taken += self.size(value)
            while self.taken > self.room and len(self._values) > 1:
                self.taken -= self.size(self._values.popitem(last=False)[1])
