//! What is wrong with what was sent: at which field of a form, or which cell of a file, and the sentence for it.
//!
//! Actions answer with [`Refusal`]; pages show each problem beside its field, imports name row and column.

use domain::text::{BadText, Email, Prose, Slug, Title};
use platform::db::DbError;
use platform::words::{Argument, Words};

use crate::error::Error;

/// Most problems that are listed: past this, the file is of another kind altogether.
pub const PROBLEMS_MAX: usize = 200;

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A field of a form.
    Field(String),
    /// A cell of a file: its row as a spreadsheet counts it, and the heading of its column.
    Cell {
        /// From 1; the headings stand in row 1.
        row: usize,
        /// Heading.
        column: String,
    },
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// Key of the sentence in the catalogue.
    pub key: String,
    /// What the sentence names.
    pub arguments: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem of a form's field.
    pub fn field(name: &str, key: &str) -> Self {
        Self {
            place: Place::Field(name.to_owned()),
            key: key.to_owned(),
            arguments: Vec::new(),
        }
    }

    /// A problem of a file's cell.
    pub fn cell(row: usize, column: &str, key: &str) -> Self {
        let column = column.to_owned();
        Self {
            place: Place::Cell { row, column },
            key: key.to_owned(),
            arguments: Vec::new(),
        }
    }

    /// With something that the sentence names.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The sentence alone.
    pub fn sentence(&self, words: Words) -> String {
        let arguments: Vec<(&str, Argument)> = self
            .arguments
            .iter()
            .map(|(name, value)| (*name, Argument::from(value)))
            .collect();
        words.with(&self.key, &arguments)
    }

    /// The sentence after its place: "Row 3, column unit: …".
    pub fn say(&self, words: Words) -> String {
        let sentence = self.sentence(words);
        match &self.place {
            Place::Field(_) => sentence,
            Place::Cell { row, column } => words.with(
                "problem-at-cell",
                &[
                    ("row", row.to_string().into()),
                    ("column", column.into()),
                    ("problem", sentence.into()),
                ],
            ),
        }
    }
}

/// Why an action did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// What was sent needs mending; nothing was saved.
    #[error("{} things need mending, the first is {:?}", .0.len(), .0.first())]
    Problems(Vec<Problem>),
    /// Anything else.
    #[error(transparent)]
    Error(#[from] Error),
}

impl From<DbError> for Refusal {
    fn from(error: DbError) -> Self {
        Self::Error(error.into())
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problems(vec![problem])
    }
}

impl Refusal {
    /// For callers with nothing to show problems on: the command line and seeding.
    pub fn into_error(self, words: Words) -> Error {
        match self {
            Self::Problems(problems) => {
                let sentences: Vec<String> = problems.iter().map(|problem| problem.say(words)).collect();
                Error::Bad(sentences.join("\n"))
            }
            Self::Error(error) => error,
        }
    }
}

/// Years of days that somebody may mean.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Gathers problems while a form or row is read, so that all are told at once.
#[derive(Debug)]
pub struct Check {
    row: Option<usize>,
    problems: Vec<Problem>,
}

impl Check {
    /// For the fields of a form.
    pub fn form() -> Self {
        Self {
            row: None,
            problems: Vec::new(),
        }
    }

    /// For a row of a file.
    pub fn row(row: usize) -> Self {
        Self {
            row: Some(row),
            problems: Vec::new(),
        }
    }

    /// A problem here, not yet noted.
    pub fn problem(&self, field: &str, key: &str) -> Problem {
        match self.row {
            None => Problem::field(field, key),
            Some(row) => Problem::cell(row, field, key),
        }
    }

