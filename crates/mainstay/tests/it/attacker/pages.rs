//! What pages say and draw of an indicator, searched for what its figures hide.

use std::collections::BTreeSet;

use super::Evidence;
use super::correction::HEADLINE_PLACE;
use super::demonstration::Truth;
use super::formats::numbers_in;
use super::markup::{self, Piece, attribute, number, pieces, plain};
use super::publication::{Edition, Key};

/// Counts below this stand in every date and say nothing by themselves.
const TELLING_MIN: f64 = 32.0;
/// A drawing is written to a tenth of a unit.
const DRAWN_TO: f64 = 0.11;

/// What was looked at.
#[derive(Debug, Default, Clone, Copy)]
pub struct Searched {
    pub pages: usize,
    pub drawings: usize,
    pub numbers: usize,
    /// Dots and corners of lines whose value was read back.
    pub marks: usize,
    pub orders: usize,
}

/// One indicator of one edition.
pub struct Subject<'a> {
    indicator: &'a str,
    edition: &'a Edition,
    /// Numbers that shown figures and goals explain.
    shown: BTreeSet<i64>,
    /// Values that may be drawn.
    drawable: Vec<f64>,
    /// What hidden figures would print.
    hidden: BTreeSet<i64>,
}

/// Searches every page and drawing of an edition for numbers that only hidden figures explain. Panics when it finds one.
pub fn search(base: &str, edition: &Edition, evidence: &Evidence, searched: &mut Searched) {
    let indicators: BTreeSet<&str> = edition.rows.keys().map(|key| key.indicator.as_str()).collect();
    for indicator in indicators {
        let goals = evidence.pages.text(&format!("{base}results/{indicator}.json"));
        // What an edition hides may have been corrected since: neither number may be told.
        let subject = Subject::of(indicator, edition, [&evidence.before, &evidence.truth], &goals);
        for (path, _) in evidence.pages.iter() {
            if is_about(base, indicator, path) && !path.ends_with(".csv") && !path.ends_with(".json") {
                subject.search_page(path, &evidence.pages.text(path), searched);
            }
        }
    }
}

/// Searches the printed pages of an edition as [`search`] does its pages; gives how many numbers were read.
pub fn search_print(edition: &Edition, evidence: &Evidence) -> usize {
    let base = format!("/{}/editions/{}/", app::demo::SLUG, edition.number);
    let mut numbers = 0;
    for (indicator, text) in &evidence.printed {
        let goals = evidence.pages.text(&format!("{base}results/{indicator}.json"));
        let subject = Subject::of(indicator, edition, [&evidence.before, &evidence.truth], &goals);
        for number in numbers_in(text) {
            numbers += 1;
            subject.assert_told(&format!("{indicator} in print"), text, number);
        }
    }
    numbers
}

/// Whether a path is one of an indicator's own.
pub fn is_about(base: &str, indicator: &str, path: &str) -> bool {
    let own = ["results", "embed"].map(|part| format!("{base}{part}/{indicator}"));
    own.iter().any(|own| {
        let tail = path.strip_prefix(own.as_str());
        tail.is_some_and(|tail| tail.is_empty() || tail.starts_with('/') || tail.starts_with('.'))
    })
}

/// In tenths, so that they can be compared.
fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}

