"""The ways in which a push service answers badly; each is a step for `Device.script`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Mapping

Accept = Callable[[], web.Response]
"""Takes the message as usual and gives the usual answer."""

Step = Callable[[web.Request, Accept], Awaitable[web.StreamResponse]]


def status(code: int, headers: Mapping[str, str] | None = None, body: str = "") -> Step:
    """Answer with `code` and do nothing."""

    async def step(_request: web.Request, _accept: Accept) -> web.StreamResponse:
        return web.Response(status=code, headers=headers, text=body)

    return step


def slow(seconds: float) -> Step:
    """Accept, but take `seconds` to say so."""

    async def step(_request: web.Request, accept: Accept) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return accept()

    return step


def drip(code: int, every: float = 0.1) -> Step:
    """Answer with `code` and a body of one byte after another that never ends."""

    async def step(request: web.Request, accept: Accept) -> web.StreamResponse:
        if code < 300:
            accept()
        response = web.StreamResponse(status=code)
        await response.prepare(request)
        while True:
            await response.write(b"x")
            await asyncio.sleep(every)

    return step


def flood(code: int, chunks: int, counted: list[int]) -> Step:
    """Answer with `code` and `chunks` of 64 KiB; `counted` learns how many could be written."""

    async def step(request: web.Request, _accept: Accept) -> web.StreamResponse:
        response = web.StreamResponse(status=code)
        await response.prepare(request)
        counted.append(0)
        for _ in range(chunks):
            await response.write(b"x" * 65536)
            counted[-1] += 1
        return response

    return step


async def hang(_request: web.Request, _accept: Accept) -> web.StreamResponse:
    """Never answer."""
    await asyncio.sleep(3600)
    return web.Response(status=503)


async def reset(request: web.Request, _accept: Accept) -> web.StreamResponse:
    """Break the connection off without an answer."""
    return _abort(request)


async def accept_then_reset(request: web.Request, accept: Accept) -> web.StreamResponse:
    """Take the message, and lose the answer on the way."""
    accept()
    return _abort(request)


def _abort(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response(status=500)
