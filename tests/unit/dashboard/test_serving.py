"""The pages as a server gives them: marks of what is kept, languages, headers, many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.unit.dashboard.test_answers import published
from tests.unit.export.test_release import build
from tests.unit.warehouse.small_build import Small, make

pytest.importorskip("starlette", reason="the extra `dashboard` is not installed")
pytest.importorskip("httpx2", reason="the extra `test` is not installed")
from starlette.testclient import TestClient

from dashboard.serving import Site, application, language_of
from dashboard.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "raw").mkdir()
    return Store(tmp_path / "out", tmp_path / "raw")


@pytest.fixture
def client(store: Store) -> Any:
    return TestClient(application(Site(store)))


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
def test_nothing_but_our_own_script_may_run(store: Store, client: Any, tmp_path: Path, address: str) -> None:
    published(store, build(tmp_path / "some"))
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


def test_suggestions_have_place_and_address(store: Store, client: Any, tmp_path: Path) -> None:
    published(store, build(tmp_path / "some"))
    (found,) = [one for one in client.get("/suggest?q=青禾 民政").json() if one["address"] == "/offices/1"]
    assert found["name"] == "青禾县民政局" and "某省" in found["note"]


def test_many_visitors_at_once_all_get_their_answer(store: Store, client: Any, tmp_path: Path) -> None:
    published(store, build(tmp_path / "some"))
    (row,) = store.build().rows("SELECT report_id FROM finding_list")
    addresses = ["/", "/offices/1", f"/reports/{row['report_id']}", "/search?q=x", "/offices/1.json"] * 12
    with ThreadPoolExecutor(12) as pool:
        codes = list(
            pool.map(
                lambda at: client.get(f"{at[1]}{'&' if '?' in at[1] else '?'}x={at[0]}").status_code,
                enumerate(addresses),
            )
        )
    assert set(codes) == {200}
