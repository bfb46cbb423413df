-- The sixty seconds after a conversation: that they were spent, and the one idea.
create table fresh_note (
    account_id text not null,
    interview_id text not null,
    idea text not null,
    saved_at text not null,
    rev integer not null default 1,
    primary key (account_id, interview_id),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);

-- What one of the two said they would do.
create table promise (
    account_id text not null,
    id text not null,                    -- of a call's, its tap's
    contact_id text not null,
    interview_id text,
    owner text not null check (owner in ('me', 'them')),
    text text not null,
    due_on text,                         -- a day on the clock of the account
    made_at text not null,
    done_at text,                        -- kept, or let go
    rev integer not null default 1,
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);
create index promise_of_contact on promise (account_id, contact_id, made_at);
create index promise_of_interview on promise (account_id, interview_id);

-- An opening that somebody mentioned, usually with somebody else.
create table lead (
    account_id text not null,
    id text not null,
    contact_id text not null,            -- heard from
    interview_id text,
    text text not null,
    organisation text not null default '',
    role text not null default '',
    whom text not null default '',       -- whom to write to
    may_use_name text not null default 'not_asked'
        check (may_use_name in ('yes', 'no', 'not_asked')),
    deadline text,
    state text not null default 'open'
        check (state in ('open', 'following', 'applied', 'closed')),
    heard_at text not null,
    rev integer not null default 1,
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);
create index lead_of_contact on lead (account_id, contact_id, heard_at);
create index lead_of_interview on lead (account_id, interview_id);

-- A name that somebody gave. Whoever gave it expects it to be used within about two weeks.
create table referral (
    account_id text not null,
    id text not null,
    contact_id text not null,            -- who gave it
    interview_id text,
    name text not null,
    note text not null default '',
    received_at text not null,
    became_contact_id text,
    asked_at text,
    dropped_at text,
    thanked_at text,                     -- whoever gave it knows that the two talked
    rev integer not null default 1,
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, became_contact_id) references contact (account_id, id)
        on delete cascade,
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);
create index referral_of_contact on referral (account_id, contact_id, received_at);
create index referral_became on referral (account_id, became_contact_id);
create index referral_of_interview on referral (account_id, interview_id);

-- Something worth reading or looking at.
create table resource (
    account_id text not null,
    id text not null,
    contact_id text not null,
    interview_id text,
    text text not null,
    at text not null,
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);
create index resource_of_contact on resource (account_id, contact_id, at);
create index resource_of_interview on resource (account_id, interview_id);

-- A few lines to somebody who helped: what came of their advice, something useful, or thanks.
create table update_note (
    account_id text not null,
    id text not null,
    contact_id text not null,
    carries text not null check (carries in ('update', 'value', 'thanks')),
    body text not null,
    sent_at text not null,
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade
);
create index update_note_of_contact on update_note (account_id, contact_id, sent_at);

-- What it all led to: a job, a course, a path.
create table outcome (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    kind text not null check (kind in ('job', 'course', 'path', 'other')),
    text text not null,
    logged_at text not null,
    primary key (account_id, id)
);

-- Somebody who helped towards it, and whether they know.
create table outcome_helper (
    account_id text not null,
    outcome_id text not null,
    contact_id text not null,
    thanked_at text,
    left_out_at text,                    -- they need not hear of it
    primary key (account_id, outcome_id, contact_id),
    foreign key (account_id, outcome_id) references outcome (account_id, id) on delete cascade,
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade
);
create index outcome_helper_of_contact on outcome_helper (account_id, contact_id);
