"""What the tests of the sender share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from netpwa.push.model import Notice
from netpwa.push.sender import Limits, Sender

if TYPE_CHECKING:
    from netpwa.push.model import Outcome
    from tests.fakes.push_service import Device

Maker = Callable[..., Sender]
NOTICE = Notice("reminder-1", "Say thank you", "/followups/1", ttl=3600, body="While it is fresh")
QUICK = Limits(deadline=0.6)


def deliver(sender: Sender, *devices: Device, notice: Notice = NOTICE) -> list[Outcome]:
    """Send one notice to every device in one batch."""

    async def work() -> list[Outcome]:
        async with sender as send:
            return await send.all([(device.subscription, notice) for device in devices])

    return asyncio.run(work())
