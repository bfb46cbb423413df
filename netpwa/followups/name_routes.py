"""The names that one was given: who that is, by when to write, and thanks to whoever gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.followups import naming
from netpwa.followups.left_forms import TakeawayForm
from netpwa.followups.letters import to_giver
from netpwa.followups.referral_store import ReferralStore
from netpwa.network.introduction_store import IntroductionStore
from netpwa.outreach.compose import reason
from netpwa.outreach.pages import mail_to
from netpwa.web.context import db
from netpwa.web.forms import Form
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity, today
from netpwa.web.writes import save, save_form, ticked, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("named", __name__)


def _names() -> ReferralStore:
    return ReferralStore(db(), account_id())


@blueprint.get("/names")
@versioned
def names() -> str:
    """List the names that one was given: those who wait to be written to first."""
    kept = _names().all()
    return render_template(
        "followups/names.html",
        waiting=[one for one in kept if one.is_waiting],
        others=[one for one in kept if not one.is_waiting],
        now=clock.now(),
    )


@blueprint.post("/names/<referral_id>/contact")
def become_contact(referral_id: str) -> Response:
    """Make a contact of a name, through whoever gave it."""
    form = Form()

    def become() -> None:
        giver = _names().get(referral_id).contact_name
        naming.become_contact(
            db(),
            account_id(),
            referral_id,
            form.id.data,
            through=gettext("Through %(name)s", name=giver),
            today=today(),
            at=written_at(),
        )

    return save(
        become,
        see=url_for(".name", referral_id=referral_id),
    )


@blueprint.get("/names/<referral_id>")
def name(referral_id: str) -> str:
    """Show a name: who gave it, who that is, and by when to write."""
    return render_template(
        "followups/name.html", referral=_names().get(referral_id), now=clock.now()
    )


@blueprint.post("/names/<referral_id>/asked")
def set_asked(referral_id: str) -> Response:
    """Say that they were written to, outside of this app."""
    return save(
        lambda: _names().set_asked(referral_id, at=written_at()),
        see=url_for(".name", referral_id=referral_id),
    )


@blueprint.post("/names/<referral_id>/drop")
def set_dropped(referral_id: str) -> Response:
    """Let a name go, or take it up again."""
    return save(
        lambda: _names().set_dropped(referral_id, ticked(_names().get(referral_id).dropped_at)),
        see=url_for(".name", referral_id=referral_id),
    )


@blueprint.get("/introducers/<introduction_id>")
@versioned
def introducer(introduction_id: str) -> str:
    """Say who opened the door to somebody, whichever way, and lead on to thanking them."""
    try:
        one = IntroductionStore(db(), account_id()).get(introduction_id)
    except NotFoundError:
        referral = _names().get(introduction_id)
        who, to = referral.contact_name, referral.name
        thanks = url_for(".thank_giver", referral_id=introduction_id)
    else:
        who, to = one.introducer, one.target
        thanks = url_for("introductions.thank", introduction_id=introduction_id)
    return render_template("followups/introducer.html", who=who, to=to, thanks=thanks)


@blueprint.route("/names/<referral_id>/thanks", methods=["GET", "POST"])
def thank_giver(referral_id: str) -> Response:
    """Tell whoever gave a name that the two have talked."""
    referral = _names().get(referral_id)
    giver = ContactStore(db(), account_id()).get(referral.contact_id)
    form = TakeawayForm(request.form.get("then"))

    def page() -> str:
        letter = to_giver(referral, form.takeaway.data or "", identity().name, gettext)
        subject = gettext("About %(name)s", name=referral.name)
        return render_template(
            "followups/thank_giver.html",
            form=form,
            referral=referral,
            letter=letter,
            why_not=[reason(gap, gettext) for gap in letter.gaps],
            way_out=mail_to(giver, subject, letter.body),
        )

    if form.is_preview:  # shown, and not kept
        return make_response(page())
    return save_form(
        form,
        lambda: naming.thank_giver(db(), account_id(), referral_id, at=written_at()),
        see=url_for(".name", referral_id=referral_id),
        page=page,
    )
