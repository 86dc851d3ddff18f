"""The three parts of a token (JWS compact serialisation, RFC 7515, section 3.1), unverified.

PyJWT is not used to look into tokens: when it fails, the token stands in the frames of its
traceback, and a report may show those.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from masked import Masked


def header(token: Masked) -> dict[str, Any]:
    """The token's header."""
    said: dict[str, Any] = json.loads(raw(parts(token)[0]))
    return said


def claims(token: Masked) -> dict[str, Any]:
    """What the token says."""
    said: dict[str, Any] = json.loads(raw(parts(token)[1]))
    return said


def parts(token: Masked) -> tuple[str, str, str]:
    """Header, payload and signature as they stand in the token."""
    first, second, third = token.reveal().split(".")
    return first, second, third


def joined(*texts: str) -> Masked:
    """A token of these parts."""
    return Masked(".".join(texts))


def encoded(part: dict[str, Any]) -> str:
    """A header or a payload as it stands in a token."""
    return base64url(json.dumps(part, separators=(",", ":")).encode())


def base64url(raw_bytes: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw_bytes).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    """The bytes of a part."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
