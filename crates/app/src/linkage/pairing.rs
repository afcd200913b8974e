//! Linking encodings: the side that links sees no name.

use std::path::PathBuf;

use linkage::encode::{Match, pair};
use linkage::{Fault, Watch};

use super::encoding::{Encoded, read};
use super::writing::REVIEW;
use crate::protection::atomic;

/// Links two files of encodings.
///
/// Errors: the reason; nothing is written then.
pub fn run(
    files: &[PathBuf],
    out: Option<&PathBuf>,
    threads: usize,
    watch: &Watch,
) -> Result<String, String> {
    let [left_file, right_file] = files else {
        return Err("encodings are linked two files at a time".to_owned());
    };
    let (left, right) = (read(left_file)?, read(right_file)?);
    if left.fingerprint != right.fingerprint {
        return Err(format!(
            "{} and {} were encoded with another secret, another schema, or one of them with --plain",
            left_file.display(),
            right_file.display()
        ));
    }
    let lengths = |side: &Encoded| side.encodings.first().map(|encoding| encoding.filter.len());
    if lengths(&left) != lengths(&right) {
        return Err("the filters of the two files differ in length".to_owned());
    }
    let matches = pair(&left.encodings, &right.encodings, threads, watch).map_err(|fault| match fault {
        Fault::Stopped => "stopped as asked; nothing was written".to_owned(),
        other => other.to_string(),
    })?;
    let mut said = format!(
        "{}: {} encodings\n{}: {} encodings\npairs linked: {}; for a person at each partner to look at: {}\n",
        left_file.display(),
        left.encodings.len(),
        right_file.display(),
        right.encodings.len(),
        matches.iter().filter(|found| found.probability >= 0.5).count(),
        matches
            .iter()
            .filter(|found| REVIEW.contains(&found.probability))
            .count()
    );
    if let Some(out) = out {
        atomic::write(out, &csv(&matches, (&left, &right)))
            .map_err(|error| format!("{}: it cannot be written: {error}", out.display()))?;
        said.push_str(&format!("written: {}\n", out.display()));
    }
    Ok(said)
}

/// No similarity is written: with a list of the population, similarities tell who is who.
fn csv(matches: &[Match], (left, right): (&Encoded, &Encoded)) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "left_id",
        "right_id",
        "probability",
        "linked",
        "review",
        "left_row",
        "right_row",
    ];
    writer.write_record(head).expect("writing to memory");
    for found in matches {
        let yes = |is: bool| if is { "yes" } else { "no" };
        let row = [
            left.keys[found.left as usize].as_str(),
            &right.keys[found.right as usize],
            &format!("{:.3}", found.probability),
            yes(found.probability >= 0.5),
            yes(REVIEW.contains(&found.probability)),
            &(found.left + 1).to_string(),
            &(found.right + 1).to_string(),
        ];
        writer.write_record(row).expect("writing to memory");
    }
    writer.into_inner().expect("writing to memory")
}
