"""The page that a thank-you is written on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.model import called
from netpwa.contacts.store import ContactStore
from netpwa.followups import fresh
from netpwa.followups.forms import ThankYouForm
from netpwa.followups.model import compose, is_brief, what_stays, with_sentence
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.store import ThankYouStore
from netpwa.followups.thanking import check_ready, holds, keep
from netpwa.interviews.store import InterviewStore
from netpwa.outreach.guard import noticed
from netpwa.outreach.pages import mail_to
from netpwa.outreach.store import RequestStore
from netpwa.web.context import db
from netpwa.web.forms import LINE
from netpwa.web.identity import account_id, identity
from netpwa.web.text import tidy
from netpwa.web.writes import save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.contacts.model import Contact
    from netpwa.followups.model import ThankYouDraft
    from netpwa.interviews.model import Interview

blueprint = Blueprint("followups", __name__)


@blueprint.route("/interviews/<interview_id>/thank-you", methods=["GET", "POST"])
def thank_you(interview_id: str) -> Response:
    """Write the thank-you for a conversation, and say when it was sent."""
    interview = InterviewStore(db(), account_id()).get(interview_id)
    contact = ContactStore(db(), account_id()).get(interview.contact_id)
    form = ThankYouForm(request.form.get("then"), **_as_typed(interview))
    return save_form(
        form,
        lambda: _keep(form, interview),
        see=url_for(".thank_you", interview_id=interview_id, kept=1),
        page=lambda: _page(interview, contact, form),
        saved=lambda: _as_typed(interview),
        remembers=True,
    )


def _page(interview: Interview, contact: Contact, form: ThankYouForm) -> str:
    kept = ThankYouStore(db(), account_id()).get(interview.id)
    body, thing = form.body.data or "", form.specific.data or ""
    is_guarded = not RequestStore(db(), account_id()).has_raised_jobs(contact.id)
    return render_template(
        "followups/thank_you.html",
        form=form,
        interview=interview,
        contact=contact,
        sent_at=kept.sent_at if kept else None,
        is_ready=bool(kept and kept.specific and holds(kept.body, kept.specific)),
        lacks=thing if thing and not holds(body, thing) else "",
        has_begun=interview.has_begun(clock.now()),
        was_kept="kept" in request.args,
        draft_with=_composed(interview, "{specific}"),
        draft_without=_composed(interview, ""),
        noticed=noticed(body) if is_guarded else [],
        is_brief=is_brief(body),
        way_out=mail_to(contact, gettext("Thank you"), body),
    )


def _keep(form: ThankYouForm, interview: Interview) -> None:
    draft = _finished(form, interview)
    if form.is_ready:
        check_ready(draft)
    keep(
        db(),
        account_id(),
        interview.id,
        draft,
        form.revision,
        is_sent=form.is_sent,
        at=written_at(),
    )


def _finished(form: ThankYouForm, interview: Interview) -> ThankYouDraft:
    """Write the one thing into our own draft; a text that the person touched is theirs.

    Where they ask for it, it is written into theirs as well.
    """
    draft = form.draft()
    kept = ThankYouStore(db(), account_id()).get(interview.id)
    before = ("", _idea(interview), kept.specific if kept else "")
    ours = {tidy(_composed(interview, thing)) for thing in before}
    if draft.body in ours or (form.puts_it_in and not draft.body):
        return replace(draft, body=_composed(interview, draft.specific))
    if form.puts_it_in and not holds(draft.body, draft.specific):
        sentence = what_stays(draft.specific, gettext)
        return replace(draft, body=with_sentence(draft.body, sentence))
    return draft


def _composed(interview: Interview, specific: str) -> str:
    """Write our own draft: with the one thing, and what the talk left for its writer to do."""
    names = ReferralStore(db(), account_id()).of_interview(interview.id)
    promises = PromiseStore(db(), account_id()).of_interview(interview.id)
    return compose(
        called(interview.contact_name),
        identity().name,
        specific,
        gettext,
        names=[one.name for one in names if one.is_waiting],
        promises=[one.text for one in promises if one.owner == "me" and not one.done_at],
    )


def _as_typed(interview: Interview) -> dict[str, object]:
    kept = ThankYouStore(db(), account_id()).get(interview.id)
    if kept:
        return {"specific": kept.specific, "body": kept.body, "rev": kept.rev}
    idea = _idea(interview)
    return {"specific": idea, "body": _composed(interview, idea), "rev": 0}


def _idea(interview: Interview) -> str:
    """Give the idea that was kept while it was fresh, as it fits the one line."""
    return fresh.idea_of(db(), account_id(), interview.id)[0][:LINE]
