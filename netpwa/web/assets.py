"""Static files, each under an address that changes with its content, so phones keep them for good.

The style sheets are many small files in the tree and one response on the wire, and so are the
scripts: on a slow connection every further request costs a round trip. They are packed as small as
it goes, once, which would take too long for a page.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import rjsmin
from flask import Blueprint, Response, abort, request, send_from_directory

from netpwa.web.identity import same_for_everyone

if TYPE_CHECKING:
    from flask import Flask

FOLDER = Path(__file__).parents[2] / "static"
FOR_GOOD = "public, max-age=31536000, immutable"
STYLE_ORDER = (
    "layers",
    "tokens",
    "base",
    "layout",
    "components/*",
    "pages/*",
    "utilities",
    "print",
)
# The service worker's parts, in order: the first that answers a request is heard. Without offline
# work, only what still waits is sent.
SENDERS = (
    "memory",
    "rules",
    "turns",
    "markup",
    "routing",
    "account",
    "shell",
    "outbox",
    "leaving",
    "waiting",
)
KEEPERS = (*SENDERS, "posts", "unsent", "warm", "copies", "update", "push", "renewal", "click")
LEAVERS = (*SENDERS, "retire", "update", "push", "renewal", "click")
HTMX, IDB = "vendor/htmx-4.0.1.min.js", "vendor/idb-8.0.4.umd.js"
BUNDLES = {
    "app.css": ("text/css", tuple(f"css/{name}.css" for name in STYLE_ORDER)),
    HTMX: ("text/javascript", (HTMX,)),
    "app.js": ("text/javascript", ("js/*.js", "js/elements/*.js")),
    "worker.js": ("text/javascript", (IDB, *(f"sw/{name}.js" for name in KEEPERS))),
    "worker-leaving.js": ("text/javascript", (IDB, *(f"sw/{name}.js" for name in LEAVERS))),
}


class Assets:
    """The static folder, read once when the app starts."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.bundles = {name: self._joined(patterns) for name, (_, patterns) in BUNDLES.items()}
        self.versions = {
            file.relative_to(folder).as_posix(): _version(file.read_bytes())
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        } | {name: _version(body) for name, body in self.bundles.items()}
        self.build = _version("".join(self.versions.values()).encode())

    def address(self, name: str) -> str:
        """Give the address of a file, with its version; KeyError when there is no such file."""
        return f"/static/{name}?v={self.versions[name]}"

    def _joined(self, patterns: tuple[str, ...]) -> bytes:
        files = [file for pattern in patterns for file in sorted(self.folder.glob(pattern))]
        return b"\n".join(_part(file) for file in files)


def init_app(app: Flask, assets: Assets) -> None:
    """Serve the folder under /static/ and give templates `asset(name)`."""
    blueprint = Blueprint("assets", __name__)

    @blueprint.get("/static/<path:name>")
    @same_for_everyone
    def file(name: str) -> Response:
        version = assets.versions.get(name) or abort(404)
        if name in assets.bundles:
            response = _bundle(assets.bundles[name], BUNDLES[name][0])
        else:
            response = send_from_directory(assets.folder, name)
        if request.args.get("v") == version:
            response.headers["Cache-Control"] = FOR_GOOD
        return response

    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = assets.address
    app.jinja_env.globals["build"] = assets.build


def _part(file: Path) -> bytes:
    # Every byte of the service worker counts; what is vendored stays as it came.
    is_ours = file.suffix == ".js" and "vendor" not in file.parts
    return rjsmin.jsmin(file.read_bytes()) if is_ours else file.read_bytes()


def _bundle(body: bytes, mimetype: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["br"]:
        response.data = _packed(body)
        response.content_encoding = "br"
    return response


@cache
def _packed(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=11))


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
