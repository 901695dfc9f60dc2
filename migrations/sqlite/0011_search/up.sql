-- Names are found apart from texts: a word that fills the forum is looked for in a thousand names, not in all it says.
create virtual table search_names_fts using fts5(title, content='', contentless_delete=1,
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'", prefix='1 2 3');
create trigger search_docs_names after delete on search_docs begin
    delete from search_names_fts where rowid = old.id;
end;

-- What finds a comment goes with it.
alter table search_docs add column comment_id bigint references comments (id) on delete cascade;
create index search_docs_comment on search_docs (comment_id);

-- The index is made anew from the event log: its words cannot be moved, they stand nowhere else.
delete from search_docs;
delete from cursors where listener = 'search.docs';

-- Lists ask the same index.
drop trigger topics_ai;
drop trigger topics_ad;
drop trigger topics_au;
drop table topics_fts;
