-- The directory: organisations, people, places with their codes over time, bodies and seats.
create table organisation (
  collaborative_id text not null references collaborative (collaborative_id),
  organisation_id text not null,
  slug text not null,
  name text not null,
  sector text not null default '',
  kind text not null default '',
  about_en text not null default '',
  about_es text not null default '',
  website text not null default '',
  email text not null default '',
  created_at bigint not null,
  primary key (collaborative_id, organisation_id),
  constraint organisation_slug_unique unique (collaborative_id, slug)
);
create table person (
  collaborative_id text not null references collaborative (collaborative_id),
  person_id text not null,
  organisation_id text,
  name text not null,
  email text not null,
  title text not null default '',
  language text not null default 'en',
  state text not null default 'confirmed' constraint person_state check (state in ('invited', 'confirmed', 'left')),
  created_at bigint not null,
  primary key (collaborative_id, person_id),
  constraint person_email_unique unique (collaborative_id, email),
  constraint person_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
create index person_by_email on person (email);
create table staff_role (
  collaborative_id text not null references collaborative (collaborative_id),
  person_id text not null,
  role text not null constraint staff_role_known check (role in ('director', 'facilitator', 'data-manager', 'funder', 'network', 'operator')),
  since_on text not null,
  until_on text,
  sees_small_counts boolean not null default false,
  primary key (collaborative_id, person_id, role, since_on),
  constraint staff_role_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create table place (
  collaborative_id text not null references collaborative (collaborative_id),
  place_id text not null,
  slug text not null,
  name text not null,
  name_es text not null default '',
  name_key text not null,
  kind text not null,
  parent_id text,
  position bigint not null default 0,
  primary key (collaborative_id, place_id),
  constraint place_slug_unique unique (collaborative_id, slug),
  constraint place_parent foreign key (collaborative_id, parent_id) references place (collaborative_id, place_id)
);
create table place_code (
  collaborative_id text not null references collaborative (collaborative_id),
  place_id text not null,
  scheme text not null,
  code text not null,
  valid_from text,
  valid_to text,
  -- What the place was part of while this code held; the place's own parent is the one that holds now.
  part_of_id text,
  primary key (collaborative_id, scheme, code, place_id),
  constraint place_code_place foreign key (collaborative_id, place_id) references place (collaborative_id, place_id),
  constraint place_code_part_of foreign key (collaborative_id, part_of_id) references place (collaborative_id, place_id)
);
create table place_alias (
  collaborative_id text not null references collaborative (collaborative_id),
  name_key text not null,
  place_id text not null,
  alias text not null,
  learned_from text not null default '',
  primary key (collaborative_id, name_key, learned_from),
  constraint place_alias_place foreign key (collaborative_id, place_id) references place (collaborative_id, place_id)
);
create table body (
  collaborative_id text not null references collaborative (collaborative_id),
  body_id text not null,
  slug text not null,
  name text not null,
  name_es text not null default '',
  kind text not null constraint body_kind check (kind in ('steering-committee', 'working-group', 'council', 'expert-group', 'backbone')),
  purpose_en text not null default '',
  purpose_es text not null default '',
  seats_planned bigint not null default 0,
  primary key (collaborative_id, body_id),
  constraint body_slug_unique unique (collaborative_id, slug)
);
create table seat (
  collaborative_id text not null references collaborative (collaborative_id),
  seat_id text not null,
  body_id text not null,
  -- Nobody: an empty seat.
  person_id text,
  organisation_id text,
  sector text not null default '',
  role text not null default 'member' constraint seat_role check (role in ('chair', 'member')),
  is_voting boolean not null default true,
  has_lived_experience boolean not null default false,
  since_on text not null,
  until_on text,
  primary key (collaborative_id, seat_id),
  constraint seat_body foreign key (collaborative_id, body_id) references body (collaborative_id, body_id),
  constraint seat_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id),
  constraint seat_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
