"""Portals -> reports in raw/archive: which pages list them, which of them are due, and how to ask
politely and safely.

What a page holds (encoding, attachments, title) is told by functions that are handed in; the stage
reads no report.
"""
