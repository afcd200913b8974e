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
    "0018_plan",
    "0019_contributions",
    "0020_backbone",
    "0021_selection",
    "0022_agreements",
    "0023_plan_sheets",
    "0024_contribution_files",
    "0025_mirror",
    "0026_vault",
    "0027_linkages",
    "0028_take_up",
    "0029_doors",
    "0030_reach",
    "0031_objects",
    "0033_families_and_rows",
];
