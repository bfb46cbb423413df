"""One JSON line for each event, on standard error. No names, no addresses, nothing typed."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON; `fields` of the record join it."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line. An exception comes as where it happened and its kind, without its text."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = self._where(record)
        return json.dumps(line, ensure_ascii=False)

    def _where(self, record: logging.LogRecord) -> list[str]:
        if not record.exc_info:
            return []
        frames = traceback.extract_tb(record.exc_info[2])
        return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def start(level: int) -> None:
    """Send everything of `level` and above to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # They print addresses of push services, which are secrets.
    for name in ("aiohttp", "urllib3", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
