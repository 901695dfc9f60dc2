delete from search_docs;
delete from cursors where listener = 'search.docs';
drop trigger search_docs_names;
drop table search_names_fts;
drop index search_docs_comment;
alter table search_docs drop column comment_id;

create virtual table topics_fts using fts5(title, body, content='topics', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3');
insert into topics_fts (rowid, title, body) select id, title, body from topics;
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
