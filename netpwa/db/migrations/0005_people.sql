-- Where somebody lives or works, and the text that they were captured with.
alter table contact add column city text not null default '';
alter table contact add column captured text not null default '';

-- The day to be in touch again, on the clock of the account; and when that day was settled.
alter table contact add column follow_up_on text;
alter table contact add column follow_up_set_at text;
alter table contact add column follow_up_done_at text;
create index contact_to_follow_up on contact (account_id, follow_up_on)
    where deleted_at is null and follow_up_on is not null and follow_up_done_at is null;
