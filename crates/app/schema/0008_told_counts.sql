-- Texts that tell a small or hidden number: a second person's word that it is no such count, with the reason.
create table told_count (
  collaborative_id text not null references collaborative (collaborative_id),
  -- Digest of the words, where they stand, and why they were asked about. Changed words are other words.
  told_count_id text not null,
  edition_id text not null,
  reason text not null,
  confirmed_at bigint not null,
  confirmed_by text not null,
  primary key (collaborative_id, told_count_id),
  constraint told_count_edition foreign key (collaborative_id, edition_id) references edition (collaborative_id, edition_id)
);
