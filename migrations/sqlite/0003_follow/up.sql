-- What the site remembers for one reader: what they read, what they follow, whom they ignore, what they keep.

-- How far someone read a topic: every comment up to `read_id` was on a page that they opened. `at`: as of when
-- that was all of it, 0 while there are gaps.
create table readings (
    person_id bigint not null references people (id) on delete cascade,
    topic_id bigint not null references topics (id) on delete cascade,
    read_id bigint not null,
    at bigint not null,
    primary key (person_id, topic_id)
);
create index readings_topic on readings (topic_id);
-- Comments beyond `read_id` that were on such a page all the same: a long talk is read out of order.
create table glimpses (
    person_id bigint not null references people (id) on delete cascade,
    topic_id bigint not null references topics (id) on delete cascade,
    comment_id bigint not null,
    primary key (person_id, topic_id, comment_id)
);
create index glimpses_topic on glimpses (topic_id);
-- Whoever marked everything as read: comments up to this one are read, topics up to this moment are old.
create table catchups (
    person_id bigint not null primary key references people (id) on delete cascade,
    comment_id bigint not null,
    at bigint not null
);
create table follows (
    person_id bigint not null references people (id) on delete cascade,
    subject text not null,
    subject_id bigint not null,
    level text not null,
    chosen boolean not null,
    since_at bigint not null,
    primary key (person_id, subject, subject_id)
);
create index follows_subject on follows (subject, subject_id, person_id);
create index follows_since on follows (person_id, since_at, subject, subject_id);
create table ignores (
    person_id bigint not null references people (id) on delete cascade,
    ignored_id bigint not null references people (id) on delete cascade,
    since_at bigint not null,
    primary key (person_id, ignored_id)
);
create index ignores_ignored on ignores (ignored_id);
create table bookmarks (
    id integer primary key,
    person_id bigint not null references people (id) on delete cascade,
    subject text not null,
    subject_id bigint not null,
    note text not null,
    at bigint not null,
    constraint bookmarks_subject_key unique (person_id, subject, subject_id)
);
create index bookmarks_person on bookmarks (person_id, id);
create index bookmarks_thing on bookmarks (subject, subject_id);
create index comments_age on comments (topic_id, id);
create index topics_active on topics (board_id, state, active_at, id);
