"""The page that a thank-you is written on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.model import called
from netpwa.contacts.store import ContactStore
from netpwa.followups.forms import ThankYouForm
from netpwa.followups.model import ThankYouDraft, compose
from netpwa.followups.store import ThankYouStore
from netpwa.followups.thanking import keep
from netpwa.interviews.store import InterviewStore
from netpwa.web.context import db
from netpwa.web.identity import account_id, identity
from netpwa.web.text import tidy
from netpwa.web.writes import save_form

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("followups", __name__)


@blueprint.route("/interviews/<interview_id>/thank-you", methods=["GET", "POST"])
def thank_you(interview_id: str) -> Response:
    """Write the thank-you for a conversation, and say when it was sent."""
    interview = InterviewStore(db(), account_id()).get(interview_id)
    contact = ContactStore(db(), account_id()).get(interview.contact_id)
    form = ThankYouForm(request.form.get("then"), **_as_typed(interview_id, contact.name))
    return save_form(
        form,
        lambda: keep(
            db(),
            account_id(),
            interview_id,
            _with_the_one_thing(form.draft(), contact.name),
            form.revision,
            is_sent=form.is_sent,
            at=clock.now(),
        ),
        see=url_for(".thank_you", interview_id=interview_id, kept=1),
        page=lambda: render_template(
            "followups/thank_you.html",
            form=form,
            interview=interview,
            contact=contact,
            sent_at=_sent_at(interview_id),
            has_begun=interview.starts_at <= clock.now(),
            was_kept="kept" in request.args,
            draft_with=_composed(contact.name, "{specific}"),
            draft_without=_composed(contact.name, ""),
        ),
        saved=lambda: _as_typed(interview_id, contact.name),
        remembers=True,
    )


def _with_the_one_thing(draft: ThankYouDraft, name: str) -> ThankYouDraft:
    """Write the one thing into our own draft; a text that the person touched is theirs."""
    if tidy(draft.body) != tidy(_composed(name, "")):
        return draft
    return ThankYouDraft(draft.specific, _composed(name, draft.specific))


def _composed(name: str, specific: str) -> str:
    return compose(called(name), identity().name, specific, gettext)


def _as_typed(interview_id: str, name: str) -> dict[str, object]:
    kept = ThankYouStore(db(), account_id()).get(interview_id)
    if kept:
        return {"specific": kept.specific, "body": kept.body, "rev": kept.rev}
    return {"specific": "", "body": _composed(name, ""), "rev": 0}


def _sent_at(interview_id: str) -> object:
    kept = ThankYouStore(db(), account_id()).get(interview_id)
    return kept.sent_at if kept else None
