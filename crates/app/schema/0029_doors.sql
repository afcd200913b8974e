-- How many records a partner's side of a linkage lacks because families said no: both sides are told.
alter table linkage_side add column left_out bigint not null default 0;
