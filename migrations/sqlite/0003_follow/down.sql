drop index topics_active;
drop index comments_age;
drop table bookmarks;
drop table ignores;
drop table follows;
drop table catchups;
drop table glimpses;
drop table readings;
