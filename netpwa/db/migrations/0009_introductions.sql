-- What an introducer is asked to pass on; `takeaway` and `news` are what they hear back.
alter table introduction add column who_i_am text not null default '';
alter table introduction add column intention text not null default '';
alter table introduction add column minutes integer not null default 20;
alter table introduction add column takeaway text not null default '';
alter table introduction add column news text not null default '';
