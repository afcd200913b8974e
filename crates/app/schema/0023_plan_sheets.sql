-- Sheets of activities on their way into the plan: read once, repaired at their cells, then sent as a whole.
create table activity_sheet (
  collaborative_id text not null references collaborative (collaborative_id),
  activity_sheet_id text not null,
  -- Whose draft it is.
  person_id text not null,
  file_name text not null default '',
  reading_hash text not null,
  sheet text not null default '',
  answers text not null default '{}',
  dropped_columns text not null default '[]',
  saved_at bigint not null,
  sent_at bigint,
  primary key (collaborative_id, activity_sheet_id),
  constraint activity_sheet_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create index activity_sheet_by_person on activity_sheet (collaborative_id, person_id, saved_at);
