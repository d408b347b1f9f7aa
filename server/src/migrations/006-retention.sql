-- How long the events of a log are kept, as it was written; no row: for ever.
create table retention (
  log text primary key references logs (name),
  duration text not null
);
create index events_by_expires on events (log, expires) where expires is not null;
