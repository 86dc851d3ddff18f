"""`fedrealm project` and FEDn's own `fedn project` make, list and remove the same thing."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sites import Operator
from studio import Studio, TokenService, read_token_service

CREATOR = "creator"


@pytest.fixture(scope="module")
def operator() -> Operator:
    """Of the realm whose token service has people."""
    return Operator.read("realm")


@pytest.fixture(scope="module")
def service() -> TokenService:
    """The token service of the same realm."""
    return read_token_service(Operator.setup()["tokenService"])


@pytest.fixture
def creator(service: TokenService, tmp_path: Path) -> Studio:
    """The `fedn` of somebody who may create projects, logged in."""
    studio = Studio(service, tmp_path)
    assert "Login successful" in studio.login(service.people[CREATOR])
    return studio


def test_both_make_the_same_objects(
    creator: Studio, operator: Operator, service: TokenService
) -> None:
    """Roles, groups with their roles and members, scope with its attributes and roles, clients."""
    owner = service.people[CREATOR].username
    creator.run("project", "create", "--name", "Knee")
    operator.of("project", "add", "hips", "--name", "Hips", "--owner", owner)

    by_fedn = _objects(service, "knee", "Knee")
    by_fedrealm = _objects(service, "hips", "Hips")

    assert by_fedrealm == by_fedn
    assert [len(by_fedn[kind]) for kind in ("roles", "groups", "scopes")] == [4, 4, 1]
    assert by_fedn["clients"] == ["fedn-cli", "fedn-password-login"]
    assert by_fedn["administrators"] == [owner]


def test_each_lists_shows_and_removes_what_the_other_has_made(
    creator: Studio, operator: Operator, service: TokenService
) -> None:
    """Nothing is left of either, and each is a project with tokens while it is there."""
    owner = service.people[CREATOR].username
    creator.run("project", "create", "--name", "Elbow")
    operator.of("project", "add", "wrist", "--name", "Wrist", "--owner", owner)

    assert {"elbow", "wrist"} <= {entry["slug"] for entry in _listed(operator)}
    shown = json.loads(operator.of("project", "show", "elbow", "-o", "json"))
    assert (shown["name"], shown["owner"]) == ("Elbow", owner)
    assert shown["groups"]["elbow:admin"] == [owner]
    assert "Wrist" in creator.run("project", "list", "--no-header")
    assert "wrist" in creator.run("project", "get", "--id", "wrist")
    creator.run("project", "set-context", "--id", "wrist")
    assert creator.context()["Active project id"] == "wrist"

    creator.run("project", "delete", "--id", "wrist", "--yes")
    operator.of("project", "remove", "elbow", "--with-sites")

    left = json.dumps(service.administration.export())
    assert "wrist" not in left
    assert "elbow" not in left
    assert not {"elbow", "wrist"} & {entry["slug"] for entry in _listed(operator)}


def _listed(operator: Operator) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads(operator.of("project", "list", "-o", "json"))
    return entries


def _objects(service: TokenService, slug: str, name: str) -> dict[str, Any]:
    """All that a realm has of a project, with SLUG and NAME in the place of its own."""
    realm = service.administration.export()
    scope = f"project:{slug}"
    scopes = [entry for entry in realm["clientScopes"] if entry["name"] == scope]
    for entry in scopes:
        datetime.strptime(entry["attributes"].pop("fl.project.created"), "%Y-%m-%dT%H:%M:%SZ")
    found = {
        "roles": [role for role in realm["roles"]["realm"] if _is_of(role, slug)],
        "groups": [group for group in realm["groups"] if _is_of(group, slug)],
        "scopes": scopes,
        "scopeMappings": [
            sorted(entry["roles"])
            for entry in realm["scopeMappings"]
            if entry.get("clientScope") == scope
        ],
        "clients": sorted(
            client["clientId"]
            for client in realm["clients"]
            if scope in client["optionalClientScopes"] + client["defaultClientScopes"]
        ),
        "administrators": service.administration.members(f"{slug}:admin"),
    }
    text = json.dumps(_without_ids(found), sort_keys=True)
    return dict(json.loads(text.replace(slug, "SLUG").replace(name, "NAME")))


def _is_of(entry: dict[str, Any], slug: str) -> bool:
    return str(entry["name"]).startswith(f"{slug}:")


def _without_ids(value: Any) -> Any:
    """Objects without what Keycloak numbers, lists in one order."""
    if isinstance(value, dict):
        return {key: _without_ids(v) for key, v in value.items() if key not in ("id", "containerId")}
    if isinstance(value, list):
        return sorted((_without_ids(entry) for entry in value), key=json.dumps)
    return value
