-- The functions, after the tables.

-- Opens a log, or begins it.
create or replace function sse.open(_name text, _epoch text) returns sse.hub
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened sse.hub;
begin
  select * into opened from sse.hub where name = _name;
  if not found then
    insert into sse.hub (name, epoch) values (_name, _epoch) on conflict do nothing;
    select * into opened from sse.hub where name = _name;
    insert into sse.trimmed (hub) values (opened.id) on conflict do nothing;
  end if;
  return opened;
end $$;

-- The first records after a position. By the primary key whatever the planner believes: of a table that was never analyzed it
-- would sort all that follows for each page.
create or replace function sse.page(_hub int, _after bigint, _most int) returns setof sse.log
language sql stable set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
  select * from sse.log where hub = _hub and position > _after order by position limit _most;
$$;

-- Puts records behind the newest, in order, and answers where each is: 0 where a topic was complete. Its caller holds the
-- log's row.
create or replace function sse.put(
  _hub int, _newest bigint, _tag text, _kinds int[], _topics text[], _keys bytea[], _ats timestamptz[], _frames bytea[]) returns bigint[]
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  last bigint := _newest;
  places bigint[];
  complete text[];
  names text[];
begin
  complete := array(
    select name from sse.topic
    where hub = _hub and completed_at > 0 and name = any (string_to_array(array_to_string(_topics, E'\n'), E'\n')));
  if cardinality(complete) = 0 and 2 <> all (_kinds) then
    last := _newest + cardinality(_kinds);
    places := array(select generate_series(_newest + 1, last));
  else
    for i in 1 .. cardinality(_kinds) loop
      names := string_to_array(_topics[i], E'\n');
      if _kinds[i] = 2 then
        names := array(select n from unnest(names) n where n <> all (complete));
        if cardinality(names) > 0 then
          last := last + 1;
          places[i] := last;
          complete := complete || names;
          _topics[i] := array_to_string(names, E'\n');
          insert into sse.topic (hub, name, completed_at) select _hub, n, last from unnest(names) n
            on conflict (hub, name) do update set completed_at = excluded.completed_at;
        else
          places[i] := 0;
        end if;
      elsif names && complete then
        places[i] := 0;
      else
        last := last + 1;
        places[i] := last;
      end if;
    end loop;
  end if;
  insert into sse.log (hub, position, tag, kind, topics, key, slot, at, frame)
    select _hub, r.position, _tag, r.kind, string_to_array(r.topics, E'\n'), r.key,
      case when r.key is not null then sha256(convert_to(_hub || E'\n' || r.topics, 'UTF8') || '\x00'::bytea || r.key) end, r.at, r.frame
    from unnest(places, _kinds, _topics, _keys, _ats, _frames) r (position, kind, topics, key, at, frame)
    where r.position > 0;
  update sse.hub set newest = last where id = _hub and newest <> last;
  return places;
end $$;

-- What is committed is on the disk before anybody is told so.
create or replace function sse.make_durable() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- A SET clause of the function that commits would be over before the commit.
  if current_setting('synchronous_commit') <> 'remote_apply' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
end $$;

-- Appends a batch, once, and answers where its records are.
create or replace function sse.append(
  _hub int, _epoch text, _batch uuid, _node uuid, _tag text,
  _kinds int[], _topics text[], _keys bytea[], _ats timestamptz[], _frames bytea[]) returns bigint[]
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before bigint;
  places bigint[];
  known sse.batch;
begin
  perform sse.make_durable();
  select newest into before from sse.hub where id = _hub and epoch = _epoch for update;
  if not found then
    raise exception 'The log is another one.' using errcode = 'SSE01';
  end if;
  select * into known from sse.batch where hub = _hub and id = _batch;
  if found then
    return coalesce(known.places, array(select generate_series(known.first, known.first + known.count - 1)));
  end if;
  places := sse.put(_hub, before, _tag, _kinds, _topics, _keys, _ats, _frames);
  insert into sse.batch (hub, id, first, count, places)
    values (_hub, _batch, before + 1, cardinality(_kinds), case when places[cardinality(places)] <> before + cardinality(places) then places end);
  insert into sse.node (hub, id, batch, at) values (_hub, _node, _batch, clock_timestamp())
    on conflict (hub, id) do update set batch = excluded.batch, at = excluded.at;
  return places;
end $$;

