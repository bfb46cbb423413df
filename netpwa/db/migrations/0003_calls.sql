-- What was tapped in a conversation, in order: nothing here is ever changed, so a phone may send a
-- tap as often as it likes, hours later. How the call stands is worked out from these.
create table call_tap (
    account_id text not null,
    id text not null,                    -- made by the phone
    interview_id text not null,
    kind text not null,
    item_id text not null default '',    -- the question it was about, which may be gone by now
    text text not null default '',
    detail text not null default '',
    at text not null,                    -- by the phone's clock, to the millisecond
    primary key (account_id, id),
    foreign key (account_id, interview_id) references interview (account_id, id) on delete cascade
);
create index call_tap_of_interview on call_tap (account_id, interview_id, at, id);
