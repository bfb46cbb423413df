-- What somebody thinks of a conversation afterwards, for their own eyes. Everything may be left out.
create table reflection (
    account_id text not null,
    interview_id text not null,
    energy_before integer check (energy_before between -2 and 2),
    energy_after integer check (energy_after between -2 and 2),
    mood text check (mood in ('energised', 'same', 'drained')),
    fit integer check (fit between 1 and 5),
    interest integer check (interest between 1 and 5),
    stretch integer check (stretch between 1 and 5), -- how far outside what is comfortable
    same_mode text check (same_mode in ('yes', 'no', 'unsure')),
    written_at text,                     -- the first time that anything was written
    skipped_at text,                     -- none is wanted
    rev integer not null default 1,
    updated_at text not null,
    primary key (account_id, interview_id),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);

create table reflection_answer (
    account_id text not null,
    interview_id text not null,
    prompt text not null,                -- its code in followups/reflection.py
    text text not null,
    primary key (account_id, interview_id, prompt),
    foreign key (account_id, interview_id)
        references reflection (account_id, interview_id) on delete cascade
);

-- How much company somebody likes, and what does them good.
create table recharge_setting (
    account_id text primary key references account (id) on delete cascade,
    gap_hours integer not null,          -- after a talk, before its energy adds to it
    most_a_day integer not null,         -- talks
    most_a_week integer not null,
    self_care text not null,             -- a line for each thing
    support text not null,               -- whom they can turn to
    rev integer not null default 1,
    updated_at text not null
);

-- A starred answer or a reflection that was moved to another theme.
create table theme_choice (
    account_id text not null references account (id) on delete cascade,
    piece text not null,                 -- a question of a plan, or a talk and a prompt
    theme text not null check (theme in ('trends', 'skills', 'paths', 'places', 'cautions')),
    primary key (account_id, piece)
);
