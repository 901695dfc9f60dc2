drop table failed_searches;
drop table saved_searches;
drop table search_docs;
delete from cursors where listener = 'search.docs';
