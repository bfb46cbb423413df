"""What talks leave behind, as events for the rules; history_store.py says how it is read."""

from __future__ import annotations

from netpwa.reminders import events as e

# What talks left; a promise of theirs calls for nothing of mine.
OF_WHAT_IS_LEFT: tuple[tuple[type[e.Event], str], ...] = (
    (
        e.CapturedAfter,
        (
            "select interview_id as interview, saved_at as at from fresh_note"
            " where account_id = :account_id"
        ),
    ),
    (
        e.PromiseMade,
        (
            "select promise.id as promise, promise.contact_id as contact, promise.due_on,"
            " promise.made_at as at from promise join contact"
            " on contact.account_id = promise.account_id and contact.id = promise.contact_id"
            " where promise.account_id = :account_id and promise.owner = 'me'"
            " and contact.deleted_at is null"
        ),
    ),
    (
        e.PromiseKept,
        (
            "select id as promise, done_at as at from promise"
            " where account_id = :account_id and owner = 'me' and done_at is not null"
        ),
    ),
    (
        e.NameReceived,
        (
            "select referral.id as name, referral.contact_id as contact,"
            " referral.received_at as at from referral join contact"
            " on contact.account_id = referral.account_id and contact.id = referral.contact_id"
            " where referral.account_id = :account_id and contact.deleted_at is null"
        ),
    ),
    (
        e.ReferralAsked,
        (
            "select id as name, asked_at as at from referral"
            " where account_id = :account_id and asked_at is not null"
        ),
    ),
    (
        # Whoever was sent a request, or has a conversation booked, has been asked.
        e.ReferralAsked,
        (
            "select referral.id as name, request.sent_at as at from referral join request"
            " on request.account_id = referral.account_id"
            " and request.contact_id = referral.became_contact_id"
            " where referral.account_id = :account_id and request.sent_at is not null"
            " and request.dropped_at is null"
        ),
    ),
    (
        e.ReferralAsked,
        (
            "select referral.id as name, interview.created_at as at from referral join interview"
            " on interview.account_id = referral.account_id"
            " and interview.contact_id = referral.became_contact_id"
            " where referral.account_id = :account_id"
        ),
    ),
    (
        e.ReferralDropped,
        (
            "select id as name, dropped_at as at from referral"
            " where account_id = :account_id and dropped_at is not null"
        ),
    ),
    (
        # Who became a contact by a name was introduced by whoever gave it.
        e.Introduced,
        (
            "select referral.id as intro, referral.became_contact_id as contact,"
            " referral.received_at as at from referral join contact"
            " on contact.account_id = referral.account_id"
            " and contact.id = referral.became_contact_id"
            " where referral.account_id = :account_id and contact.deleted_at is null"
        ),
    ),
    (
        e.IntroducerThanked,
        (
            "select id as intro, thanked_at as at from referral"
            " where account_id = :account_id and thanked_at is not null"
        ),
    ),
    (
        e.UpdateSent,
        (
            "select contact_id as contact, sent_at as at from update_note"
            " where account_id = :account_id"
        ),
    ),
    (
        e.OutcomeLogged,
        "select id as outcome, logged_at as at from outcome where account_id = :account_id",
    ),
    (
        # Everybody on the list was thanked or left out; nobody helped is soon done.
        e.HelpersThanked,
        (
            "select outcome.id as outcome,"
            " coalesce(max(coalesce(helper.thanked_at, helper.left_out_at)), outcome.logged_at)"
            " as at from outcome left join outcome_helper as helper"
            " on helper.account_id = outcome.account_id and helper.outcome_id = outcome.id"
            " where outcome.account_id = :account_id and not exists ("
            " select 1 from outcome_helper as waiting join contact"
            " on contact.account_id = waiting.account_id and contact.id = waiting.contact_id"
            " where waiting.account_id = outcome.account_id and waiting.outcome_id = outcome.id"
            " and waiting.thanked_at is null and waiting.left_out_at is null"
            " and contact.deleted_at is null)"
            " group by outcome.id, outcome.logged_at"
        ),
    ),
)