    /// Notes a problem.
    pub fn note(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes a problem by its key.
    pub fn wrong(&mut self, field: &str, key: &str) {
        let problem = self.problem(field, key);
        self.note(problem);
    }

    /// A name or title that must be there.
    pub fn title(&mut self, field: &str, text: &str) -> String {
        self.text(field, Title::parse(text).map(|title| title.to_string()))
    }

    /// A title that may be empty.
    pub fn optional_title(&mut self, field: &str, text: &str) -> String {
        self.text(
            field,
            Title::parse(text)
                .map(|title| title.to_string())
                .or_else(allow_empty),
        )
    }

    /// A text that must be there.
    pub fn prose(&mut self, field: &str, text: &str) -> String {
        self.text(field, Prose::parse(text).map(|prose| prose.to_string()))
    }

    /// A text that may be empty.
    pub fn optional_prose(&mut self, field: &str, text: &str) -> String {
        self.text(
            field,
            Prose::parse(text)
                .map(|prose| prose.to_string())
                .or_else(allow_empty),
        )
    }

    /// An e-mail address that must be there.
    pub fn email(&mut self, field: &str, text: &str) -> String {
        self.text(field, Email::parse(text).map(|email| email.to_string()))
    }

    /// An e-mail address that may be empty.
    pub fn optional_email(&mut self, field: &str, text: &str) -> String {
        self.text(
            field,
            Email::parse(text)
                .map(|email| email.to_string())
                .or_else(allow_empty),
        )
    }

    /// A slug: the one given, else one made of the title. Files write `_` where addresses have `-`.
    pub fn slug(&mut self, field: &str, given: &str, title: &str) -> String {
        let slug = match given.trim() {
            "" => Slug::from_title(title),
            given => Slug::parse(&given.to_lowercase().replace('_', "-")),
        };
        self.text(field, slug.map(|slug| slug.to_string()))
    }

    /// A day that may be empty, ISO 8601.
    pub fn optional_day(&mut self, field: &str, text: &str) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match text.parse::<jiff::civil::Date>() {
            Ok(day) if YEARS.contains(&day.year()) => Some(day.to_string()),
            // A slip of the keyboard makes years that no drawing of time could hold.
            Ok(_) => {
                self.note(self.problem(field, "problem-day-too-far").with("text", text));
                None
            }
            Err(_) => {
                let problem = self.problem(field, "problem-not-a-day").with("text", text);
                self.note(problem);
                None
            }
        }
    }

    /// A day that must be there.
    pub fn day(&mut self, field: &str, text: &str) -> String {
        if text.trim().is_empty() {
            self.wrong(field, "text-empty");
        }
        self.optional_day(field, text).unwrap_or_default()
    }

    /// A whole number that may be empty.
    pub fn optional_whole(&mut self, field: &str, text: &str) -> Option<i64> {
        self.number(field, text, "problem-not-a-whole-number")
    }

    /// A number that may be empty.
    pub fn optional_number(&mut self, field: &str, text: &str) -> Option<f64> {
        self.number(field, text, "problem-not-a-number")
    }

    /// One of several codes; files may write `_` for `-`.
    pub fn code<T>(&mut self, field: &str, text: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        let code = text.trim().to_lowercase().replace('_', "-");
        let found = from_code(&code);
        if found.is_none() {
            let problem = self
                .problem(field, "problem-not-a-choice")
                .with("text", text.trim());
            self.note(problem);
        }
        found
    }

    /// The value if nothing was wrong.
    pub fn finish<T>(self, value: T) -> Result<T, Refusal> {
        if self.problems.is_empty() {
            return Ok(value);
        }
        Err(Refusal::Problems(self.problems))
    }

    /// What was wrong.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    fn number<T: std::str::FromStr>(&mut self, field: &str, text: &str, key: &str) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok();
        if number.is_none() {
            let problem = self.problem(field, key).with("text", text);
            self.note(problem);
        }
        number
    }

    fn text(&mut self, field: &str, parsed: Result<String, BadText>) -> String {
        match parsed {
            Ok(text) => text,
            Err(error) => {
                let problem = self.problem(field, &format!("text-{}", error.code()));
                let problem = match error {
                    BadText::TooLong(most) => problem.with("most", most),
                    BadText::Empty | BadText::NotAnEmail | BadText::NotASlug => problem,
                };
                self.note(problem);
                String::new()
            }
        }
    }
}

fn allow_empty(error: BadText) -> Result<String, BadText> {
    match error {
        BadText::Empty => Ok(String::new()),
        BadText::TooLong(_) | BadText::NotAnEmail | BadText::NotASlug => Err(error),
    }
}
