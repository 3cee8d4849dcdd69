"""Portals -> reports in raw/archive: which pages list them, which of them are due, and how to ask
politely and safely.

Encoding, attachments and title of a page are read by functions that are passed in; this room reads
no report.
"""