-- Publishes in the caller's transaction.
create or replace function sse.publish(_hub text, _kind int, _topics text, _key bytea, _at timestamptz, _frame bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into sse.outbox (hub, kind, topics, key, at, frame)
    select id, _kind, _topics, _key, _at, _frame from sse.hub where name = _hub;
  if not found then
    raise exception 'There is no hub ''%'' in this database.', _hub using errcode = 'SSE02';
  end if;
end $$;

-- Moves committed rows of the outbox into the log, in their order, and answers how many. Rows after a given one: those before
-- it were looked for lately.
create or replace function sse.drain(_hub int, _epoch text, _tag text, _after bigint, _most int, _most_bytes bigint) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before bigint;
  ids bigint[];
  rows record;
begin
  -- One is enough.
  if not pg_try_advisory_xact_lock(hashtextextended('sse.drain', _hub)) then
    return 0;
  end if;
  perform sse.make_durable();
  select newest into before from sse.hub where id = _hub and epoch = _epoch for update;
  if not found then
    raise exception 'The log is another one.' using errcode = 'SSE01';
  end if;
  ids := array(
    select id from (
      select id, sum(octet_length(frame)) over (order by id) - octet_length(frame) as bytes_before
      from (select id, frame from sse.outbox where hub = _hub and id > _after order by id limit _most) o) o
    where bytes_before < _most_bytes);
  if cardinality(ids) = 0 then
    return 0;
  end if;
  with taken as (delete from sse.outbox where hub = _hub and id = any (ids) returning *)
    select array_agg(kind order by id) as kinds, array_agg(topics order by id) as topics, array_agg(key order by id) as keys,
      array_agg(at order by id) as ats, array_agg(frame order by id) as frames
    into rows from taken;
  perform sse.put(_hub, before, _tag, rows.kinds, rows.topics, rows.keys, rows.ats, rows.frames);
  update sse.hub set drained = greatest(drained, ids[cardinality(ids)]) where id = _hub;
  return cardinality(ids);
end $$;

-- Lets records go that lie between two positions, but not the values of keys where those are kept; the first ones of them
-- too as long as they are over a bound. Takes note of what each topic lost.
create or replace function sse.let_go(
  _hub int, _after bigint, _up_to bigint, _edge bigint, _most int, _keeps boolean, _over bigint, _over_bytes bigint,
  out looked int, out last bigint, out stayed bigint, out stayed_bytes bigint, out went bigint, out went_bytes bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  with old as materialized (
    select l.position, l.kind, l.topics, l.slot, octet_length(l.frame) as bytes,
      row_number() over (order by l.position) - 1 as count_before,
      sum(octet_length(l.frame)) over (order by l.position) - octet_length(l.frame) as bytes_before,
      -- As rows, so that no other index serves than the one by slot.
      (select n.position from sse.log n
        where l.slot is not null and n.slot is not null
          and (n.slot, n.position) > (l.slot, l.position) and (n.slot, n.position) <= (l.slot, 9223372036854775807)
        order by n.slot desc, n.position desc limit 1) as superseder,
      -- Complete, and that has left: what goes then is no loss of a key.
      exists (select from sse.topic t where t.hub = _hub and t.name = l.topics[1] and t.completed_at between 1 and _edge) as has_ended
    from (select * from sse.log where hub = _hub and position > _after and position <= _up_to order by position limit _most) l),
  judged as materialized (
    select *, slot is not null and kind = 0 and superseder is null and not has_ended as is_value from old),
  gone as (
    delete from sse.log l using judged j
    where l.hub = _hub and l.position = j.position
      and (not (_keeps and j.is_value) or j.count_before < _over or j.bytes_before < _over_bytes)
    returning j.*),
  lost as (
    insert into sse.topic as t (hub, name, lost, lost_latest, lost_key, superseder)
      select _hub, n.name, max(g.position), coalesce(max(g.position) filter (where g.superseder is null), 0),
        coalesce(max(g.position) filter (where g.is_value), 0), coalesce(max(g.superseder), 0)
      from gone g cross join lateral unnest(case when cardinality(g.topics) = 0 then array[''] else g.topics end) n (name)
      where g.kind <> 2
      group by n.name
      on conflict (hub, name) do update set lost = greatest(t.lost, excluded.lost), lost_latest = greatest(t.lost_latest, excluded.lost_latest),
        lost_key = greatest(t.lost_key, excluded.lost_key), superseder = greatest(t.superseder, excluded.superseder))
  select count(*), coalesce(max(j.position), _after), coalesce(sum(j.bytes), 0), (select count(*) from gone), (select coalesce(sum(g.bytes), 0) from gone g)
    into looked, last, stayed_bytes, went, went_bytes
    from judged j;
  stayed := looked - went;
  stayed_bytes := stayed_bytes - went_bytes;
end $$;

-- Trims a bounded number of records. Answers before which place nothing but newest values of keys may be left now, as far as
-- the caller wants that, and whether there are more to trim.
create or replace function sse.trim(
  _hub int, _epoch text, _up_to bigint, _keep bigint, _keep_bytes bigint, _max_topics int,
  out first bigint, out more boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  at_once constant int := 1000;
  tags_kept constant int := 100000;
  swept_at_once constant int := 200;
  newest_position bigint;
  so_far sse.trimmed;
  pass record;
  up_to bigint;
begin
  first := 0;
  more := false;
  -- One is enough.
  if not pg_try_advisory_xact_lock(hashtextextended('sse.trim', _hub)) then
    return;
  end if;
  -- Trimmed again after a crash.
  perform set_config('synchronous_commit', 'off', true);
  select newest into newest_position from sse.hub where id = _hub and epoch = _epoch;
  if not found then
    raise exception 'The log is another one.' using errcode = 'SSE01';
  end if;
  select * into so_far from sse.trimmed where hub = _hub;

  -- The newest of all stays, so that its tag is known.
  up_to := greatest(least(_up_to, newest_position - 1), so_far.first - 1);
  insert into sse.tag (hub, first, tag)
    select _hub, l.position, l.tag
    from (select w.position, w.tag, lag(w.tag) over (order by w.position) as tag_before
      from (select position, tag from sse.log where hub = _hub and position >= so_far.first and position <= up_to order by position limit at_once) w) l
    where l.tag is distinct from l.tag_before
    on conflict do nothing;
  pass := sse.let_go(_hub, so_far.first - 1, up_to, _up_to, at_once, _keep > 0, 0, 0);
  more := pass.looked = at_once;
  so_far.first := case when more then pass.last else up_to end + 1;
  so_far.kept := so_far.kept + pass.stayed;
  so_far.kept_bytes := so_far.kept_bytes + pass.stayed_bytes;

  -- What was kept because it was the newest of its key may have been superseded since.
  if so_far.kept > 0 then
    pass := sse.let_go(_hub, so_far.swept, so_far.first - 1, so_far.first - 1, swept_at_once, _keep > 0, 0, 0);
    so_far.swept := case when pass.looked = swept_at_once then pass.last else 0 end;
    so_far.kept := so_far.kept - pass.went;
    so_far.kept_bytes := so_far.kept_bytes - pass.went_bytes;
  end if;
  if so_far.kept > _keep or so_far.kept_bytes > _keep_bytes then
    pass := sse.let_go(_hub, 0, so_far.first - 1, so_far.first - 1, at_once, true, so_far.kept - _keep, so_far.kept_bytes - _keep_bytes);
    so_far.kept := so_far.kept - pass.went;
    so_far.kept_bytes := so_far.kept_bytes - pass.went_bytes;
    more := more or so_far.kept > _keep or so_far.kept_bytes > _keep_bytes;
  end if;
  delete from sse.tag t where t.hub = _hub and t.first < so_far.first - tags_kept;
  update sse.trimmed t set first = so_far.first, swept = so_far.swept, kept = so_far.kept, kept_bytes = so_far.kept_bytes where hub = _hub;

  if (select count(*) from sse.topic where hub = _hub) - _max_topics > at_once then
    perform sse.forget(_hub, at_once);
    more := true;
  end if;
  delete from sse.batch where hub = _hub and id = any (array(
    select b.id from sse.batch b
    where b.hub = _hub and b.at < clock_timestamp() - interval '10 minutes'
      and not exists (select from sse.node n where n.hub = _hub and n.batch = b.id)
    order by b.at limit 2 * at_once));
  delete from sse.node where hub = _hub and at < clock_timestamp() - interval '7 days';
  first := least(so_far.first, _up_to + 1);
end $$;

-- Forgets the topics whose last loss is oldest: what they lost counts for all that are not remembered.
create or replace function sse.forget(_hub int, _count int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  with old as (
    delete from sse.topic where hub = _hub and name = any (array(
      select name from sse.topic where hub = _hub and name not in ('', chr(1)) order by greatest(lost, completed_at) limit _count))
    returning *)
  insert into sse.topic as t (hub, name, lost, lost_latest, lost_key, superseder)
    select _hub, chr(1), max(lost), max(lost_latest), max(lost_key), max(superseder) from old having count(*) > 0
    on conflict (hub, name) do update set lost = greatest(t.lost, excluded.lost), lost_latest = greatest(t.lost_latest, excluded.lost_latest),
      lost_key = greatest(t.lost_key, excluded.lost_key), superseder = greatest(t.superseder, excluded.superseder);
end $$;

-- The functions do what their owner may: nobody else gets them by default.
revoke all on all functions in schema sse from public;

commit;
