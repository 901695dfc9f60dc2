drop table touches;
