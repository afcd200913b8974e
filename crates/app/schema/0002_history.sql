-- History: the append-only Merkle log of facts, one per collaborative, and its signed checkpoints.
create table fact (
  collaborative_id text not null references collaborative (collaborative_id),
  seq bigint not null,
  at bigint not null,
  actor text not null,
  kind text not null,
  subject text not null,
  body bytea not null,
  leaf_hash bytea not null,
  primary key (collaborative_id, seq)
);
create index fact_by_subject on fact (collaborative_id, subject);
create table log_head (
  collaborative_id text not null primary key references collaborative (collaborative_id),
  size bigint not null,
  frontier bytea not null
);
create table checkpoint (
  collaborative_id text not null references collaborative (collaborative_id),
  size bigint not null,
  root bytea not null,
  note text not null,
  created_at bigint not null,
  primary key (collaborative_id, size)
);
create table object (
  collaborative_id text not null references collaborative (collaborative_id),
  hash text not null,
  bytes bytea not null,
  created_at bigint not null,
  primary key (collaborative_id, hash)
);
create table scoped_link (
  collaborative_id text not null references collaborative (collaborative_id),
  link_id text not null,
  token_hash text not null constraint scoped_link_token_unique unique,
  person_id text not null,
  purpose text not null constraint scoped_link_purpose check (purpose in ('submit', 'vet')),
  subject_id text not null,
  expires_at bigint not null,
  created_at bigint not null,
  revoked_at bigint,
  last_opened_at bigint,
  replaced_by text,
  primary key (collaborative_id, link_id)
);
create index scoped_link_by_subject on scoped_link (collaborative_id, subject_id);
