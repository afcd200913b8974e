//! The schema: migrations in order. Never edit one that was released; add the next.

use platform::db::migrate::Migration;

macro_rules! migrations {
    ($($name:literal),+ $(,)?) => {
        &[$(Migration { name: $name, sql: include_str!(concat!("../schema/", $name, ".sql")) }),+]
    };
}

/// Every migration, oldest first.
pub const MIGRATIONS: &[Migration] = migrations![
    "0001_installation",
    "0002_history",
    "0003_directory",
    "0004_measurement",
    "0005_requests",
    "0006_editions",
    "0007_release_desk",
    "0008_told_counts",
    "0009_improvement",
    "0010_prints",
    "0011_governance",
    "0012_agenda",
    "0013_meetings",
    "0014_cycle_limits",
    "0015_communication",
    "0016_commitments",
    "0017_replies",
];
