-- What can be found: one row for a topic, comment, person or tag. Its words are in `search_fts` under the same id.
create table search_docs (
    id integer primary key,
    subject text not null,
    subject_id bigint not null,
    topic_id bigint references topics (id) on delete cascade,
    at bigint not null,
    constraint search_docs_subject_key unique (subject, subject_id)
);
create index search_docs_topic on search_docs (topic_id);
create virtual table search_fts using fts5(title, tags, body, content='', contentless_delete=1,
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'", prefix='1 2 3');
create trigger search_docs_ad after delete on search_docs begin
    delete from search_fts where rowid = old.id;
end;

-- Searches that people keep.
create table saved_searches (
    id integer primary key,
    person_id bigint not null references people (id) on delete cascade,
    name text not null,
    query text not null,
    what text not null,
    created_at bigint not null
);
create index saved_searches_person on saved_searches (person_id, id);

-- Searches that found nothing: their words, how often and when. Nobody's name.
create table failed_searches (
    folded text not null primary key,
    words text not null,
    times bigint not null,
    first_at bigint not null,
    last_at bigint not null
);
create index failed_searches_last on failed_searches (last_at);
create index failed_searches_times on failed_searches (times, last_at);
