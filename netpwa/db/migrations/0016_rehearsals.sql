-- A dry run: which talk it rehearses, what the mentor thought, 1 to 4 with a line each, and what
-- its owner learned about themselves. Nobody else sees any of it.
create table rehearsal (
    account_id text not null,
    id text not null,                    -- the dry run, itself a conversation
    interview_id text,                   -- what it rehearses
    intention_score integer check (intention_score between 1 and 4),
    intention_line text not null default '',
    sequence_score integer check (sequence_score between 1 and 4),
    sequence_line text not null default '',
    listening_score integer check (listening_score between 1 and 4),
    listening_line text not null default '',
    pace_score integer check (pace_score between 1 and 4),
    pace_line text not null default '',
    ending_score integer check (ending_score between 1 and 4),
    ending_line text not null default '',
    to_keep text not null default '',
    to_change text not null default '',
    learned text not null default '',    -- about myself
    noted_at text,
    rev integer not null default 1,
    primary key (account_id, id),
    foreign key (account_id, id) references interview (account_id, id) on delete cascade,
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);
create index rehearsal_of_interview on rehearsal (account_id, interview_id);

-- A step of the warm-up ladder that was taken without a booking.
create table warm_up_step (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    rung text not null check (rung in ('anyone', 'peer', 'mentor', 'primary', 'secondary', 'cold')),
    note text not null default '',
    at text not null,
    primary key (account_id, id)
);
create index warm_up_step_of_account on warm_up_step (account_id, at);
