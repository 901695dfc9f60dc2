-- People. `handles` holds every handle anyone ever had, so that old addresses keep leading to their owner.
create table people (
    id integer primary key,
    handle text not null,
    name text not null,
    email text,
    email_folded text,
    password_hash text,
    role text not null,
    state text not null,
    bio text not null,
    created_at bigint not null,
    active_at bigint not null,
    import_id bigint
);
create index people_state on people (state, id);
create index people_email on people (email_folded);
create index people_role on people (role, id);
create index people_import on people (import_id);
create table handles (
    skeleton text not null primary key,
    folded text not null constraint handles_folded_key unique,
    person_id bigint not null references people (id) on delete cascade,
    since_at bigint not null
);
create index handles_person on handles (person_id);
create table sessions (
    id integer primary key,
    token_hash text not null constraint sessions_token_hash_key unique,
    person_id bigint not null references people (id) on delete cascade,
    agent text not null,
    created_at bigint not null,
    seen_at bigint not null,
    confirmed_at bigint not null,
    expires_at bigint not null
);
create index sessions_person on sessions (person_id, id);
create table tokens (
    id integer primary key,
    token_hash text not null constraint tokens_token_hash_key unique,
    person_id bigint not null references people (id) on delete cascade,
    name text not null,
    scopes text not null,
    created_at bigint not null,
    expires_at bigint,
    used_at bigint
);
create index tokens_person on tokens (person_id, id);
create table invitations (
    id integer primary key,
    token_hash text not null constraint invitations_token_hash_key unique,
    role text not null,
    note text not null,
    made_by bigint references people (id) on delete set null,
    created_at bigint not null,
    expires_at bigint not null,
    used_by bigint references people (id) on delete set null,
    used_at bigint
);
create table settings (
    key text not null primary key,
    value text not null,
    changed_by bigint references people (id) on delete set null,
    changed_at bigint not null
);

-- What happened. On PostgreSQL `tx_id` orders events so that a reader never passes one that may still commit.
create table events (
    id integer primary key,
    tx_id bigint not null default 0,
    at bigint not null,
    actor_id bigint,
    verb text not null,
    object text not null,
    object_id bigint not null,
    topic_id bigint,
    data text not null
);
create index events_order on events (tx_id, id);
create index events_topic on events (topic_id, id);
create table cursors (
    listener text not null primary key,
    tx_id bigint not null,
    event_id bigint not null
);
create table idempotency (
    key_hash text not null primary key,
    request_hash text not null,
    status integer not null,
    location text,
    body text not null,
    at bigint not null
);
create index idempotency_at on idempotency (at);

