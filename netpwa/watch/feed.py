"""Read a feed, or find the feed that a page names. A program of its own: `python -m` runs it.

What comes from the net is read in a process with little memory and little time, so that a file
made to choke its reader chokes nothing else. The file comes in on standard input, what was
understood goes out as one line of JSON.
"""

from __future__ import annotations

import calendar
import hashlib
import html
import io
import json
import re
import resource
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import feedparser

MOST_TITLES = 50
LONGEST_TITLE, LONGEST_URL = 300, 1000
SECONDS, BYTES = 5, 512 * 1024 * 1024
FEED_KINDS = {"application/rss+xml", "application/atom+xml"}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WEB = re.compile(r"https?://[^\s<>\"]+")


def understand(body: bytes, url: str, content_type: str) -> dict[str, Any]:
    """Give the titles of a feed, or say which feed a page names; `url` is where it was read."""
    # Given as a stream: a plain text would be taken for an address or the name of a file.
    parsed = feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": content_type, "content-location": url},
    )
    if not parsed.version:
        return {"is_feed": False, "other": _feed_of(body, url)}
    return {
        "is_feed": True,
        "titles": [title for entry in parsed.entries[:MOST_TITLES] if (title := _title(entry))],
    }


def _title(entry: Any) -> dict[str, str | None] | None:  # noqa: ANN401  feedparser's own mapping
    link = str(entry.get("link") or "").strip()
    url = link if _WEB.fullmatch(link) and len(link) <= LONGEST_URL else ""
    text = _plain(entry) or url
    if not text:
        return None
    named = str(entry.get("id") or url or text)
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return {
        "mark": hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:32],
        "title": text,
        "url": url,
        "published_at": _instant(when),
    }


def _plain(entry: Any) -> str:  # noqa: ANN401  feedparser's own mapping
    # Many sites escape once too often, and many say that their HTML is plain text.
    text = _TAG.sub("", html.unescape(str(entry.get("title") or "")))
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    text = " ".join(text.encode("utf-8", "replace").decode().split())
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


def _instant(when: Any) -> str | None:  # noqa: ANN401  a time.struct_time, or nothing
    try:
        moment = datetime.fromtimestamp(calendar.timegm(when), UTC) if when else None
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat() if moment else None


class _Links(HTMLParser):
    """Finds the first feed that the head of a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        is_feed = (
            tag == "link"
            and "alternate" in said.get("rel", "").lower().split()
            and said.get("type", "").lower() in FEED_KINDS
        )
        if is_feed and self.found is None:
            self.found = said.get("href")


def _feed_of(body: bytes, url: str) -> str | None:
    links = _Links()
    links.feed(body.decode("utf-8", "replace"))
    found = urljoin(url, links.found.strip()) if links.found else ""
    is_fit = found.startswith("https://") and _WEB.fullmatch(found) and len(found) <= LONGEST_URL
    return found if is_fit else None


def main() -> None:
    """Read standard input; the address and the content type stand in the first two lines."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    url = sys.stdin.buffer.readline().decode().strip()
    content_type = sys.stdin.buffer.readline().decode("utf-8", "replace").strip()
    json.dump(understand(sys.stdin.buffer.read(), url, content_type), sys.stdout)


if __name__ == "__main__":
    main()