impl<'a> Subject<'a> {
    /// What the rows and the file of an indicator explain, and what its hidden figures would print.
    pub fn of(indicator: &'a str, edition: &'a Edition, truths: [&Truth; 2], file: &str) -> Self {
        let file: serde_json::Value = serde_json::from_str(file).expect("JSON");
        let part = &file["indicators"][0];
        let mut subject = Self {
            indicator,
            edition,
            shown: BTreeSet::new(),
            drawable: Vec::new(),
            hidden: BTreeSet::new(),
        };
        let texts = [&part["definition"], &part["breaks"], &part["targets"]].map(ToString::to_string);
        let told = texts.iter().flat_map(|text| numbers_in(text));
        subject.shown.extend(told.map(tenths));
        // What the figures say follows from those that are printed (`reading::freeze` is held to it), so it tells nothing more.
        subject.say(&part["gaps"]);
        subject.say(&part["readings"]);
        let courses = part["readings"].as_array().into_iter().flatten();
        let steps = courses
            .filter_map(|reading| reading["course"].as_array())
            .flatten();
        subject
            .drawable
            .extend(steps.filter_map(|step| step["value"].as_f64()));
        let goals = part["targets"].as_array().expect("goals");
        subject
            .drawable
            .extend(goals.iter().filter_map(|goal| goal["value"].as_f64()));
        let rows = edition.rows.iter().filter(|(key, _)| key.indicator == indicator);
        let rows: Vec<_> = rows.collect();
        for (key, row) in &rows {
            let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
            let values = [
                number(&row.value),
                number(&row.corrected_from),
                number(&row.margin),
            ];
            let counts = [row.numerator, row.denominator].map(|count| count.map(|count| count as f64));
            for value in values.into_iter().chain(counts).flatten() {
                subject.shown.extend([tenths(value), tenths(value.round())]);
            }
            if let (Some(value), false) = (values[0], row.is_hidden()) {
                // "Today that would be about 172 people": the way to a goal, as a share of a group that is told.
                let ways = goals
                    .iter()
                    .filter_map(|goal| Some((goal["value"].as_f64()? - value).abs()));
                let people = counts[1].unwrap_or_default() / 100.0;
                subject
                    .shown
                    .extend(ways.map(|way| tenths((way * people).ceil())));
                // "7.7% miss it" is told on the pathway as "92.3% are not among them": the rest of the newest share of all.
                let is_newest = rows
                    .iter()
                    .filter(|(other, _)| other.place == key.place && other.group == key.group)
                    .all(|(other, _)| other.period <= key.period);
                if key.place == HEADLINE_PLACE && key.group.is_empty() && is_newest {
                    subject.shown.insert(tenths(100.0 - value));
                }
                subject.drawable.push(value);
                let series = rows
                    .iter()
                    .filter(|(other, _)| other.place == key.place && other.group == key.group);
                let others = series.filter_map(|(_, row)| number(&row.value));
                let steps: Vec<i64> = others.map(|other| tenths((value - other).abs())).collect();
                subject.shown.extend(steps);
            }
            if row.is_hidden() {
                for truth in truths {
                    subject.hide(key, truth);
                }
            }
        }
        subject
    }

    /// Every number of a part of the file is explained.
    fn say(&mut self, part: &serde_json::Value) {
        match part {
            serde_json::Value::Number(number) => {
                let value = number.as_f64().unwrap_or_default();
                let told = [value, value.abs(), value.round()].map(tenths);
                self.shown.extend(told);
            }
            serde_json::Value::Array(parts) => parts.iter().for_each(|part| self.say(part)),
            serde_json::Value::Object(parts) => parts.values().for_each(|part| self.say(part)),
            _ => {}
        }
    }

    fn hide(&mut self, key: &Key, truth: &Truth) {
        let Some(known) = truth.figures.get(key) else {
            return;
        };
        let counts = [known.numerator, known.denominator].into_iter().flatten();
        let counts = counts
            .map(|count| count as f64)
            .filter(|count| *count >= TELLING_MIN);
        self.hidden.extend(counts.map(tenths));
        // A whole percentage is a number as any other; one with a decimal is a value.
        let value = known.value.filter(|value| tenths(*value) % 10 != 0);
        self.hidden.extend(value.map(tenths));
    }

    /// Takes in what another explains and hides.
    pub fn join(&mut self, other: Self) {
        self.shown.extend(other.shown);
        self.hidden.extend(other.hidden);
    }

    /// How many hidden numbers nothing explains that is shown.
    pub fn watched(&self) -> usize {
        self.hidden.difference(&self.shown).count()
    }

    /// Panics if only a hidden figure explains a number.
    pub fn assert_told(&self, path: &str, text: &str, number: f64) {
        let number = tenths(number);
        // Round numbers stand on axes.
        let is_known = self.shown.contains(&number) || number % 50 == 0;
        assert!(
            is_known || !self.hidden.contains(&number),
            "{path} tells {number} tenths, which only a hidden figure explains: {text}"
        );
    }

    fn search_page(&self, path: &str, page: &str, searched: &mut Searched) {
        searched.pages += 1;
        for text in markup::words(page) {
            for number in numbers_in(&text) {
                searched.numbers += 1;
                self.assert_told(path, &text, number);
            }
        }
        for drawing in page.split("<svg").skip(1) {
            let drawing = drawing.split("</svg>").next().unwrap_or_default();
            self.search_drawing(path, &format!("<svg{drawing}"), searched);
        }
    }

