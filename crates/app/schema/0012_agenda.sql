-- The common agenda: versions, their parts, suggestions, what people said, and who endorses it.
create table agenda_version (
  collaborative_id text not null references collaborative (collaborative_id),
  agenda_version_id text not null,
  title_en text not null,
  title_es text not null default '',
  -- What changed since the version it began from, and why.
  note_en text not null default '',
  note_es text not null default '',
  state text not null default 'draft' constraint agenda_version_state check (state in ('draft', 'proposed', 'ratified', 'set-aside')),
  -- Counted from 1 in the order of ratifying; a draft has none.
  number bigint,
  based_on_id text,
  -- The proposal by which it lies before the committee.
  proposal_id text,
  -- Address of the frozen text among the contents, from the moment it is laid before the committee.
  text_hash text,
  decision_id text,
  ratified_on text,
  created_at bigint not null,
  created_by text not null,
  proposed_at bigint,
  primary key (collaborative_id, agenda_version_id),
  constraint agenda_version_number_unique unique (collaborative_id, number),
  constraint agenda_version_ratified check (state <> 'ratified' or (number is not null and decision_id is not null and text_hash is not null))
);
create table agenda_part (
  collaborative_id text not null references collaborative (collaborative_id),
  agenda_part_id text not null,
  agenda_version_id text not null,
  -- Stays the same from version to version.
  part_key text not null,
  parent_key text,
  kind text not null constraint agenda_part_kind check (kind in ('vision', 'problem', 'population', 'place', 'principle', 'result', 'indicator', 'strategy')),
  position bigint not null default 0,
  title_en text not null,
  title_es text not null default '',
  body_en text not null default '',
  body_es text not null default '',
  result_id text,
  indicator_id text,
  owner_id text,
  review_on text,
  -- Grows with every change, so that nobody writes over what somebody else wrote meanwhile.
  revision bigint not null default 1,
  changed_at bigint not null,
  changed_by text not null,
  primary key (collaborative_id, agenda_part_id),
  constraint agenda_part_once unique (collaborative_id, agenda_version_id, part_key),
  constraint agenda_part_version foreign key (collaborative_id, agenda_version_id) references agenda_version (collaborative_id, agenda_version_id),
  constraint agenda_part_result foreign key (collaborative_id, result_id) references result (collaborative_id, result_id),
  constraint agenda_part_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id),
  constraint agenda_part_owner foreign key (collaborative_id, owner_id) references person (collaborative_id, person_id)
);
create table agenda_suggestion (
  collaborative_id text not null references collaborative (collaborative_id),
  agenda_suggestion_id text not null,
  agenda_part_id text not null,
  person_id text not null,
  language text not null constraint agenda_suggestion_language check (language in ('en', 'es')),
  -- What stood there when it was suggested, and what should stand there.
  old_words text not null,
  new_words text not null,
  reason text not null default '',
  state text not null default 'open' constraint agenda_suggestion_state check (state in ('open', 'accepted', 'declined')),
  answer text not null default '',
  created_at bigint not null,
  answered_at bigint,
  answered_by text,
  primary key (collaborative_id, agenda_suggestion_id),
  constraint agenda_suggestion_part foreign key (collaborative_id, agenda_part_id) references agenda_part (collaborative_id, agenda_part_id),
  constraint agenda_suggestion_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create index agenda_suggestion_by_part on agenda_suggestion (collaborative_id, agenda_part_id);
create table agenda_input (
  collaborative_id text not null references collaborative (collaborative_id),
  agenda_input_id text not null,
  -- Which part it concerns, in whatever version; nothing: the agenda as a whole.
  part_key text,
  channel text not null constraint agenda_input_channel check (channel in ('member', 'resident', 'paper', 'spoken')),
  words text not null,
  language text not null constraint agenda_input_language check (language in ('en', 'es')),
  heard_on text not null,
  -- A member's own; nobody for residents, who are in no directory.
  person_id text,
  -- Only where somebody left it, for the reply alone; removed when they ask or when it is no longer needed.
  giver_name text not null default '',
  giver_email text not null default '',
  -- Finds the page on which the giver reads what became of it.
  receipt_hash text constraint agenda_input_receipt_unique unique,
  became text not null default 'open' constraint agenda_input_became check (became in ('open', 'changed', 'kept', 'later')),
  reply_en text not null default '',
  reply_es text not null default '',
  -- The version in which it changed something.
  changed_version_id text,
  -- Whether the words, without a name, stand on the public page beside what was done.
  is_public boolean not null default false,
  created_at bigint not null,
  created_by text not null,
  answered_at bigint,
  answered_by text,
  primary key (collaborative_id, agenda_input_id),
  constraint agenda_input_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id),
  constraint agenda_input_version foreign key (collaborative_id, changed_version_id) references agenda_version (collaborative_id, agenda_version_id)
);
create table agenda_endorsement (
  collaborative_id text not null references collaborative (collaborative_id),
  agenda_endorsement_id text not null,
  agenda_version_id text not null,
  organisation_id text not null,
  -- Keys of the parts, separated by spaces; nothing: the whole agenda.
  part_keys text not null default '',
  words text not null default '',
  endorsed_on text not null,
  person_id text not null,
  withdrawn_at bigint,
  created_at bigint not null,
  primary key (collaborative_id, agenda_endorsement_id),
  constraint agenda_endorsement_once unique (collaborative_id, agenda_version_id, organisation_id),
  constraint agenda_endorsement_version foreign key (collaborative_id, agenda_version_id) references agenda_version (collaborative_id, agenda_version_id),
  constraint agenda_endorsement_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id),
  constraint agenda_endorsement_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
-- The first steps of a new collaborative: which screens were passed, and what people see first.
create table setup_step (
  collaborative_id text not null references collaborative (collaborative_id),
  step text not null,
  outcome text not null constraint setup_step_outcome check (outcome in ('done', 'skipped')),
  done_at bigint not null,
  done_by text not null,
  primary key (collaborative_id, step)
);
