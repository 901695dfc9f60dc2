create table touches (
    id integer primary key,
    tx_id bigint not null default 0,
    what text not null
);
create index touches_order on touches (tx_id);
