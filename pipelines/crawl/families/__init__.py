"""One file per family of portals, each with `starts(source)` and `read(source, page)`. Pure: no
file asks for anything.

`starts` gives the first pages of the list, `read` what a page says. The name of the file is the
`family` of a row in raw/sources.yml; nothing else has to know of a new one.
"""
