-- How somebody wants to be reminded; whoever has no row has it as the app begins.
create table reminder_setting (
    account_id text primary key references account (id) on delete cascade,
    quiet_from text not null,            -- the hours in which no notice comes
    quiet_until text not null,
    days_off text not null,              -- days of the week, Monday is 0: such as "56"
    region text not null,                -- whose public holidays, ISO 3166; empty: the time zone's
    most_notices integer not null,       -- of a day
    nudges integer not null,             -- how often somebody is asked again
    recharge integer not null,           -- is there space after a talk?
    rev integer not null default 1
);

-- A kind of reminder that somebody turned on or off, or was offered.
create table reminder_switch (
    account_id text not null references account (id) on delete cascade,
    switch text not null,
    is_on integer not null,
    primary key (account_id, switch)
);

-- When an account's reminders were last worked out, and when that has to be done again.
create table reminder_plan (
    account_id text primary key references account (id) on delete cascade,
    planned_at text not null,
    again_at text not null,
    offer text                           -- a switch that is off and would be of use
);
create index reminder_plan_again on reminder_plan (again_at);
