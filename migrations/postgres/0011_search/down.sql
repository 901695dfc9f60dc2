alter table topics add column tsv tsvector generated always as (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', left(body, 200000)), 'B')) stored;
create index topics_tsv on topics using gin (tsv);

delete from search_docs;
delete from cursors where listener = 'search.docs';
drop index search_docs_titles_tsv;
alter table search_docs drop column title_tsv;
drop index search_docs_comment;
alter table search_docs drop column comment_id;
drop index search_docs_names;
drop index search_docs_texts;
create index search_docs_tsv on search_docs using gin (tsv);
