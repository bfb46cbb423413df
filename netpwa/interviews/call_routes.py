"""Call mode: the page that is open while two people talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.model import phone_href
from netpwa.interviews import calling, rehearsing, sequencing
from netpwa.interviews.call_forms import TO_FILL, TapForm
from netpwa.interviews.call_store import CallStore
from netpwa.interviews.starter_plans import fill
from netpwa.interviews.starter_questions import BY_CODE
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.wording import words_of
from netpwa.outreach.story import ANSWERS
from netpwa.outreach.story_store import StoryStore
from netpwa.web.context import db
from netpwa.web.identity import account_id
from netpwa.web.writes import save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.interviews.call import Call

blueprint = Blueprint("calls", __name__)
PROBES = ("p1", "p2", "p3", "p4", "p7")
MINUTE = 60_000
_ = str  # Marks text for translators; it is translated when it is shown.
CAPTURE_WORDS = {
    "name": _("Name"),
    "resource": _("Resource"),
    "lead": _("Lead"),
    "i_promised": _("I promised"),
    "they_promised": _("They promised"),
    "note": _("Note"),
    "summary": _("In one line"),
}


@blueprint.route("/interviews/<interview_id>/call", methods=["GET", "POST"])
def call(interview_id: str) -> Response:
    """Show the call as it stands; take one tap."""
    interview = InterviewStore(db(), account_id()).get(interview_id)
    form = TapForm()
    after = "rehearsals.timing" if interview.kind == "dry_run" else "fresh.sixty_seconds"
    page = after if form.kind.data == "end" else ".call"

    def keep() -> None:
        tap = form.tap(written_at())
        calling.record(db(), account_id(), interview_id, tap, at=clock.now())
        if tap.kind == "end":
            # What is shown of this talk later has the words in which it was held.
            sequencing.reword(db(), account_id(), interview_id, say=gettext)

    return save_form(
        form,
        keep,
        see=url_for(page, interview_id=interview_id),
        page=lambda: _page(interview_id, form),
    )


def _page(interview_id: str, form: TapForm) -> str:
    interview = InterviewStore(db(), account_id()).get(interview_id)
    plan = sequencing.as_read(db(), account_id(), interview, say=gettext)
    standing = calling.standing(db(), account_id(), interview_id, plan)
    now = round(clock.now().timestamp() * 1000)
    planned = [item for item in standing.plan if not item.is_left_out]
    talk_pace = rehearsing.pace_for(db(), account_id(), interview)
    story = StoryStore(db(), account_id()).get()
    return render_template(
        "interviews/call.html",
        form=form,
        interview=interview,
        call=standing,
        elapsed=standing.elapsed(now) // MINUTE,
        left=-(-standing.left(now) // MINUTE),
        why=next((item for item in planned if item.starter == "h2"), None),
        first=next((item for item in planned if item.counts), None),
        intention=words_of(db(), account_id(), interview, gettext, {"intention"}).get("intention"),
        pace=round(talk_pace * 100),
        story=story,
        answer=story.answers.get(story.situation) or gettext(ANSWERS[story.situation]),
        probes=[gettext(BY_CODE[code].text) for code in PROBES],
        captures=[(kind, gettext(words)) for kind, words in CAPTURE_WORDS.items()][:5],
        capture_words={kind: gettext(words) for kind, words in CAPTURE_WORDS.items()},
        to_fill={kind: str(words) for kind, words in TO_FILL.items()},
        over=fill(gettext(BY_CODE["x1"].text)),
        dial=phone_href(interview.place) if interview.mode == "phone" else None,
        data=_for_the_script(interview_id, interview.minutes, standing),
    )


def _for_the_script(interview_id: str, minutes: int, standing: Call) -> dict[str, object]:
    return {
        "interview": interview_id,
        "minutes": minutes,
        "plan": [
            {
                "id": item.id,
                "stage": item.stage,
                "text": item.text,
                "minutes": item.minutes,
                "usual": item.usual,
                "must": item.must,
                "counts": item.counts,
                "rank": item.rank,
                "leftOut": item.is_left_out,
                "asked": item.asked_at is not None,
            }
            for item in standing.plan
        ],
        "taps": [
            {
                "id": tap.id,
                "kind": tap.kind,
                "item": tap.item_id,
                "text": tap.text,
                "detail": tap.detail,
                "at": tap.at,
            }
            for tap in CallStore(db(), account_id()).taps(interview_id)
        ],
    }
