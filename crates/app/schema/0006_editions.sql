-- Editions: drafts, vetting by the leaders whose data it is, and the frozen public documents.
create table edition (
  collaborative_id text not null references collaborative (collaborative_id),
  edition_id text not null,
  number bigint,
  state text not null constraint edition_state check (state in ('draft', 'vetting', 'published', 'withdrawn')),
  title text not null,
  note_en text not null default '',
  note_es text not null default '',
  selection text not null,
  draft_hash text,
  document_hash text,
  embargo_until text,
  created_at bigint not null,
  created_by text not null,
  checked_at bigint,
  checked_by text,
  published_at bigint,
  published_by text,
  primary key (collaborative_id, edition_id),
  constraint edition_number_unique unique (collaborative_id, number)
);
create table vetting (
  collaborative_id text not null references collaborative (collaborative_id),
  vetting_id text not null,
  edition_id text not null,
  person_id text not null,
  indicator_ids text not null,
  draft_hash text not null default '',
  due_on text not null,
  asked_at bigint not null,
  answer text constraint vetting_answer check (answer in ('confirm', 'object', 'context')),
  words text,
  answered_at bigint,
  primary key (collaborative_id, vetting_id),
  constraint vetting_unique unique (collaborative_id, edition_id, person_id),
  constraint vetting_edition foreign key (collaborative_id, edition_id) references edition (collaborative_id, edition_id),
  constraint vetting_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
