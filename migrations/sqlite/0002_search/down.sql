drop table failed_searches;
drop table saved_searches;
drop table search_docs;
drop table search_fts;
delete from cursors where listener = 'search.docs';
