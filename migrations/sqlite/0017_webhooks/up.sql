-- Where someone wants to hear of what happens. Each reads the event log behind a position of its own.
create table hooks (
    id integer primary key,
    owner_id bigint not null references people (id) on delete cascade,
    site boolean not null,
    url text not null,
    secret text not null,
    old_secret text,
    old_until_at bigint not null,
    events text not null,
    supporters bigint not null,
    state text not null,
    failing_since_at bigint,
    told text not null,
    tx_id bigint not null,
    event_id bigint not null,
    created_at bigint not null
);
create index hooks_owner on hooks (owner_id);
create index hooks_behind on hooks (state, tx_id, event_id);

-- What is to be told to each, in order within a lane: what is about one topic.
create table hook_deliveries (
    id integer primary key,
    hook_id bigint not null references hooks (id) on delete cascade,
    event_id bigint,
    topic_id bigint,
    lane text not null,
    verb text not null,
    payload text not null,
    state text not null,
    attempts integer not null,
    due_at bigint not null,
    created_at bigint not null
);
create index hook_deliveries_due on hook_deliveries (state, due_at);
create index hook_deliveries_lane on hook_deliveries (hook_id, lane, state, id);
create index hook_deliveries_hook on hook_deliveries (hook_id, id);

-- Each try, with what came back.
create table hook_attempts (
    id integer primary key,
    delivery_id bigint not null references hook_deliveries (id) on delete cascade,
    at bigint not null,
    took_ms bigint not null,
    status integer,
    answer text not null,
    failure text not null
);
create index hook_attempts_delivery on hook_attempts (delivery_id, id);

-- Which topics had as many supporters as a hook waits for: each is told once.
create table hook_reached (
    hook_id bigint not null references hooks (id) on delete cascade,
    topic_id bigint not null references topics (id) on delete cascade,
    primary key (hook_id, topic_id)
);
create index hook_reached_topic on hook_reached (topic_id);
