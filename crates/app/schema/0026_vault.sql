-- The vault: which requests ask for participants' rows, the sealed tables they become, and figures computed from them.
create table vault_ask (
  collaborative_id text not null references collaborative (collaborative_id),
  data_request_id text not null,
  kind text not null constraint vault_ask_kind check (kind in ('people', 'services', 'events', 'encodings')),
  -- The element by which a participant is known in these rows.
  key_element text not null,
  asked_at bigint not null,
  asked_by text not null,
  primary key (collaborative_id, data_request_id),
  constraint vault_ask_request foreign key (collaborative_id, data_request_id) references data_request (collaborative_id, data_request_id)
);
create table vault_key (
  collaborative_id text not null references collaborative (collaborative_id),
  root_id text not null,
  -- The agreement's key for the vault, wrapped by the worker's own, which no page can read.
  wrapped text not null,
  created_at bigint not null,
  primary key (collaborative_id, root_id),
  constraint vault_key_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id)
);
create table vault_table (
  collaborative_id text not null references collaborative (collaborative_id),
  vault_table_id text not null,
  root_id text not null,
  organisation_id text not null,
  submission_id text not null,
  kind text not null constraint vault_table_kind check (kind in ('people', 'services', 'events', 'encodings')),
  period text not null,
  key_element text not null,
  -- Names, classes and kinds of the columns: JSON.
  columns text not null,
  row_count bigint not null,
  -- The table's key, wrapped by the agreement's.
  data_key text not null,
  -- Address of the encrypted Parquet file.
  file_hash text not null,
  stored_at bigint not null,
  stored_by text not null,
  primary key (collaborative_id, vault_table_id),
  constraint vault_table_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id),
  constraint vault_table_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id),
  constraint vault_table_submission foreign key (collaborative_id, submission_id) references submission (collaborative_id, submission_id)
);
create index vault_table_by_root on vault_table (collaborative_id, root_id);
create table vault_measure (
  collaborative_id text not null references collaborative (collaborative_id),
  vault_measure_id text not null,
  indicator_id text not null,
  title_en text not null,
  title_es text not null default '',
  -- The computation, as the form keeps it: JSON.
  definition text not null,
  changed_at bigint not null,
  changed_by text not null,
  created_at bigint not null,
  primary key (collaborative_id, vault_measure_id),
  constraint vault_measure_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
create table vault_run (
  collaborative_id text not null references collaborative (collaborative_id),
  vault_run_id text not null,
  vault_measure_id text not null,
  period text not null,
  state text not null constraint vault_run_state check (state in ('waiting', 'running', 'done', 'failed', 'stopped', 'accepted')),
  -- The definition as it was when the run was asked for: JSON.
  definition text not null,
  -- The figures until they are accepted: JSON.
  result text not null default '{}',
  failure text not null default '',
  asked_at bigint not null,
  asked_by text not null,
  ended_at bigint,
  primary key (collaborative_id, vault_run_id),
  constraint vault_run_measure foreign key (collaborative_id, vault_measure_id) references vault_measure (collaborative_id, vault_measure_id)
);
create index vault_run_by_measure on vault_run (collaborative_id, vault_measure_id, asked_at);
-- Agreements whose rows went into a run: what came of it becomes public only as far as each of them says.
create table vault_run_root (
  collaborative_id text not null references collaborative (collaborative_id),
  vault_run_id text not null,
  root_id text not null,
  primary key (collaborative_id, vault_run_id, root_id),
  constraint vault_run_root_run foreign key (collaborative_id, vault_run_id) references vault_run (collaborative_id, vault_run_id),
  constraint vault_run_root_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id)
);
