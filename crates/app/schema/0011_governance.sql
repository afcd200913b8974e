-- Governance: how bodies decide, seats with alternates and terms, proposals, answers, secret ballots, decisions and their review.

-- What a link may be for is said by the code from here on: features add purposes, and SQLite cannot change a check.
-- The column moves to the end on both, since a backup of one is restored into the other. PostgreSQL copies it by a change
-- of type: an update would see no rows past the fence between collaboratives.
on postgres alter table scoped_link drop constraint scoped_link_purpose;
alter table scoped_link add column aim text not null default '';
on sqlite update scoped_link set aim = purpose;
on postgres alter table scoped_link alter column aim type text using purpose;
alter table scoped_link drop column purpose;
alter table scoped_link rename column aim to purpose;

alter table body add column charter_en text not null default '';
alter table body add column charter_es text not null default '';
alter table body add column meets_en text not null default '';
alter table body add column meets_es text not null default '';
-- JSON: method, quorum, ties, absent chairs, recusal, secrecy. Empty: the house's rules.
alter table body add column rules text not null default '';
alter table body add column ended_on text;

alter table seat add column alternate_id text;
alter table seat add column is_vice_chair boolean not null default false;
-- Until when the term goes; `until_on` is when it really ended.
alter table seat add column term_ends_on text;
-- Lived experience is counted, in totals only, of those who agreed to it.
alter table seat add column consents_to_count boolean not null default false;
alter table seat add column ended_because text not null default '';
create index seat_by_body on seat (collaborative_id, body_id);
create index seat_by_person on seat (collaborative_id, person_id);

