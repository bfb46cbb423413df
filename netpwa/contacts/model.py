"""A person worth meeting, how to reach them, and when the two were in touch."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

TOUCH_KINDS = ("email", "linkedin", "phone", "video", "in_person", "text", "event", "letter")
WORDS_SEARCHED = 4
HUES = 8
# Letters that Unicode does not take apart, as people type them without their own keyboard.
LETTERS = str.maketrans({"ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d"})
TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "m", "mme", "sir"})

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_PHONE = re.compile(
    r"(?=(?:\D{0,9}\d){5})(\+?\(?\d[\d\s().\-/]{3,38}\d)(?:\s?(?:x|ext\.?|poste|#)\s?(\d{1,6}))?",
    re.IGNORECASE,
)
_WEB = re.compile(r"(https?://)?[\w-]{1,63}(\.[\w-]{1,63}){1,8}(/\S{0,1900})?", re.IGNORECASE)
_PROFILES = ("linkedin.com/", "xing.com/", "orcid.org/", "researchgate.net/")
_SPACES = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """One way to reach somebody: `kind` is email, phone, profile, link or other."""

    kind: str
    value: str

    @property
    def href(self) -> str | None:
        """The address a tap opens, or None when it is only text."""
        if self.kind == "email":
            return f"mailto:{self.value}"
        if self.kind == "phone":
            return phone_href(self.value)
        if self.kind in {"profile", "link"}:
            is_whole = self.value.lower().startswith(("http://", "https://"))
            return self.value if is_whole else f"https://{self.value}"
        return None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What somebody typed about a person; `captured` is the text that it was read from."""

    id: str
    name: str
    title: str = ""
    organisation: str = ""
    met_at: str = ""
    points: tuple[ContactPoint, ...] = ()
    note: str = ""
    city: str = ""
    follow_up_on: date | None = None
    captured: str = ""
    say_name: str = ""
    address_as: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, as the page about them shows it."""

    id: str
    name: str
    title: str
    organisation: str
    met_at: str
    note: str
    rev: int
    created_at: datetime
    points: tuple[ContactPoint, ...] = field(default=())
    city: str = ""
    captured: str = ""
    follow_up_on: date | None = None
    follow_up_done_at: datetime | None = None
    say_name: str = ""
    address_as: str = ""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A person, as a list shows them."""

    id: str
    name: str
    title: str
    organisation: str
    last_touch_at: datetime | None
    next_talk_at: datetime | None

    @property
    def about(self) -> str:
        """What they do and where, as far as it is known."""
        return " · ".join(part for part in (self.title, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class Touch:
    """One time that the two were in touch."""

    id: str
    kind: str
    at: datetime
    note: str
    interview_id: str | None


def recognise(value: str) -> ContactPoint:
    """Tell what a pasted line is: an address, a number, a profile, a link, or just text."""
    if _EMAIL.fullmatch(value):
        return ContactPoint("email", value)
    if _PHONE.fullmatch(value):
        return ContactPoint("phone", value)
    if _WEB.fullmatch(value):
        is_profile = any(site in value.lower() for site in _PROFILES)
        return ContactPoint("profile" if is_profile else "link", value)
    return ContactPoint("other", value)


def phone_href(text: str) -> str | None:
    """Give the address that dials the first number in a text, or None when there is none."""
    match = _PHONE.search(text)
    if match is None:
        return None
    number = re.sub(r"[^\d+]", "", match[1])
    # A comma waits for the answer before it dials on.
    return f"tel:{number},{match[2]}" if match[2] else f"tel:{number}"


def fold(text: str) -> str:
    """Give the form in which text is compared: no case, no accents, single spaces, no NUL.

    For the database a NUL ends a text.
    """
    text = text.replace("\x00", "")
    if text.isascii():
        return " ".join(text.lower().split())
    # Taken apart before folding too: a sign such as "™" has its capital letters inside.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(plain.translate(LETTERS).split())


def words_of(text: str) -> list[str]:
    """Split text into folded words, as they are searched for."""
    return [word for word in _SPACES.split(fold(text)) if word]


def search_text(draft: ContactDraft) -> str:
    """Put all that is known about a person into one text to search, each word after a space."""
    parts = (draft.name, draft.title, draft.organisation, draft.city, draft.met_at, draft.note)
    return " " + " ".join(words_of(" ".join((*parts, *(p.value for p in draft.points)))))


def initials(name: str) -> str:
    """Give the one or two letters that stand in for a picture; titles have none."""
    words = [word for word in name.split() if word[0].isalnum()]
    words = [word for word in words if not is_title(word)] or words
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper() or "?"


def hue(contact_id: str) -> int:
    """Choose the colour that a person keeps, 0 to 7; an id's last digits are random."""
    return int(contact_id.replace("-", "")[-4:], 16) % HUES


def is_title(word: str) -> bool:
    """Say whether a word is a title before a name: "Dr.", "Prof."."""
    return word.casefold().rstrip(".") in TITLES


def called(name: str) -> str:
    """Give what to call somebody in a sentence: the first name, or title and family name."""
    words = name.split()
    titles = [word for word in words if is_title(word)]
    rest = [word for word in words if not is_title(word)]
    if titles and rest:
        return f"{titles[0]} {rest[-1]}"
    return (rest or words or [name])[0]
