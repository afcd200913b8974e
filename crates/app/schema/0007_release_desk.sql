-- The release desk: what alternatives to a draft would cost, breakdowns that wait to be added, protection that two people lower.
create table study (
  collaborative_id text not null references collaborative (collaborative_id),
  study_id text not null,
  edition_id text not null,
  -- The draft that was studied; another one needs another study.
  draft_hash text not null,
  state text not null constraint study_state check (state in ('running', 'done', 'stopped')),
  -- JSON: each alternative with its price, once it is known.
  lines text not null,
  started_at bigint not null,
  started_by text not null,
  ended_at bigint,
  primary key (collaborative_id, study_id),
  constraint study_edition_unique unique (collaborative_id, edition_id),
  constraint study_edition foreign key (collaborative_id, edition_id) references edition (collaborative_id, edition_id)
);
create table breakdown_proposal (
  collaborative_id text not null references collaborative (collaborative_id),
  breakdown_proposal_id text not null,
  edition_id text not null,
  indicator_id text not null,
  -- Slugs of its dimensions, joined by `&`.
  breakdown text not null,
  reason text not null,
  -- JSON: what it would cost, or why it cannot be published.
  price text not null,
  proposed_at bigint not null,
  proposed_by text not null,
  answer text constraint breakdown_proposal_answer check (answer in ('added', 'declined', 'refused')),
  answer_reason text,
  answered_at bigint,
  answered_by text,
  primary key (collaborative_id, breakdown_proposal_id),
  constraint breakdown_proposal_edition foreign key (collaborative_id, edition_id) references edition (collaborative_id, edition_id),
  constraint breakdown_proposal_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
create table protection_change (
  collaborative_id text not null references collaborative (collaborative_id),
  protection_change_id text not null,
  -- Nothing: the rule of the house.
  indicator_id text,
  field text not null constraint protection_change_field check (field in ('minimum_count', 'suppression', 'corrected_rates')),
  value_before text not null,
  value_after text not null,
  reason text not null,
  proposed_at bigint not null,
  proposed_by text not null,
  answer text constraint protection_change_answer check (answer in ('confirmed', 'declined', 'replaced')),
  answer_reason text,
  answered_at bigint,
  answered_by text,
  primary key (collaborative_id, protection_change_id),
  constraint protection_change_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
