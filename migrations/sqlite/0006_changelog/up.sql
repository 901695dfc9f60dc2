-- What was built and when: releases, the proposals they pave and the people they thank.
create table releases (
    id integer primary key,
    title text not null,
    slug text not null,
    state text not null,
    released_at bigint,
    author_id bigint not null references people (id),
    created_at bigint not null,
    updated_at bigint not null,
    excerpt text not null,
    body text not null,
    body_html text not null
);
create index releases_state on releases (state, released_at, id);
create table release_topics (
    release_id bigint not null references releases (id) on delete cascade,
    topic_id bigint not null references topics (id) on delete cascade,
    position integer not null,
    primary key (release_id, topic_id)
);
create index release_topics_topic on release_topics (topic_id, release_id);
create table release_people (
    release_id bigint not null references releases (id) on delete cascade,
    person_id bigint not null references people (id),
    position integer not null,
    primary key (release_id, person_id)
);
create index release_people_person on release_people (person_id);

-- The site's own pictures: its logo. Named by what is in them, so that they may be kept for ever.
create table site_files (
    digest text not null primary key,
    kind text not null,
    data blob not null,
    created_at bigint not null
);

-- The roadmap reads each status by its supporters.
create index topics_roadmap on topics (status_id, state, supporters, id);
