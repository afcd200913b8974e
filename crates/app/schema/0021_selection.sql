-- Choosing who is the backbone; the policy agenda; what people are owed for their lived experience, and volunteers' hours.
create table selection (
  collaborative_id text not null references collaborative (collaborative_id),
  selection_id text not null,
  title_en text not null,
  title_es text not null default '',
  about_en text not null default '',
  about_es text not null default '',
  process text not null constraint selection_process check (process in ('open', 'semi-open', 'closed')),
  stage text not null constraint selection_stage check (stage in ('criteria', 'candidates', 'scoring', 'recommended', 'put', 'chosen', 'ended')),
  -- When criteria and weights were agreed, by whom, and the digest of what was agreed.
  agreed_on text,
  agreed_by text,
  agreed_text text not null default '',
  recommended_id text,
  because_en text not null default '',
  because_es text not null default '',
  recommended_by text,
  proposal_id text,
  decision_id text,
  chosen_on text,
  ended_because text not null default '',
  visibility text not null default 'internal' constraint selection_visibility check (visibility in ('internal', 'public')),
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, selection_id),
  constraint selection_proposal foreign key (collaborative_id, proposal_id) references proposal (collaborative_id, proposal_id),
  constraint selection_decision foreign key (collaborative_id, decision_id) references decision (collaborative_id, decision_id)
);
create table selection_criterion (
  collaborative_id text not null references collaborative (collaborative_id),
  selection_criterion_id text not null,
  selection_id text not null,
  title_en text not null,
  title_es text not null default '',
  about_en text not null default '',
  about_es text not null default '',
  -- Points; what counts is its share of all points.
  weight bigint not null constraint selection_criterion_weight check (weight >= 0),
  position bigint not null,
  primary key (collaborative_id, selection_criterion_id),
  constraint selection_criterion_selection foreign key (collaborative_id, selection_id) references selection (collaborative_id, selection_id)
);
create index selection_criterion_by_selection on selection_criterion (collaborative_id, selection_id, position);
create table selection_candidate (
  collaborative_id text not null references collaborative (collaborative_id),
  selection_candidate_id text not null,
  selection_id text not null,
  name text not null,
  -- Its row in the directory, if it is there: whoever comes from it does not score.
  organisation_id text,
  kind text not null constraint selection_candidate_kind check (kind in ('funder', 'new-nonprofit', 'existing-nonprofit', 'government', 'shared', 'committee')),
  -- Where the staff would sit, and who would hold the money: they can differ.
  home text not null default '',
  fiscal_agent text not null default '',
  about_en text not null default '',
  about_es text not null default '',
  position bigint not null,
  withdrawn_at bigint,
  withdrawn_because text not null default '',
  primary key (collaborative_id, selection_candidate_id),
  constraint selection_candidate_selection foreign key (collaborative_id, selection_id) references selection (collaborative_id, selection_id),
  constraint selection_candidate_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
create index selection_candidate_by_selection on selection_candidate (collaborative_id, selection_id, position);
create table selection_file (
  collaborative_id text not null references collaborative (collaborative_id),
  selection_file_id text not null,
  selection_candidate_id text not null,
  title text not null,
  file_name text not null,
  file_hash text not null,
  added_at bigint not null,
  added_by text not null,
  primary key (collaborative_id, selection_file_id),
  constraint selection_file_candidate foreign key (collaborative_id, selection_candidate_id) references selection_candidate (collaborative_id, selection_candidate_id)
);
create index selection_file_by_candidate on selection_file (collaborative_id, selection_candidate_id);
create table selection_reviewer (
  collaborative_id text not null references collaborative (collaborative_id),
  selection_id text not null,
  person_id text not null,
  asked_at bigint not null,
  -- Stepped aside, and why.
  aside_at bigint,
  aside_because text not null default '',
  -- Scores are saved all at once, and once.
  scored_at bigint,
  remark text not null default '',
  primary key (collaborative_id, selection_id, person_id),
  constraint selection_reviewer_selection foreign key (collaborative_id, selection_id) references selection (collaborative_id, selection_id),
  constraint selection_reviewer_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create table selection_score (
  collaborative_id text not null references collaborative (collaborative_id),
  selection_candidate_id text not null,
  selection_criterion_id text not null,
  person_id text not null,
  score bigint not null constraint selection_score_range check (score between 1 and 5),
  primary key (collaborative_id, selection_candidate_id, selection_criterion_id, person_id),
  constraint selection_score_candidate foreign key (collaborative_id, selection_candidate_id) references selection_candidate (collaborative_id, selection_candidate_id),
  constraint selection_score_criterion foreign key (collaborative_id, selection_criterion_id) references selection_criterion (collaborative_id, selection_criterion_id),
  constraint selection_score_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
-- What the collaborative asks of those who make rules.
create table policy_item (
  collaborative_id text not null references collaborative (collaborative_id),
  policy_item_id text not null,
  title_en text not null,
  title_es text not null default '',
  ask_en text not null,
  ask_es text not null default '',
  decision_maker text not null,
  level text not null constraint policy_item_level check (level in ('institutional', 'local', 'state', 'federal')),
  stage text not null constraint policy_item_stage check (stage in ('idea', 'agreed', 'moving', 'adopted', 'in-force', 'lost', 'dropped')),
  because_en text not null default '',
  because_es text not null default '',
  -- The body that adopted the position, and its decision.
  body_id text,
  decision_id text,
  allies text not null default '',
  outcome_en text not null default '',
  outcome_es text not null default '',
  adopted_on text,
  -- In minor units of the currency.
  money bigint,
  currency text not null default 'USD',
  -- Over how many years; nothing where it is once.
  money_years bigint,
  -- JSON: identifiers of indicators it should move.
  indicators text not null default '[]',
  conditions_en text not null default '',
  conditions_es text not null default '',
  contribution_id text,
  visibility text not null default 'internal' constraint policy_item_visibility check (visibility in ('internal', 'public')),
  revision bigint not null default 1,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, policy_item_id),
  constraint policy_item_body foreign key (collaborative_id, body_id) references body (collaborative_id, body_id),
  constraint policy_item_decision foreign key (collaborative_id, decision_id) references decision (collaborative_id, decision_id),
  constraint policy_item_contribution foreign key (collaborative_id, contribution_id) references contribution (collaborative_id, contribution_id)
);
create index policy_item_by_stage on policy_item (collaborative_id, stage);
-- What each partner says for itself.
create table policy_position (
  collaborative_id text not null references collaborative (collaborative_id),
  policy_item_id text not null,
  organisation_id text not null,
  position text not null constraint policy_position_known check (position in ('supports', 'neutral', 'may-not-lobby')),
  words text not null default '',
  taken_on text not null,
  taken_by text not null,
  primary key (collaborative_id, policy_item_id, organisation_id),
  constraint policy_position_item foreign key (collaborative_id, policy_item_id) references policy_item (collaborative_id, policy_item_id),
  constraint policy_position_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
create table policy_action (
  collaborative_id text not null references collaborative (collaborative_id),
  policy_action_id text not null,
  policy_item_id text not null,
  organisation_id text not null,
  done_on text not null,
  what_en text not null,
  what_es text not null default '',
  -- Minutes, of lobbying and of other work on it: kept apart, since only the first is limited by law.
  lobbying_minutes bigint not null default 0 constraint policy_action_lobbying check (lobbying_minutes >= 0),
  other_minutes bigint not null default 0 constraint policy_action_other check (other_minutes >= 0),
  created_at bigint not null,
  created_by text not null,
  removed_at bigint,
  primary key (collaborative_id, policy_action_id),
  constraint policy_action_item foreign key (collaborative_id, policy_item_id) references policy_item (collaborative_id, policy_item_id),
  constraint policy_action_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
create index policy_action_by_item on policy_action (collaborative_id, policy_item_id, done_on);
-- The few people who may see what others are owed.
create table payment_keeper (
  collaborative_id text not null references collaborative (collaborative_id),
  person_id text not null,
  since_at bigint not null,
  named_by text not null,
  ended_at bigint,
  primary key (collaborative_id, person_id, since_at),
  constraint payment_keeper_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
-- What is paid for an hour, a mile, an evening of childcare, from a day on.
create table payment_rate (
  collaborative_id text not null references collaborative (collaborative_id),
  payment_rate_id text not null,
  kind text not null constraint payment_rate_kind check (kind in ('time', 'childcare', 'transport', 'interpretation', 'volunteer')),
  label_en text not null,
  label_es text not null default '',
  -- Minor units of the currency for one hour, mile or occasion.
  amount bigint not null constraint payment_rate_amount check (amount >= 0),
  currency text not null default 'USD',
  per text not null constraint payment_rate_per check (per in ('hour', 'mile', 'occasion')),
  from_on text not null,
  -- Where the rate comes from: who published it, and the address.
  source text not null default '',
  source_url text not null default '',
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, payment_rate_id),
  constraint payment_rate_from unique (collaborative_id, kind, per, currency, from_on)
);
-- What somebody is owed. Read by the payee and by the few who keep payments.
create table payment (
  collaborative_id text not null references collaborative (collaborative_id),
  payment_id text not null,
  person_id text not null,
  kind text not null constraint payment_of_kind check (kind in ('time', 'childcare', 'transport', 'interpretation')),
  what text not null,
  happened_on text not null,
  -- In hundredths of an hour, a mile or an occasion.
  quantity bigint not null constraint payment_quantity check (quantity > 0),
  payment_rate_id text not null,
  -- Minor units, reckoned once from the rate of the day.
  amount bigint not null,
  currency text not null,
  paid_on text,
  -- How it was paid, in a word.
  paid_by text not null default '',
  cancelled_at bigint,
  cancelled_because text not null default '',
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, payment_id),
  constraint payment_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id),
  constraint payment_rate_of foreign key (collaborative_id, payment_rate_id) references payment_rate (collaborative_id, payment_rate_id)
);
create index payment_by_person on payment (collaborative_id, person_id, happened_on);
create index payment_by_day on payment (collaborative_id, happened_on);
-- Hours given for nothing: how many people, for how long, without names.
create table volunteer_hours (
  collaborative_id text not null references collaborative (collaborative_id),
  volunteer_hours_id text not null,
  organisation_id text,
  done_on text not null,
  what_en text not null,
  what_es text not null default '',
  people bigint not null constraint volunteer_hours_people check (people > 0),
  -- Minutes of all of them together.
  minutes bigint not null constraint volunteer_hours_minutes check (minutes > 0),
  payment_rate_id text,
  created_at bigint not null,
  created_by text not null,
  removed_at bigint,
  primary key (collaborative_id, volunteer_hours_id),
  constraint volunteer_hours_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id),
  constraint volunteer_hours_rate foreign key (collaborative_id, payment_rate_id) references payment_rate (collaborative_id, payment_rate_id)
);
create index volunteer_hours_by_day on volunteer_hours (collaborative_id, done_on);
