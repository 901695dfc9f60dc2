drop table backups;
drop index saved_searches_feed_key;
alter table saved_searches drop column feed_key;
