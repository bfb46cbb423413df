-- A mentor who took part in a dry run may say how it went on their own phone.
alter table review add column dry_run_id text;

create table review_mark (
    account_id text not null,
    review_id text not null,
    criterion text not null check (criterion in
        ('intention', 'sequence', 'listening', 'pace', 'ending', 'to_keep', 'to_change')),
    score integer check (score between 1 and 4),
    said text not null default '',
    primary key (account_id, review_id, criterion),
    foreign key (account_id, review_id) references review (account_id, id) on delete cascade
);
