drop index events_told;
drop index proposals_owner;
alter table proposals drop column owner_id, drop column eta, drop column aside_id;
drop table behalves;
drop table answers;
drop table pins;
drop table closures;
drop table merges;
