-- The plan of action: stages of the pathway, activities with their partners, places, groups and milestones, and what
-- organisations promise for themselves.
create table pathway_stage (
  collaborative_id text not null references collaborative (collaborative_id),
  pathway_stage_id text not null,
  slug text not null,
  title_en text not null,
  title_es text not null default '',
  about_en text not null default '',
  about_es text not null default '',
  -- In months of age; nothing where a stage has no bound.
  age_from bigint,
  age_to bigint,
  position bigint not null default 0,
  removed_at bigint,
  primary key (collaborative_id, pathway_stage_id),
  constraint pathway_stage_slug_unique unique (collaborative_id, slug)
);
create table pathway_indicator (
  collaborative_id text not null references collaborative (collaborative_id),
  pathway_stage_id text not null,
  indicator_id text not null,
  position bigint not null default 0,
  primary key (collaborative_id, pathway_stage_id, indicator_id),
  constraint pathway_indicator_stage foreign key (collaborative_id, pathway_stage_id) references pathway_stage (collaborative_id, pathway_stage_id),
  constraint pathway_indicator_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
-- A milestone missed upstream weighs on what is measured downstream.
create table pathway_influence (
  collaborative_id text not null references collaborative (collaborative_id),
  upstream_id text not null,
  downstream_id text not null,
  -- What the belief rests on, with its source.
  because_en text not null default '',
  because_es text not null default '',
  primary key (collaborative_id, upstream_id, downstream_id),
  constraint pathway_influence_upstream foreign key (collaborative_id, upstream_id) references indicator (collaborative_id, indicator_id),
  constraint pathway_influence_downstream foreign key (collaborative_id, downstream_id) references indicator (collaborative_id, indicator_id)
);
create table activity (
  collaborative_id text not null references collaborative (collaborative_id),
  activity_id text not null,
  slug text not null,
  title_en text not null,
  title_es text not null default '',
  about_en text not null default '',
  about_es text not null default '',
  -- Partners act, never the backbone.
  lead_id text not null,
  -- The working group it belongs to.
  body_id text,
  -- Key of a strategy of the agenda, the same from version to version.
  strategy_key text,
  indicator_id text,
  pathway_stage_id text,
  scope text not null default 'universal' constraint activity_scope check (scope in ('universal', 'targeted')),
  -- For whom, in words.
  population_en text not null default '',
  population_es text not null default '',
  starts_on text not null,
  ends_on text,
  -- Already going on before the plan.
  was_under_way boolean not null default false,
  visibility text not null default 'internal' constraint activity_visibility check (visibility in ('internal', 'public')),
  -- Grows with every change, so that nobody writes over what somebody else wrote meanwhile.
  revision bigint not null default 1,
  -- Of the form or the row of a sheet it came with, so that the same sent twice is one activity.
  entry_key text not null,
  created_at bigint not null,
  created_by text not null,
  ended_at bigint,
  ended_because text not null default '',
  primary key (collaborative_id, activity_id),
  constraint activity_slug_unique unique (collaborative_id, slug),
  constraint activity_once unique (collaborative_id, entry_key),
  constraint activity_lead foreign key (collaborative_id, lead_id) references organisation (collaborative_id, organisation_id),
  constraint activity_body foreign key (collaborative_id, body_id) references body (collaborative_id, body_id),
  constraint activity_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id),
  constraint activity_stage foreign key (collaborative_id, pathway_stage_id) references pathway_stage (collaborative_id, pathway_stage_id)
);
create index activity_by_strategy on activity (collaborative_id, strategy_key);
create index activity_by_lead on activity (collaborative_id, lead_id);
create index activity_by_body on activity (collaborative_id, body_id);
-- Contributors; the lead stands in the activity.
create table activity_partner (
  collaborative_id text not null references collaborative (collaborative_id),
  activity_id text not null,
  organisation_id text not null,
  -- What it brings.
  part text not null default '',
  primary key (collaborative_id, activity_id, organisation_id),
  constraint activity_partner_activity foreign key (collaborative_id, activity_id) references activity (collaborative_id, activity_id),
  constraint activity_partner_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
create index activity_partner_by_organisation on activity_partner (collaborative_id, organisation_id);
create table activity_place (
  collaborative_id text not null references collaborative (collaborative_id),
  activity_id text not null,
  place_id text not null,
  primary key (collaborative_id, activity_id, place_id),
  constraint activity_place_activity foreign key (collaborative_id, activity_id) references activity (collaborative_id, activity_id),
  constraint activity_place_place foreign key (collaborative_id, place_id) references place (collaborative_id, place_id)
);
-- The groups a targeted activity is for; a universal one has none.
create table activity_group (
  collaborative_id text not null references collaborative (collaborative_id),
  activity_id text not null,
  category_id text not null,
  primary key (collaborative_id, activity_id, category_id),
  constraint activity_group_activity foreign key (collaborative_id, activity_id) references activity (collaborative_id, activity_id),
  constraint activity_group_category foreign key (collaborative_id, category_id) references category (collaborative_id, category_id)
);
create table milestone (
  collaborative_id text not null references collaborative (collaborative_id),
  milestone_id text not null,
  activity_id text not null,
  kind text not null default 'milestone' constraint milestone_kind check (kind in ('milestone', 'deliverable')),
  title_en text not null,
  title_es text not null default '',
  due_on text not null,
  done_on text,
  dropped_at bigint,
  because text not null default '',
  position bigint not null default 0,
  primary key (collaborative_id, milestone_id),
  constraint milestone_activity foreign key (collaborative_id, activity_id) references activity (collaborative_id, activity_id)
);
create index milestone_by_activity on milestone (collaborative_id, activity_id);
create index milestone_by_day on milestone (collaborative_id, due_on);
-- What an activity counts of itself: planned, and reached so far.
create table activity_metric (
  collaborative_id text not null references collaborative (collaborative_id),
  activity_metric_id text not null,
  activity_id text not null,
  title_en text not null,
  title_es text not null default '',
  planned double precision,
  reached double precision,
  measured_on text,
  position bigint not null default 0,
  primary key (collaborative_id, activity_metric_id),
  constraint activity_metric_activity foreign key (collaborative_id, activity_id) references activity (collaborative_id, activity_id)
);
-- What an organisation promises for itself; its state follows from the newest answer and the calendar.
create table commitment (
  collaborative_id text not null references collaborative (collaborative_id),
  commitment_id text not null,
  organisation_id text not null,
  activity_id text,
  words_en text not null,
  words_es text not null default '',
  due_on text not null,
  visibility text not null default 'internal' constraint commitment_visibility check (visibility in ('internal', 'public')),
  entry_key text not null,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, commitment_id),
  constraint commitment_once unique (collaborative_id, entry_key),
  constraint commitment_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id),
  constraint commitment_activity foreign key (collaborative_id, activity_id) references activity (collaborative_id, activity_id)
);
create index commitment_by_organisation on commitment (collaborative_id, organisation_id);
create index commitment_by_activity on commitment (collaborative_id, activity_id);
create table commitment_answer (
  collaborative_id text not null references collaborative (collaborative_id),
  commitment_answer_id text not null,
  commitment_id text not null,
  answer text not null constraint commitment_answer_known check (answer in ('on-course', 'kept', 'late', 'changed', 'dropped')),
  -- Why, in a word; a promise that is late, changed or dropped has one.
  because text not null default '',
  -- The new day or the new words, of one that is late or changed.
  new_due_on text,
  new_words text not null default '',
  answered_at bigint not null,
  answered_by text not null,
  primary key (collaborative_id, commitment_answer_id),
  constraint commitment_answer_commitment foreign key (collaborative_id, commitment_id) references commitment (collaborative_id, commitment_id)
);
create index commitment_answer_by_commitment on commitment_answer (collaborative_id, commitment_id, answered_at);
