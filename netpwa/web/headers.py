"""The security headers of every response, errors included."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask, Response

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a form's Origin would arrive as "null" and be refused.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ONE_YEAR = 31536000


def init_app(app: Flask, *, https: bool) -> None:
    """Add the headers to whatever leaves the app."""

    @app.after_request
    def add(response: Response) -> Response:
        response.headers.update(FIXED)
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
