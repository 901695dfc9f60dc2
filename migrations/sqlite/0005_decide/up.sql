-- What staff decide about topics: who, when, and how to take it back.
-- A merged topic is read with the one that leads it; where it stood before is kept, so that it can be taken apart.
create table merges (
    topic_id bigint not null primary key references topics (id) on delete cascade,
    into_id bigint not null references topics (id) on delete cascade,
    chosen_id bigint not null,
    board_id bigint not null references boards (id),
    status_id bigint not null references statuses (id),
    by_id bigint references people (id),
    at bigint not null
);
create index merges_into on merges (into_id, topic_id);
-- `lock`: no more comments; `date`: no more comments and votes from then on.
create table closures (
    topic_id bigint not null references topics (id) on delete cascade,
    what text not null,
    by_id bigint references people (id),
    at bigint not null,
    why text not null,
    closes_at bigint not null,
    primary key (topic_id, what)
);
create table pins (
    topic_id bigint not null primary key references topics (id) on delete cascade,
    board_id bigint references boards (id),
    by_id bigint references people (id),
    at bigint not null,
    until_at bigint
);
create table answers (
    topic_id bigint not null primary key references topics (id) on delete cascade,
    comment_id bigint not null references comments (id) on delete cascade,
    by_id bigint references people (id),
    at bigint not null
);
create index answers_comment on answers (comment_id);
create table behalves (
    topic_id bigint not null references topics (id) on delete cascade,
    person_id bigint not null references people (id) on delete cascade,
    by_id bigint references people (id),
    at bigint not null,
    source_url text,
    primary key (topic_id, person_id)
);
alter table proposals add column owner_id bigint references people (id);
alter table proposals add column eta text;
alter table proposals add column aside_id bigint references statuses (id);
create index proposals_owner on proposals (owner_id, id);
create index events_told on events (topic_id, verb, id);
