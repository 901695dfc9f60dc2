drop table refused_addresses;
drop table letters;
