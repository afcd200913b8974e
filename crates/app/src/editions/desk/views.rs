//! What the desk shows: words and figures ready to be read.

use std::collections::BTreeMap;

use platform::words::Words;

use super::cost::table_cost;
use crate::editions::document::{Document, IndicatorPart, Shown};
use crate::editions::report::{Hidden, HiddenWhy, Report};
use crate::editions::views::{Names, period_label};
use crate::numbers;

/// How many figures are shown, and how many hidden for each reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub figures: i64,
    /// Small by themselves.
    pub small: i64,
    /// Hidden so that those cannot be worked out.
    pub company: i64,
    /// Kept back by their source.
    pub source: i64,
    /// Told as a range.
    pub coded: i64,
    /// Standing as printed, with a correction held back.
    pub held: i64,
}

impl Tally {
    /// Of one indicator.
    pub fn of(part: &IndicatorPart, report: &Report) -> Self {
        let there = part
            .figures
            .iter()
            .filter(|figure| *figure.shown() != Shown::NotAvailable);
        let mut tally = Self {
            figures: there.count() as i64,
            ..Self::default()
        };
        for one in report.hidden.iter().filter(|one| one.indicator == part.slug) {
            match one.why {
                HiddenWhy::Small => tally.small += 1,
                HiddenWhy::GivesAway => tally.company += 1,
                HiddenWhy::AtSource => tally.source += 1,
                HiddenWhy::Coded => tally.coded += 1,
                HiddenWhy::Correction => tally.held += 1,
            }
        }
        tally
    }

    /// With another one.
    pub fn and(self, other: Self) -> Self {
        Self {
            figures: self.figures + other.figures,
            small: self.small + other.small,
            company: self.company + other.company,
            source: self.source + other.source,
            coded: self.coded + other.coded,
            held: self.held + other.held,
        }
    }

    /// Figures that carry the mark.
    pub fn hidden(&self) -> i64 {
        self.small + self.company + self.source
    }

    /// Figures that readers see, as they are or as a range.
    pub fn seen(&self) -> i64 {
        self.figures - self.hidden()
    }

    /// Share of the figures that carry the mark, in words: "4.1%".
    pub fn share(&self) -> String {
        if self.figures == 0 {
            return String::new();
        }
        format!("{:.1}%", self.hidden() as f64 * 100.0 / self.figures as f64)
    }
}

/// A piece of the bar over everything: its class, where it begins and how wide it is, of 1,000.
#[derive(Debug)]
pub struct Piece {
    /// Class of its colour.
    pub class: &'static str,
    /// Where it begins.
    pub x: i64,
    /// How wide it is.
    pub width: i64,
}

/// The bar: shown, told as a range, small, for their sake, kept back.
pub fn bar(tally: &Tally) -> Vec<Piece> {
    if tally.figures == 0 {
        return Vec::new();
    }
    let plain = tally.seen() - tally.coded;
    let kinds = [
        ("shown", plain),
        ("coded", tally.coded),
        ("small", tally.small),
        ("company", tally.company),
        ("source", tally.source),
    ];
    let (mut begun, mut pieces) = (0, Vec::new());
    for (class, count) in kinds {
        let x = begun * 1000 / tally.figures;
        begun += count;
        let width = begun * 1000 / tally.figures - x;
        // What is there at all is seen.
        let width = if count > 0 { width.max(3) } else { 0 };
        pieces.push(Piece { class, x, width });
    }
    pieces.retain(|piece| piece.width > 0);
    pieces
}

/// One table of an indicator, with the groups hidden in it.
#[derive(Debug)]
pub struct TableLine {
    /// "Bridgeport, 2018–19".
    pub heading: String,
    /// Groups that are small by themselves.
    pub small: String,
    /// Groups hidden for their sake.
    pub company: String,
    /// Groups that the source kept back.
    pub source: String,
    /// Groups told as a range, or whose correction is held back.
    pub other: String,
    /// What hiding costs in it.
    pub cost: String,
}

/// One indicator with what is hidden of it.
#[derive(Debug)]
pub struct PartLine {
    /// Title.
    pub title: String,
    /// Figures; small by themselves; hidden for their sake; kept back by the source: ready to be read.
    pub counts: [String; 4],
    /// Share of figures that carry the mark.
    pub share: String,
    /// "Students who graduate in four years: 80 tables".
    pub summary: String,
    /// Each table with something hidden.
    pub tables: Vec<TableLine>,
}

