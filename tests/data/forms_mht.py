"""Wraps a web page as browsers save it in one file, and gives it the head that Word writes."""

from __future__ import annotations

import base64
import quopri
from typing import Literal

Transfer = Literal["base64", "quoted-printable"]


def mht(page: bytes, transfer: Transfer = "quoted-printable") -> bytes:
    """A web archive of the page and a picture."""
    body = base64.encodebytes(page) if transfer == "base64" else quopri.encodestring(page)
    head = (
        "From: <Saved by Browser>\r\nSubject: =?utf-8?Q?=E5=B9=B4?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=b"\r\n'
    )
    parts = (
        f"Content-Type: text/html\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode()
        + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=",
    )
    return head.encode() + b"".join(b"\r\n------=b\r\n" + part for part in parts) + b"\r\n------=b--\r\n"


def saved_by_word(page: bytes) -> bytes:
    """A page whose root element names the namespaces of Word."""
    spaces = (
        b'<html xmlns:o="urn:schemas-microsoft-com:office:office"'
        b' xmlns:w="urn:schemas-microsoft-com:office:word">'
    )
    return page.replace(b"<html>", spaces, 1)