-- Boards, tags, topics, comments.
create table boards (
    id integer primary key,
    slug text not null constraint boards_slug_key unique,
    name text not null,
    description text not null,
    position integer not null,
    see text not null,
    propose text not null,
    comment text not null,
    vote text not null,
    created_at bigint not null
);
create table board_counts (
    board_id bigint not null references boards (id) on delete cascade,
    kind text not null,
    topics bigint not null,
    primary key (board_id, kind)
);
create table tags (
    id integer primary key,
    slug text not null constraint tags_slug_key unique,
    name text not null
);
create table tag_counts (
    tag_id bigint not null references tags (id) on delete cascade,
    board_id bigint not null references boards (id) on delete cascade,
    topics bigint not null,
    primary key (tag_id, board_id)
);
create table statuses (
    id integer primary key,
    slug text not null constraint statuses_slug_key unique,
    name text not null,
    kind text not null,
    colour text not null,
    position integer not null,
    roadmap boolean not null,
    freeze_votes boolean not null,
    freeze_comments boolean not null,
    freeze_edits boolean not null
);
create table status_steps (
    from_id bigint not null references statuses (id) on delete cascade,
    to_id bigint not null references statuses (id) on delete cascade,
    primary key (from_id, to_id)
);
create table imports (
    id integer primary key,
    source text not null,
    format text not null,
    at bigint not null,
    undone_at bigint
);
create table topics (
    id integer primary key,
    kind text not null,
    board_id bigint not null references boards (id),
    author_id bigint not null references people (id),
    status_id bigint references statuses (id),
    state text not null,
    title text not null,
    slug text not null,
    excerpt text not null,
    best_reason text,
    supporters bigint not null,
    comments bigint not null,
    commenters bigint not null,
    replied boolean not null,
    weight double not null,
    hot double not null,
    surging double not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    active_at bigint not null,
    edited_at bigint,
    source text constraint topics_source_key unique,
    source_url text,
    import_id bigint references imports (id),
    body text not null,
    body_html text not null
);
create index topics_hot on topics (kind, state, hot, id);
create index topics_surging on topics (kind, state, surging, id);
create index topics_top on topics (kind, state, supporters, id);
create index topics_new on topics (kind, state, created_at, id);
create index topics_discussed on topics (kind, state, active_at, id);
create index topics_unanswered on topics (kind, state, replied, created_at, id);
create index topics_board on topics (board_id, kind, state, hot, id);
create index topics_status on topics (status_id, state, hot, id);
create index topics_author on topics (author_id, state, created_at, id);
create index topics_import on topics (import_id);
create virtual table topics_fts using fts5(title, body, content='topics', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3');
create trigger topics_ai after insert on topics begin
    insert into topics_fts (rowid, title, body) values (new.id, new.title, new.body);
end;
create trigger topics_ad after delete on topics begin
    insert into topics_fts (topics_fts, rowid, title, body) values ('delete', old.id, old.title, old.body);
end;
create trigger topics_au after update of title, body on topics begin
    insert into topics_fts (topics_fts, rowid, title, body) values ('delete', old.id, old.title, old.body);
    insert into topics_fts (rowid, title, body) values (new.id, new.title, new.body);
end;
create table topic_tags (
    tag_id bigint not null references tags (id) on delete cascade,
    topic_id bigint not null references topics (id) on delete cascade,
    primary key (tag_id, topic_id)
);
create index topic_tags_topic on topic_tags (topic_id, tag_id);
create table comments (
    id integer primary key,
    topic_id bigint not null references topics (id) on delete cascade,
    author_id bigint not null references people (id),
    parent_id bigint references comments (id),
    root_id bigint not null,
    branch_id bigint not null,
    depth integer not null,
    state text not null,
    official boolean not null,
    version bigint not null,
    created_at bigint not null,
    edited_at bigint,
    body text not null,
    body_html text not null
);
create index comments_topic on comments (topic_id, root_id, branch_id, id);
create index comments_author on comments (author_id, id);
create index comments_parent on comments (parent_id);
create table commenters (
    topic_id bigint not null references topics (id) on delete cascade,
    person_id bigint not null references people (id),
    comments bigint not null,
    primary key (topic_id, person_id)
);
create table revisions (
    id integer primary key,
    topic_id bigint not null references topics (id) on delete cascade,
    comment_id bigint references comments (id) on delete cascade,
    title text not null,
    body text not null,
    by_id bigint not null references people (id),
    at bigint not null
);
create index revisions_topic on revisions (topic_id, comment_id, id);
create index revisions_comment on revisions (comment_id);
create table links (
    to_topic bigint not null references topics (id) on delete cascade,
    from_topic bigint not null references topics (id) on delete cascade,
    at bigint not null,
    primary key (to_topic, from_topic)
);
create index links_from on links (from_topic);

-- Proposals.
create table proposals (
    id bigint not null primary key references topics (id) on delete cascade,
    opposed bigint not null,
    imported bigint not null
);
create table status_changes (
    id integer primary key,
    topic_id bigint not null references topics (id) on delete cascade,
    from_id bigint references statuses (id),
    to_id bigint not null references statuses (id),
    by_id bigint references people (id),
    at bigint not null,
    response text not null,
    response_html text not null
);
create index status_changes_topic on status_changes (topic_id, id);
create table reasons (
    id integer primary key,
    topic_id bigint not null references topics (id) on delete cascade,
    text text not null,
    workaround text not null,
    people bigint not null,
    nice bigint not null,
    important bigint not null,
    essential bigint not null
);
create index reasons_topic on reasons (topic_id, people, id);
create table votes (
    topic_id bigint not null references topics (id) on delete cascade,
    person_id bigint not null references people (id) on delete cascade,
    stance text not null,
    importance text,
    reason text not null,
    reason_id bigint references reasons (id) on delete set null,
    workaround text not null,
    named boolean not null,
    cast_at bigint not null,
    changed_at bigint not null,
    primary key (topic_id, person_id)
);
create index votes_person on votes (person_id, cast_at, topic_id);
create index votes_reason on votes (reason_id, cast_at);

-- Free fields that other programs keep beside our objects.
create table extra_apps (
    app text not null primary key,
    owner_id bigint not null references people (id),
    created_at bigint not null
);
create table extras (
    subject text not null,
    subject_id bigint not null,
    person_id bigint not null,
    app text not null references extra_apps (app) on delete cascade,
    data text not null,
    changed_at bigint not null,
    primary key (subject, subject_id, person_id, app)
);
create table extra_keys (
    app text not null,
    key text not null,
    value text not null,
    subject text not null,
    subject_id bigint not null,
    person_id bigint not null,
    primary key (app, key, subject, subject_id, person_id)
);
create index extra_keys_subject on extra_keys (subject, subject_id, person_id, app);

-- What a new site starts with.
insert into statuses (id, slug, name, kind, colour, position, roadmap, freeze_votes, freeze_comments, freeze_edits) values
    (1, 'open', 'Open', 'open', 'neutral', 1, false, false, false, false),
    (2, 'under-review', 'Under review', 'open', 'info', 2, false, false, false, false),
    (3, 'planned', 'Planned', 'active', 'active', 3, true, false, false, false),
    (4, 'in-progress', 'In progress', 'active', 'active', 4, true, false, false, false),
    (5, 'preview', 'Preview', 'active', 'active', 5, true, false, false, false),
    (6, 'paved', 'Paved', 'done', 'done', 6, true, true, false, true),
    (7, 'declined', 'Declined', 'closed', 'closed', 7, false, true, false, true),
    (8, 'duplicate', 'Duplicate', 'closed', 'closed', 8, false, true, true, true),
    (9, 'archived', 'Archived', 'closed', 'closed', 9, false, true, true, true);
insert into status_steps (from_id, to_id)
    select a.id, b.id from statuses a cross join statuses b where a.id <> b.id and b.id <> 8 and
    (a.kind <> 'done' or b.slug in ('open', 'preview', 'archived')) and (a.kind <> 'closed' or b.slug in ('open', 'under-review', 'archived'));
insert into boards (id, slug, name, description, position, see, propose, comment, vote, created_at)
    values (1, 'product', 'Product', 'What should get easier?', 1, 'guests', 'members', 'members', 'members', 0);
