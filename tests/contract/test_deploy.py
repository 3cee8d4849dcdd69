"""The container holds all code and nothing that is written, runs without rights, and says whether it
is well. A builder is asked where there is one; else the files are read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
LINES = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
STEPS = [line.split(maxsplit=1) for line in LINES if line.strip() and not line.startswith("#")]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service.get("image") == "gongkai"]


def steps(name: str) -> list[str]:
    return [rest for step, rest in STEPS if step == name]


def test_all_packages_of_the_product_are_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    copied = {part for rest in steps("COPY") for part in rest.split()[:-1]}
    assert {*wheel, "requirements.txt", "pyproject.toml", "workspace.yaml"} <= copied
    assert all((ROOT / part).exists() for part in copied)


def test_it_has_no_rights_and_a_health_check() -> None:
    assert steps("USER") == ["10001:10001"]
    assert [step for step, _ in STEPS].index("USER") > max(
        i for i, (s, _) in enumerate(STEPS) if s in ("RUN", "COPY")
    )
    assert steps("HEALTHCHECK")
    assert all("--constraint requirements.txt" in rest for rest in steps("RUN") if "pip install" in rest)


@pytest.mark.parametrize("name", OURS)
def test_a_service_writes_only_its_volume(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] and service["user"] == "10001:10001" and service["cap_drop"] == ["ALL"]
    assert service["healthcheck"]["test"]
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


@pytest.mark.parametrize("name", OURS)
def test_the_commands_of_the_services_are_there(name: str) -> None:
    program, *words = SERVICES[name]["command"]
    if program == "gongkai":
        assert words[0] in {"dashboard", "run"}
    else:
        assert program in {"dagster-daemon", "dagster-webserver"} and "workspace.yaml" in words


def test_dagster_runs_as_in_a_checkout_but_for_its_storage() -> None:
    ours = yaml.safe_load((DEPLOY / "dagster.yaml").read_text(encoding="utf-8"))
    storage = ours.pop("storage")
    assert ours == yaml.safe_load((ROOT / ".dagster" / "dagster.yaml").read_text(encoding="utf-8"))
    assert storage["postgres"]["postgres_db"]["hostname"] in SERVICES
    assert storage["postgres"]["postgres_db"]["password"] == {"env": "POSTGRES_PASSWORD"}


def test_no_password_is_written_down() -> None:
    words = re.findall(r"PASSWORD\W+([\w-]+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert set(words) <= {"docker", "POSTGRES_PASSWORD", "set"}