create table standing_conflict (
  collaborative_id text not null references collaborative (collaborative_id),
  standing_conflict_id text not null,
  person_id text not null,
  -- With a partner; nobody where it is about something else.
  organisation_id text,
  about text not null,
  since_on text not null,
  until_on text,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, standing_conflict_id),
  constraint standing_conflict_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id),
  constraint standing_conflict_organisation foreign key (collaborative_id, organisation_id) references organisation (collaborative_id, organisation_id)
);
-- People who stand at odds: for the staff's eyes only.
create table odds_note (
  collaborative_id text not null references collaborative (collaborative_id),
  odds_note_id text not null,
  person_id text not null,
  other_id text not null,
  note text not null,
  created_at bigint not null,
  created_by text not null,
  ended_at bigint,
  primary key (collaborative_id, odds_note_id),
  constraint odds_note_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id),
  constraint odds_note_other foreign key (collaborative_id, other_id) references person (collaborative_id, person_id)
);
create table proposal (
  collaborative_id text not null references collaborative (collaborative_id),
  proposal_id text not null,
  -- Counted from 1 in the order of proposing: people say "decision 14".
  number bigint not null,
  body_id text not null,
  title_en text not null,
  title_es text not null default '',
  text_en text not null default '',
  text_es text not null default '',
  why_en text not null default '',
  why_es text not null default '',
  cost_en text not null default '',
  cost_es text not null default '',
  affected_en text not null default '',
  affected_es text not null default '',
  method text not null constraint proposal_method check (method in ('consent', 'majority', 'supermajority', 'ranked', 'gradients', 'advisory')),
  state text not null constraint proposal_state check (state in ('draft', 'discussion', 'open', 'closed', 'withdrawn')),
  opens_at bigint,
  closes_at bigint,
  -- What it decides on, such as ('agenda_version', its identifier).
  subject_kind text,
  subject_id text,
  is_public boolean not null default false,
  author_id text not null,
  -- JSON, frozen at opening: the rules by which this one is decided.
  rules text not null default '',
  -- Seats with a vote that nobody held at opening.
  vacant_seats bigint not null default 0,
  -- The proposal that this one puts to the vote again.
  follows_id text,
  expected_en text not null default '',
  expected_es text not null default '',
  -- JSON: codes of the six functions, and identifiers of the indicators, that it should move.
  functions text not null default '[]',
  indicators text not null default '[]',
  review_on text,
  meeting_id text,
  created_at bigint not null,
  withdrawn_because text not null default '',
  primary key (collaborative_id, proposal_id),
  constraint proposal_number_unique unique (collaborative_id, number),
  constraint proposal_subject_whole check ((subject_kind is null) = (subject_id is null)),
  constraint proposal_body foreign key (collaborative_id, body_id) references body (collaborative_id, body_id),
  constraint proposal_author foreign key (collaborative_id, author_id) references person (collaborative_id, person_id),
  constraint proposal_follows foreign key (collaborative_id, follows_id) references proposal (collaborative_id, proposal_id)
);
create index proposal_by_state on proposal (collaborative_id, state, closes_at);
create index proposal_by_body on proposal (collaborative_id, body_id, number);
create index proposal_by_subject on proposal (collaborative_id, subject_kind, subject_id);
create table proposal_option (
  collaborative_id text not null references collaborative (collaborative_id),
  proposal_id text not null,
  proposal_option_id text not null,
  position bigint not null,
  title_en text not null,
  title_es text not null default '',
  primary key (collaborative_id, proposal_option_id),
  constraint proposal_option_position unique (collaborative_id, proposal_id, position),
  constraint proposal_option_proposal foreign key (collaborative_id, proposal_id) references proposal (collaborative_id, proposal_id)
);
-- The roll: who may vote, frozen at opening.
create table proposal_voter (
  collaborative_id text not null references collaborative (collaborative_id),
  proposal_id text not null,
  seat_id text not null,
  person_id text not null,
  alternate_id text,
  chairs text not null default '' constraint proposal_voter_chairs check (chairs in ('', 'chair', 'vice-chair')),
  is_present boolean not null default false,
  -- The seat ended while the vote was open.
  left_on text,
  primary key (collaborative_id, proposal_id, seat_id),
  constraint proposal_voter_proposal foreign key (collaborative_id, proposal_id) references proposal (collaborative_id, proposal_id),
  constraint proposal_voter_seat foreign key (collaborative_id, seat_id) references seat (collaborative_id, seat_id),
  constraint proposal_voter_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create index proposal_voter_by_person on proposal_voter (collaborative_id, person_id);
-- Who was asked by mail, and the hash of the mark by which a reply is known.
create table proposal_ask (
  collaborative_id text not null references collaborative (collaborative_id),
  proposal_id text not null,
  seat_id text not null,
  person_id text not null,
  link_id text not null,
  reply_hash text not null,
  asked_at bigint not null,
  reminded_at bigint,
  primary key (collaborative_id, proposal_id, seat_id, person_id),
  constraint proposal_ask_reply_unique unique (reply_hash),
  constraint proposal_ask_voter foreign key (collaborative_id, proposal_id, seat_id) references proposal_voter (collaborative_id, proposal_id, seat_id)
);
-- An open answer, with its giver. Secret ballots never stand here.
create table answer (
  collaborative_id text not null references collaborative (collaborative_id),
  proposal_id text not null,
  seat_id text not null,
  person_id text not null,
  choice text not null,
  -- Identifiers of options, first choice first, separated by blanks.
  ranking text not null default '',
  reason text not null default '',
  way text not null constraint answer_way check (way in ('page', 'link', 'mail', 'api')),
  answered_at bigint not null,
  -- What became of a concern.
  concern text not null default '' constraint answer_concern check (concern in ('', 'standing', 'resolved', 'set-aside')),
  concern_note text not null default '',
  primary key (collaborative_id, proposal_id, seat_id),
  constraint answer_voter foreign key (collaborative_id, proposal_id, seat_id) references proposal_voter (collaborative_id, proposal_id, seat_id)
);
-- A secret ballot: that somebody voted stands here, without a time, and what was voted in the box, without a name.
create table ballot_receipt (
  collaborative_id text not null references collaborative (collaborative_id),
  proposal_id text not null,
  seat_id text not null,
  primary key (collaborative_id, proposal_id, seat_id),
  constraint ballot_receipt_voter foreign key (collaborative_id, proposal_id, seat_id) references proposal_voter (collaborative_id, proposal_id, seat_id)
);
-- One row for all ballots of a proposal, in an order of its own: rows of single ballots would tell who came when.
create table ballot_box (
  collaborative_id text not null references collaborative (collaborative_id),
  proposal_id text not null,
  ballots text not null,
  primary key (collaborative_id, proposal_id),
  constraint ballot_box_proposal foreign key (collaborative_id, proposal_id) references proposal (collaborative_id, proposal_id)
);
create table recusal (
  collaborative_id text not null references collaborative (collaborative_id),
  proposal_id text not null,
  seat_id text not null,
  reason text not null default '',
  -- From the register, or declared for this one.
  standing_conflict_id text,
  declared_at bigint not null,
  declared_by text not null,
  primary key (collaborative_id, proposal_id, seat_id),
  constraint recusal_voter foreign key (collaborative_id, proposal_id, seat_id) references proposal_voter (collaborative_id, proposal_id, seat_id)
);
-- The outcome of one closed proposal. Its outcome, tally and date are never changed; reasons and the review are added.
create table decision (
  collaborative_id text not null references collaborative (collaborative_id),
  decision_id text not null,
  proposal_id text not null,
  body_id text not null,
  outcome text not null constraint decision_outcome check (outcome in ('adopted', 'not-adopted', 'no-quorum', 'tied', 'advised')),
  -- Why the count came out so: code of `domain::decisions`.
  because text not null,
  -- The option that was chosen, of several.
  proposal_option_id text,
  -- Whether it is put to the next meeting again.
  goes_on boolean not null default false,
  -- JSON: quorum, counts, rounds; of a secret ballot of a few people nothing but the quorum.
  tally text not null,
  decided_at bigint not null,
  reasons_en text not null default '',
  reasons_es text not null default '',
  expected_en text not null default '',
  expected_es text not null default '',
  functions text not null default '[]',
  indicators text not null default '[]',
  review_on text,
  reviewed_on text,
  happened_en text not null default '',
  happened_es text not null default '',
  is_public boolean not null default false,
  meeting_id text,
  primary key (collaborative_id, decision_id),
  constraint decision_proposal_once unique (collaborative_id, proposal_id),
  constraint decision_proposal foreign key (collaborative_id, proposal_id) references proposal (collaborative_id, proposal_id),
  constraint decision_body foreign key (collaborative_id, body_id) references body (collaborative_id, body_id)
);
create index decision_by_time on decision (collaborative_id, decided_at);
create index decision_by_review on decision (collaborative_id, review_on);
-- What people say about anything, by its kind and identifier.
create table comment (
  collaborative_id text not null references collaborative (collaborative_id),
  comment_id text not null,
  subject_kind text not null,
  subject_id text not null,
  author_id text not null,
  in_reply_to text,
  words text not null,
  created_at bigint not null,
  withdrawn_at bigint,
  primary key (collaborative_id, comment_id),
  constraint comment_author foreign key (collaborative_id, author_id) references person (collaborative_id, person_id)
);
create index comment_by_subject on comment (collaborative_id, subject_kind, subject_id, created_at);
