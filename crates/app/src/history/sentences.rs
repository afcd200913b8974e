//! What checking found, in sentences for the command line. Facts are numbered from 0, as they are stored.

use domain::history::{Finding, Witness};
use platform::verify::Mismatch;

fn who_knows(witness: Witness) -> &'static str {
    match witness {
        Witness::Stored => "a checkpoint in this database",
        Witness::Outside => "a checkpoint kept elsewhere",
    }
}

/// A finding of the log.
pub fn of_finding(finding: &Finding) -> String {
    match finding {
        Finding::FactChanged { seq } => format!("fact {seq} was changed"),
        Finding::FactMissing { after: None, count } => format!("{count} facts are missing at the beginning"),
        Finding::FactMissing {
            after: Some(after),
            count,
        } => format!("{count} facts are missing after fact {after}"),
        Finding::FactInserted { at, count } => format!("{count} facts were put in at {at}"),
        Finding::FactsExchanged { one, other } => format!("facts {one} and {other} were exchanged"),
        Finding::FactMoved { from, to } => format!("fact {from} was moved to place {to}"),
        Finding::ClockWentBack { seq } => {
            format!("fact {seq} says it happened before the one in front of it")
        }
        Finding::CutAfter { last, size, witness } => {
            let known = who_knows(*witness);
            match last {
                Some(last) => {
                    format!("the end is gone: fact {last} is the last, and {known} knows of {size}")
                }
                None => format!("everything is gone, and {known} knows of {size} facts"),
            }
        }
        Finding::Rebuilt { from, to, witness } => {
            let known = who_knows(*witness);
            format!("facts were written anew between {from} and {to}: {known} disagrees")
        }
        Finding::CheckpointAltered { size, witness } => {
            let known = who_knows(*witness);
            format!("the log is right, but {known} over {size} facts is not of it")
        }
    }
}

/// A mismatch beside the log.
pub fn of_mismatch(mismatch: &Mismatch) -> String {
    match mismatch {
        Mismatch::Column { seq, column } => {
            format!("fact {seq}: the column {column} says something else than the fact")
        }
        Mismatch::NoteDamaged { size } => format!("the checkpoint over {size} facts is damaged"),
        Mismatch::NoteNotSigned { size } => {
            format!("the checkpoint over {size} facts is not signed by the installation's key")
        }
        Mismatch::Head {
            noted: Some(noted),
            found,
        } => format!(
            "the end of the history is noted at {noted} facts, otherwise than the {found} facts found"
        ),
        Mismatch::Head { noted: None, found } => {
            format!("the end of the history is not noted; {found} facts found")
        }
        Mismatch::Object { hash } => format!("object {hash} is damaged"),
    }
}
