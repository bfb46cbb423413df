"""The sixty seconds after a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from netpwa import clock
from netpwa.followups import fresh
from netpwa.followups.between import left_in
from netpwa.followups.left_forms import SixtySecondsForm
from netpwa.followups.recharging import rest_of
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.followups.store import ThankYouStore
from netpwa.interviews.store import InterviewStore
from netpwa.network.introduction_store import IntroductionStore
from netpwa.web.context import db
from netpwa.web.identity import account_id
from netpwa.web.writes import save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.interviews.model import Interview

blueprint = Blueprint("fresh", __name__)


@blueprint.route("/interviews/<interview_id>/after", methods=["GET", "POST"])
def sixty_seconds(interview_id: str) -> Response:
    """Keep one idea, one name, one promise and a face; what the call caught is there already."""
    interview = InterviewStore(db(), account_id()).get(interview_id)
    form = SixtySecondsForm(**_as_typed(interview_id))
    return save_form(
        form,
        lambda: fresh.keep(db(), account_id(), interview_id, form, at=written_at()),
        see=url_for(".sixty_seconds", interview_id=interview_id, kept=1),
        page=lambda: _page(interview, form),
        saved=lambda: _as_typed(interview_id),
        remembers=True,
    )


def _as_typed(interview_id: str) -> dict[str, object]:
    idea, rev = fresh.idea_of(db(), account_id(), interview_id)
    after = ReflectionStore(db(), account_id()).get(interview_id).energy.after
    return {"idea": idea, "energy_after": "" if after is None else str(after), "rev": rev}


def _page(interview: Interview, form: SixtySecondsForm) -> str:
    thanks = ThankYouStore(db(), account_id()).get(interview.id)
    around = IntroductionStore(db(), account_id()).around(interview.contact_id)
    return render_template(
        "followups/sixty_seconds.html",
        form=form,
        interview=interview,
        left=left_in(db(), account_id(), interview.id, interview.contact_id),
        introduced_by=[
            one
            for one in around
            if one.target_id == interview.contact_id and one.introduced_at and not one.thanked_at
        ],
        rest=rest_of(db(), account_id(), at=clock.now()),
        thanked_at=thanks.sent_at if thanks else None,
        has_begun=interview.has_begun(clock.now()),
        was_kept="kept" in request.args,
    )
