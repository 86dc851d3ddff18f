"""A Flask application with the decorators of vantage6's server, configured by its own code."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Self

from flask import Flask, g
from flask_jwt_extended import JWTManager
from vantage6.backend.common import Vantage6App
from vantage6.server import db, resource

ROUTES = {"user": resource.with_user, "node": resource.with_node}


class Server:
    """Its database is a table of Keycloak ids; all else is vantage6's."""

    def __init__(self, keycloak: str, realm: str) -> None:
        self.people: dict[str, SimpleNamespace] = {}
        self._app = Flask(__name__)
        base = SimpleNamespace(
            app=self._app, ctx=SimpleNamespace(config={}), debug={}, keycloak=keycloak, realm=realm
        )
        base._get_keycloak_public_key = lambda: Vantage6App._get_keycloak_public_key(base)
        self._configure(base)
        JWTManager(self._app)
        for kind, guard in ROUTES.items():
            self._app.add_url_rule(f"/{kind}", kind, guard(lambda: g.type))
        self._lookup = db.Authenticatable.get_by_keycloak_id

    def _configure(self, base: SimpleNamespace) -> None:
        # The lines of Vantage6App._configure_flask_base that concern tokens.
        self._app.config.update(
            JWT_ALGORITHM="RS256",
            JWT_DECODE_ALGORITHMS=["RS256"],
            JWT_DECODE_LEEWAY=10,
            JWT_PUBLIC_KEY=base._get_keycloak_public_key(),
            JWT_TOKEN_LOCATION=["headers"],
        )

    def __enter__(self) -> Self:
        db.Authenticatable.get_by_keycloak_id = self.people.__getitem__
        return self

    def __exit__(self, *_: object) -> None:
        db.Authenticatable.get_by_keycloak_id = self._lookup

    def knows(self, keycloak_id: str, kind: str) -> None:
        """Puts a user or a node into the database."""
        self.people[keycloak_id] = SimpleNamespace(
            id=1, type=kind, name=kind, username=kind, last_seen=None, save=lambda: None
        )

    def status(self, kind: str, token: str) -> int:
        """What a route for users or nodes answers to a token."""
        return (
            self._app.test_client()
            .get(f"/{kind}", headers={"Authorization": f"Bearer {token}"})
            .status_code
        )
