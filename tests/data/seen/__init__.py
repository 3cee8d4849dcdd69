"""Documents as people see them: reports laid out and written in every way that offices have, each
with what a person reads in every spot.

A `Laid` is a report as it is laid out. `arrangements` change its tables and what is around them, in
any format; `tricks` change what is in a cell, each in the terms of one format. Both say what is
seen afterwards; `documents` makes a document of a seed, `bench.seen` reads it and compares.
"""
