-- Somebody brought up jobs themselves: from then on nothing about it is remarked on.
alter table contact add column raised_jobs_at text;

-- A message that asks for a conversation, as it is written, sent and waited for. How it stands is
-- worked out from the instants. Its parts are kept so that it can be composed again.
create table request (
    account_id text not null,
    id text not null,
    contact_id text not null,
    channel text not null check (
        channel in ('email', 'linkedin', 'linkedin_note', 'phone', 'in_person')
    ),
    introducer text not null default '', -- who suggested writing, as it will be read
    connection text not null,            -- where they were found, or what is shared
    who_i_am text not null,
    intention text not null,             -- what its owner wants to understand
    topic text not null default '',      -- the same in two or three words, for a subject line
    subject_line text not null default '', -- which of ours
    minutes integer not null,
    time_window text not null,
    own_words text not null default '',  -- stands in place of the composed text
    subject text,                        -- only ever of an e-mail
    body text not null,                  -- as it is copied; empty while something is missing
    guard_kept_at text,                  -- its owner read the remark about jobs, and keeps the text
    self_checked_at text,                -- "to learn, not for a job"
    created_at text not null,
    updated_at text not null,
    sent_at text,
    nudges integer not null default 0,
    nudged_at text,                      -- the last time
    reply text check (reply in ('yes', 'no', 'later')),
    replied_at text,
    closed_at text,                      -- let go kindly
    dropped_at text,                     -- a draft thrown away
    rev integer not null default 1,
    primary key (account_id, id),
    check (subject is null or channel = 'email'),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade
);
create index request_of_contact on request (account_id, contact_id, created_at);

-- What somebody says about themselves; the last three are for their own eyes.
create table story (
    account_id text primary key references account (id) on delete cascade,
    who_i_am text not null,
    situation text not null,
    summary text not null,               -- half a minute, for when they ask
    phone text not null,                 -- where to be reached on the day
    glad_to_say text not null,
    only_if_asked text not null,
    to_myself text not null,
    rev integer not null default 1,
    updated_at text not null
);

-- "Why did you reach out?" in somebody's own words, for each situation.
create table story_answer (
    account_id text not null references account (id) on delete cascade,
    situation text not null,
    text text not null,
    primary key (account_id, situation)
);

-- How somebody asks; whoever has no row asks as the app begins.
create table asking_setting (
    account_id text primary key references account (id) on delete cascade,
    has_premium integer not null,        -- LinkedIn lets them write longer notes
    notes_a_month integer not null,      -- how many notes LinkedIn gives them
    names_in_calendar integer not null,
    rev integer not null default 1
);

-- A line of the profile checklist, when it was last seen to.
create table profile_tick (
    account_id text not null references account (id) on delete cascade,
    item text not null,
    done_at text not null,
    primary key (account_id, item)
);
