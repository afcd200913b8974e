-- The backbone's own work: confidential assessments by members, workplan, hours, roles, stage and theory of action.

-- One yearly round. What came of it is kept for good; what anybody said is not.
create table assessment (
  collaborative_id text not null references collaborative (collaborative_id),
  assessment_id text not null,
  subject text not null constraint assessment_subject check (subject in ('backbone', 'principles')),
  state text not null default 'open' constraint assessment_state check (state in ('open', 'closed')),
  opened_at bigint not null,
  closes_at bigint not null,
  -- How many were asked.
  asked bigint not null,
  -- JSON: groups with counts as `domain::backbone::telling` released them; empty until the round closes.
  told text not null default '',
  primary key (collaborative_id, assessment_id)
);
create index assessment_by_subject on assessment (collaborative_id, subject, opened_at);
-- Who is asked, and the one part of the membership in which they are counted. Forgotten when the round closes.
create table assessment_member (
  collaborative_id text not null references collaborative (collaborative_id),
  assessment_id text not null,
  person_id text not null,
  cell text not null constraint assessment_member_cell check (cell in ('steering', 'working', 'others')),
  primary key (collaborative_id, assessment_id, person_id),
  constraint assessment_member_round foreign key (collaborative_id, assessment_id) references assessment (collaborative_id, assessment_id),
  constraint assessment_member_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
-- One row for all answers of a round, so that no order and no time tells who said what: counts by part of the membership,
-- and beside them, in the order of identifiers, who has answered. Deleted when the round closes.
create table assessment_box (
  collaborative_id text not null references collaborative (collaborative_id),
  assessment_id text not null,
  receipts text not null default '[]',
  tally text not null default '{}',
  primary key (collaborative_id, assessment_id),
  constraint assessment_box_round foreign key (collaborative_id, assessment_id) references assessment (collaborative_id, assessment_id)
);

create table work_item (
  collaborative_id text not null references collaborative (collaborative_id),
  work_item_id text not null,
  function text not null constraint work_item_function check (function in ('vision', 'activities', 'measurement', 'community', 'policy', 'resources')),
  title text not null,
  note text not null default '',
  owner_id text,
  starts_on text,
  due_on text,
  state text not null default 'open' constraint work_item_state check (state in ('open', 'done', 'dropped')),
  ended_on text,
  -- What it serves: a page of the workspace after the collaborative's slug, and its name when it was linked.
  serves_path text not null default '',
  serves_title text not null default '',
  -- Code of the benchmark whose gap it closes; nothing for other work.
  benchmark text not null default '',
  created_at bigint not null,
  primary key (collaborative_id, work_item_id),
  constraint work_item_owner foreign key (collaborative_id, owner_id) references person (collaborative_id, person_id)
);
create index work_item_by_state on work_item (collaborative_id, state, due_on);
-- Minutes a week that somebody of the staff means to give to a function.
create table planned_time (
  collaborative_id text not null references collaborative (collaborative_id),
  person_id text not null,
  function text not null constraint planned_time_function check (function in ('vision', 'activities', 'measurement', 'community', 'policy', 'resources')),
  minutes bigint not null,
  primary key (collaborative_id, person_id, function),
  constraint planned_time_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
-- Minutes that went to a function in a week, which begins on Monday.
create table worked_time (
  collaborative_id text not null references collaborative (collaborative_id),
  person_id text not null,
  week_from text not null,
  function text not null constraint worked_time_function check (function in ('vision', 'activities', 'measurement', 'community', 'policy', 'resources')),
  minutes bigint not null,
  primary key (collaborative_id, person_id, week_from, function),
  constraint worked_time_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create index worked_time_by_week on worked_time (collaborative_id, week_from);
-- A role in the backbone, filled or wanted, with what it does for each function.
create table backbone_role (
  collaborative_id text not null references collaborative (collaborative_id),
  backbone_role_id text not null,
  title_en text not null,
  title_es text not null default '',
  person_id text,
  -- JSON: by code of a function, `leads` or `helps`.
  functions text not null default '{}',
  position bigint not null default 0,
  removed_at bigint,
  primary key (collaborative_id, backbone_role_id),
  constraint backbone_role_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create table stage_choice (
  collaborative_id text not null references collaborative (collaborative_id),
  stage_choice_id text not null,
  stage text not null constraint stage_choice_stage check (stage in ('early', 'middle', 'mature')),
  because text not null default '',
  -- JSON: the facts it rests on, as they stood that day.
  facts text not null default '[]',
  chosen_on text not null,
  chosen_by text not null,
  primary key (collaborative_id, stage_choice_id)
);
-- What a stage asks for and somebody said is done, where nothing in Mainstay shows it.
create table stage_step (
  collaborative_id text not null references collaborative (collaborative_id),
  code text not null,
  done_on text not null,
  done_by text not null,
  primary key (collaborative_id, code)
);
-- The theory of action as a network or the collaborative wrote it: JSON of pillars, gateways and benchmarks.
-- The newest version counts; older ones stay readable.
create table theory_version (
  collaborative_id text not null references collaborative (collaborative_id),
  theory_version_id text not null,
  document text not null,
  changed_at bigint not null,
  primary key (collaborative_id, theory_version_id)
);
create table benchmark_standing (
  collaborative_id text not null references collaborative (collaborative_id),
  benchmark text not null,
  -- Nothing of it, on the way, met.
  level text not null constraint benchmark_standing_level check (level in ('no', 'part', 'yes')),
  note text not null default '',
  assessed_on text not null,
  assessed_by text not null,
  primary key (collaborative_id, benchmark)
);
create table benchmark_evidence (
  collaborative_id text not null references collaborative (collaborative_id),
  benchmark_evidence_id text not null,
  benchmark text not null,
  kind text not null constraint benchmark_evidence_kind check (kind in ('file', 'address', 'thing')),
  title text not null,
  -- Hash of a kept file, an address elsewhere, or a page of the workspace.
  target text not null,
  added_on text not null,
  primary key (collaborative_id, benchmark_evidence_id)
);
-- A look by a peer from elsewhere.
create table peer_review (
  collaborative_id text not null references collaborative (collaborative_id),
  peer_review_id text not null,
  person_id text not null,
  -- Where they come from, in words.
  site text not null default '',
  asked_at bigint not null,
  answered_at bigint,
  -- JSON: by code of a benchmark, level and note.
  answers text not null default '{}',
  primary key (collaborative_id, peer_review_id),
  constraint peer_review_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
