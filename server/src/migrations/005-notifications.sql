create table notifications (
  pk uuid primary key,
  log text not null references logs (name),
  severity text not null check (severity in ('notice', 'warning', 'alert')),
  body text not null,
  hyperlink text,
  hyperlink_label text,
  -- The event it is about, which may be gone by now.
  event uuid,
  created timestamptz not null,
  seen boolean not null default false
);
create index notifications_by_time on notifications (log, created, pk);
create index notifications_unseen on notifications (log) where not seen;

create table transports (
  pk uuid primary key,
  log text not null references logs (name),
  name text collate "C" not null,
  mode text not null check (mode in ('local', 'webhook', 'webhook_slack', 'email')),
  webhook_url text not null default '',
  -- What bodies are signed with; empty for no signature. Never given out.
  webhook_secret text not null default '',
  email_to text not null default '',
  email_subject_prefix text not null default '',
  send_once boolean not null default false,
  unique (log, name)
);

create table rules (
  pk uuid primary key,
  log text not null references logs (name),
  name text collate "C" not null,
  query text not null,
  severity text not null check (severity in ('notice', 'warning', 'alert')),
  enabled boolean not null,
  transports uuid[] not null,
  -- Events with this number or a lower one were there before the rule was, or before it was turned on again.
  since bigint not null,
  fired bigint not null default 0,
  last_fired timestamptz,
  unique (log, name)
);

-- Up to which event the rules of a log have been run. No row: there has been no rule yet.
create table rule_cursors (
  log text primary key references logs (name),
  seq bigint not null
);

-- What is to be sent to the outside. Written in the transaction that moves the cursor, so nothing is sent for an event twice
-- and nothing is forgotten, whenever the process ends.
create table deliveries (
  -- Also what receivers tell a repetition by.
  pk uuid primary key,
  ordinal bigint generated always as identity,
  transport uuid not null references transports (pk) on delete cascade,
  rule uuid not null,
  payload text not null,
  created timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  next_attempt timestamptz not null,
  finished timestamptz,
  error text
);
create index deliveries_waiting on deliveries (transport, next_attempt, ordinal) where status = 'waiting';
create index deliveries_by_transport on deliveries (transport, status);
