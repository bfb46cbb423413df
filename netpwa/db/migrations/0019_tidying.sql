-- Two entries that were one person, and what it takes to take them apart again.
create table merge (
    account_id text not null,
    id text not null,
    kept_id text not null,
    gone_id text not null,               -- waits in the bin
    at text not null,
    undone_at text,
    before text not null,                -- of the kept: what stood before and after, as JSON
    primary key (account_id, id),
    foreign key (account_id, kept_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, gone_id) references contact (account_id, id) on delete cascade
);
create index merge_of_gone on merge (account_id, gone_id);
create index merge_of_kept on merge (account_id, kept_id);

create table merge_move (
    account_id text not null,
    merge_id text not null,
    what text not null,                  -- table and column
    row_id text not null,
    primary key (account_id, merge_id, what, row_id),
    foreign key (account_id, merge_id) references merge (account_id, id) on delete cascade
);

-- Two who look alike and are not the same.
create table not_same (
    account_id text not null,
    one_id text not null,
    other_id text not null,
    primary key (account_id, one_id, other_id),
    check (one_id < other_id),
    foreign key (account_id, one_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, other_id) references contact (account_id, id) on delete cascade
);
create index not_same_other on not_same (account_id, other_id);
create index contact_in_bin on contact (account_id, deleted_at) where deleted_at is not null;
