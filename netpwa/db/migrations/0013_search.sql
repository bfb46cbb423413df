-- What is looked through: each text folded, every word after a space.
alter table contact add column city_folded text not null default '';
alter table organisation add column search text not null default '';
alter table research add column search text not null default '';
alter table touch add column search text not null default '';
create index contact_by_city on contact (account_id, city_folded) where deleted_at is null and city_folded <> '';
