-- Data-sharing agreements: what was agreed, who signed which text, what came under it, and what became of that.
create table agreement (
  collaborative_id text not null references collaborative (collaborative_id),
  agreement_id text not null,
  -- The first version; an amendment keeps it.
  root_id text not null,
  version bigint not null,
  title_en text not null,
  title_es text not null default '',
  gives_organisation_id text not null,
  gives_person_id text not null,
  -- Nobody: the team of the collaborative itself.
  receives_organisation_id text,
  receives_person_id text not null,
  terms text not null,
  state text not null constraint agreement_state check (state in ('draft', 'signing', 'in-force', 'replaced', 'ended', 'destroyed')),
  -- Address of the frozen text; none while it is written.
  text_hash text,
  starts_on text not null,
  ends_on text not null,
  kept_days bigint not null,
  -- Keys of participants are kept as digests with this before them.
  key_salt text not null,
  in_force_at bigint,
  ended_on text,
  ended_because text not null default '',
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, agreement_id),
  constraint agreement_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id),
  constraint agreement_gives foreign key (collaborative_id, gives_organisation_id) references organisation (collaborative_id, organisation_id),
  constraint agreement_gives_person foreign key (collaborative_id, gives_person_id) references person (collaborative_id, person_id),
  constraint agreement_receives foreign key (collaborative_id, receives_organisation_id) references organisation (collaborative_id, organisation_id),
  constraint agreement_receives_person foreign key (collaborative_id, receives_person_id) references person (collaborative_id, person_id)
);
create index agreement_by_root on agreement (collaborative_id, root_id, version);
create table agreement_signature (
  collaborative_id text not null references collaborative (collaborative_id),
  agreement_id text not null,
  side text not null constraint agreement_signature_side check (side in ('gives', 'receives')),
  text_hash text not null,
  person_id text not null,
  signed_name text not null,
  signed_at bigint not null,
  -- The text was changed afterwards.
  voided_at bigint,
  primary key (collaborative_id, agreement_id, side, text_hash),
  constraint agreement_signature_agreement foreign key (collaborative_id, agreement_id) references agreement (collaborative_id, agreement_id),
  constraint agreement_signature_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
-- A request may name an agreement with each organisation it is asked of.
create table request_agreement (
  collaborative_id text not null references collaborative (collaborative_id),
  data_request_id text not null,
  root_id text not null,
  primary key (collaborative_id, data_request_id, root_id),
  constraint request_agreement_request foreign key (collaborative_id, data_request_id) references data_request (collaborative_id, data_request_id),
  constraint request_agreement_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id)
);
create table agreement_upload (
  collaborative_id text not null references collaborative (collaborative_id),
  agreement_upload_id text not null,
  agreement_id text not null,
  root_id text not null,
  submission_id text not null,
  reading_hash text not null,
  columns_kept bigint not null,
  columns_dropped bigint not null,
  rows_left_out bigint not null,
  received_at bigint not null,
  destroyed_at bigint,
  primary key (collaborative_id, agreement_upload_id),
  constraint agreement_upload_agreement foreign key (collaborative_id, agreement_id) references agreement (collaborative_id, agreement_id),
  constraint agreement_upload_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id),
  constraint agreement_upload_submission foreign key (collaborative_id, submission_id) references submission (collaborative_id, submission_id)
);
create index agreement_upload_by_root on agreement_upload (collaborative_id, root_id);
create table agreement_consent (
  collaborative_id text not null references collaborative (collaborative_id),
  root_id text not null,
  key_hash text not null,
  word text not null constraint agreement_consent_word check (word in ('yes', 'no')),
  noted_at bigint not null,
  noted_by text not null,
  primary key (collaborative_id, root_id, key_hash),
  constraint agreement_consent_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id)
);
create table agreement_look (
  collaborative_id text not null references collaborative (collaborative_id),
  agreement_look_id text not null,
  root_id text not null,
  submission_id text not null,
  person_id text not null,
  purpose text not null,
  reason text not null,
  rows_seen bigint not null,
  looked_at bigint not null,
  primary key (collaborative_id, agreement_look_id),
  constraint agreement_look_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id),
  constraint agreement_look_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create table agreement_key (
  collaborative_id text not null references collaborative (collaborative_id),
  root_id text not null,
  -- The agreement's own key, wrapped by the key of the installation; destroyed with the data.
  wrapped text not null,
  created_at bigint not null,
  primary key (collaborative_id, root_id),
  constraint agreement_key_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id)
);
create table destruction_certificate (
  collaborative_id text not null references collaborative (collaborative_id),
  root_id text not null,
  document text not null,
  document_hash text not null,
  -- The signed end of the history that holds the destruction; empty until it is signed.
  checkpoint text not null default '',
  swept_at bigint,
  destroyed_at bigint not null,
  primary key (collaborative_id, root_id, destroyed_at),
  constraint destruction_certificate_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id)
);
create table wanted_datum (
  collaborative_id text not null references collaborative (collaborative_id),
  wanted_datum_id text not null,
  what_en text not null,
  what_es text not null default '',
  indicator_id text,
  -- Nobody known yet.
  holder_id text,
  obstacle text not null constraint wanted_datum_obstacle check (obstacle in ('none', 'not-asked', 'law', 'trust', 'technical', 'capacity', 'cost', 'not-collected')),
  words text not null default '',
  state text not null constraint wanted_datum_state check (state in ('wanted', 'talking', 'agreed', 'given-up')),
  root_id text,
  next_step text not null default '',
  review_on text,
  changed_at bigint not null,
  created_at bigint not null,
  primary key (collaborative_id, wanted_datum_id),
  constraint wanted_datum_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id),
  constraint wanted_datum_holder foreign key (collaborative_id, holder_id) references organisation (collaborative_id, organisation_id),
  constraint wanted_datum_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id)
);
