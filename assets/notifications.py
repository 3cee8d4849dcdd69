"""After a run: sends what it brought, or why it failed, by webhook or mail; deletes old runs of
Dagster.

The addresses come from the environment, so that no secret is in a file: GONGKAI_WEBHOOK (an
address; with GONGKAI_WEBHOOK_FORM=work for DingTalk, WeCom and similar), GONGKAI_MAIL_TO,
GONGKAI_MAIL_FROM, GONGKAI_SMTP (host or host:port), GONGKAI_SMTP_USER, GONGKAI_SMTP_PASSWORD.
GONGKAI_NOTIFY=always reports nights without news as well.
"""

import http.client
import json
import logging
import os
import smtplib
import urllib.request
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import dagster as dg

from assets.folders import Folders
from assets.publishing import published

_log = logging.getLogger(__name__)
FAILED = "gongkai 公开：运行失败，原有数据仓库保持不变 / a run failed, the old build stays"
"""The title of the message about a failed run."""
TIMEOUT = 20  # seconds for a delivery
KEPT_DAYS = 90  # for so long Dagster remembers runs
MOST_FORGOTTEN = 200  # runs in one night, so that a first tidying does not take all of it


# Annotations must be types here, not text: Dagster looks at that of `context` while the module loads.
@dg.asset(
    deps=[published],
    group_name="publish",
    kinds={"python"},
    owners=["team:operations"],
    description="运行结束后的通知（网络钩子或邮件）。 / What a run brought, sent by webhook or"
    " mail where configured.",
)
def notifications(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    from findings.build_summary import latest_summary

    brought = latest_summary(folders.published)
    said = {"news": "\n".join(brought.lines)}
    if brought.is_notable or os.environ.get("GONGKAI_NOTIFY") == "always":
        said |= notify(f"gongkai 公开 {brought.build}", brought.lines, brought.counts)
    forget(context.instance)
    return dg.MaterializeResult(metadata=said)


def notify(title: str, lines: tuple[str, ...], counts: dict[str, int]) -> dict[str, str]:
    """Deliver by every way that is configured; gives what came of each. A delivery that fails fails
    no run."""
    done = {}
    for way, configured, send in (("webhook", "GONGKAI_WEBHOOK", _post), ("mail", "GONGKAI_MAIL_TO", _mail)):
        if os.environ.get(configured):
            try:
                done[way] = send(title, "\n".join(lines), counts)
            except (OSError, ValueError, http.client.HTTPException, smtplib.SMTPException) as error:
                _log.warning("a notification by %s is not delivered: %s", way, error)
                done[way] = f"未能送达 / not delivered: {type(error).__name__}: {error}"
    return done


def _post(title: str, text: str, counts: dict[str, int]) -> str:
    whole = f"{title}\n{text}"
    payload: dict[str, Any] = {"text": whole, "counts": counts}
    if os.environ.get("GONGKAI_WEBHOOK_FORM") == "work":
        payload = {"msgtype": "text", "text": {"content": whole}}
    address = os.environ["GONGKAI_WEBHOOK"]
    if not address.startswith(("http://", "https://")):
        raise ValueError("GONGKAI_WEBHOOK 应为 http(s) 网址 / must be an http(s) address")
    body = json.dumps(payload, ensure_ascii=False).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json; charset=utf-8"})
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
        return f"HTTP {answer.status}"


def _mail(title: str, text: str, counts: dict[str, int]) -> str:
    message = EmailMessage()
    message["Subject"] = title
    message["To"] = os.environ["GONGKAI_MAIL_TO"]
    message["From"] = os.environ.get("GONGKAI_MAIL_FROM") or os.environ["GONGKAI_MAIL_TO"].split(",")[0]
    message.set_content(text)
    host, _, port = os.environ.get("GONGKAI_SMTP", "localhost").partition(":")
    with smtplib.SMTP(host, int(port or 25), timeout=TIMEOUT) as server:
        if "starttls" in (server.ehlo() and server.esmtp_features):
            server.starttls()
        if user := os.environ.get("GONGKAI_SMTP_USER"):
            server.login(user, os.environ.get("GONGKAI_SMTP_PASSWORD", ""))
        server.send_message(message)
    return "sent"


def forget(instance: dg.DagsterInstance, today: datetime | None = None) -> int:
    """Remove what Dagster remembers of runs that ended long ago, and return how many there were."""
    long_ago = (today or datetime.now(UTC)) - timedelta(days=KEPT_DAYS)
    ended = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
    old = instance.get_run_records(
        dg.RunsFilter(statuses=ended, created_before=long_ago), limit=MOST_FORGOTTEN
    )
    for record in old:
        instance.delete_run(record.dagster_run.run_id)
    return len(old)


@dg.run_failure_sensor(
    name="notify_of_failure",
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="运行失败时通知。 / Notifies of runs that failed.",
)
def notify_of_failure(context: dg.RunFailureSensorContext) -> None:
    why = context.failure_event.message or "?"
    notify(FAILED, (why,), {})
