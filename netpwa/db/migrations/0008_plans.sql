-- How a contact's name is said, and how they like to be addressed.
alter table contact add column say_name text not null default '';
alter table contact add column address_as text not null default '';

-- A real talk, a rehearsal with a mentor, or a small one to get used to it.
alter table interview add column kind text not null default 'real'
    check (kind in ('real', 'dry_run', 'warm_up'));
-- How much of the usual minutes its plan reckons with.
alter table interview add column pace real not null default 1;

-- The minutes that a question usually takes; `minutes` is what this plan gives it.
alter table plan_item add column usual real not null default 0;
-- A greeting or thanks is no question.
alter table plan_item add column counts integer not null default 1;
-- It did not fit, and waits beside the plan.
alter table plan_item add column is_left_out integer not null default 0;
-- Its words with the gaps in braces, if it has any; `text` is what is read out.
alter table plan_item add column template text not null default '';
-- The least stays longest when time is short.
alter table plan_item add column rank integer not null default 0;
alter table plan_item add column rev integer not null default 1;
update plan_item set usual = minutes;

-- An edited copy of a line that ships with the app names its code, and stands in its place.
alter table question add column starter text;
alter table question add column must integer not null default 0;
alter table question add column is_starred integer not null default 0;
alter table question add column hidden_at text;
alter table question add column rev integer not null default 1;
create unique index question_for_starter on question (account_id, starter)
    where starter is not null;

-- What somebody thinks of a line that ships with the app.
create table starter_mark (
    account_id text not null references account (id) on delete cascade,
    code text not null,
    is_starred integer not null default 0,
    hidden_at text,
    primary key (account_id, code)
);

-- What fills a gap in the lines of one talk, such as the field. Some words serve for the next one.
create table slot_word (
    account_id text not null,
    interview_id text not null,
    slot text not null,
    word text not null,
    set_at text not null,
    primary key (account_id, interview_id, slot),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);

-- What I want to be careful about with somebody. It never leaves the owner's brief.
create table boundary_note (
    account_id text not null,
    contact_id text not null,
    text text not null,
    rev integer not null default 1,
    primary key (account_id, contact_id),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade
);
