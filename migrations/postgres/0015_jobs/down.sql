drop table job_events;
drop table job_kinds;
drop table job_workers;
drop table jobs;
