"""What holds for all tests: no time limit on single examples, since a busy machine proves nothing
about the code."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
