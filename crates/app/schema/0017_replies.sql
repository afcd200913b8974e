-- A letter about one thread carries a mark, so that a reply to it is known; only its digest is kept.
alter table notice add column reply_hash text not null default '';
create index notice_reply on notice (collaborative_id, reply_hash);
