-- Shared measurement: results, indicators with versioned definitions, dimensions, targets, every vintage of every figure.
create table result (
  collaborative_id text not null references collaborative (collaborative_id),
  result_id text not null,
  slug text not null,
  kind text not null default 'result' constraint result_kind check (kind in ('result', 'context')),
  title_en text not null,
  title_es text not null default '',
  about_en text not null default '',
  about_es text not null default '',
  position bigint not null default 0,
  primary key (collaborative_id, result_id),
  constraint result_slug_unique unique (collaborative_id, slug)
);
create table source (
  collaborative_id text not null references collaborative (collaborative_id),
  source_id text not null,
  slug text not null,
  publisher text not null,
  title text not null,
  licence text not null default '',
  credit text not null default '',
  primary key (collaborative_id, source_id),
  constraint source_slug_unique unique (collaborative_id, slug)
);
create table dimension (
  collaborative_id text not null references collaborative (collaborative_id),
  dimension_id text not null,
  slug text not null,
  label_en text not null,
  label_es text not null default '',
  note_en text not null default '',
  note_es text not null default '',
  position bigint not null default 0,
  primary key (collaborative_id, dimension_id),
  constraint dimension_slug_unique unique (collaborative_id, slug)
);
create table category (
  collaborative_id text not null references collaborative (collaborative_id),
  category_id text not null,
  dimension_id text not null,
  slug text not null,
  label_en text not null,
  label_es text not null default '',
  position bigint not null default 0,
  primary key (collaborative_id, category_id),
  constraint category_slug_unique unique (collaborative_id, dimension_id, slug),
  constraint category_dimension foreign key (collaborative_id, dimension_id) references dimension (collaborative_id, dimension_id)
);
create table crosswalk (
  collaborative_id text not null references collaborative (collaborative_id),
  dimension_id text not null,
  name_key text not null,
  source_value text not null,
  category_id text not null,
  primary key (collaborative_id, dimension_id, name_key),
  constraint crosswalk_category foreign key (collaborative_id, category_id) references category (collaborative_id, category_id)
);
create table indicator (
  collaborative_id text not null references collaborative (collaborative_id),
  indicator_id text not null,
  slug text not null,
  result_id text,
  steward_person_id text,
  owner_organisation_id text,
  -- The place its page leads with.
  headline_place_id text,
  visibility text not null default 'public' constraint indicator_visibility check (visibility in ('public', 'internal')),
  -- `house`: the collaborative's rule for small counts; `none`: a survey or model estimate that is no count of people.
  suppression text not null default 'house' constraint indicator_suppression check (suppression in ('house', 'none')),
  minimum_count bigint constraint indicator_minimum_count check (minimum_count >= 3),
  -- What becomes of a corrected rate when nobody can say how many people the correction is about.
  corrected_rates text not null default 'told' constraint indicator_corrected_rates check (corrected_rates in ('told', 'held')),
  position bigint not null default 0,
  created_at bigint not null,
  primary key (collaborative_id, indicator_id),
  constraint indicator_headline_place foreign key (collaborative_id, headline_place_id) references place (collaborative_id, place_id),
  constraint indicator_slug_unique unique (collaborative_id, slug),
  constraint indicator_result foreign key (collaborative_id, result_id) references result (collaborative_id, result_id),
  constraint indicator_steward foreign key (collaborative_id, steward_person_id) references person (collaborative_id, person_id),
  constraint indicator_owner foreign key (collaborative_id, owner_organisation_id) references organisation (collaborative_id, organisation_id)
);
create table indicator_version (
  collaborative_id text not null references collaborative (collaborative_id),
  indicator_version_id text not null,
  indicator_id text not null,
  version bigint not null,
  valid_from text not null,
  title_en text not null,
  title_es text not null default '',
  unit text not null,
  direction text not null,
  definition text not null,
  created_at bigint not null,
  primary key (collaborative_id, indicator_version_id),
  constraint indicator_version_unique unique (collaborative_id, indicator_id, version),
  constraint indicator_version_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
create table indicator_dimension (
  collaborative_id text not null references collaborative (collaborative_id),
  indicator_id text not null,
  dimension_id text not null,
  position bigint not null default 0,
  primary key (collaborative_id, indicator_id, dimension_id),
  constraint indicator_dimension_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id),
  constraint indicator_dimension_dimension foreign key (collaborative_id, dimension_id) references dimension (collaborative_id, dimension_id)
);
create table series_break (
  collaborative_id text not null references collaborative (collaborative_id),
  indicator_id text not null,
  period text not null,
  kind text not null constraint series_break_kind check (kind in ('break', 'not-comparable', 'missing')),
  -- Empty: every figure; `all`: everyone only; a dimension; or the key of a group.
  applies_to text not null default '',
  reason_en text not null,
  reason_es text not null default '',
  primary key (collaborative_id, indicator_id, period, applies_to),
  constraint series_break_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
create table baseline (
  collaborative_id text not null references collaborative (collaborative_id),
  indicator_id text not null,
  place_id text not null,
  group_key text not null,
  period text not null,
  value double precision not null,
  primary key (collaborative_id, indicator_id, place_id, group_key),
  constraint baseline_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id),
  constraint baseline_place foreign key (collaborative_id, place_id) references place (collaborative_id, place_id)
);
create table target (
  collaborative_id text not null references collaborative (collaborative_id),
  target_id text not null,
  indicator_id text not null,
  place_id text not null,
  group_key text not null,
  kind text not null constraint target_kind check (kind in ('sustained', 'incremental', 'equitable')),
  period text not null,
  value double precision not null,
  agreed_on text,
  agreed_by text not null default '',
  note_en text not null default '',
  note_es text not null default '',
  primary key (collaborative_id, target_id),
  constraint target_unique unique (collaborative_id, indicator_id, place_id, group_key, period),
  constraint target_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id),
  constraint target_place foreign key (collaborative_id, place_id) references place (collaborative_id, place_id)
);
create table observation (
  collaborative_id text not null references collaborative (collaborative_id),
  observation_id text not null,
  indicator_id text not null,
  indicator_version_id text not null,
  place_id text not null,
  period text not null,
  period_end text not null,
  group_key text not null,
  vintage bigint not null,
  numerator bigint,
  denominator bigint,
  value double precision,
  margin double precision,
  numerator_margin double precision,
  status text not null constraint observation_status check (status in ('ok', 'suppressed', 'not_available')),
  note text not null default '',
  source_id text,
  submission_id text,
  accepted_at bigint not null,
  accepted_by text not null,
  primary key (collaborative_id, observation_id),
  constraint observation_vintage_unique unique (collaborative_id, indicator_id, place_id, period, group_key, vintage),
  constraint observation_version foreign key (collaborative_id, indicator_version_id) references indicator_version (collaborative_id, indicator_version_id),
  constraint observation_place foreign key (collaborative_id, place_id) references place (collaborative_id, place_id)
);
create table story (
  collaborative_id text not null references collaborative (collaborative_id),
  indicator_id text not null,
  version bigint not null,
  body text not null,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, indicator_id, version),
  constraint story_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
