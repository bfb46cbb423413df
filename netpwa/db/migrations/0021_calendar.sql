-- The secret address under which a calendar reads one's conversations.
create table calendar_link (
    account_id text primary key references account (id) on delete cascade,
    id text not null,                    -- what the secret is made from, together with our key
    token_hash text not null unique,
    created_at text not null
);

-- They were asked whether the time still suits them; moved later, they are asked again.
alter table interview add column confirmed_at text;
