drop index topics_roadmap;
drop table site_files;
drop table release_people;
drop table release_topics;
drop table releases;
