-- Contents that lie in a bucket, or are about to: the bytes of such a row of object are empty. It is no table of one
-- collaborative's own: a note is made before anything is sent, outside any change.
create table object_elsewhere (
  collaborative_id text not null,
  hash text not null,
  bucket text not null,
  since_at bigint not null,
  primary key (collaborative_id, hash, bucket)
);
