"""A small API for programs: readers read, writers write, and everybody may ask how it is."""

import os

from flask import Flask, g, request
from guard import guard

app = Flask(__name__, static_folder=None)
guard(
    app,
    issuer=os.environ["API_ISSUER"],
    audience="api",
    needs={"read": ("reader", "writer"), "write": ("writer",)},
    public=("health",),
)
values: dict[str, str] = {}


@app.get("/health")
def health() -> dict[str, str]:
    """Public by name."""
    return {"status": "up"}


@app.get("/values")
def read() -> dict[str, str]:
    """For readers and writers."""
    return values


@app.put("/values/<name>")
def write(name: str) -> dict[str, str]:
    """For writers."""
    values[name] = request.get_data(as_text=True)
    return {"by": g.caller}


@app.get("/forgotten")
def forgotten() -> dict[str, str]:
    """Nobody has said who may: so nobody may."""
    return values
