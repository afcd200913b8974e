//! Backup and restore; see the commands of the same names.
