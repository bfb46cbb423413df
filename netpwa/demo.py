"""Invented people and conversations, clearly marked, to look around with."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from netpwa import clock, demo_left, demo_plan, demo_talks
from netpwa.accounts.model import SignUpDraft
from netpwa.accounts.passwords import hash_password
from netpwa.accounts.store import AccountStore, SignInStore
from netpwa.bringing import importing
from netpwa.bringing.files import read_file
from netpwa.bringing.store import ImportStore
from netpwa.contacts.model import ContactDraft, Touch, fold, recognise
from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.interviews import booking, calling, rehearsing
from netpwa.interviews.call import CAPTURES, Tap
from netpwa.interviews.model import InterviewDraft
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.rehearsal import CRITERIA, Rehearsal
from netpwa.interviews.rehearsal_store import LadderStore, RehearsalStore
from netpwa.interviews.review import ReviewDraft, ReviewLine, secret_of
from netpwa.interviews.review_store import ReviewLinkStore, ReviewStore
from netpwa.interviews.store import InterviewStore
from netpwa.network import introducing
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.model import AskOfIntroducer, Link
from netpwa.network.store import NetworkStore
from netpwa.network.together_store import TogetherStore
from netpwa.outreach import asking
from netpwa.outreach.compose import compose
from netpwa.outreach.model import RequestParts
from netpwa.outreach.store import RequestStore
from netpwa.reminders.planning import replan
from netpwa.research.model import NoteDraft
from netpwa.research.store import ResearchStore
from netpwa.watch.model import Feed, Title, WatchDraft
from netpwa.watch.store import FeedStore, WatchStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from netpwa.db.port import Database

EMAIL = "demo@example.org"
ZONE = "America/Toronto"
# Name, title, organisation, where met, how to reach, days since the last touch.
PEOPLE = (
    ("Ana Ruiz", "Senior planner, housing", "City of Guelph", "Panel on housing",
     "ana.ruiz@example.org", 3),
    ("Ben Okafor", "Transit planner", "Metrolinx", "Through Ana", "+1 416 555 0134", 9),
    ("Chantal Roy", "Professor", "University of Waterloo", "Her studio course",
     "chantal.roy@example.org", 1),
    ("Dev Patel", "Junior planner", "Region of Peel", "Two years ahead of me",
     "linkedin.com/in/example-dev", None),
    ("Elif Kaya", "Director, resilience", "City of Toronto", "Her article on flood maps", "", None),
    ("Félix Gagnon", "Urban designer", "Atelier Nord", "Guest lecture", "felix@example.org", 30),
)  # fmt: skip
IN_A_FILE = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "Félix,J. Gagnon (demo),linkedin.com/in/example-felix,,Atelier Nord,Designer,05 Oct 2020",
    "Noor,Haddad (demo),linkedin.com/in/example-noor,,Waterfront Trust,Planner,17 Jan 2024",
    "Robin,Lee (demo),linkedin.com/in/example-robin,,Region of Peel,Analyst,18 Jan 2024",
)
# Seconds into the past one, and what was tapped; a question is named by its place in the plan.
TAPS = ((0, "begin", None, ""), (40, "asked", 0, ""), (75, "asked", 1, ""), (80, "asked", 2, ""),
        (250, "answer", 3, "Came to it through a summer job on a street survey"),
        (260, "asked", 3, ""), (300, "star", 4, ""), (420, "asked", 4, ""),
        (430, "name", 4, "Ana's colleague in housing (demo)"),
        (600, "resource", 5, "A reader on public space (demo)"), (610, "asked", 5, ""),
        (900, "they_promised", None, "To send the slides (demo)"),
        (1170, "end", None, ""))  # fmt: skip
# Whom one knows by their place in the list; who leads to whom; what was found out.
KNOWN = (0, 2, 3)
LINKS = ((0, 1, "can_introduce", 3), (0, 4, "works_with", 2), (2, 5, "can_introduce", 2),
         (1, 4, "can_introduce", 1))  # fmt: skip
NOTES = ((4, "said", "Flood maps are a promise"), (4, "shared", "Rivers, cycling"),
         (4, "term", "Freeboard: height kept above the flood line"),
         (1, "shared", "Cycling, night buses"), (1, "culture", "First names"))  # fmt: skip
# Through whom, to whom, what is asked, and how far it has come.
INTRODUCTIONS = (
    (0, 4, AskOfIntroducer("a planning student in Waterloo", "how a flood map becomes a rule"), ()),
    (2, 5, AskOfIntroducer("a planning student in Waterloo", "how a studio works"),
     ("asked", "introducer_ok")),
)  # fmt: skip
# Whom, what is asked, and how many days ago it was sent; 0 is a draft.
REQUESTS = (
    (4, "Elif", RequestParts(
        "email", "I read your article on flood maps.", "a planning student in Waterloo",
        "how a city decides where not to build", 20, "in the next two weeks",
        subject_line="work", topic="flood maps"), 0),
    (5, "Félix", RequestParts(
        "linkedin", "I heard your guest lecture.", "a planning student in Waterloo",
        "how a small studio finds its projects", 20, "in December"), 12),
)  # fmt: skip
# Name, kind, and the titles that its feed brought; one without any is for a weekly look.
FOLLOWED = (
    (
        "Institute of planners (demo)",
        "institute",
        ("What a street survey taught a small town (demo)", "Award for a flood park (demo)"),
    ),
    ("Forum of young planners (demo)", "group", ()),
)
LEARNED = "I fill a silence too soon. Counting to three helps. (demo)"
REVIEW_NOTE = "Is this too much for twenty minutes?"
# The place of a question in the plan, what the mentor would do with it, and why.
MENTOR_SAYS = (
    (3, "reword", "What first made you curious about the work you do?", "Easier to answer"),
    (4, "keep", "", ""),
    (5, "cut", "", "They will tell you anyway"),
)
# Days from now, then how and where.
TALKS = ((0, 1, "phone", "+1 519 555 0199"), (1, 4, "video", "https://meet.example.org/ben"),
         (2, -1, "phone", "+1 519 555 0142"),
         (5, -30, "in_person", "Café on the square"))  # fmt: skip


def fill(db: Database, key: str, *, at: datetime) -> str:
    """Make the demo account if it is not there; give it a new password, and return that.

    `key` is what the secrets of links are made from.
    """
    password = secrets.token_urlsafe(9)
    store = SignInStore(db)
    found = store.credential(EMAIL)
    with write(db):
        if found:
            AccountStore(db, found.account_id).set_password(hash_password(password))
        else:
            account_id = fresh_id()
            draft = SignUpDraft(account_id, "Demo", EMAIL, password, ZONE)
            store.create(draft, hash_password(password), at=at)
            _add_people(db, account_id, at)
            demo_plan.prepare(db, account_id, at=at)
            _have_reviewed(db, account_id, key, at)
            _rehearse(db, account_id, at)
            replan(db, account_id, at=at)
    return password


def _add_people(db: Database, account_id: str, at: datetime) -> None:
    contacts = ContactStore(db, account_id)
    ids = []
    for name, title, organisation, met_at, reach, days in PEOPLE:
        points = (recognise(reach),) if reach else ()
        draft = ContactDraft(fresh_id(), f"{name} (demo)", title, organisation, met_at, points, "")
        contacts.create(draft, at=at)
        ids.append(draft.id)
        if days is not None:
            touch = Touch(fresh_id(), "email", at - timedelta(days=days), "", None)
            contacts.add_touch(draft.id, touch)
    _add_network(db, account_id, ids, at)
    _add_requests(db, account_id, ids, at)
    _add_from_file(db, account_id, at)
    _follow_pages(db, account_id, at)
    for person, days, mode, place in TALKS:
        day = clock.to_local(at + timedelta(days=days), ZONE).date()
        talk = InterviewDraft(fresh_id(), mode, day, time(14), ZONE, 20, place)
        booking.book(db, account_id, ids[person], talk, say=str, at=at)
        if days < 0:
            _have_it(db, account_id, talk.id, at=at, began=at + timedelta(days=days))
            demo_talks.felt(db, account_id, talk.id, -days, at=at)
    have_it = partial(_have_it, taps=[tap for tap in TAPS if tap[1] not in CAPTURES])
    demo_talks.had(db, account_id, ids, ZONE, at=at, have_it=have_it)
    demo_left.keep_up(db, account_id, ids, ZONE, at=at)


def _add_network(db: Database, account_id: str, ids: list[str], at: datetime) -> None:
    network, research = NetworkStore(db, account_id), ResearchStore(db, account_id)
    for person in KNOWN:
        network.set_known(ids[person], on=True)
    network.set_connector(ids[0], on=True)
    network.set_mentor(ids[2], on=True)
    for one, other, kind, strength in LINKS:
        network.add_link(Link(fresh_id(), ids[one], ids[other], kind, strength), at=at)
    for person, kind, text in NOTES:
        note = NoteDraft(fresh_id(), kind, text)
        research.add(note, contact_id=ids[person], fold=fold, at=at)
    introductions = IntroductionStore(db, account_id)
    for one, other, ask, states in INTRODUCTIONS:
        introduction_id = fresh_id()
        introductions.start(introduction_id, ids[one], ids[other], at=at)
        introductions.write(introduction_id, ask, 1)
        for state in states:
            introducing.take_to(db, account_id, introduction_id, state, at=at)
    pair = TogetherStore(db, account_id)
    pair.start(fresh_id(), ids[0], ids[2], "you both teach people to read a street", at=at)


def _follow_pages(db: Database, account_id: str, at: datetime) -> None:
    for name, category, titles in FOLLOWED:
        # Nobody fetches what is at this address: it is reserved for examples.
        page = WatchDraft(fresh_id(), name, "https://example.org/", category, is_feed=bool(titles))
        WatchStore(db, account_id).add(page, at=at - timedelta(days=8))
        feed = Feed(account_id, page.id, page.url, "", "", 0)
        found = [Title(text, text, page.url, at - timedelta(days=2)) for text in titles]
        FeedStore(db).keep(feed, found, at=at)
        if titles:
            again_at = at + timedelta(days=365)
            FeedStore(db).has_been_read(feed, "", "", at=at, again_at=again_at)


def _add_from_file(db: Database, account_id: str, at: datetime) -> None:
    """Bring a file in, of whom one seems to be here already and one was deleted since."""
    import_id = fresh_id()
    reading = read_file("\n".join(IN_A_FILE).encode())
    judged = importing.judge(db, account_id, reading)
    store = ImportStore(db, account_id)
    store.stage(import_id, "Connections (demo).csv", reading.kind, judged, at=at)
    importing.bring(db, account_id, import_id, at=at)
    contacts = ContactStore(db, account_id)
    [gone, *_others] = contacts.search("Robin (demo)", at=at)
    contacts.delete(gone.id, at=at)


def _add_requests(db: Database, account_id: str, ids: list[str], at: datetime) -> None:
    store = RequestStore(db, account_id)
    for person, first, parts, days in REQUESTS:
        request_id = fresh_id()
        written = at - timedelta(days=days)
        composed = compose(parts, first, "Demo", str)
        store.add(request_id, ids[person], parts, composed, at=written)
        if days:
            asking.send(db, account_id, request_id, at=written)


def _have_it(
    db: Database, account_id: str, interview_id: str, *, at: datetime, began: datetime,
    taps: Sequence[tuple[int, str, int | None, str]] = TAPS,
) -> None:  # fmt: skip
    plan = InterviewStore(db, account_id).plan(interview_id)
    for second, kind, place, text in taps:
        tapped = (began + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        item_id = "" if place is None else plan[place].id
        tap = Tap(fresh_id(), kind, item_id, text, "", tapped)
        calling.record(db, account_id, interview_id, tap, at=at)


def _have_reviewed(db: Database, account_id: str, key: str, at: datetime) -> None:
    interviews, reviews = InterviewStore(db, account_id), ReviewStore(db, account_id)
    talk = interviews.open()[0]
    lines = [
        ReviewLine(fresh_id(), item.id, item.stage, item.text, item.minutes)
        for item in PlanStore(db, account_id).plan(talk.id)
    ]
    [(mentor_id, _name), *_others] = NetworkStore(db, account_id).mentors()
    draft = ReviewDraft(fresh_id(), "a housing planner", REVIEW_NOTE, mentor_id, tuple(lines))
    secret = secret_of(key, account_id, draft.id)
    reviews.add(talk.id, draft, secret, at=at)
    said = [
        replace(lines[place], verdict=verdict, wording=wording, said=why)
        for place, verdict, wording, why in MENTOR_SAYS
    ]
    links = ReviewLinkStore(db)
    links.answer(links.find(secret), 1, "A good arc. Leave room for silence.", said, at=at)


def _rehearse(db: Database, account_id: str, at: datetime) -> None:
    """Have a dry run with the mentor, as the talk of TAPS went, and note what it taught."""
    talk = InterviewStore(db, account_id).open()[0]
    [(mentor_id, _name), *_others] = NetworkStore(db, account_id).mentors()
    dry_id, began = fresh_id(), at - timedelta(days=3)
    local = clock.to_local(began, ZONE)
    draft = InterviewDraft(dry_id, "video", local.date(), local.time(), ZONE, 0, "")
    rehearsing.begin(db, account_id, talk.id, mentor_id, draft, say=str, at=began)
    _have_it(db, account_id, dry_id, at=at, began=began)
    store = RehearsalStore(db, account_id)
    scores = dict.fromkeys(CRITERIA, 3)
    lines = dict.fromkeys(CRITERIA, "")
    thought = Rehearsal(dry_id, talk.id, scores, lines, "The first question", "", LEARNED)
    store.save(thought, at=began)
    LadderStore(db, account_id).add(fresh_id(), "anyone", "", at=began)
