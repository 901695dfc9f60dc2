drop index idempotency_person;
alter table idempotency drop column person_id;
drop table reserved_handles;
drop table preferences;
