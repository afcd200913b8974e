//! What people read at the end, and the tables that they publish.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use disclosure::{Audit, Failure, Fault, Problem, Range};

use super::combine::Combined;
use super::decimal;
use super::noise;
use super::paper::{Paper, PaperAudit};
use super::tables::{Mark, Share, Tables};

/// The one mark for all hidden values.
const MARK: &str = "*";
/// Most examples of one kind.
const EXAMPLES_MAX: usize = 3;

/// One release may count a part of the people of another.
pub fn is_part(whole: &str, part: &str) -> String {
    format!(
        "{part} tells the same cells as {whole} with values that are nowhere larger, so it may count a part of the same people: \
         readers can subtract, and what remains is protected too (--apart if the two have nothing to do with each other)"
    )
}

/// Why the engine gave no answer.
pub fn fault(fault: &Fault) -> String {
    format!("nothing may be published: {fault}")
}

/// The summary of a protection.
pub fn protected(paper: &Paper, out: &Path) -> String {
    let result = &paper.result;
    let mut text = match paper.rules.mode.as_str() {
        "hiding" => hidden(paper),
        mode => format!("{} cells, by {mode}: {}", result.cells, how(paper)),
    };
    let Some(audit) = &paper.audit else {
        let _ = write!(
            text,
            "\nnot audited: what noise promises is its budget\nwritten: {}",
            out.display()
        );
        return text;
    };
    text += &looked_at("audit", audit);
    for insider in &paper.insiders {
        text += &looked_at(&format!("audit as {} reads it", insider.who), &insider.audit);
    }
    if audit.given_away_before > 0 {
        let _ = write!(
            text,
            "\nnote: {} given away by earlier releases already, which no pattern can mend",
            counted(
                audit.given_away_before,
                "protected cell was",
                "protected cells were"
            )
        );
    }
    let _ = write!(text, "\nwritten: {}", out.display());
    text
}

/// How figures were rounded, or which noise they have.
fn how(paper: &Paper) -> String {
    match (&paper.release.rounded_to, &paper.release.noise_rho) {
        (Some(base), _) => format!("multiples of {base}, and the tables add up"),
        (None, Some(rho)) => noise::budget(rho).map_or_else(|wrong| wrong, noise::described),
        (None, None) => String::new(),
    }
}

/// What is hidden, and what that costs.
fn hidden(paper: &Paper) -> String {
    let result = &paper.result;
    let mut text = format!(
        "{} cells: {} shown; hidden: {} that must be protected, {} that would give them away",
        result.cells, result.shown, result.hidden_primary, result.hidden_secondary
    );
    if result.withheld > 0 {
        let _ = write!(text, "; withheld by their source: {}", result.withheld);
    }
    let secondary = result.loss - result.loss_primary.min(result.loss);
    let bound = result.lower_bound.saturating_sub(result.loss_primary);
    let _ = write!(
        text,
        "\nloss by {}: {secondary} beyond what must be protected ({} in all)",
        paper.rules.loss, result.loss
    );
    text += &match (secondary, bound) {
        (0, _) => "; nothing else is hidden".to_owned(),
        (_, 0) => "; how little would do was not proved".to_owned(),
        (_, bound) if bound >= secondary => "; no safe pattern loses less".to_owned(),
        (_, bound) => format!("; no safe pattern loses less than {bound} beyond it"),
    };
    let _ = match result.ended.as_str() {
        "budget" => write!(
            text,
            "\nthe time was over: --budget gives more, and may save some of the difference"
        ),
        "asked" => write!(text, "\nstopped as asked, with the best safe pattern so far"),
        _ => Ok(()),
    };
    text
}

fn looked_at(what: &str, audit: &PaperAudit) -> String {
    let mut text = format!(
        "\n{what}: {}; {} cells looked at, {} relations",
        if audit.passes { "passes" } else { "FAILS" },
        audit.audited,
        audit.relations
    );
    if let Some(narrowest) = &audit.narrowest {
        let _ = write!(
            text,
            "; the narrowest range of a protected cell is {} wide ({})",
            narrowest.width, narrowest.cell
        );
    }
    text
}

