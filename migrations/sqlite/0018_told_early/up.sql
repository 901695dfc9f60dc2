-- The secret part of the address of a kept search's feed.
alter table saved_searches add column feed_key text;
update saved_searches set feed_key = lower(hex(randomblob(16)));
create unique index saved_searches_feed_key on saved_searches (feed_key);

-- Backups that were made and tried, each with how it went.
create table backups (
    id integer primary key,
    what text not null,
    outcome text not null,
    file text not null,
    bytes bigint not null,
    told text not null,
    began_at bigint not null,
    ended_at bigint not null
);
create index backups_what on backups (what, id);
