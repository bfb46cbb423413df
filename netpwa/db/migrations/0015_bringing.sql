-- People brought in from a file: what waits for its ticks, and what is needed to undo it.
create table import (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    file_name text not null,
    kind text not null,                  -- who made the file
    made_at text not null,
    brought_at text,
    undone_at text,
    created integer not null default 0,  -- how many came new
    changed integer not null default 0,  -- how many who were here gained something
    primary key (account_id, id)
);

create table import_row (
    account_id text not null,
    import_id text not null,
    position integer not null,
    line integer not null,               -- where it begins in the file
    state text not null check (state in ('new', 'adds', 'same', 'alike', 'twice', 'bad')),
    wanted integer not null,
    contact_id text,                     -- who it is, may be, or became
    same_as integer,                     -- the line that says the same
    trouble text not null,               -- why nobody is in it, as a code
    found text not null,                 -- what it says, as JSON; after bringing in, what it added
    primary key (account_id, import_id, position),
    foreign key (account_id, import_id) references import (account_id, id) on delete cascade
);

-- The file that somebody came in with; it calls for no research by itself.
alter table contact add column import_id text;
create index contact_of_import on contact (account_id, import_id) where import_id is not null;
