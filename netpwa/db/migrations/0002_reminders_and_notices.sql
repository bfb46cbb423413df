-- May a notice on a locked screen say whom it is about? No, unless its owner says so.
alter table account add column names_in_notices integer not null default 0;

-- A thank-you for one conversation. It needs one thing that was said.
create table thank_you (
    account_id text not null,
    interview_id text not null,
    specific text not null,
    body text not null,
    sent_at text,
    rev integer not null default 1,
    updated_at text not null,
    primary key (account_id, interview_id),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);

-- Something to be reminded of, once for each rule, subject and step (reminders/rules.py).
create table reminder (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    rule text not null,                  -- such as thank; or digest, or test
    subject_kind text not null,          -- what it is about: a contact, interview, promise …
    subject_id text not null,
    step integer not null,               -- a rule may remind more than once
    contact_id text,                     -- the person behind it
    page text not null,                  -- what it opens
    local_at text not null,              -- date and time on the clock of time_zone
    time_zone text not null,
    due_at text not null,                -- the same, as an instant by the rules of tzdata
    tzdata text not null,
    expires_at text not null,            -- from then on it is of no use
    notify_at text,                      -- when its notice goes out; null when none is to come
    counts integer not null,             -- its notice is one of the day's
    digest text,                         -- the day whose digest tells of it
    generation integer not null default 1,
    told_at text,                        -- its last notice, of its own or in a digest
    snoozed_at text,
    snoozed_until text,
    done_at text,                        -- its person said so
    ended_at text,                       -- nothing calls for it any more
    primary key (account_id, id),
    unique (account_id, rule, subject_kind, subject_id, step),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade
);
create index reminder_to_tell on reminder (notify_at)
    where ended_at is null and notify_at is not null;

-- A notice that went out and was one of its day's.
create table counted_notice (
    account_id text not null,
    reminder_id text not null,
    at text not null,
    primary key (account_id, reminder_id, at),
    foreign key (account_id, reminder_id) references reminder (account_id, id) on delete cascade
);
create index counted_notice_by_time on counted_notice (at);

-- A browser that agreed to be sent notices.
create table push_subscription (
    account_id text not null,
    id text not null,
    device_id text,                      -- where it was turned on
    endpoint text not null unique,       -- whoever holds this can wake the phone
    origin text not null,                -- the push service
    p256dh text not null,
    auth text not null,
    vapid_key text not null,             -- our public key it was made with
    label text not null,
    created_at text not null,
    seen_at text not null,
    sent_at text,                        -- the last notice that the service took
    refusals integer not null default 0,
    ended_at text,
    ended_why text,
    primary key (account_id, id),
    foreign key (account_id, device_id) references device (account_id, id) on delete cascade
);
create index push_subscription_of_account on push_subscription (account_id) where ended_at is null;

-- One reminder on its way to one browser.
create table delivery (
    account_id text not null,
    reminder_id text not null,
    generation integer not null,
    subscription_id text not null,
    origin text not null,
    state text not null check (state in ('pending', 'sent', 'gone', 'refused', 'expired', 'superseded')),
    attempts integer not null default 0,
    next_at text not null,
    lease text,                          -- the worker that has it in hand
    lease_until text,
    status integer,                      -- what the push service answered
    sent_at text,
    shown_at text,                       -- the phone said so
    primary key (account_id, reminder_id, generation, subscription_id),
    foreign key (account_id, reminder_id) references reminder (account_id, id) on delete cascade,
    foreign key (account_id, subscription_id)
        references push_subscription (account_id, id) on delete cascade
);
create index delivery_waiting on delivery (next_at) where state = 'pending';

-- When a process of ours was last seen alive.
create table heartbeat (
    name text primary key,
    at text not null
);
