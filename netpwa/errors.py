"""What can go wrong, in the product's own words; `web.errors` turns each into a page."""

from __future__ import annotations


class NetpwaError(Exception):
    """Any failure that the app foresaw."""


class NotFoundError(NetpwaError):
    """The thing is not there, or belongs to somebody else: the two must look the same."""


class StaleError(NetpwaError):
    """The thing was changed elsewhere since this copy was read."""


class KeyReusedError(NetpwaError):
    """An Idempotency-Key came back with another request than the one it was first used for."""


class RefusedError(NetpwaError):
    """The database refused a row: it exists already, or it points to something that does not."""


class UnfitError(NetpwaError):
    """What was typed in `field` does not fit what is stored; `reason` is shown beside it."""

    def __init__(self, reason: str, field: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.reason = reason
        self.field = field


class NotSavedError(NetpwaError):
    """The disk is full or cannot be written; nothing was saved."""


class BusyError(NetpwaError):
    """Another writer held the database for too long; trying again soon will work."""


class TooOftenError(NetpwaError):
    """A limit was reached; `retry_after` says in how many seconds to try again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too often: again in {retry_after} s")
        self.retry_after = retry_after