    /// Reads every dot and every corner of a line back as a value.
    fn search_drawing(&self, path: &str, drawing: &str, searched: &mut Searched) {
        let pieces = pieces(drawing);
        searched.orders += usize::from(self.is_in_order(path, &pieces));
        let Some(scale) = Scale::of(&pieces) else { return };
        searched.drawings += 1;
        let drawn = marks(&pieces, scale.is_upright);
        // Below the axis stand the numbers of actions.
        for mark in drawn.into_iter().filter(|mark| scale.holds(*mark)) {
            searched.marks += 1;
            let value = scale.value(mark);
            let room = scale.per_unit.abs() * DRAWN_TO;
            assert!(
                self.drawable.iter().any(|known| (known - value).abs() <= room),
                "{path} draws {value:.2}, which {} shows nowhere",
                self.indicator
            );
        }
    }

    /// Whatever order a reader chose, hidden groups keep the order of their names among each other.
    fn is_in_order(&self, path: &str, pieces: &[Piece<'_>]) -> bool {
        let mut described = pieces.windows(2).filter_map(|pair| match pair {
            [Piece::Open("desc", _), Piece::Text(text)] => Some(plain(text)),
            _ => None,
        });
        let Some(text) = described.find(|text| text.starts_with("Dot chart")) else {
            return false;
        };
        let hidden = text
            .split(". ")
            .filter_map(|part| part.trim_end_matches('.').strip_suffix(": protected"));
        let names: Vec<String> = hidden.map(str::to_lowercase).collect();
        assert!(
            names.is_sorted(),
            "{path} of edition {}: {names:?}",
            self.edition.number
        );
        names.len() > 1
    }
}

/// How an axis turns places into values.
struct Scale {
    /// The values are on the upright axis.
    is_upright: bool,
    origin: f64,
    end: f64,
    start: f64,
    per_unit: f64,
}

impl Scale {
    fn of(pieces: &[Piece<'_>]) -> Option<Self> {
        [true, false].into_iter().find_map(|is_upright| {
            let (one, other) = if is_upright { ("y1", "y2") } else { ("x1", "x2") };
            let mut ticks = Vec::new();
            for window in pieces.windows(3) {
                let [
                    Piece::Open("line", line),
                    Piece::Open("text", _),
                    Piece::Text(text),
                ] = window
                else {
                    continue;
                };
                let at = number(line, one).filter(|at| number(line, other) == Some(*at));
                let told = plain(text).trim_end_matches('%').replace(',', "").parse::<f64>();
                ticks.extend(at.zip(told.ok()));
            }
            let (first, last) = (ticks.first()?, ticks.last()?);
            let is_axis = ticks.len() > 1 && first.0 != last.0;
            is_axis.then(|| Self {
                is_upright,
                origin: first.0,
                end: last.0,
                start: first.1,
                per_unit: (last.1 - first.1) / (last.0 - first.0),
            })
        })
    }

    fn holds(&self, place: f64) -> bool {
        self.origin.min(self.end) - 1.0 <= place && place <= self.origin.max(self.end) + 1.0
    }

    fn value(&self, place: f64) -> f64 {
        self.start + (place - self.origin) * self.per_unit
    }
}

/// Places of dots, and of the corners of lines that only go straight, along the axis of values.
fn marks(pieces: &[Piece<'_>], is_upright: bool) -> Vec<f64> {
    let mut marks = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Open("circle", attributes) => {
                marks.extend(number(attributes, if is_upright { "cy" } else { "cx" }));
            }
            Piece::Open("path", attributes) if is_upright => {
                let line = attribute(attributes, "d").unwrap_or_default();
                // A dotted line leads from the trend to the number of an action below it.
                let is_lead = attributes.contains("stroke-dasharray=\"1 4\"");
                if line.contains('L') && !line.contains('Z') && !is_lead {
                    let corners = line.split(['M', 'L']).filter_map(|corner| corner.split_once(' '));
                    marks.extend(corners.filter_map(|(_, y)| y.trim().parse::<f64>().ok()));
                }
            }
            Piece::Open(_, _) | Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    marks
}
