-- Times are UTC text to the second. Booleans are 0 or 1. Ids are UUIDv7 text that a phone may make.
-- Everything a person owns is keyed (account_id, id), so no row can point into another account.

create table account (
    id text primary key,
    name text not null,
    email text not null,
    email_folded text not null unique,
    password_hash text,                  -- null for those who sign in with a passkey only
    time_zone text not null,             -- IANA name
    version integer not null default 1,  -- grows with every change that one of its pages may show
    created_at text not null
);

-- A one-time link that lets somebody make an account. Only its hash is kept.
create table sign_up_link (
    token_hash text primary key,
    created_at text not null,
    expires_at text not null,
    used_at text
);

-- Failed sign-ins, counted within a window.
create table failed_sign_in (
    subject text primary key,
    failures integer not null,
    window_ends_at text not null
);

-- A browser in which somebody signed in. Kept after signing out, to tell signed out from expired.
create table device (
    account_id text not null references account (id) on delete cascade,
    id text not null unique,
    label text not null,                 -- such as "Chrome on Android"
    signed_in_at text not null,
    seen_at text not null,               -- moved forward once a day
    signed_out_at text,
    primary key (account_id, id)
);

-- A write that has taken effect; the same key again has no second effect.
create table idempotency (
    account_id text not null references account (id) on delete cascade,
    key text not null,
    fingerprint text not null,           -- keyed hash of method, address and body
    created_at text not null,
    primary key (account_id, key)
);

create table organisation (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    name text not null,
    name_folded text not null,
    created_at text not null,
    primary key (account_id, id),
    unique (account_id, name_folded)
);

-- Somebody worth meeting.
create table contact (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    name text not null,
    title text not null default '',      -- what they do
    organisation_id text,
    met_at text not null default '',     -- where we met or heard of them
    note text not null default '',
    name_folded text not null,
    search text not null,                -- all of it, folded, for finding
    rev integer not null default 1,
    created_at text not null,
    updated_at text not null,
    deleted_at text,                     -- in the bin; can be taken back
    primary key (account_id, id),
    foreign key (account_id, organisation_id) references organisation (account_id, id)
);
create index contact_by_name on contact (account_id, name_folded) where deleted_at is null;

-- A way to reach a contact.
create table contact_point (
    account_id text not null,
    id text not null,
    contact_id text not null,
    kind text not null check (kind in ('email', 'phone', 'profile', 'link', 'other')),
    value text not null,
    position integer not null,
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade
);
create index contact_point_of_contact on contact_point (account_id, contact_id, position);

-- A question of the person's own, beside the starter bank that ships with the app.
create table question (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    stage text not null,
    text text not null,
    minutes real not null,
    created_at text not null,
    primary key (account_id, id)
);

-- A conversation with a contact, booked for a time on somebody's wall clock.
create table interview (
    account_id text not null,
    id text not null,
    contact_id text not null,
    mode text not null check (mode in ('phone', 'video', 'in_person')),
    local_date text not null,            -- as agreed, in time_zone
    local_time text not null,
    time_zone text not null,
    starts_at text not null,             -- the same, as an instant
    settled_at text not null,            -- when that time was agreed on
    minutes integer not null,
    place text not null default '',      -- number, link or address
    held_at text,
    cancelled_at text,
    rev integer not null default 1,
    created_at text not null,
    updated_at text not null,
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade
);
create index interview_by_start on interview (account_id, starts_at);
create index interview_of_contact on interview (account_id, contact_id);

-- A question planned for one conversation, in order.
create table plan_item (
    account_id text not null,
    id text not null,
    interview_id text not null,
    starter text,                        -- code in the starter bank, such as r1
    question_id text,                    -- or one of the person's own
    stage text not null,
    text text not null,
    minutes real not null,
    must integer not null,
    position integer not null,
    asked_at text,
    primary key (account_id, id),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade,
    foreign key (account_id, question_id) references question (account_id, id)
);
create index plan_item_of_interview on plan_item (account_id, interview_id, position);

-- A thing to have ready before one conversation, in order.
create table checklist_item (
    account_id text not null,
    id text not null,
    interview_id text not null,
    moment text not null check (moment in ('week', 'day', 'minutes')),
    text text not null,
    position integer not null,
    done_at text,
    primary key (account_id, id),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);
create index checklist_item_of_interview on checklist_item (account_id, interview_id, position);

-- Every time the two were in touch; the last contact is always worked out from these.
create table touch (
    account_id text not null,
    id text not null,
    contact_id text not null,
    interview_id text,
    kind text not null check (
        kind in ('email', 'linkedin', 'phone', 'video', 'in_person', 'text', 'event', 'letter')
    ),
    at text not null,
    note text not null default '',
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, interview_id) references interview (account_id, id)
);
create index touch_of_contact on touch (account_id, contact_id, at);
