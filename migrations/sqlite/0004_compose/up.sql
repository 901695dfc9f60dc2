-- Bytes, by their SHA-256.
create table blobs (
    hash text not null primary key,
    bytes blob not null,
    size bigint not null,
    at bigint not null
);
-- Pictures that people added. Until a post shows one, only its owner sees it, and only until `unused_until`.
create table images (
    key text not null primary key,
    owner_id bigint not null references people (id) on delete cascade,
    blob text not null references blobs (hash),
    kind text not null,
    label text not null,
    width integer not null,
    height integer not null,
    size bigint not null,
    at bigint not null,
    unused_until bigint
);
create index images_owner on images (owner_id, at);
create index images_blob on images (blob);
create index images_unused on images (unused_until);
-- What someone is writing, one for each form.
create table drafts (
    person_id bigint not null references people (id) on delete cascade,
    context text not null,
    data text not null,
    version bigint not null,
    updated_at bigint not null,
    primary key (person_id, context)
);
create index drafts_updated on drafts (updated_at);
-- What someone wrote before they signed in, for a day, behind a secret of their browser.
create table stashes (
    secret_hash text not null primary key,
    context text not null,
    data text not null,
    expires_at bigint not null
);
create index stashes_expires on stashes (expires_at);
-- What a board asks of a proposal besides its words.
create table board_templates (
    board_id bigint not null primary key references boards (id) on delete cascade,
    body text not null
);
create table board_fields (
    id integer primary key,
    board_id bigint not null references boards (id) on delete cascade,
    key text not null,
    label text not null,
    kind text not null,
    required boolean not null,
    choices text not null,
    hint text not null,
    position integer not null,
    asked boolean not null,
    constraint board_fields_key_key unique (board_id, key)
);
create table topic_fields (
    topic_id bigint not null references topics (id) on delete cascade,
    field_id bigint not null references board_fields (id) on delete cascade,
    value text not null,
    primary key (topic_id, field_id)
);
create index topic_fields_field on topic_fields (field_id, value);
-- What else changed with an edit: tags and fields, before and after, as JSON.
create table revision_facts (
    id integer primary key,
    topic_id bigint not null references topics (id) on delete cascade,
    changes text not null,
    by_id bigint not null,
    at bigint not null
);
create index revision_facts_topic on revision_facts (topic_id, id);
create index handles_folded on handles (folded);
create index tags_prefix on tags (slug);
