"""What docs/extending.md says is enough to add something is enough: each addition is made in a copy
of the tree, in the files that the guide names and no other, and works from a file to an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.additions.copied_tree import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)
