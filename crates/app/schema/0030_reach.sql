-- The indicator that the answer of a question about take-up feeds: named with the question, before there is an answer.
create table take_up_indicator (
  collaborative_id text not null references collaborative (collaborative_id),
  take_up_id text not null,
  indicator_id text not null,
  period text not null,
  -- The place of everybody together, and which element tells which breakdown: JSON.
  counting text not null,
  -- The answer's figures: JSON. Empty until there is an answer, and again at the end of an agreement whose rows went in.
  figures text not null default '',
  accepted_at bigint,
  primary key (collaborative_id, take_up_id),
  constraint take_up_indicator_question foreign key (collaborative_id, take_up_id) references take_up (collaborative_id, take_up_id),
  constraint take_up_indicator_indicator foreign key (collaborative_id, indicator_id) references indicator (collaborative_id, indicator_id)
);
