-- Meetings with agenda, minutes, attendance and actions; what people are told by mail, how often they want it, and announcements.
create table meeting_series (
  collaborative_id text not null references collaborative (collaborative_id),
  meeting_series_id text not null,
  title text not null,
  title_es text not null default '',
  rhythm text not null constraint meeting_series_rhythm check (rhythm in ('month', 'week', 'two-weeks', 'two-months', 'three-months')),
  first_on text not null,
  last_on text not null,
  -- By the clock on the wall there: 16:00.
  begins text not null,
  time_zone text not null,
  minutes bigint not null,
  place text not null default '',
  sequence bigint not null default 0,
  changed_at bigint not null,
  primary key (collaborative_id, meeting_series_id)
);
create table meeting (
  collaborative_id text not null references collaborative (collaborative_id),
  meeting_id text not null,
  meeting_series_id text,
  -- The day on which it was to be, of a row: by it calendars know which one of the row it is.
  planned_on text,
  title text not null,
  title_es text not null default '',
  held_on text not null,
  begins text not null,
  time_zone text not null,
  begins_at bigint not null,
  minutes bigint not null,
  place text not null default '',
  video text not null default '',
  state text not null constraint meeting_state check (state in ('planned', 'held', 'cancelled')),
  -- Why it was called off.
  because text not null default '',
  -- Rises with each change that calendars must take over.
  sequence bigint not null default 0,
  changed_at bigint not null,
  chair_id text,
  notes_id text,
  time_id text,
  sent_at bigint,
  minutes_state text not null default 'open' constraint meeting_minutes_state check (minutes_state in ('open', 'closed', 'confirmed')),
  closed_at bigint,
  confirmed_at bigint,
  -- The meeting that confirmed the minutes of this one.
  confirmed_in text,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, meeting_id),
  constraint meeting_of_series foreign key (collaborative_id, meeting_series_id) references meeting_series (collaborative_id, meeting_series_id),
  constraint meeting_chair foreign key (collaborative_id, chair_id) references person (collaborative_id, person_id),
  constraint meeting_notes foreign key (collaborative_id, notes_id) references person (collaborative_id, person_id),
  constraint meeting_time foreign key (collaborative_id, time_id) references person (collaborative_id, person_id)
);
create index meeting_by_time on meeting (collaborative_id, begins_at);
create index meeting_by_series on meeting (collaborative_id, meeting_series_id);
create table meeting_body (
  collaborative_id text not null references collaborative (collaborative_id),
  meeting_id text not null,
  body_id text not null,
  primary key (collaborative_id, meeting_id, body_id),
  constraint meeting_body_meeting foreign key (collaborative_id, meeting_id) references meeting (collaborative_id, meeting_id),
  constraint meeting_body_body foreign key (collaborative_id, body_id) references body (collaborative_id, body_id)
);
create index meeting_body_by_body on meeting_body (collaborative_id, body_id);
create table agenda_item (
  collaborative_id text not null references collaborative (collaborative_id),
  agenda_item_id text not null,
  meeting_id text not null,
  position bigint not null,
  kind text not null constraint agenda_item_kind check (kind in ('talk', 'welcome', 'minutes', 'actions', 'decide', 'data', 'closing')),
  title text not null default '',
  title_es text not null default '',
  about text not null default '',
  minutes bigint not null,
  -- What it is about: a proposal, an edition, an indicator, a meeting. Both empty where it is about nothing that we keep.
  subject_kind text not null default '',
  subject_id text not null default '',
  created_at bigint not null,
  primary key (collaborative_id, agenda_item_id),
  constraint agenda_item_meeting foreign key (collaborative_id, meeting_id) references meeting (collaborative_id, meeting_id)
);
create index agenda_item_by_meeting on agenda_item (collaborative_id, meeting_id, position);
create table reading (
  collaborative_id text not null references collaborative (collaborative_id),
  reading_id text not null,
  agenda_item_id text not null,
  title text not null,
  -- A page elsewhere, or a file that we keep.
  href text not null default '',
  file_hash text,
  file_name text not null default '',
  created_at bigint not null,
  primary key (collaborative_id, reading_id),
  constraint reading_item foreign key (collaborative_id, agenda_item_id) references agenda_item (collaborative_id, agenda_item_id)
);
create index reading_by_item on reading (collaborative_id, agenda_item_id);
create table attendance (
  collaborative_id text not null references collaborative (collaborative_id),
  meeting_id text not null,
  person_id text not null,
  reply text not null default '' constraint attendance_reply check (reply in ('', 'yes', 'no', 'maybe')),
  replied_at bigint,
  presence text not null default '' constraint attendance_presence check (presence in ('', 'there', 'video', 'absent')),
  primary key (collaborative_id, meeting_id, person_id),
  constraint attendance_meeting foreign key (collaborative_id, meeting_id) references meeting (collaborative_id, meeting_id),
  constraint attendance_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create index attendance_by_person on attendance (collaborative_id, person_id);
create table minutes_line (
  collaborative_id text not null references collaborative (collaborative_id),
  minutes_line_id text not null,
  meeting_id text not null,
  agenda_item_id text,
  position bigint not null,
  mark text not null constraint minutes_line_mark check (mark in ('note', 'decision', 'action', 'thanks')),
  words text not null,
  owner_id text,
  due_on text,
  -- Of the form it came with, so that the same form sent twice is one entry.
  entry_key text not null,
  created_at bigint not null,
  created_by text not null,
  removed_at bigint,
  primary key (collaborative_id, minutes_line_id),
  constraint minutes_line_once unique (collaborative_id, meeting_id, entry_key),
  constraint minutes_line_meeting foreign key (collaborative_id, meeting_id) references meeting (collaborative_id, meeting_id),
  constraint minutes_line_owner foreign key (collaborative_id, owner_id) references person (collaborative_id, person_id)
);
create index minutes_line_by_meeting on minutes_line (collaborative_id, meeting_id, position);
create table action_item (
  collaborative_id text not null references collaborative (collaborative_id),
  action_item_id text not null,
  meeting_id text,
  body_id text not null,
  title text not null,
  owner_id text,
  due_on text,
  state text not null constraint action_item_state check (state in ('open', 'done', 'dropped')),
  ended_at bigint,
  minutes_line_id text,
  created_at bigint not null,
  created_by text not null,
  primary key (collaborative_id, action_item_id),
  constraint action_item_meeting foreign key (collaborative_id, meeting_id) references meeting (collaborative_id, meeting_id),
  constraint action_item_body foreign key (collaborative_id, body_id) references body (collaborative_id, body_id),
  constraint action_item_owner foreign key (collaborative_id, owner_id) references person (collaborative_id, person_id)
);
create index action_item_by_body on action_item (collaborative_id, body_id, state);
create index action_item_by_owner on action_item (collaborative_id, owner_id, state);
-- Something to tell one person, in their language; their next letter takes it along.
create table notice (
  collaborative_id text not null references collaborative (collaborative_id),
  notice_id text not null,
  person_id text not null,
  kind text not null constraint notice_kind check (kind in ('meeting', 'minutes', 'action', 'mention', 'comment', 'announcement')),
  -- What makes it this one: told twice, it is one.
  told_once text not null,
  heading text not null,
  words text not null,
  -- Where it leads, after the collaborative's slug.
  path text not null default '',
  created_at bigint not null,
  mailed_at bigint,
  primary key (collaborative_id, notice_id),
  constraint notice_once unique (collaborative_id, person_id, told_once),
  constraint notice_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create index notice_waiting on notice (collaborative_id, mailed_at, person_id);
create table mail_choice (
  collaborative_id text not null references collaborative (collaborative_id),
  person_id text not null,
  cadence text not null constraint mail_choice_cadence check (cadence in ('now', 'daily', 'weekly', 'none')),
  last_mailed_at bigint,
  -- Letters in a row that came back.
  bounces bigint not null default 0,
  primary key (collaborative_id, person_id),
  constraint mail_choice_person foreign key (collaborative_id, person_id) references person (collaborative_id, person_id)
);
create table announcement (
  collaborative_id text not null references collaborative (collaborative_id),
  announcement_id text not null,
  -- To those who work together, or to whoever asked for the newsletter.
  stream text not null constraint announcement_stream check (stream in ('internal', 'external')),
  -- Everybody, the staff, or the members of a body by its identifier.
  segment text not null,
  title_en text not null,
  title_es text not null default '',
  text_en text not null,
  text_es text not null default '',
  author_id text not null,
  sent_at bigint,
  created_at bigint not null,
  primary key (collaborative_id, announcement_id),
  constraint announcement_author foreign key (collaborative_id, author_id) references person (collaborative_id, person_id)
);
create index observation_by_acceptance on observation (collaborative_id, accepted_at);
create index fact_by_kind on fact (collaborative_id, kind, seq);
-- JSON: what a letter has beside its text (the same as HTML, headers of lists, an entry for calendars).
alter table mail add column parts text not null default '';
