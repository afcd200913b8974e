-- Questions about take-up: written down and frozen before anything is computed.
create table take_up (
  collaborative_id text not null references collaborative (collaborative_id),
  take_up_id text not null,
  linkage_id text not null,
  people_root_id text not null,
  service_root_id text not null,
  title_en text not null,
  title_es text not null default '',
  -- What is expected, and why.
  note text not null,
  plan text not null,
  state text not null constraint take_up_state check (state in ('draft', 'frozen', 'answered')),
  frozen_hash text,
  frozen_at bigint,
  report text not null default '',
  answered_at bigint,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, take_up_id),
  constraint take_up_linkage foreign key (collaborative_id, linkage_id) references linkage (collaborative_id, linkage_id),
  constraint take_up_people foreign key (collaborative_id, people_root_id) references agreement (collaborative_id, agreement_id),
  constraint take_up_service foreign key (collaborative_id, service_root_id) references agreement (collaborative_id, agreement_id),
  -- No answer without a frozen question.
  constraint take_up_order check (answered_at is null or frozen_at is not null)
);
