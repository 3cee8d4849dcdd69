"""The pages as a server gives them: marks of what is kept, languages, headers, many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.unit.dashboard.asking import published
from tests.unit.warehouse.small_build import Small, make

pytest.importorskip("starlette", reason="the extra `dashboard` is not installed")
pytest.importorskip("httpx2", reason="the extra `test` is not installed")
from starlette.testclient import TestClient

from dashboard.language import language_of
from dashboard.run import site_of
from dashboard.serving import Site, application
from dashboard.store import Store
from findings.decisions import decisions

ROOT = Path(__file__).resolve().parents[3]


def test_health_says_whether_there_is_a_build(store: Store, client: Any, tmp_path: Path) -> None:
    assert client.get("/health").status_code == 503
    published(store, make(tmp_path / "one", Small(1, 2021)))
    assert client.get("/health").json() == {"status": "ok", "build": store.build().name}


def test_what_the_browser_has_is_not_sent_again_until_another_build(
    store: Store, client: Any, tmp_path: Path
) -> None:
    published(store, make(tmp_path / "one", Small(1, 2021)))
    mark = client.get("/").headers["etag"]
    again = client.get("/", headers={"If-None-Match": mark})
    assert again.status_code == 304 and again.content == b""
    published(store, make(tmp_path / "two", Small(1, 2021), Small(2, 2021)))
    assert client.get("/", headers={"If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/nothing", "/search?q=x", "/health", "/metrics", "/suggest?q=x"])
def test_nothing_but_our_own_script_may_run(some: Store, address: str) -> None:
    client = TestClient(application(Site(some)))
    reply = client.get(address)
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert " style=" not in reply.text and "<script>" not in reply.text and " onclick=" not in reply.text


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        pytest.param({}, "", "zh", id="nobody says"),
        pytest.param({}, "en-US,en;q=0.9,zh;q=0.8", "en", id="English first"),
        pytest.param({}, "en;q=0.5,zh-CN;q=0.9", "zh", id="Chinese weighs more"),
        pytest.param({}, "fr,de", "zh", id="neither"),
        pytest.param({}, "en;q=x", "zh", id="no weight"),
        pytest.param({"lang": "en"}, "zh", "en", id="the address goes first"),
        pytest.param({"lang": "fr"}, "en", "en", id="no such language"),
    ],
)
def test_the_language_is_that_of_the_address_or_the_browser(
    query: dict[str, str], accepted: str, language: str
) -> None:
    assert language_of(query, accepted) == language


def test_suggestions_have_place_and_address(some: Store) -> None:
    client = TestClient(application(Site(some)))
    (found,) = [one for one in client.get("/suggest?q=青禾 民政").json() if one["address"] == "/offices/1"]
    assert found["name"] == "青禾县民政局" and "某省" in found["note"]


def test_many_visitors_at_once_all_get_their_answer(some: Store) -> None:
    client = TestClient(application(Site(some)))
    (row,) = some.build().rows("SELECT report_id FROM finding_list")
    addresses = [
        *("/?x=", "/offices/1?x=", f"/reports/{row['report_id']}?x=", "/search?q=x&x="),
        "/offices/1.json?chain.page=",
    ] * 12
    with ThreadPoolExecutor(12) as pool:
        asked = [f"{address}{at}" for at, address in enumerate(addresses)]
        codes = [*pool.map(lambda address: client.get(address).status_code, asked)]
    assert set(codes) == {200}


def decision(store: Store, client: Any, **changed: str) -> Any:
    (row,) = store.build().rows("SELECT report_id, fingerprint FROM finding_list")
    page = client.get(f"/reports/{row['report_id']}?lang=zh").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    given = {
        "token": token,
        "fingerprint": row["fingerprint"],
        "decision": "confirmed",
        "reason": "已核实",
        "by": "王某",
    }
    headers = {"Origin": changed.pop("origin")} if "origin" in changed else {}
    address = f"/reports/{row['report_id']}/decisions"
    return client.post(address, data={**given, **changed}, headers=headers, follow_redirects=False)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        pytest.param({}, 303, id="kept"),
        pytest.param({"token": "x"}, 403, id="another token"),
        pytest.param({"token": ""}, 403, id="no token"),
        pytest.param({"origin": "http://elsewhere.invalid"}, 403, id="another site"),
        pytest.param({"reason": " "}, 400, id="no reason"),
        pytest.param({"by": ""}, 400, id="nobody"),
        pytest.param({"decision": "maybe"}, 400, id="no such decision"),
        pytest.param({"due": "tomorrow"}, 400, id="no day"),
        pytest.param({"fingerprint": "0"}, 404, id="no such finding"),
    ],
)
def test_a_decision_needs_a_token_a_reason_and_a_name(
    some: Store, changed: dict[str, str], status: int
) -> None:
    client = TestClient(application(Site(some, may_decide=True)))
    assert decision(some, client, **changed).status_code == status
    made = decisions(some.raw)
    assert [one.reason for one in made] == (["已核实"] if status == 303 else [])


def test_a_decision_is_shown_at_once_on_all_pages(some: Store) -> None:
    client = TestClient(application(Site(some, may_decide=True)))
    decision(some, client)
    for address in ("/findings?lang=zh", "/offices/1?year=2021&lang=zh"):
        assert "王某：已核实" in client.get(address).text, address


def test_a_filter_of_decisions_holds_for_all_of_the_page(some: Store) -> None:
    client = TestClient(application(Site(some, may_decide=True)))
    decision(some, client)
    for chosen, slips in (("confirmed", 1), ("none", 0), ("dismissed", 0)):
        page = client.get(f"/findings?decision={chosen}&lang=en").text
        assert f"<dt>Slips</dt><dd>{slips}<" in page
        assert page.count("No findings") + page.count("Nothing contradicts itself") == 2 * (1 - slips)
        rules = client.get(f"/findings.rules.json?decision={chosen}").json()["rows"]
        assert [row["findings"] for row in rules] == [1] * slips
    assert "decision=confirmed" in client.get("/findings?decision=confirmed").text.partition('id="kinds"')[2]


def test_nobody_decides_where_it_is_not_allowed(some: Store) -> None:
    client = TestClient(application(Site(some)))
    assert decision(some, client).status_code == 403


def test_who_decides_is_whom_the_proxy_names(some: Store) -> None:
    site = Site(some, may_decide=True, proxy_user="x-user")
    client = TestClient(application(site), headers={"X-User": "li"})
    assert decision(some, client, by="王某").status_code == 303
    assert [one.decided_by for one in decisions(some.raw)] == ["li"]


def test_a_site_of_this_machine_answers_to_no_other_name(some: Store) -> None:
    site = site_of(some.raw, some.folder, "127.0.0.1", None, "")
    client = TestClient(application(site), base_url="http://evil.invalid")
    assert client.get("/health").status_code == 400
    open_site = site_of(some.raw, some.folder, "0.0.0.0", None, "")
    assert (site.ask_sql, site.may_decide) == (True, True)
    assert (open_site.ask_sql, open_site.may_decide) == (False, False)


def test_a_file_is_checked_and_the_result_can_be_taken_along(client: Any) -> None:
    text = (ROOT / "raw/2020/zhengwu-2020.txt").read_bytes()
    reply = client.post("/check?lang=zh", files={"report": ("a.txt", text)})
    assert reply.status_code == 200
    assert "第三表“总计”列办理结果" in reply.text and "区政务服务办" in reply.text
    taken = client.post("/check?lang=zh", files={"report": ("a.txt", text)}, data={"as": "file"})
    assert "attachment" in taken.headers["content-disposition"] and "第三表“总计”列办理结果" in taken.text


def test_a_check_says_what_it_cannot_take(client: Any) -> None:
    assert client.post("/check?lang=zh", data={"as": "page"}).status_code == 400
    reply = client.post("/check?lang=zh", files={"report": ("x.pdf", b"%PDF-1.4 <script>")})
    assert reply.status_code == 200 and "未能读取" in reply.text
    large = {"Content-Length": str(10**9), "Content-Type": "multipart/form-data; boundary=x"}
    assert client.post("/check", content=b"", headers=large).status_code == 413
    elsewhere = client.post("/check", files={"report": ("a", b"x")}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403


def test_what_goes_wrong_in_us_is_told_with_the_same_headers(
    some: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("wrong")

    monkeypatch.setattr("dashboard.serving.answer", broken)
    reply = TestClient(application(Site(some)), raise_server_exceptions=False).get("/")
    assert reply.status_code == 500 and "RuntimeError" not in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_what_was_refused_is_asked_again(some: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(application(Site(some, ask_sql=True)))
    monkeypatch.setattr("dashboard.own_statement.STARTING", 0.0)  # no child is ready at once
    assert client.get("/sql?q=SELECT count(*) FROM range(30000)").status_code == 400
    monkeypatch.undo()
    assert client.get("/sql?q=SELECT count(*) FROM range(30000)").status_code == 200


def test_a_name_that_is_given_twice_is_told(some: Store) -> None:
    client = TestClient(application(Site(some)))
    assert "“2021 &amp; 2022”" in client.get("/findings?year=2021&year=2022&lang=zh").text
    assert client.get("/findings.csv?year=2021&year=2022").status_code == 400
    assert client.get("/findings.csv?year=2021&year=2021").status_code == 200
