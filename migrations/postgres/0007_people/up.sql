-- How each person likes the site; no row is as it comes.
create table preferences (
    person_id bigint not null primary key references people (id) on delete cascade,
    theme text not null,
    density text not null,
    lang text,
    zone text not null,
    landing text not null,
    sort text,
    shortcuts boolean not null,
    changed_at bigint not null
);

-- Handles of people who left, as hashes of the form that look-alikes share: nobody takes them over.
create table reserved_handles (
    skeleton_hash text not null primary key,
    at bigint not null
);

-- Whose request an answer was, so that it goes when they do.
alter table idempotency add column person_id bigint;
create index idempotency_person on idempotency (person_id);
