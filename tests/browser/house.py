"""The database behind a running server: accounts and people put there without the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from netpwa.accounts.model import LINK_LASTS
from netpwa.accounts.signing_in import new_link
from netpwa.config import settings_from
from netpwa.db.port import write
from netpwa.db.sqlite import SqliteDatabase
from netpwa.followups.reflection import Energy, Reflection
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.interviews.store import InterviewStore
from netpwa.outreach.store import RequestStore
from netpwa.reminders.planning import replan
from tests import address_book, asking, factories, left, mentoring
from tests.cast import signed_in
from tests.conftest import app_with

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from tests.browser.server import Server


class House:
    """What a test may arrange in the server's own data folder."""

    def __init__(self, server: Server) -> None:
        settings = settings_from({"NETPWA_DATA": str(server.data)})
        self.db = SqliteDatabase(settings.database)
        self.origin = server.origin
        secret = (server.data / "secret.key").read_text(encoding="ascii").strip()
        self.app = app_with(replace(settings, public_origin=server.origin), lambda: self.db)
        self.app.secret_key = secret
        self.people = 0

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    def link(self) -> str:
        """Make a one-time sign-up link."""
        return f"{self.origin}/sign-up/{new_link(self.db, at=now(), lasts=LINK_LASTS)}"

    def account(self) -> str:
        """Make an account and give its id."""
        self.people += 1
        return factories.account(self.db, f"Ada{self.people}", at=now())

    def sign_in(self, context: BrowserContext) -> str:
        """Make an account, sign a browser in to it, and give the account's id."""
        account_id = self.account()
        self.let_in(context, account_id)
        return account_id

    def let_in(self, context: BrowserContext, account_id: str) -> None:
        """Sign a browser in."""
        context.add_cookies([{**self.cookie(account_id), "url": self.origin}])

    def cookie(self, account_id: str) -> dict[str, str]:
        """Give what a browser keeps that is signed in."""
        person = signed_in(self.app, self.db, account_id, at=now())
        cookie = person.client.get_cookie("session")
        assert cookie
        return {"name": "session", "value": cookie.value}

    def furnish(self, account_id: str) -> list[str]:
        """Put some of everything into an account, and give the address of every page of it."""
        people = {
            name: factories.contact(self.db, account_id, name, at=now(), **known)
            for name, known in PEOPLE.items()
        }
        grace = people["Grace Hopper"]
        factories.touch(self.db, account_id, grace, at=now() - timedelta(days=2))
        factories.question(self.db, account_id)
        talks = [
            factories.interview(self.db, account_id, people[name], talk)
            for name, talk in (
                ("Grace Hopper", factories.talk("phone", day=day(3), place="+1 416 555 0134")),
                (
                    "Ben Okafor",
                    factories.talk("video", day=day(0), starts=time(0, 5), place="https://a.b"),
                ),
                ("Félix Gagnon", factories.talk("in_person", day=day(9), zone="Europe/Berlin")),
                ("Ana Ruiz", factories.talk("phone", day=day(-2))),
            )
        ]
        pages_of_people = self._link(account_id, people)
        store = InterviewStore(self.db, account_id)
        store.set_held(talks[1], now())
        store.set_cancelled(talks[2], now())
        tired = Reflection(Energy(1, -1), "drained", 3, 4, 5, answers={"learned": "Silt moves"})
        ReflectionStore(self.db, account_id).save(talks[1], tired, at=now())
        store.set_done(talks[0], store.checklist(talks[0])[0].id, now())
        with write(self.db):
            replan(self.db, account_id, at=now())
        person, talk = f"/contacts/{grace}", f"/interviews/{talks[0]}"
        pages = ["/today", "/contacts", "/contacts?q=nobody", "/contacts/new", person]
        pages += [
            "/contacts/new?line=grace,+met+at+a+lecture,+call+tomorrow",
            "/contacts/new?fields=1",
        ]
        pages += [f"{person}/edit", f"{person}/book", "/interviews", "/interviews/new"]
        pages += [f"/interviews/{one}" for one in talks]
        pages += [f"{talk}/edit", f"{talk}/questions/new", f"{talk}/call", "/questions"]
        pages += [
            f"{talk}/brief",
            f"{talk}/plan",
            f"{talk}/plan/words",
            "/questions/r1/edit?show=all",
        ]
        item = store.plan(talks[0])[3]
        pages += [f"{talk}/plan/{item.id}/edit", f"/questions?for={talks[0]}"]
        pages += [f"{talks[1].join(('/interviews/', '/thank-you'))}"]
        pages += [f"/interviews/{talks[1]}/reflection", "/me/recharge"]
        dry_run = mentoring.dry_run(self.db, account_id, talks[0], people["Ana Ruiz"], at=now())
        pages += [
            f"{talk}/rehearse",
            f"/interviews/{dry_run}/timing",
            f"/interviews/{dry_run}/call",
        ]
        pages += ["/ladder", "/me/about-myself"]
        secret = f"a-mentor-of-{account_id}"
        review = mentoring.review(self.db, account_id, talks[0], secret, at=now())
        mentoring.suggestion(self.db, secret, at=now())
        pages += [f"{talk}/reviews/new", f"{talk}/reviews/{review}", f"/review/{secret}"]
        pages += ["/insights", "/insights/themes", "/insights/week", "/tips", "/tips/parts"]
        pages += self._leave(account_id, grace, talks[1])
        reminder = self.db.one(A_REMINDER, {"account_id": account_id})
        assert reminder
        pages += [f"/reminders/{reminder['id']}", "/reminders/catch-up", "/me/reminders"]
        pages += ["/me/settings/moved?was=America/Toronto"]
        pages += [*pages_of_people, *self._ask(account_id, people), f"{talk}/confirm"]
        return [
            *pages,
            "/earlier",
            "/me",
            "/me/settings",
            "/me/password",
            "/me/notices",
            "/contacts/none",
        ]

    def _leave(self, account_id: str, grace: str, talk: str) -> list[str]:
        """Let talks leave something, and give the pages of that."""
        ids = left.some_of_each(self.db, account_id, grace)
        name = f"/names/{ids['referral_id']}"
        pages = ["/promises", f"/promises/{ids['promise_id']}/edit", "/names", name]
        pages += [f"{name}/thanks", f"/introducers/{ids['referral_id']}", "/leads"]
        pages += [f"/leads/{ids['lead_id']}/edit", "/keep-warm", f"/contacts/{grace}/left"]
        pages += ["/resources", f"/resources/{ids['resource_id']}/edit"]
        new = [f"{kind}/new" for kind in ("promises", "leads", "resources")]
        pages += [f"/contacts/{grace}/{page}" for page in (*new, "word")]
        pages += ["/outcomes", "/outcomes/new", f"/outcomes/{ids['outcome_id']}"]
        return [*pages, f"/interviews/{talk}/after"]

    def _ask(self, account_id: str, people: dict[str, str]) -> list[str]:
        """Write a draft and send a request, and give the pages of that."""
        ana, ben = people["Ana Ruiz"], people["Ben Okafor"]
        draft = factories.request(self.db, account_id, ana, at=now())
        sent = factories.request(self.db, account_id, ben, "linkedin_note", at=now())
        with write(self.db):
            RequestStore(self.db, account_id).mark_sent(sent, at=now())
        pages = [f"/contacts/{ana}/ask", f"/requests/{draft}", f"/requests/{draft}/edit"]
        pages += [
            f"/requests/{sent}",
            "/requests",
            "/me/story",
            "/me/profile",
            "/me/asking",
            "/me/calendar",
        ]
        return pages

    def _link(self, account_id: str, people: dict[str, str]) -> list[str]:
        """Let people lead to each other, know something of them, and give the pages of that."""
        grace, ben, felix, ana = list(people.values())[:4]
        factories.link(self.db, account_id, ana, ben, strength=3)
        factories.link(self.db, account_id, ana, felix, "works_with")
        factories.link(self.db, account_id, ben, grace)
        introduced = f"/introductions/{factories.introduction(self.db, account_id, ana, ben)}"
        shared = factories.note(self.db, account_id, ben, "shared", "Night buses, choirs")
        said = factories.note(self.db, account_id, ben, "said", "Bus lanes that last")
        factories.note(self.db, account_id, ben, "culture", "First names from the start")
        where = factories.only(self.db, account_id, "organisation")
        interest = factories.only(self.db, account_id, "interest")
        person = f"/contacts/{ben}"
        pages = [person, f"{person}/ways", f"{person}/research", f"{person}/links/new"]
        pages += [f"/contacts/{ana}", f"/contacts/{ana}/mentoring", f"/research/{shared}/edit"]
        pages += [f"/research/{said}/question", f"/interests/{interest}"]
        pages += [f"/organisations/{where}", f"/organisations/{where}/research"]
        pages += [introduced, f"{introduced}/edit", f"{introduced}/thanks"]
        pair = f"/together/{asking.pair(self.db, account_id, ana, felix, at=now())}"
        pages += [pair, f"{pair}/edit", f"{person}/introduce"]
        pages += [*self._bring(account_id, felix), "/network", "/people/remember"]
        return [*pages, *self._follow(account_id)]

    def _bring(self, account_id: str, felix: str) -> list[str]:
        """Read a file, let somebody be here twice and another be deleted, and give those pages."""
        text = "First Name,Last Name,Company\nFélix,Gagnon,Atelier Nord\nJean,Bartik,\n,,ENIAC\n"
        waiting = address_book.brought(self.db, account_id, text, done=False, at=now())
        address_book.brought(self.db, account_id, at=now())
        twice = factories.contact(
            self.db, account_id, "Felix J. Gagnon", at=now(), organisation="Atelier Nord",
            note="A guest lecture on rivers", reach="felix@example.org",
        )  # fmt: skip
        address_book.merged(self.db, account_id, at=now())
        pages = ["/bring", f"/bring/{waiting}", "/people/alike", "/people/bin"]
        return [*pages, f"/contacts/{felix}/merge/{twice}"]

    def _follow(self, account_id: str) -> list[str]:
        """Follow a page that brings titles and one that does not, and give the pages of that."""
        feed = factories.followed(self.db, account_id)
        title = factories.title(self.db, account_id, feed, at=now())
        page = factories.followed(self.db, account_id, "A forum", is_feed=False)
        pages = ["/watch", "/watch/new", f"/watch/{page}/remove"]
        return [*pages, f"/watch/titles/{title}/keep", f"/watch/titles/{title}/mention"]


A_REMINDER = """
select id from reminder where account_id = :account_id and ended_at is null and rule = 'thank'
"""
PEOPLE: dict[str, dict[str, str]] = {
    "Grace Hopper": {"title": "Rear admiral", "organisation": "Navy", "note": "Likes clocks",
                     "met_at": "A lecture on compilers", "reach": "grace@example.org"},
    "Ben Okafor": {"title": "Transit planner", "organisation": "Metrolinx"},
    "Félix Gagnon": {"organisation": "Atelier Nord"},
    "Ana Ruiz": {"title": "Senior planner for housing and heritage in the older districts"},
    "Wolfeschlegelsteinhausenbergerdorff Featherstonehaugh": {"organisation": "Rindfleisch"},
}  # fmt: skip


def now() -> datetime:
    """Give the real time, as the server has it."""
    return datetime.now(UTC).replace(microsecond=0)


def day(ahead: int) -> date:
    """Give a day that many days from now."""
    return (now() + timedelta(days=ahead)).date()
