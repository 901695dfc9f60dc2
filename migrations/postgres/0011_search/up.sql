-- Names are found apart from texts: a word that fills the forum is looked for in a thousand names, not in all it says.
-- Without a pending list: a search never waits for what writers left to do.
drop index search_docs_tsv;
create index search_docs_texts on search_docs using gin (tsv) with (fastupdate = off) where subject in ('topic', 'comment');
create index search_docs_names on search_docs using gin (tsv) with (fastupdate = off) where subject in ('person', 'tag');

-- What is said in titles, small enough to be read for every row of a common word.
alter table search_docs add column title_tsv tsvector not null default '';
create index search_docs_titles_tsv on search_docs using gin (title_tsv) with (fastupdate = off) where subject in ('topic', 'comment');

-- What finds a comment goes with it.
alter table search_docs add column comment_id bigint references comments (id) on delete cascade;
create index search_docs_comment on search_docs (comment_id);

-- The index is made anew from the event log.
delete from search_docs;
delete from cursors where listener = 'search.docs';

-- Lists ask the same index.
drop index topics_tsv;
alter table topics drop column tsv;