/// The tables as they may be published: one CSV file each, with one mark for all that is hidden.
pub fn published(tables: &Tables) -> Vec<(String, Vec<u8>)> {
    let shares: HashMap<usize, &Share> = tables.shares.iter().map(|share| (share.of, share)).collect();
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    for sheet in &tables.sheets {
        let plain: String = sheet
            .name
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() || "-_".contains(letter) {
                    letter
                } else {
                    '-'
                }
            })
            .collect();
        let mut name = plain.clone();
        let mut number = 2;
        while !names.insert(name.clone()) {
            name = format!("{plain}-{number}");
            number += 1;
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut record: Vec<String> = sheet.dimensions.clone();
        record.push(sheet.value.clone());
        record.extend(sheet.percent.clone());
        let written = "writing into memory does not fail";
        writer.write_record(&record).expect(written);
        for (codes, position) in &sheet.rows {
            let cell = &tables.cells[*position];
            record.clone_from(codes);
            record.push(match (cell.mark, cell.value) {
                (Some(Mark::Shown), Some(value)) => tables.shown(value),
                (Some(Mark::Rounded { printed, .. } | Mark::Noisy { printed }), _) => tables.shown(printed),
                (_, _) => MARK.to_owned(),
            });
            if sheet.percent.is_some() {
                record.push(match shares.get(position) {
                    Some(share) if share.mark == Some(Mark::Shown) => {
                        share.percent.clone().unwrap_or_default()
                    }
                    Some(_) => MARK.to_owned(),
                    // Of nobody there is no share.
                    None => String::new(),
                });
            }
            writer.write_record(&record).expect(written);
        }
        files.push((format!("{name}.csv"), writer.into_inner().expect(written)));
    }
    files
}

/// The protected cell about which most can be worked out.
pub fn narrowest<'a>(problem: &Problem, audit: &'a Audit) -> Option<&'a Range> {
    let is_protected = |range: &&Range| {
        let cell = &problem.cells[range.cell.index()];
        cell.need.is_some() && cell.low < cell.high
    };
    audit
        .ranges
        .iter()
        .filter(is_protected)
        .min_by_key(|range| range.width())
}

/// Why no pattern is safe, and from whom if not from everybody.
pub fn cannot_protect(combined: &Combined, audit: &Audit, who: &str) -> String {
    let open: Vec<&Failure> = audit
        .failures
        .iter()
        .filter(|failure| !failure.is_already_public)
        .collect();
    let mut text = format!(
        "no safe pattern was found, and nothing was written: {} would be given away{who}",
        counted(open.len(), "cell", "cells")
    );
    for failure in open.iter().take(EXAMPLES_MAX * 2) {
        let _ = write!(text, "\n  {}", example(combined, failure));
    }
    text += "\n  to mend: let cells be hidden that must be shown (status show), publish fewer breakdowns, or join small groups into larger ones";
    text
}

/// One cell that is given away.
pub fn example(combined: &Combined, failure: &Failure) -> String {
    let origin = &combined.origins[failure.range.cell.index()];
    let what = if origin.is_difference {
        "what remains of "
    } else {
        ""
    };
    let shown = |units: i64| decimal::text(units, combined.decimals);
    let range = if !failure.range.is_exact {
        format!(
            "is not shown to be uncertain enough: only {} to {} could be shown to be possible",
            shown(failure.range.low),
            shown(failure.range.high)
        )
    } else if failure.range.width() == 0 {
        format!("is {}", shown(failure.range.low))
    } else {
        format!(
            "lies between {} and {}",
            shown(failure.range.low),
            shown(failure.range.high)
        )
    };
    let public = if failure.is_already_public {
        " (told by earlier releases already)"
    } else {
        ""
    };
    format!("{what}{} {range}{public}", origin.key)
}

/// A number with its noun.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
