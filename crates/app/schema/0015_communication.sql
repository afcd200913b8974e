-- Newsletters to the outside, kept apart from announcements; who asked for them, confirmed by mail; files among the readings of meetings.
create table newsletter (
  collaborative_id text not null references collaborative (collaborative_id),
  newsletter_id text not null,
  -- Part of its address in the public archive, given when it is sent.
  slug text,
  state text not null constraint newsletter_state check (state in ('draft', 'sent')),
  -- Who of the directory gets it beside those who asked for it; empty: nobody.
  segment text not null default '',
  title_en text not null,
  title_es text not null default '',
  text_en text not null,
  text_es text not null default '',
  author_id text not null,
  created_at bigint not null,
  -- What was sent, frozen: the address of its bytes among the contents, and the edition it was held against.
  document_hash text,
  edition_number bigint,
  sent_at bigint,
  primary key (collaborative_id, newsletter_id),
  constraint newsletter_slug_unique unique (collaborative_id, slug),
  constraint newsletter_author foreign key (collaborative_id, author_id) references person (collaborative_id, person_id)
);
create table subscriber (
  collaborative_id text not null references collaborative (collaborative_id),
  subscriber_id text not null,
  email text not null,
  language text not null default 'en',
  state text not null constraint subscriber_state check (state in ('asked', 'confirmed')),
  -- Of the key in the newest letter that asks whether it was really them.
  confirm_hash text not null default '',
  -- Stands in every letter, so that it is kept as it is: all it can do is end them.
  end_key text not null,
  asked_at bigint not null,
  confirmed_at bigint,
  -- Letters in a row that came back.
  bounces bigint not null default 0,
  primary key (collaborative_id, subscriber_id),
  constraint subscriber_email_unique unique (collaborative_id, email)
);
create index subscriber_by_confirm on subscriber (collaborative_id, confirm_hash);
create index subscriber_by_end on subscriber (collaborative_id, end_key);
create table newsletter_delivery (
  collaborative_id text not null references collaborative (collaborative_id),
  newsletter_id text not null,
  -- Whoever ends their letters is forgotten; that a letter went out is not.
  subscriber_id text not null,
  mailed_at bigint not null,
  primary key (collaborative_id, newsletter_id, subscriber_id),
  constraint newsletter_delivery_newsletter foreign key (collaborative_id, newsletter_id) references newsletter (collaborative_id, newsletter_id)
);
