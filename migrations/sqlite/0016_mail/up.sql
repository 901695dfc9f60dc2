-- Messages by mail: each is kept here before anything is sent. `due_at` is when it is tried next; while someone tries,
-- it is when another may.
create table letters (
    id integer primary key,
    person_id bigint references people (id) on delete cascade,
    kind text not null,
    address text not null,
    subject text not null,
    plain text not null,
    html text not null,
    head text not null,
    secret boolean not null,
    state text not null,
    attempts integer not null,
    told text not null,
    created_at bigint not null,
    due_at bigint not null,
    until_at bigint not null
);
create index letters_due on letters (state, due_at);
create index letters_person on letters (person_id);

-- Addresses that a server refused for good, in their folded form: nothing is sent there until its owner says so.
create table refused_addresses (
    address text not null primary key,
    why text not null,
    since_at bigint not null
);
