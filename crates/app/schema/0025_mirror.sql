-- The equity mirror. What a round of confidential answers is about, and the part in which somebody is counted, are said by the
-- code from here on, since SQLite cannot change a check; both columns move to the end on both databases (see 0011).
drop index assessment_by_subject;
on postgres alter table assessment drop constraint assessment_subject;
alter table assessment add column about text not null default '';
on sqlite update assessment set about = subject;
on postgres alter table assessment alter column about type text using subject;
alter table assessment drop column subject;
alter table assessment rename column about to subject;
create index assessment_by_subject on assessment (collaborative_id, subject, opened_at);
-- JSON: what a round of the mirror asked, with the labels of that day; empty for the others.
alter table assessment add column asks text not null default '';
on postgres alter table assessment_member drop constraint assessment_member_cell;
alter table assessment_member add column part text not null default '';
on sqlite update assessment_member set part = cell;
on postgres alter table assessment_member alter column part type text using cell;
alter table assessment_member drop column cell;
alter table assessment_member rename column part to cell;

-- The make-up of the community, as a stated source has it. The newest of a dimension counts; older ones stay.
create table community_figure (
  collaborative_id text not null references collaborative (collaborative_id),
  community_figure_id text not null,
  dimension text not null,
  -- Who is counted: "Residents of Harbor City".
  whole_en text not null,
  whole_es text not null default '',
  source text not null,
  address text not null default '',
  -- Year or school year that the figures are about.
  as_of text not null,
  -- JSON: of a hundred, by slug of a category.
  shares text not null default '{}',
  kept_at bigint not null,
  primary key (collaborative_id, community_figure_id)
);
create index community_figure_by_dimension on community_figure (collaborative_id, dimension, kept_at);

-- Who decides on a policy is told in both languages, like its other texts.
alter table policy_item add column decision_maker_es text not null default '';
