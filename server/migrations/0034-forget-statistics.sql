-- The planner's statistics hold samples of columns, such as whose a row is. Where a subject's rows went, samples are
-- taken anew; of a table that holds nothing any more PostgreSQL keeps the old ones, and from 18 on they are cleared.
-- Only the tables' owner may do either.
create function avow_forget_statistics(names text[]) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  held record;
begin
  for held in
    select c.oid, c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname = any(names) order by c.relname
  loop
    execute format('analyze public.%I', held.relname);
    if current_setting('server_version_num')::int >= 180000
      and (select reltuples from pg_class where oid = held.oid) = 0
    then
      execute format(
        'select pg_clear_attribute_stats(%L, %L, attname, false) from pg_attribute where attrelid = %s and attnum > 0 and not attisdropped',
        'public', held.relname, held.oid);
    end if;
  end loop;
end
$$;
revoke all on function avow_forget_statistics(text[]) from public;
grant execute on function avow_forget_statistics(text[]) to avow_system;
