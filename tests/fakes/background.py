"""Run a fake on an event loop of its own, beside a test that is written without `async`."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from types import TracebackType

T = TypeVar("T")


class Startable(Protocol):
    """Anything that is started and stopped on an event loop."""

    async def start(self) -> None:
        """Begin to listen."""
        ...

    async def stop(self) -> None:
        """Close every connection and forget everything."""
        ...


class Background:
    """An event loop in a thread, for the length of a `with` block."""

    def __init__(self) -> None:
        """Make the loop; it does not turn yet."""
        self.loop = asyncio.new_event_loop()
        self._spawned: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        """Let the loop turn."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel what is left and end the thread."""
        self.run(_cancel_all())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()

    def run(self, work: Coroutine[Any, Any, T], timeout: float = 30) -> T:
        """Run one coroutine there and wait for its result, at most `timeout` seconds."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Start one coroutine there; for callers that are on this very loop."""
        task = self.loop.create_task(work)
        self._spawned.add(task)
        task.add_done_callback(self._spawned.discard)


async def _cancel_all() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


F = TypeVar("F", bound=Startable)


@contextmanager
def running(fake: F) -> Iterator[F]:
    """Run `fake` for the length of a `with` block, on a loop of its own."""
    with Background() as background:
        background.run(fake.start())
        try:
            yield fake
        finally:
            background.run(fake.stop())


def poll(question: Callable[[], T], what: str, seconds: float = 8) -> T:
    """Ask until the answer is truthy and give it; fail after `seconds`, naming `what`."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            msg = f"waited {seconds} s for {what}"
            raise AssertionError(msg)
        time.sleep(0.02)
