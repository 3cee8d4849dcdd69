"""The rules that a report is held to, as data, and what judges by them. The arithmetic needs no
heavy library."""
