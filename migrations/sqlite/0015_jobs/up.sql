-- Work in the background. A job waits (ready), runs, and ends; what killed its worker is told apart from what only failed.
create table jobs (
    id integer primary key,
    kind text not null,
    dedupe_key text,
    payload text not null,
    priority integer not null,
    state text not null,
    run_at bigint not null,
    deadline_at bigint,
    timeout_s bigint not null,
    attempts integer not null default 0,
    max_attempts integer not null,
    crashes integer not null default 0,
    suspect boolean not null default false,
    lease_owner bigint,
    lease_epoch bigint not null default 0,
    lease_until bigint,
    last_error text,
    last_signal text,
    origin text,
    created_at bigint not null,
    started_at bigint,
    finished_at bigint
);
-- Held only while a job waits: a job that runs already may have read what the next one is for.
create unique index jobs_dedupe on jobs (kind, dedupe_key);
create index jobs_claim on jobs (state, suspect, priority desc, run_at, id);
create index jobs_kind on jobs (kind, state);
create index jobs_owner on jobs (lease_owner);
create index jobs_deadline on jobs (state, deadline_at);
create index jobs_finished on jobs (state, finished_at);

-- Every process that ever took jobs, and the supervisors, with how they ended.
create table job_workers (
    id integer primary key,
    boot text not null,
    host text not null,
    pid bigint not null,
    lane text not null,
    started_at bigint not null,
    seen_at bigint not null,
    ended_at bigint,
    exit_status integer,
    exit_signal integer,
    blamed integer not null default 0
);
create index job_workers_lane on job_workers (lane, seen_at);
create index job_workers_ended on job_workers (ended_at);

-- What is known about a kind of job, or about a host that is called (`host:example.org`): breaker, schedule, last crash.
create table job_kinds (
    name text not null primary key,
    recent text not null default '',
    trips integer not null default 0,
    open_until bigint,
    since_at bigint not null,
    crashed_at bigint,
    done_at bigint,
    next_at bigint
);

-- What happened to jobs; only added to.
create table job_events (
    id integer primary key,
    job_id bigint,
    kind text not null,
    at bigint not null,
    what text not null,
    told text not null,
    by_id bigint
);
create index job_events_job on job_events (job_id, id);
create index job_events_kind on job_events (kind, what, at);
create index job_events_at on job_events (at);
