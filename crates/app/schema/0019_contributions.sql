-- Contributions: where each came from and what shows it, coded by two people, with a text that shares the credit.
alter table contribution add column evidence text not null default '';
alter table contribution add column evidence_address text not null default '';
create index contribution_by_indicator on contribution (collaborative_id, indicator_id, happened_on);
create index contribution_by_day on contribution (collaborative_id, happened_on);
-- Which activity of the plan it came from.
create table contribution_activity (
  collaborative_id text not null references collaborative (collaborative_id),
  contribution_id text not null,
  activity_id text not null,
  primary key (collaborative_id, contribution_id),
  constraint contribution_activity_contribution foreign key (collaborative_id, contribution_id) references contribution (collaborative_id, contribution_id),
  constraint contribution_activity_activity foreign key (collaborative_id, activity_id) references activity (collaborative_id, activity_id)
);
-- Partners who did it together with the one in the contribution.
create table contribution_partner (
  collaborative_id text not null references collaborative (collaborative_id),
  contribution_id text not null,
  organisation_id text not null,
  primary key (collaborative_id, contribution_id, organisation_id),
  constraint contribution_partner_contribution foreign key (collaborative_id, contribution_id) references contribution (collaborative_id, contribution_id),
  constraint contribution_partner_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
-- What a coder said, the first or the second; it is never changed, so that their agreement can be measured.
create table contribution_coding (
  collaborative_id text not null references collaborative (collaborative_id),
  contribution_id text not null,
  place bigint not null constraint contribution_coding_place check (place in (1, 2)),
  coder_id text not null,
  kind text not null constraint contribution_coding_kind check (kind in ('programme', 'policy', 'practice', 'action', 'service', 'resources', 'dissemination')),
  reach text not null constraint contribution_coding_reach check (reach in ('few', 'some', 'many')),
  strength text not null constraint contribution_coding_strength check (strength in ('informs', 'supports', 'changes')),
  coded_at bigint not null,
  primary key (collaborative_id, contribution_id, place),
  constraint contribution_coding_once unique (collaborative_id, contribution_id, coder_id),
  constraint contribution_coding_contribution foreign key (collaborative_id, contribution_id) references contribution (collaborative_id, contribution_id),
  constraint contribution_coding_coder foreign key (collaborative_id, coder_id) references person (collaborative_id, person_id)
);
-- How two coders settled what they saw differently.
create table contribution_settled (
  collaborative_id text not null references collaborative (collaborative_id),
  contribution_id text not null,
  kind text not null constraint contribution_settled_kind check (kind in ('programme', 'policy', 'practice', 'action', 'service', 'resources', 'dissemination')),
  reach text not null constraint contribution_settled_reach check (reach in ('few', 'some', 'many')),
  strength text not null constraint contribution_settled_strength check (strength in ('informs', 'supports', 'changes')),
  because text not null,
  settled_at bigint not null,
  settled_by text not null,
  primary key (collaborative_id, contribution_id),
  constraint contribution_settled_contribution foreign key (collaborative_id, contribution_id) references contribution (collaborative_id, contribution_id)
);
-- The words that share the credit, and what each partner named in them said.
create table contribution_credit (
  collaborative_id text not null references collaborative (collaborative_id),
  contribution_id text not null,
  text_en text not null,
  text_es text not null default '',
  -- Grows with every change of the words: who agreed, agreed to one wording.
  revision bigint not null default 1,
  written_at bigint not null,
  written_by text not null,
  primary key (collaborative_id, contribution_id),
  constraint contribution_credit_contribution foreign key (collaborative_id, contribution_id) references contribution (collaborative_id, contribution_id)
);
create table contribution_credit_partner (
  collaborative_id text not null references collaborative (collaborative_id),
  contribution_id text not null,
  organisation_id text not null,
  asked_at bigint,
  asked_revision bigint,
  answer text constraint contribution_credit_partner_answer check (answer in ('agrees', 'objects')),
  answered_revision bigint,
  answered_at bigint,
  because text not null default '',
  primary key (collaborative_id, contribution_id, organisation_id),
  constraint contribution_credit_partner_credit foreign key (collaborative_id, contribution_id) references contribution_credit (collaborative_id, contribution_id),
  constraint contribution_credit_partner_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
-- What was done about a gap or a doubling that coverage points out: somebody was asked, it came onto an agenda, or it is
-- meant to be so.
create table coverage_step (
  collaborative_id text not null references collaborative (collaborative_id),
  coverage_step_id text not null,
  matrix text not null constraint coverage_step_matrix check (matrix in ('strategy-partner', 'stage-place', 'group-strategy')),
  row_key text not null,
  -- Empty where a whole row is meant.
  column_key text not null default '',
  step text not null constraint coverage_step_step check (step in ('invited', 'agenda', 'meant')),
  organisation_id text,
  meeting_id text,
  words text not null default '',
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, coverage_step_id),
  constraint coverage_step_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id),
  constraint coverage_step_meeting foreign key (collaborative_id, meeting_id) references meeting (collaborative_id, meeting_id)
);
create index coverage_step_by_cell on coverage_step (collaborative_id, matrix, row_key, column_key);
