//! `mainstay calendar check FILE`: how a calendar file is read, or the line at which it is broken.

use std::path::PathBuf;

use clap::Subcommand;
use domain::calendar::{self, Component, Remark};

use crate::cli::Failure;

/// Largest calendar file that is read, in bytes.
const BYTES_MAX: u64 = 16 * 1024 * 1024;

/// What to do with calendar files.
#[derive(Debug, Subcommand)]
pub enum Calendar {
    /// Read a calendar file and say what is in it, or at which line it is broken.
    Check {
        /// The file.
        file: PathBuf,
        /// Print the file as Mainstay would write it.
        #[arg(long)]
        rewrite: bool,
    },
}

impl Calendar {
    /// Does it; gives what is printed.
    pub fn run(self) -> Result<String, Failure> {
        let Self::Check { file, rewrite } = self;
        let told = |error: &dyn std::fmt::Display| Failure::Refused(format!("{}: {error}", file.display()));
        let size = std::fs::metadata(&file).map_err(|error| told(&error))?.len();
        if size > BYTES_MAX {
            return Err(told(&format!("larger than {} MB", BYTES_MAX / 1024 / 1024)));
        }
        let bytes = std::fs::read(&file).map_err(|error| told(&error))?;
        let calendars = calendar::read(&bytes).map_err(|fault| told(&fault))?;
        if rewrite {
            return Ok(calendars
                .iter()
                .map(calendar::write)
                .collect::<String>()
                .trim_end()
                .to_owned());
        }
        Ok(calendars.iter().map(summary).collect::<Vec<_>>().join("\n"))
    }
}

fn summary(calendar: &Component) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for part in &calendar.parts {
        match counted.iter_mut().find(|(name, _)| *name == part.name) {
            Some((_, count)) => *count += 1,
            None => counted.push((&part.name, 1)),
        }
    }
    let counted: Vec<String> = counted
        .iter()
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    let mut lines = vec![match counted.is_empty() {
        true => "A calendar with nothing in it.".to_owned(),
        false => format!("A calendar with {}.", counted.join(", ")),
    }];
    lines.extend(calendar::remarks(calendar).iter().map(|remark| match remark {
        Remark::Missing { component, property } => {
            format!("  {component} without {property}, which RFC 5545 asks for")
        }
        Remark::UnknownZone(zone) => {
            format!("  the time zone {zone:?} is not described in the file and not known")
        }
    }));
    lines.join("\n")
}
