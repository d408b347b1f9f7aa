-- The few things of each event that charts, maps and facets count by, in rows that are a tenth of the event's: counting reads all
-- of them. Rows come and go with those of `events`, in the same statements. For events that were there before, the program
-- fills in theirs when it opens the database (`fill-digests.ts`), for it alone knows how an event is read.
create table event_digests (
  log text collate "C" not null,
  -- That of the event.
  seq bigint not null,
  pk uuid not null,
  created timestamptz,
  action text collate "C",
  app text collate "C",
  client_ip text collate "C",
  -- Values as JSON text; `{}` for any object or array, SQL's null for a path that leads to nothing.
  username text collate "C",
  country text collate "C",
  city text collate "C",
  -- `context.group`, when it is a text.
  own_group text collate "C",
  -- Degrees; both or neither.
  lat double precision,
  long double precision,
  -- Without degrees: 1 when the event has some that cannot be, 2 when its address is one of no place.
  nowhere smallint not null,
  primary key (log, seq)
);
create index event_digests_by_created on event_digests (log, created);

alter table logs
  -- Events in the log.
  add column events bigint not null default 0,
  -- Another one after each change of the log's events: what was counted before is out of date.
  add column version bigint not null default 0;
update logs set events = (select count(*) from events where log = name);
