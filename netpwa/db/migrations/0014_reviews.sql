-- A list of questions shown to a mentor by link. It holds only what was typed for it: its lines are
-- copies, and say nothing of whom they are for.
create table review (
    account_id text not null,
    id text not null,
    interview_id text not null,
    mentor_id text,                      -- whom it was sent to, if said; the link never shows it
    token_hash text not null unique,
    role text not null,                  -- whom it is for, such as "a housing planner"
    note text not null default '',       -- to the mentor
    created_at text not null,
    expires_at text not null,
    revoked_at text,
    answered_at text,
    said text not null default '',       -- by the mentor, about all of it
    rev integer not null default 1,
    primary key (account_id, id),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade,
    foreign key (account_id, mentor_id) references contact (account_id, id)
);
create index review_of_interview on review (account_id, interview_id);
create index review_of_mentor on review (account_id, mentor_id) where mentor_id is not null;

create table review_line (
    account_id text not null,
    id text not null,
    review_id text not null,
    plan_item_id text not null,          -- which may be gone by now
    position integer not null,
    stage text not null,
    text text not null,
    minutes real not null,
    verdict text not null default ''
        check (verdict in ('', 'keep', 'reword', 'cut', 'earlier', 'later')),
    wording text not null default '',    -- the mentor's
    said text not null default '',       -- the mentor's line about it
    settled text not null default '' check (settled in ('', 'taken', 'left')),
    primary key (account_id, id),
    foreign key (account_id, review_id) references review (account_id, id) on delete cascade
);
create index review_line_of_review on review_line (account_id, review_id, position);
