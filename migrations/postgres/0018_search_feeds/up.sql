-- The secret part of the address of a kept search's feed.
alter table saved_searches add column feed_key text;
update saved_searches set feed_key = replace(gen_random_uuid()::text, '-', '');
create unique index saved_searches_feed_key on saved_searches (feed_key);
