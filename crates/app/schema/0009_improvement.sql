-- Improvement: choosing indicators, learning sessions, contributions, cycles of change, what programmes do.
create table candidate (
  collaborative_id text not null references collaborative (collaborative_id),
  candidate_id text not null,
  result_id text not null,
  title_en text not null,
  title_es text not null default '',
  -- JSON: the definition sheet as far as it is known; a chosen candidate begins with it as an indicator.
  sheet text not null,
  -- People score anew in the next round, after they have talked; earlier rounds stay.
  round bigint not null default 1,
  state text not null default 'open' constraint candidate_state check (state in ('open', 'chosen', 'set-aside')),
  reason text not null default '',
  indicator_id text,
  created_at bigint not null,
  created_by text not null,
  decided_at bigint,
  decided_by text,
  primary key (collaborative_id, candidate_id),
  constraint candidate_result foreign key (collaborative_id, result_id) references result (collaborative_id, result_id),
  constraint candidate_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
create table candidate_score (
  collaborative_id text not null references collaborative (collaborative_id),
  candidate_id text not null,
  round bigint not null,
  person_id text not null,
  communication bigint not null constraint candidate_score_communication check (communication between 1 and 5),
  proxy bigint not null constraint candidate_score_proxy check (proxy between 1 and 5),
  data bigint not null constraint candidate_score_data check (data between 1 and 5),
  remark text not null default '',
  scored_at bigint not null,
  primary key (collaborative_id, candidate_id, round, person_id),
  constraint candidate_score_candidate foreign key (collaborative_id, candidate_id) references candidate (collaborative_id, candidate_id),
  constraint candidate_score_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create table learning_session (
  collaborative_id text not null references collaborative (collaborative_id),
  learning_session_id text not null,
  indicator_id text not null,
  held_on text not null,
  -- Number of the published edition whose chart was looked at; nothing before the first.
  edition_number bigint,
  we_see text not null,
  because text not null default '',
  we_will text not null default '',
  -- People whose names are not in the directory.
  others bigint not null default 0 constraint learning_session_others check (others >= 0),
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, learning_session_id),
  constraint learning_session_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
create table learning_session_person (
  collaborative_id text not null references collaborative (collaborative_id),
  learning_session_id text not null,
  person_id text not null,
  primary key (collaborative_id, learning_session_id, person_id),
  constraint learning_session_person_session foreign key (collaborative_id, learning_session_id) references learning_session (collaborative_id, learning_session_id),
  constraint learning_session_person_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create table contribution (
  collaborative_id text not null references collaborative (collaborative_id),
  contribution_id text not null,
  indicator_id text not null,
  organisation_id text,
  -- `event`: it happened once; `action`: it goes on since that day.
  kind text not null constraint contribution_kind check (kind in ('event', 'action')),
  happened_on text not null,
  title_en text not null,
  title_es text not null default '',
  visibility text not null constraint contribution_visibility check (visibility in ('internal', 'public')),
  created_at bigint not null,
  created_by text not null,
  withdrawn_at bigint,
  primary key (collaborative_id, contribution_id),
  constraint contribution_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id),
  constraint contribution_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
create table improvement_cycle (
  collaborative_id text not null references collaborative (collaborative_id),
  improvement_cycle_id text not null,
  indicator_id text not null,
  organisation_id text,
  title text not null,
  aim text not null,
  prediction text not null,
  measure text not null,
  unit text not null constraint improvement_cycle_unit check (unit in ('percent', 'people', 'number')),
  direction text not null constraint improvement_cycle_direction check (direction in ('higher', 'lower')),
  began_on text not null,
  did text not null default '',
  learnt text not null default '',
  decision text constraint improvement_cycle_decision check (decision in ('adopt', 'adapt', 'abandon')),
  -- The cycle that goes on with what was learnt in this one.
  follows_id text,
  decided_at bigint,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, improvement_cycle_id),
  constraint improvement_cycle_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id),
  constraint improvement_cycle_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id),
  constraint improvement_cycle_follows foreign key (collaborative_id, follows_id) references improvement_cycle (collaborative_id, improvement_cycle_id)
);
create table cycle_measurement (
  collaborative_id text not null references collaborative (collaborative_id),
  improvement_cycle_id text not null,
  -- As 2026-09.
  month text not null,
  value double precision not null,
  remark text not null default '',
  measured_at bigint not null,
  primary key (collaborative_id, improvement_cycle_id, month),
  constraint cycle_measurement_cycle foreign key (collaborative_id, improvement_cycle_id) references improvement_cycle (collaborative_id, improvement_cycle_id)
);
create table programme (
  collaborative_id text not null references collaborative (collaborative_id),
  programme_id text not null,
  organisation_id text not null,
  indicator_id text not null,
  name text not null,
  meant_for text not null default '',
  how_well text not null default '',
  better_off text not null default '',
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, programme_id),
  constraint programme_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id),
  constraint programme_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
create table programme_measure (
  collaborative_id text not null references collaborative (collaborative_id),
  programme_id text not null,
  period text not null,
  meant_for bigint,
  reached bigint not null,
  served_well bigint,
  better_off bigint,
  remark text not null default '',
  recorded_at bigint not null,
  recorded_by text not null,
  primary key (collaborative_id, programme_id, period),
  constraint programme_measure_programme foreign key (collaborative_id, programme_id) references programme (collaborative_id, programme_id)
);
