-- The order in which events came in. It tells what was there at a moment, and what has come since.
alter table events add column seq bigint generated always as identity;
create index events_by_seq on events (log, seq);

create table exports (
  id uuid primary key,
  log text not null references logs (name),
  -- Who asked, as a JSON object.
  requested_by text not null,
  requested_on timestamptz not null,
  -- What was asked for: the parameters of the request, as they came.
  query text not null,
  format text not null,
  columns text[] not null,
  time_zone text not null,
  -- The state of the log that is exported: events with a higher number came later. Null only while it is being found out.
  watermark bigint,
  status text not null check (status in ('queued', 'running', 'completed', 'failed', 'expired')),
  -- How often writing it was begun.
  attempts integer not null default 0,
  rows bigint not null default 0,
  total bigint,
  bytes bigint not null default 0,
  sha256 text,
  error_code text,
  error_detail text,
  finished_on timestamptz
);
create index exports_by_time on exports (log, requested_on, id);
create index exports_to_write on exports (requested_on, id) where status in ('queued', 'running');
