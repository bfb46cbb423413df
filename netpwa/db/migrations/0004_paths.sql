-- How well a contact is known. Null for the override means: worked out from the links.
alter table contact add column knows integer not null default 0;
alter table contact add column tier_override text
    check (tier_override in ('primary', 'secondary', 'cold'));
alter table contact add column is_connector integer not null default 0;
alter table contact add column is_mentor integer not null default 0;
-- The day of the next catch-up with a mentor.
alter table contact add column catch_up_on text;
alter table contact add column keep_warm text not null default 'unset'
    check (keep_warm in ('unset', 'monthly', 'quarterly', 'half_year', 'no'));
create index contact_of_organisation on contact (account_id, organisation_id)
    where deleted_at is null;

-- One contact can lead to another. Working together leads both ways.
create table link (
    account_id text not null,
    id text not null,
    from_contact_id text not null,
    to_contact_id text not null,
    kind text not null check (
        kind in ('can_introduce', 'introduced_me', 'referred_me', 'works_with')
    ),
    strength integer not null check (strength in (1, 2, 3)),
    note text not null default '',
    created_at text not null,
    primary key (account_id, id),
    unique (account_id, from_contact_id, to_contact_id, kind),
    check (from_contact_id <> to_contact_id),
    foreign key (account_id, from_contact_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, to_contact_id) references contact (account_id, id) on delete cascade
);
create index link_to on link (account_id, to_contact_id);

-- The tier of everybody who is not in the bin. The same rule stands in network/model.py, for the
-- reason that is shown beside it; a property holds the two together.
create view contact_tier as
select contact.account_id, contact.id,
    case when contact.tier_override is not null then contact.tier_override
        when contact.knows = 1 then 'primary'
        when exists (
            select 1 from link join contact as other on other.account_id = link.account_id
                and other.id = link.from_contact_id
            where link.account_id = contact.account_id and link.to_contact_id = contact.id
                and other.deleted_at is null
                and coalesce(other.tier_override, case when other.knows = 1 then 'primary' end)
                    = 'primary'
        ) or exists (
            select 1 from link join contact as other on other.account_id = link.account_id
                and other.id = link.to_contact_id
            where link.account_id = contact.account_id and link.from_contact_id = contact.id
                and link.kind = 'works_with' and other.deleted_at is null
                and coalesce(other.tier_override, case when other.knows = 1 then 'primary' end)
                    = 'primary'
        ) then 'secondary'
        else 'cold' end as tier
from contact
where contact.deleted_at is null;

-- Somebody asked, or about to be asked, to introduce me; an instant for each state reached.
create table introduction (
    account_id text not null,
    id text not null,
    introducer_id text not null,
    via_id text,                         -- whom the introducer knows, when it takes two steps
    target_id text not null,
    state text not null default 'idea' check (
        state in ('idea', 'asked', 'introducer_ok', 'target_ok', 'introduced', 'declined',
            'thanked', 'loop_closed')
    ),
    blurb text not null default '',      -- the paragraph to forward
    created_at text not null,
    asked_at text,
    introducer_ok_at text,
    target_ok_at text,
    introduced_at text,
    declined_at text,
    thanked_at text,
    loop_closed_at text,
    rev integer not null default 1,
    primary key (account_id, id),
    foreign key (account_id, introducer_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, via_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, target_id) references contact (account_id, id) on delete cascade
);
create index introduction_of_introducer on introduction (account_id, introducer_id);
create index introduction_of_target on introduction (account_id, target_id);

-- One line found out about a person or an organisation.
create table research (
    account_id text not null,
    id text not null,
    contact_id text,
    organisation_id text,
    kind text not null check (kind in ('work', 'said', 'news', 'shared', 'term', 'culture')),
    text text not null,
    url text not null default '',
    is_private integer not null,         -- never in anything that others see
    question_id text,                    -- the question it became
    found_at text not null,
    rev integer not null default 1,
    primary key (account_id, id),
    check ((contact_id is null) <> (organisation_id is null)),
    foreign key (account_id, contact_id) references contact (account_id, id) on delete cascade,
    foreign key (account_id, organisation_id) references organisation (account_id, id)
        on delete cascade,
    foreign key (account_id, question_id) references question (account_id, id)
);
create index research_of_contact on research (account_id, contact_id, found_at);
create index research_of_organisation on research (account_id, organisation_id, found_at);
create index research_of_question on research (account_id, question_id);

-- Something shared with several people, as a tag.
create table interest (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    name text not null,
    name_folded text not null,
    primary key (account_id, id),
    unique (account_id, name_folded)
);

create table research_interest (
    account_id text not null,
    research_id text not null,
    interest_id text not null,
    primary key (account_id, research_id, interest_id),
    foreign key (account_id, research_id) references research (account_id, id) on delete cascade,
    foreign key (account_id, interest_id) references interest (account_id, id) on delete cascade
);
create index research_interest_of_interest on research_interest (account_id, interest_id);

-- A page that is followed: with a feed the worker reads it, without one its owner looks weekly.
create table watch (
    account_id text not null references account (id) on delete cascade,
    id text not null,
    name text not null,
    url text not null,
    category text not null,
    is_feed integer not null,
    created_at text not null,
    looked_at text,                      -- when its owner last opened it
    next_at text,                        -- when the worker reads it again
    read_at text,                        -- when it last could
    etag text not null default '',
    modified text not null default '',
    failures integer not null default 0,
    trouble text not null default '',    -- why it could not be read, as a code
    primary key (account_id, id)
);
create index watch_due on watch (next_at) where is_feed = 1;

-- A title that a feed brought.
create table watch_item (
    account_id text not null,
    id text not null,
    watch_id text not null,
    mark text not null,                  -- tells it from the others of its feed
    title text not null,
    url text not null,
    published_at text,
    found_at text not null,
    put_away_at text,
    primary key (account_id, id),
    unique (account_id, watch_id, mark),
    foreign key (account_id, watch_id) references watch (account_id, id) on delete cascade
);
create index watch_item_by_day on watch_item (account_id, found_at) where put_away_at is null;
