//! A problem and the pattern found for it as JSON, for other programs.

use std::path::{Path, PathBuf};

use mainstay_disclosure::{Display, Linear, Need, Pattern, Protection, Weights, Why};

use super::Instance;

impl Instance {
    /// Writes `NAME.json`: cells as [least, most, value, must reach down to, up to], figures as [cell, weight, why hidden],
    /// relations as [terms, least, most].
    pub fn write(&self, folder: &Path, protection: &Protection) -> std::io::Result<()> {
        let problem = &self.problem;
        let cells = problem.cells.iter().map(|cell| {
            let value = cell.value.expect("instances hide nothing from us");
            let (low, high) = match cell.need {
                Some(Need::Reach { low, high }) => (low.to_string(), high.to_string()),
                None => ("null".to_owned(), "null".to_owned()),
                Some(Need::Width(_) | Need::Sliding { .. }) => panic!("instances have levels on either side"),
            };
            format!("[{},{},{value},{low},{high}]", cell.low, cell.high)
        });
        let figures = problem.figures.iter().zip(&protection.pattern.displays);
        let figures = figures.map(|(figure, display)| {
            let why = match display {
                Display::Shown | Display::Coded => "shown",
                Display::Hidden(Why::Primary) => "primary",
                Display::Hidden(Why::Complementary) => "secondary",
                Display::Hidden(Why::Withheld) => "withheld",
            };
            let weight = match self.weights {
                Weights::AsGiven => figure.weight,
                Weights::Count => 1,
            };
            format!("[{},{weight},\"{why}\"]", figure.cells[0].index())
        });
        let relations = problem.relations.iter().map(relation);
        let text = format!(
            "{{\"name\":\"{}\",\n\"cells\":{},\n\"figures\":{},\n\"relations\":{}}}\n",
            self.name,
            list(cells),
            list(figures),
            list(relations)
        );
        std::fs::write(self.path(folder), text)
    }

    /// The pattern written there; `None` if there is none.
    pub fn written(&self, folder: &Path) -> Option<Pattern> {
        let text = std::fs::read_to_string(self.path(folder)).ok()?;
        let figures = text.split("\"figures\":").nth(1)?;
        let figures = figures.split("\"relations\":").next()?;
        // Of each figure only the last field is in quotes.
        let displays = figures.split('"').skip(1).step_by(2).map(|why| match why {
            "shown" => Display::Shown,
            "primary" => Display::Hidden(Why::Primary),
            "secondary" => Display::Hidden(Why::Complementary),
            "withheld" => Display::Hidden(Why::Withheld),
            other => panic!("no figure is {other}"),
        });
        Some(Pattern {
            displays: displays.collect(),
        })
    }

    fn path(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.json", self.name.replace('/', "-")))
    }
}

fn relation(linear: &Linear) -> String {
    let number = |end: Option<i64>| end.map_or_else(|| "null".to_owned(), |end| end.to_string());
    let terms = linear.terms.iter();
    let terms = list(terms.map(|(cell, by)| format!("[{},{by}]", cell.index())));
    format!("[{terms},{},{}]", number(linear.low), number(linear.high))
}

fn list(parts: impl Iterator<Item = String>) -> String {
    format!("[{}]", parts.collect::<Vec<_>>().join(","))
}
