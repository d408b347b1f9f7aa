-- Logs and their events. Runs unchanged on PostgreSQL 15 and newer.

create table logs (
  ordinal integer generated always as identity,
  name text primary key,
  title text not null,
  -- Ships with the project; a log of the user's own comes before it.
  demo boolean not null,
  -- Fingerprint of the demo file that was loaded to its end, so that it is read once only.
  loaded text
);

create table events (
  log text not null references logs (name),
  pk uuid not null,
  -- The record's JSON text, exactly as it came. This is what the API returns; every other column is only for finding it.
  body text not null,
  action text collate "C",
  action_folded text collate "C",
  app text collate "C",
  client_ip text collate "C",
  created timestamptz,
  expires timestamptz,
  "user" jsonb,
  brand jsonb,
  context jsonb,
  -- What plain-text search looks in, case folded, one value a line.
  search text collate "C" not null,
  -- Sorting keys of what is an object in the record.
  sort_user text collate "C",
  sort_brand text collate "C",
  sort_context text collate "C",
  primary key (log, pk)
);

-- Kept in the row and uncompressed if at all possible, for a text search reads it of every event.
alter table events alter column search set storage main;

create index events_by_created on events (log, created, pk);
