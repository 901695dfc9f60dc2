-- Lists are narrowed by an answer: the index alone tells which topics gave it.
drop index topic_fields_field;
create index topic_fields_answer on topic_fields (field_id, value, topic_id);
