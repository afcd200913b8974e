-- A family says yes or no by itself: one link for each participant, made and handed out by the side that gives the data.
create table family_link (
  collaborative_id text not null references collaborative (collaborative_id),
  family_link_id text not null,
  -- The first version of the agreement that asks.
  root_id text not null,
  -- Digest of the secret in the address.
  token_hash text not null constraint family_link_token unique,
  -- Digest of the participant's key, as beside families' words.
  key_hash text not null,
  made_at bigint not null,
  made_by text not null,
  revoked_at bigint,
  primary key (collaborative_id, family_link_id),
  constraint family_link_root foreign key (collaborative_id, root_id) references agreement (collaborative_id, agreement_id)
);
create index family_link_by_key on family_link (collaborative_id, root_id, key_hash);
-- A family's own word does not give way to what others write down for it.
alter table agreement_consent add column said_by text not null default 'partner' constraint agreement_consent_said_by check (said_by in ('partner', 'family'));
-- Why rows that waited were sent back as a whole; never what stood in them.
alter table submission add column returned_because text not null default '';
