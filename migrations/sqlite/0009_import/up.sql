-- A run that an admin started from a page: who, with which file and plan, how far it has come and what it says.
alter table imports add column by_id bigint references people (id) on delete set null;
alter table imports add column file text not null default '';
alter table imports add column plan text not null default '';
alter table imports add column state text not null default 'done';
alter table imports add column done bigint not null default 0;
alter table imports add column total bigint not null default 0;
alter table imports add column report text not null default '';
alter table imports add column touched_at bigint not null default 0;
create index imports_by on imports (by_id);

-- The file of such a run, until the run is over.
create table import_files (
    import_id bigint not null primary key references imports (id) on delete cascade,
    data blob not null
);

-- What came in under which name, besides topics: people and comments. A second import finds them by it.
create table imported (
    source text not null primary key,
    kind text not null,
    object_id bigint not null,
    import_id bigint not null references imports (id) on delete cascade
);
create index imported_import on imported (import_id, kind);
create index imported_object on imported (kind, object_id);
