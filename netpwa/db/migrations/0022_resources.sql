-- What is worth a look can be worded anew: an edit says from which text it was made.
alter table resource add column rev integer not null default 1;
