-- Two people whom the owner of the account makes known to each other: each is asked first.
create table together (
    account_id text not null,
    id text not null,
    one_id text not null,
    other_id text not null,
    reason text not null,                -- why the two might like to meet
    one_ok_at text,
    other_ok_at text,
    introduced_at text,
    created_at text not null,
    rev integer not null default 1,
    primary key (account_id, id),
    check (one_id <> other_id),
    foreign key (account_id, one_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, other_id) references contact (account_id, id) on delete cascade
);
create index together_of_one on together (account_id, one_id, created_at);
create index together_of_other on together (account_id, other_id, created_at);
