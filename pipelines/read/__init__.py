"""Files of any format -> Document: a stream of cells in reading order. One file per format behind
one door."""

from pipelines.read.door import read, read_bytes

__all__ = ["read", "read_bytes"]
