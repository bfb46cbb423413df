"""Somebody to write to, for tests that need no database."""

from netpwa.contacts.model import Contact, ContactPoint
from tests.factories import AT


def contact(*points, name="Grace Hopper"):
    made = tuple(ContactPoint(kind, value) for kind, value in points)
    return Contact("1", name, "", "", "", "", 1, AT, made)
