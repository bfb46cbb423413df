-- What stood in a field before somebody wrote over it, and what was sent too late to be saved over a
-- newer text: nothing that was typed is lost to another device. Kept for 30 days, like the bin.
create table earlier_text (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    page text not null,                  -- the address of the form
    field text not null,                 -- what the form calls it
    text text not null,
    why text not null check (why in ('replaced', 'refused')),
    at text not null,
    primary key (account_id, id)
);

create index earlier_text_of_page on earlier_text (account_id, page, at);
