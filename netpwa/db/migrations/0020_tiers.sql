-- Whoever leads to somebody is found in the index alone.
drop index link_to;
create index link_to on link (account_id, to_contact_id, from_contact_id);

-- The same tiers, looked up from the link to the other end: without statistics SQLite began at the
-- other end, and read every contact of an account for each.
drop view contact_tier;
create view contact_tier as
select contact.account_id, contact.id,
    case when contact.tier_override is not null then contact.tier_override
        when contact.knows = 1 then 'primary'
        when exists (
            select 1 from link cross join contact as other
            where link.account_id = contact.account_id and link.to_contact_id = contact.id
                and other.account_id = link.account_id and other.id = link.from_contact_id
                and other.deleted_at is null
                and coalesce(other.tier_override, case when other.knows = 1 then 'primary' end)
                    = 'primary'
        ) or exists (
            select 1 from link cross join contact as other
            where link.account_id = contact.account_id and link.from_contact_id = contact.id
                and other.account_id = link.account_id and other.id = link.to_contact_id
                and link.kind = 'works_with' and other.deleted_at is null
                and coalesce(other.tier_override, case when other.knows = 1 then 'primary' end)
                    = 'primary'
        ) then 'secondary'
        else 'cold' end as tier
from contact
where contact.deleted_at is null;
