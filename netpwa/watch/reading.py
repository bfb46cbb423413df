"""Read the feeds that are due: fetch, understand in a process of its own, keep what is new."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.db.port import write
from netpwa.db.versions import bump
from netpwa.errors import BusyError, NotSavedError
from netpwa.watch.fetching import Fetcher, TroubleError
from netpwa.watch.model import Title, next_reading
from netpwa.watch.store import FeedStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from netpwa.db.port import Database
    from netpwa.watch.fetching import Page
    from netpwa.watch.model import Feed

    Fetch = Callable[[Feed], Awaitable[Page]]

log = logging.getLogger(__name__)

SECONDS_BETWEEN = 20.0
SECONDS_TO_UNDERSTAND = 10.0
AT_ONCE = 4
UNDERSTAND = [sys.executable, "-m", "netpwa.watch.feed"]


async def read_for_ever(db: Database) -> None:
    """Read what is due, again and again."""
    async with Fetcher() as fetch:
        while True:
            try:
                await read_due(db, fetch, at=clock.now())
            except (BusyError, NotSavedError) as error:
                log.warning("feeds have to wait: %s", error)
            await asyncio.sleep(SECONDS_BETWEEN)


async def read_due(db: Database, fetch: Fetch, *, at: datetime) -> None:
    """Read the few feeds that are due."""
    store = FeedStore(db)
    due = store.due(at=at, limit=AT_ONCE)
    if not due:
        return
    with write(db):
        # Whatever becomes of this process, nobody is asked again the moment it is back.
        for feed in due:
            store.put_off(feed, again_at=next_reading(feed.failures, at))
    for feed, found in zip(due, await asyncio.gather(*(_read(f, fetch) for f in due)), strict=True):
        with write(db):
            _keep(store, feed, found, at=at)
            bump(db, feed.account_id)


async def _read(feed: Feed, fetch: Fetch) -> tuple[Page, dict[str, Any]] | str:
    """Give what was read, or a code for why it was not."""
    try:
        page = await fetch(feed)
        return page, await _understand(page) if page.body is not None else {}
    except TroubleError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  one odd feed must not stop the others
        log.warning("a feed could not be read: %s", type(error).__name__)
        return "down"


async def _understand(page: Page) -> dict[str, Any]:
    child = await asyncio.create_subprocess_exec(
        *UNDERSTAND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    head = f"{page.url}\n{' '.join(page.content_type.split())}\n".encode()
    try:
        async with asyncio.timeout(SECONDS_TO_UNDERSTAND):
            said, _ = await child.communicate(head + (page.body or b""))
    except TimeoutError as error:
        code = "unreadable"
        raise TroubleError(code) from error
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode:
        code = "unreadable"
        raise TroubleError(code)
    understood: dict[str, Any] = json.loads(said)
    return understood


def _keep(
    store: FeedStore, feed: Feed, found: tuple[Page, dict[str, Any]] | str, *, at: datetime
) -> None:
    if isinstance(found, str):
        store.could_not_be_read(feed, found, again_at=next_reading(feed.failures + 1, at))
        return
    page, understood = found
    if understood.get("is_feed", True):
        titles = [_title(each, at) for each in understood.get("titles", ())]
        store.keep(feed, titles, at=at)
        etag, modified = page.etag or feed.etag, page.modified or feed.modified
        if page.body is not None:
            etag, modified = page.etag, page.modified
        store.has_been_read(feed, etag, modified, at=at, again_at=next_reading(0, at))
    elif understood["other"] and not feed.feed_url:
        store.found_feed(feed, understood["other"], again_at=at)
    else:
        store.is_a_page(feed)


def _title(said: dict[str, Any], at: datetime) -> Title:
    told = said["published_at"]
    # A feed that dates ahead would stand on top for ever.
    published = min(datetime.fromisoformat(told), at) if told else None
    return Title(said["mark"], said["title"], said["url"], published)
