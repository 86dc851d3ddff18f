"""What FEDn reads in the tokens that the realm issues, before any server is asked."""

from __future__ import annotations

from collections.abc import Mapping

import jwt
import pytest

from compact_jwt import claims, header
from federation import ROLES, Federation
from masked import Masked


@pytest.mark.parametrize("role", ROLES)
def test_fedns_own_decoding_takes_the_token_with_the_realms_pem(
    role: str, tokens: Mapping[str, Masked], public_key: str
) -> None:
    """The call of fedn/network/api/auth.py:57 and fedn/network/grpc/auth.py:80."""
    assert _refusal(tokens[role], public_key) is None


@pytest.mark.parametrize("role", ROLES)
def test_the_token_names_its_role_and_project_as_one_string_each(
    role: str, tokens: Mapping[str, Masked], federation: Federation
) -> None:
    """fedn/network/api/auth.py:19 and :27 compare with `!=`: a list never equals a string."""
    said = claims(tokens[role])
    assert (said.get("role"), said.get("project")) == (role, federation.project)


@pytest.mark.parametrize("role", ROLES)
def test_the_token_carries_no_audience(role: str, tokens: Mapping[str, Masked]) -> None:
    """FEDn passes no audience to PyJWT, which then refuses every token that has one."""
    assert "aud" not in claims(tokens[role])


@pytest.mark.parametrize("role", ROLES)
def test_the_token_is_signed_with_rs256_and_expires(
    role: str, tokens: Mapping[str, Masked]
) -> None:
    """PyJWT checks `exp` only when it is present, so a token without it would live for ever."""
    assert header(tokens[role])["alg"] == "RS256"
    assert claims(tokens[role])["exp"] > claims(tokens[role])["iat"]


def test_the_twin_realm_signs_with_another_key(federation: Federation, public_key: str) -> None:
    """Without this, the rows about another realm's key would prove nothing."""
    other = federation.short_lived
    assert other.public_key(other.token("admin")) != public_key


def _refusal(token: Masked, public_key: str) -> str | None:
    """Why PyJWT refuses the token; the error is not raised on, for its frames show the token."""
    try:
        jwt.decode(token.reveal(), public_key, algorithms=["RS256"])
    except jwt.PyJWTError as error:
        return f"{type(error).__name__}: {error}"
    return None
