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

-- Something to be reminded of, once for each rule and conversation.
create table reminder (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    rule text not null,                  -- prepare, thank, or test
    interview_id text,                   -- what it is about
    local_at text not null,              -- date and time on the clock of time_zone
    time_zone text not null,
    due_at text not null,                -- the same, as an instant by the rules of tzdata
    tzdata text not null,
    expires_at text not null,            -- from then on it is of no use
    generation integer not null default 1,
    state text not null check (state in ('planned', 'due', 'done', 'superseded')),
    primary key (account_id, id),
    unique (account_id, interview_id, rule),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);
create index reminder_coming on reminder (due_at) where state = 'planned';

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
