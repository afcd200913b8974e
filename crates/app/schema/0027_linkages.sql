-- Linkages: partners send encodings, a child links them, and each partner's own numbers come to stand for people of the whole.
create table linkage (
  collaborative_id text not null references collaborative (collaborative_id),
  linkage_id text not null,
  title_en text not null,
  title_es text not null default '',
  -- What it is for, in the words of whoever began it.
  why text not null,
  -- How every partner encodes: the open linkage schema as JSON. The secret is the partners' alone.
  encoding_schema text not null,
  state text not null constraint linkage_state check (state in ('collecting', 'linking', 'linked', 'destroyed')),
  -- How the last run ended, if not with a result.
  ended text not null default '' constraint linkage_ended check (ended in ('', 'stopped', 'failed')),
  report text not null default '',
  -- The pairs, sealed; their rows name nobody.
  pairs_hash text,
  began_linking_at bigint,
  linked_at bigint,
  reviewed_at bigint,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, linkage_id)
);
-- What one partner brings, under one agreement.
create table linkage_side (
  collaborative_id text not null references collaborative (collaborative_id),
  linkage_id text not null,
  root_id text not null,
  organisation_id text not null,
  -- Who sends.
  person_id text not null,
  position bigint not null,
  records bigint not null default 0,
  fingerprint text not null default '',
  -- The encodings, sealed; none before they come and after the run.
  encodings_hash text,
  came_at bigint,
  deleted_at bigint,
  -- The partner's numbers beside numbers of people, sealed.
  people_hash text,
  primary key (collaborative_id, linkage_id, root_id),
  constraint linkage_side_linkage foreign key (collaborative_id, linkage_id) references linkage (collaborative_id, linkage_id),
  constraint linkage_side_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id),
  constraint linkage_side_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id),
  constraint linkage_side_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create index linkage_side_by_root on linkage_side (collaborative_id, root_id);
-- Pairs that a person looks at. Where they stand in the list of pairs is all that is kept of who they are.
create table linkage_doubt (
  collaborative_id text not null references collaborative (collaborative_id),
  linkage_doubt_id text not null,
  linkage_id text not null,
  left_root_id text not null,
  right_root_id text not null,
  pair bigint not null,
  -- Of a hundred.
  probability bigint not null,
  likeness bigint not null,
  -- For each keyed mark: y the same, n another, - missing on a side.
  marks text not null default '',
  word text not null default '' constraint linkage_doubt_word check (word in ('', 'same', 'different')),
  decided_at bigint,
  decided_by text not null default '',
  primary key (collaborative_id, linkage_doubt_id),
  constraint linkage_doubt_linkage foreign key (collaborative_id, linkage_id) references linkage (collaborative_id, linkage_id),
  constraint linkage_doubt_left foreign key (collaborative_id, left_root_id) references agreement (collaborative_id, agreement_id),
  constraint linkage_doubt_right foreign key (collaborative_id, right_root_id) references agreement (collaborative_id, agreement_id)
);
create index linkage_doubt_by_linkage on linkage_doubt (collaborative_id, linkage_id, pair);
