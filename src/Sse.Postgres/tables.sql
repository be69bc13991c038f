-- The logs of Sse hubs in PostgreSQL 15 and newer, version 1.
--
-- Whoever runs this owns what it makes. Running it again changes nothing, unless it is of another version: then it says so.
-- The application may connect as the owner, or as a role that has only this:
--
--   grant usage on schema sse to app;
--   grant select on all tables in schema sse to app;
--   grant execute on all functions in schema sse to app;

begin;

-- Whoever runs it at the same time waits.
select pg_advisory_xact_lock(hashtextextended('sse.schema', 0));

do $$
begin
  if current_setting('server_version_num')::int < 150000 then
    raise exception 'Sse needs PostgreSQL 15 or newer.';
  end if;
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'Sse needs a database whose encoding is UTF8; this one has %.', current_setting('server_encoding');
  end if;
  if to_regnamespace('sse') is null then
    create schema sse;
  end if;
end $$;

create table if not exists sse.version (number int primary key);

do $$
declare
  found_number int;
begin
  select number into found_number from sse.version;
  if found_number is null then
    insert into sse.version values (1);
  elsif found_number <> 1 then
    raise exception 'The schema sse is of version %; this script makes version 1.', found_number;
  end if;
end $$;

-- A log. Whoever orders records holds its row, for as long as one function runs.
create table if not exists sse.hub (
  id int generated always as identity primary key,
  name text collate "C" not null unique,
  epoch text not null,                  -- names the log for as long as its positions mean the same records
  newest bigint not null default 0,     -- the position that was given last
  drained bigint not null default 0     -- the newest row that was taken from the outbox
) with (fillfactor = 10);

create table if not exists sse.log (
  hub int not null,
  position bigint not null,
  tag text not null,                    -- of the batch that it came with: part of an event's id
  kind int not null,                    -- 0 event, 1 removal of a key, 2 completion of topics
  topics text[] collate "C" not null,   -- none: the whole hub
  key bytea,
  slot bytea,                           -- a hash of hub, topics and key, where there is one: a record supersedes those before it that have the same
  at timestamptz not null,              -- when it was published
  frame bytea not null,                 -- event and data lines, as they are sent
  primary key (hub, position)
);
create index if not exists log_slot on sse.log (slot, position) where slot is not null;

-- What must be known of topics beyond their records: which records are gone, and of what sort they were. '' is what is for
-- the whole hub, chr(1) are all topics that are not remembered.
create table if not exists sse.topic (
  hub int not null,
  name text collate "C" not null,
  lost bigint not null default 0,
  lost_latest bigint not null default 0,
  lost_key bigint not null default 0,
  superseder bigint not null default 0,
  completed_at bigint not null default 0,
  primary key (hub, name)
);
create index if not exists topic_complete on sse.topic (hub, name) where completed_at > 0;

-- The tags of records that are gone, from which position on each stands: clients that were away for long come back with them.
create table if not exists sse.tag (
  hub int not null,
  first bigint not null,
  tag text not null,
  primary key (hub, first)
);

-- How far a log was trimmed, and what stays nevertheless as the newest of its key.
create table if not exists sse.trimmed (
  hub int primary key,
  first bigint not null default 1,      -- below it is only what was kept
  swept bigint not null default 0,
  kept bigint not null default 0,
  kept_bytes bigint not null default 0
);

-- Batches that may be appended again, because who appended them may not have heard of it.
create table if not exists sse.batch (
  hub int not null,
  id uuid not null,
  first bigint not null,
  count int not null,
  places bigint[],                      -- null: first and those that follow
  at timestamptz not null default clock_timestamp(),
  primary key (hub, id)
);
create index if not exists batch_at on sse.batch (hub, at);

-- The last batch of each node, which is known for longer.
create table if not exists sse.node (
  hub int not null,
  id uuid not null,
  batch uuid not null,
  at timestamptz not null,
  primary key (hub, id)
) with (fillfactor = 50);

-- What was published in transactions. The rows of those that are committed are moved into the log.
create table if not exists sse.outbox (
  hub int not null,
  id bigint generated always as identity,
  kind int not null,
  topics text not null,                 -- with line feeds between
  key bytea,
  at timestamptz not null,
  frame bytea not null,
  primary key (hub, id)
);
