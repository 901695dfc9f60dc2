drop index events_told;
drop index proposals_owner;
create table proposals_before (
    id bigint not null primary key references topics (id) on delete cascade,
    opposed bigint not null,
    imported bigint not null
);
insert into proposals_before select id, opposed, imported from proposals;
drop table proposals;
alter table proposals_before rename to proposals;
drop table behalves;
drop table answers;
drop table pins;
drop table closures;
drop table merges;
