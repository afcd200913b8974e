-- What belongs to the whole installation: collaboratives, sign-ins, work to be done, mail.
create table collaborative (
  collaborative_id text not null primary key,
  slug text not null constraint collaborative_slug_unique unique,
  name text not null,
  about_en text not null default '',
  about_es text not null default '',
  credit_en text not null default '',
  credit_es text not null default '',
  place_name text not null default '',
  time_zone text not null default 'America/New_York',
  default_language text not null default 'en',
  minimum_count bigint not null default 10 constraint collaborative_minimum_count check (minimum_count >= 3),
  contact_email text not null default '',
  is_fictitious boolean not null default false,
  created_at bigint not null
);
create table account (
  account_id text not null primary key,
  email text not null constraint account_email_unique unique,
  epoch bigint not null default 0,
  created_at bigint not null
);
create table account_factor (
  factor_id text not null primary key,
  account_id text not null references account (account_id),
  kind text not null constraint account_factor_kind check (kind in ('passkey', 'totp', 'recovery')),
  label text not null,
  secret text not null,
  is_confirmed boolean not null default false,
  last_step bigint not null default 0,
  created_at bigint not null,
  last_used_at bigint
);
create index account_factor_by_account on account_factor (account_id);
create table session (
  session_hash text not null primary key,
  account_id text not null references account (account_id),
  account_epoch bigint not null,
  is_shared_computer boolean not null default false,
  created_at bigint not null,
  last_seen_at bigint not null,
  expires_at bigint not null,
  second_factor_at bigint,
  second_factor_seen_at bigint,
  user_agent text not null default ''
);
create index session_by_account on session (account_id);
create table ceremony (
  ceremony_hash text not null primary key,
  kind text not null constraint ceremony_kind check (kind in ('add', 'step-up', 'sign-in')),
  account_id text not null,
  state text not null,
  expires_at bigint not null
);
create table sign_in_link (
  token_hash text not null primary key,
  code_hash text not null,
  browser_hash text not null,
  email text not null,
  return_to text not null default '',
  is_shared_computer boolean not null default false,
  tries bigint not null default 0,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index sign_in_link_by_email on sign_in_link (email);
create index sign_in_link_by_browser on sign_in_link (browser_hash);
create table rate_count (
  bucket text not null,
  window_start bigint not null,
  uses bigint not null,
  primary key (bucket, window_start)
);
create table job (
  job_id text not null primary key,
  collaborative_id text,
  kind text not null,
  payload text not null,
  run_at bigint not null,
  attempts bigint not null default 0,
  taken_until bigint not null default 0,
  done_at bigint,
  failure text
);
create index job_waiting on job (done_at, run_at);
create table mail (
  mail_id text not null primary key,
  collaborative_id text,
  to_address text not null,
  subject text not null,
  body_text text not null,
  created_at bigint not null,
  sent_at bigint,
  attempts bigint not null default 0,
  failure text
);
create index mail_waiting on mail (sent_at, created_at);
create table host_key (
  name text not null primary key,
  secret text not null,
  created_at bigint not null
);
