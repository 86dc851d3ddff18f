"""Logs in with FLNet's own Python tool and prints, as JSON, what the token is good for.

The token itself is neither printed nor kept. Configured by the tool's own variables, KEYCLOAK__URL
and so on; the arguments are addresses to ask with the token.
"""

import base64
import json
import sys

import requests
from pyfedappwrap.engine.service.keycloak.keycloak import KeycloakClient


def claims(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def answer(address, token):
    response = requests.get(address, headers={"Authorization": f"Bearer {token}"}, timeout=30)
    return {"status": response.status_code, "body": response.json() if response.ok else None}


def main(addresses):
    token = KeycloakClient().get_token()
    result = {
        "claims": claims(token) if token else None,
        "answers": {address: answer(address, token) for address in addresses if token},
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