/// Every indicator of the draft of which something is hidden, those that lose most first.
pub fn part_lines(words: &Words, document: &Document, report: &Report) -> Vec<PartLine> {
    let names = Names::of(document, *words);
    let line = |part: &IndicatorPart| {
        let tally = Tally::of(part, report);
        let counts = [tally.figures, tally.small, tally.company, tally.source];
        let title = words.pick(&part.title.en, &part.title.es).to_owned();
        let tables = table_lines(words, part, report, &names);
        let arguments = [("title", title.as_str().into()), ("count", tables.len().into())];
        let line = PartLine {
            summary: words.with("desk-tables", &arguments),
            title,
            counts: counts.map(numbers::count),
            share: tally.share(),
            tables,
        };
        ((tally.small + tally.company, tally.source), line)
    };
    let mut lines: Vec<((i64, i64), PartLine)> = document.indicators.iter().map(line).collect();
    lines.retain(|(_, line)| !line.tables.is_empty());
    lines.sort_by_key(|(loss, _)| std::cmp::Reverse(*loss));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// One part of the sum over everything, with its colour.
#[derive(Debug)]
pub struct KeyLine {
    /// Class of its colour.
    pub class: &'static str,
    /// How many figures.
    pub count: String,
    /// What they are.
    pub text: String,
}

/// The sum over everything, part by part.
pub fn key_lines(words: &Words, tally: &Tally, minimum: i64) -> Vec<KeyLine> {
    let plain = tally.seen() - tally.coded;
    let all = [
        ("shown", plain, "desk-key-shown"),
        ("coded", tally.coded, "desk-key-coded"),
        ("small", tally.small, "desk-key-small"),
        ("company", tally.company, "desk-key-company"),
        ("source", tally.source, "desk-key-source"),
    ];
    let line = |(class, count, key): (&'static str, i64, &str)| KeyLine {
        class,
        count: numbers::count(count),
        text: words.with(key, &[("count", count.into()), ("minimum", minimum.into())]),
    };
    let said = all
        .into_iter()
        .filter(|(class, count, _)| *count > 0 || *class != "coded");
    said.map(line).collect()
}

fn table_lines(words: &Words, part: &IndicatorPart, report: &Report, names: &Names<'_>) -> Vec<TableLine> {
    let mut tables: BTreeMap<(&str, &str), Vec<&Hidden>> = BTreeMap::new();
    for one in report.hidden.iter().filter(|one| one.indicator == part.slug) {
        tables.entry((&one.place, &one.period)).or_default().push(one);
    }
    let line = |((place, period), hidden): ((&str, &str), Vec<&Hidden>)| {
        let list = |is_wanted: fn(HiddenWhy) -> bool| {
            let wanted = hidden.iter().filter(|one| is_wanted(one.why));
            let groups: Vec<String> = wanted.map(|one| names.group(&one.group)).collect();
            groups.join("; ")
        };
        let mut other = Vec::new();
        for why in [HiddenWhy::Coded, HiddenWhy::Correction] {
            let groups: Vec<String> = hidden
                .iter()
                .filter(|one| one.why == why)
                .map(|one| names.group(&one.group))
                .collect();
            if !groups.is_empty() {
                let key = if why == HiddenWhy::Coded {
                    "desk-coded-list"
                } else {
                    "desk-held-list"
                };
                other.push(words.with(key, &[("list", groups.join("; ").into())]));
            }
        }
        TableLine {
            heading: format!("{}, {}", names.place(place), period_label(period)),
            small: list(|why| why == HiddenWhy::Small),
            company: list(|why| why == HiddenWhy::GivesAway),
            source: list(|why| why == HiddenWhy::AtSource),
            other: other.join(" "),
            cost: table_cost(words, report, (&part.slug, place, period)),
        }
    };
    tables.into_iter().map(line).collect()
}

/// Figures whose correction is held back, in words.
pub fn held_lines(document: &Document, report: &Report, names: &Names<'_>, words: &Words) -> Vec<String> {
    let held = report.corrected.iter().filter(|one| one.is_held);
    let line = held.map(|one| {
        let title = document
            .indicator(&one.indicator)
            .map_or(one.indicator.as_str(), |part| {
                words.pick(&part.title.en, &part.title.es)
            });
        let (place, period) = (names.place(&one.place), period_label(&one.period));
        format!("{title}: {place}, {period}, {}", names.group(&one.group))
    });
    line.collect()
}

/// An indicator with corrected rates of which nobody can say how many people they are about.
#[derive(Debug)]
pub struct RateLine {
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// How many corrected rates.
    pub count: usize,
}

/// Indicators whose corrected rates cannot be judged.
pub fn rate_lines(document: &Document, report: &Report, words: &Words) -> Vec<RateLine> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in report.corrected.iter().filter(|one| one.is_by_unknown) {
        *counts.entry(&one.indicator).or_default() += 1;
    }
    let lines = counts.into_iter().filter_map(|(slug, count)| {
        let part = document.indicator(slug)?;
        Some(RateLine {
            slug: slug.to_owned(),
            title: words.pick(&part.title.en, &part.title.es).to_owned(),
            count,
        })
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_filled_and_small_pieces_are_seen() {
        let tally = Tally {
            figures: 10_000,
            small: 1,
            company: 0,
            source: 2_000,
            coded: 10,
            held: 0,
        };
        let pieces = bar(&tally);
        let classes: Vec<(&str, i64)> = pieces.iter().map(|piece| (piece.class, piece.width)).collect();
        assert_eq!(
            classes,
            [("shown", 798), ("coded", 3), ("small", 3), ("source", 200)]
        );
        assert_eq!(tally.share(), "20.0%");
    }
}
