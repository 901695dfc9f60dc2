-- Where a picture is shown: in a topic's words or official answers, or in a comment. Whoever may read one of these may see it.
create table image_places (
    id integer primary key,
    image_key text not null references images (key) on delete cascade,
    topic_id bigint references topics (id) on delete cascade,
    comment_id bigint references comments (id) on delete cascade
);
create index image_places_image on image_places (image_key);
create index image_places_topic on image_places (topic_id);
create index image_places_comment on image_places (comment_id);
insert into image_places (image_key, topic_id)
    select i.key, t.id from images i join topics t on t.body_html like '%/images/' || i.key || '/%';
insert into image_places (image_key, topic_id)
    select i.key, s.topic_id from images i join status_changes s on s.response_html like '%/images/' || i.key || '/%';
insert into image_places (image_key, comment_id)
    select i.key, c.id from images i join comments c on c.body_html like '%/images/' || i.key || '/%';
