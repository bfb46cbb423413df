"""Somebody to write to, for tests that need no database; and reading what a page shows."""

from netpwa.contacts.model import Contact, ContactPoint
from tests.factories import AT
from tests.reading import Page


def contact(*points, name="Grace Hopper"):
    made = tuple(ContactPoint(kind, value) for kind, value in points)
    return Contact("1", name, "", "", "", "", 1, AT, made)


def words(who, page):
    return Page(who.get(page)).words


def rows(db, columns="*"):
    return db.query(f"select {columns} from request")  # noqa: S608  written here


def shown(who, page):
    return {given["id"]: given for _, given in Page(who.get(page)).tags if "id" in given}
