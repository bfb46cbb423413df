"""What a browser sends when somebody turns notices on."""

from __future__ import annotations

from netpwa.push.model import Subscription
from netpwa.web.forms import Form, line

LONGEST = 2100


class SubscriptionForm(Form):
    """A browser's subscription, as `PushSubscription.toJSON()` gives it."""

    endpoint = line("endpoint", limit=LONGEST)
    p256dh = line("p256dh")
    auth = line("auth")

    def subscription(self) -> Subscription:
        """Give the subscription."""
        return Subscription(self.endpoint.data, self.p256dh.data, self.auth.data)
