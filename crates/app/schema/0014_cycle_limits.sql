-- New limits of a control chart: from which month on, and why people decided so. Months before keep the limits they had.
create table cycle_limits (
  collaborative_id text not null references collaborative (collaborative_id),
  improvement_cycle_id text not null,
  -- As 2026-09.
  from_month text not null,
  reason text not null,
  decided_at bigint not null,
  decided_by text not null,
  primary key (collaborative_id, improvement_cycle_id, from_month),
  constraint cycle_limits_cycle foreign key (collaborative_id, improvement_cycle_id) references improvement_cycle (collaborative_id, improvement_cycle_id)
);
