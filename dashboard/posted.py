"""What visitors send: files to be checked, and decisions on findings."""

from __future__ import annotations

import hmac
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dashboard.answers import HTML, Reply
from dashboard.asked import Asked
from dashboard.pages import check
from dashboard.render import html
from export.sheets import sheet_of
from findings.decisions import DecisionError, decide

if TYPE_CHECKING:
    from starlette.datastructures import FormData


class Unwelcome(Exception):
    """A request that is not taken, with the status that says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def of_same_origin(request: Request) -> None:
    """Raises Unwelcome for what another site sent through the browser of a visitor."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    same = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if site not in ("same-origin", "none") or not same:
        raise Unwelcome(403, "由别的网站发出，未受理 / sent from another site")


async def form_of(request: Request, most: int, files: int) -> FormData:
    """What was sent. Raises Unwelcome where it is larger than `most` bytes or does not say how large,
    has more files, or is no whole form."""
    of_same_origin(request)
    size = request.headers.get("content-length", "")
    if not size.isdecimal():
        raise Unwelcome(411, "没有注明大小 / no Content-Length")
    if int(size) > most:
        raise Unwelcome(413, f"共超过 {most / 2**20:g} MB，未受理 / more than {most / 2**20:g} MB together")
    try:
        return await request.form(max_files=files, max_fields=20, max_part_size=most)
    except HTTPException as error:
        if error.detail.startswith("Too many files"):
            raise Unwelcome(413, f"超过 {files} 个文件，未受理 / more than {files} files") from error
        raise Unwelcome(400, "表单不完整，请重新提交 / the form is broken: send it again") from error


async def checked(request: Request, asked: Asked) -> Reply:
    """The result of a check, as the page or as a file."""
    form = await form_of(request, check.MOST_BYTES, check.MOST_FILES)
    try:
        files = [await _read(one) for one in form.getlist("report") if _is_file(one)]
        previous = [await _read(one) for one in form.getlist("previous") if _is_file(one)]
    finally:
        await form.close()
    pasted = form.get("pasted")
    if isinstance(pasted, str) and pasted.strip():
        files.append((check.PASTED, pasted.encode("utf-8")))
    if not files:
        told = asked.t("请先选择文件，或粘贴正文。", "Choose a file or paste a text first.")
        return Reply(400, HTML, html(asked, check.page(asked, told=told)).encode("utf-8"))
    results = await run_in_threadpool(check.check, files, previous, form.get("joined") == "yes")
    if form.get("as") == "file":
        headers = {"Content-Disposition": 'attachment; filename="gongkai-check.html"'}
        return Reply(200, HTML, check.saved(results), headers)
    return Reply(200, HTML, html(asked, check.page(asked, results)).encode("utf-8"))


def unchecked(asked: Asked, unwelcome: Unwelcome) -> Reply:
    """The page of the check, with why nothing was."""
    zh, _, en = str(unwelcome).partition(" / ")
    page = check.page(asked, told=asked.t(zh, en))
    return Reply(unwelcome.status, HTML, html(asked, page).encode("utf-8"))


def _is_file(one: Any) -> bool:
    return isinstance(one, UploadFile) and bool(one.filename)


async def _read(one: Any) -> check.Given:
    return str(one.filename)[:200], await one.read()


async def decided(request: Request, asked: Asked, key: int, by: str) -> str:
    """Keeps a decision on a finding of a report and returns where to go on; `by`: who decides, as a
    proxy says. Raises Unwelcome."""
    form = await form_of(request, 2**16, 0)
    given = {
        name: str(form.get(name, "")).strip()
        for name in ("token", "fingerprint", "decision", "reason", "by", "due")
    }
    if not asked.rights.token or not hmac.compare_digest(
        given["token"].encode(), asked.rights.token.encode()
    ):
        raise Unwelcome(403, "页面已过期，请刷新后再试 / the page has expired: load it again")
    who = by if asked.rights.named else given["by"][:60]
    if not who:
        raise Unwelcome(400, "请写明处理人 / say who decides")
    sheet = await run_in_threadpool(sheet_of, asked.build.table, key)
    of = [one for one in (sheet.findings if sheet else ()) if one.fingerprint == given["fingerprint"]]
    if sheet is None or not of:
        raise Unwelcome(404, "没有这处发现 / there is no such finding")
    try:
        due = date.fromisoformat(given["due"]) if given["due"] else None
        decide(asked.store.raw, of[0], sheet.office, given["decision"], given["reason"][:500], who, due)
    except ValueError as error:
        raise Unwelcome(400, str(error)) from error
    except (DecisionError, OSError) as error:
        raise Unwelcome(400, f"没有记入 / not kept: {error}") from error
    return asked.link(f"/reports/{key}", finding=of[0].finding_id) + "#found"
