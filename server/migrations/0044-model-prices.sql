create table model_prices (
  id text collate "C" not null,
  provider text collate "C" not null,
  name text collate "C" not null,
  tokens_in bigint,
  tokens_out bigint,
  tokens_cached bigint,
  image bigint,
  effective_at timestamptz(3) not null,
  set_by text collate "C",
  set_at timestamptz(3) not null,
  primary key (id),
  check (provider in ('anthropic', 'openai', 'google', 'mistral', 'xai', 'deepseek', 'groq', 'cerebras')),
  check ((tokens_in is null) = (tokens_out is null))
);
create index model_prices_provider_name_effective_at_id on model_prices (provider, name, effective_at, id);
create index model_prices_set_by on model_prices (set_by);
alter table model_prices enable row level security;
alter table model_prices force row level security;
create policy app on model_prices to avow_app using (false) with check (false);
create policy system on model_prices to avow_system using (true) with check (true);
grant select, insert, update, delete on model_prices to avow_app, avow_system;
comment on table model_prices is '{"owner":{"kind":"system","because":"Prices of models, the same for everyone."},"keep":{"cls":"none","because":"What a call cost has to be explained for as long as the call is on record."}}';
