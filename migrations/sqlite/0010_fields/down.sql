drop index topic_fields_answer;
create index topic_fields_field on topic_fields (field_id, value);
