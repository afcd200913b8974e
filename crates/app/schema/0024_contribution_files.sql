-- Files that show what a partner did, kept with it: several for each, and never public by themselves.
create table contribution_file (
  collaborative_id text not null references collaborative (collaborative_id),
  contribution_file_id text not null,
  contribution_id text not null,
  title text not null,
  file_name text not null,
  file_hash text not null,
  -- The partner that sent it by its link; nothing where the team put it here.
  organisation_id text,
  added_at bigint not null,
  added_by text not null,
  primary key (collaborative_id, contribution_file_id),
  constraint contribution_file_contribution foreign key (collaborative_id, contribution_id) references contribution (collaborative_id, contribution_id),
  constraint contribution_file_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
create index contribution_file_by_contribution on contribution_file (collaborative_id, contribution_id);
