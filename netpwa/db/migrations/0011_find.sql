-- A page may name its feed: that is what the worker then reads.
alter table watch add column feed_url text not null default '';
