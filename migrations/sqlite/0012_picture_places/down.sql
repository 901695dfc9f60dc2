drop table image_places;
