"""A whole town in one account: people, where they work, who knows whom, and what was noted."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa.contacts.finding import searchable
from netpwa.contacts.model import ContactDraft, fold, search_text
from netpwa.db.port import write
from netpwa.db.values import to_text
from tests import factories
from tests.factories import AT

if TYPE_CHECKING:
    from netpwa.db.sqlite import SqliteDatabase

GIVEN = ("Ana", "Ben", "Chantal", "Dev", "Elif", "Félix", "Grace", "Hugo", "Ines", "Jamal", "Kim",
         "Lucie", "Maya", "Noor", "Olivier", "Priya", "Quentin", "Rosa", "Samir",
         "Tess")  # fmt: skip
FAMILY = ("Ruiz", "Okafor", "Roy", "Patel", "Kaya", "Gagnon", "Hopper", "Bélanger", "Costa",
          "Haddad", "Lee", "Tremblay", "Lin", "Khan", "Silva", "Novak", "Muller", "Ito", "Bell",
          "Diaz")  # fmt: skip
TITLES = ("Senior planner", "Transit planner", "Professor", "Urban designer", "Policy analyst")
CITIES = ("Guelph", "Toronto", "Montréal", "Halifax", "Calgary", "Ottawa")
TOPICS = ("night buses", "flood maps", "street trees", "housing", "cycling", "old bridges")
STATEMENTS = {
    "organisation": "insert into organisation (account_id, id, name, name_folded, search,"
    " created_at) values (?, ?, ?, ?, ?, ?)",
    "contact": "insert into contact (account_id, id, name, title, organisation_id, city,"
    " city_folded, note, name_folded, search, knows, created_at, updated_at)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "touch": "insert into touch (account_id, id, contact_id, kind, at, note, search)"
    " values (?, ?, ?, 'email', ?, ?, ?)",
    "research": "insert into research (account_id, id, contact_id, kind, text, is_private, search,"
    " found_at) values (?, ?, ?, 'said', ?, 0, ?, ?)",
    "interest": "insert into interest (account_id, id, name, name_folded) values (?, ?, ?, ?)",
    "shared": "insert into research (account_id, id, contact_id, kind, text, is_private, search,"
    " found_at) values (?, ?, ?, 'shared', ?, 0, ?, ?)",
    "research_interest": "insert into research_interest values (?, ?, ?)",
    "request": "insert into request (account_id, id, contact_id, channel, connection, who_i_am,"
    " intention, minutes, time_window, body, created_at, updated_at, sent_at, reply)"
    " values (?, ?, ?, 'phone', '', '', '', 20, '', 'Hello', ?, ?, ?, ?)",
    "link": "insert into link (account_id, id, from_contact_id, to_contact_id, kind, strength,"
    " created_at) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
}


def build(db: SqliteDatabase, people: int, links: int) -> str:
    """Fill an account and give its id; the same numbers give the same town."""
    chance = random.Random(people)  # noqa: S311  an example
    account_id = factories.account(db)
    with write(db):
        for table, rows in _rows(account_id, people, links, chance).items():
            db.connection.executemany(STATEMENTS[table], rows)
    return account_id


def _rows(
    account_id: str, people: int, links: int, chance: random.Random
) -> dict[str, list[tuple[object, ...]]]:
    now = to_text(AT)
    offices = [f"Office {n} of Works" for n in range(people // 20)]
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in STATEMENTS}
    rows["organisation"] = [
        (account_id, f"o{n}", name, fold(name), searchable(name), now)
        for n, name in enumerate(offices)
    ]
    rows["interest"] = [(account_id, f"i{n}", topic, topic) for n, topic in enumerate(TOPICS)]
    for n in range(people):
        office, city = chance.randrange(len(offices)), chance.choice(CITIES)
        topic = chance.choice(TOPICS)
        draft = ContactDraft(
            f"c{n}",
            f"{chance.choice(GIVEN)} {chance.choice(FAMILY)} {n}",
            chance.choice(TITLES),
            offices[office],
            note=f"Spoke of {topic} at length, and of much else that is worth a line or two here",
            city=city,
        )
        knows = int(chance.random() < 0.2)
        rows["contact"].append(
            (account_id, draft.id, draft.name, draft.title, f"o{office}", city, fold(city),
             draft.note, fold(draft.name), search_text(draft), knows, now, now)
        )  # fmt: skip
        for k in range(chance.randrange(4)):
            at = to_text(AT - timedelta(days=chance.randrange(400)))
            note = f"A word about {topic}"
            rows["touch"].append((account_id, f"t{n}-{k}", draft.id, at, note, searchable(note)))
        if n % 2:
            text = f"An article on {topic}"
            rows["research"].append((account_id, f"r{n}", draft.id, text, searchable(text), now))
        if n % 3 == 0:
            line = (account_id, f"s{n}", draft.id, topic, searchable(topic), now)
            rows["shared"].append(line)
            rows["research_interest"].append((account_id, f"s{n}", f"i{TOPICS.index(topic)}"))
        if n % 12 == 0:
            reply = None if n % 24 else "no"
            rows["request"].append((account_id, f"q{n}", draft.id, now, now, now, reply))
    for n in range(links):
        one, other = chance.sample(range(people), 2)
        kind = chance.choice(("can_introduce", "works_with"))
        rows["link"].append(
            (account_id, f"l{n}", f"c{one}", f"c{other}", kind, chance.randrange(1, 4), now)
        )
    return rows
