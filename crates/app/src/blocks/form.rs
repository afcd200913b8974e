//! Forms of the workspace: fields with their hints and problems, and what was typed into them.

use std::collections::BTreeMap;

use domain::telling;
use platform::words::Words;

use crate::problems::{Place, Problem};

/// Counts of people below this are pointed out while a text is written, whatever the rule of the house is.
const SMALL: i64 = 10;

/// What was typed into a form, by field.
#[derive(Debug, Clone, Default)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// From what a browser sent.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// With a value in a field: what a form begins with.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.insert(name.to_owned(), value.to_string());
        self
    }

    /// What stands in a field; empty if nothing does.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// A copy of what stands in a field.
    pub fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// The identifier in a field, if there is one.
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).parse().ok()
    }

    /// The identifier that came with a form, or a new one, and what was typed with it: sent twice, it is one thing.
    ///
    /// For identifiers that are UUIDs.
    pub fn own_id<T: std::str::FromStr + std::fmt::Display>(self) -> (T, Self) {
        let fresh = || platform::secrets::new_uuid().to_string().parse().ok();
        let id: T = self
            .id("id")
            .or_else(fresh)
            .expect("a fresh UUID is an identifier");
        let typed = self.with("id", &id);
        (id, typed)
    }

    /// Whether a box was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

/// One choice of a field.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// One of a few ways to go, with what it means.
#[derive(Debug, Clone)]
pub struct Way {
    /// What is sent.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What it assumes, and what it cannot do.
    pub about: String,
}

/// How a field is shown.
#[derive(Debug, Clone)]
pub enum Shape {
    /// One line, of an input's type: `text`, `date`, `email`, `number`.
    Line(&'static str),
    /// Several lines.
    Area,
    /// One of several.
    Choose(Vec<Choice>),
    /// One of a few, all of them on the page with what they mean.
    Ways(Vec<Way>),
    /// A box to tick.
    Tick,
    /// A file, of the kinds that are taken.
    File(&'static str),
    /// One or more data packages.
    Packages,
    /// A heading between fields.
    Heading,
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its identifier on the page, where several forms may stand.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it; empty if nothing is.
    pub problem: String,
    /// How it is shown.
    pub shape: Shape,
}

impl Field {
    /// What on the page describes it: its problem, else its hint.
    pub fn described_by(&self) -> String {
        match (self.problem.is_empty(), self.hint.is_empty()) {
            (false, _) => format!("e-{}", self.id),
            (true, false) => format!("h-{}", self.id),
            (true, true) => String::new(),
        }
    }
}

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// Heading above it; may be empty.
    pub heading: String,
    /// Where it is sent.
    pub action: String,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// What is sent along unseen.
    pub hidden: Vec<(String, String)>,
    /// Its button.
    pub button: String,
    /// Problems that stand beside no field of it.
    pub problems: Vec<String>,
    /// Whether it carries a file.
    pub has_file: bool,
    /// Whether it only asks to see something: what was chosen then stands in the address.
    pub is_question: bool,
    words: Words,
    typed: Typed,
    noted: Vec<Problem>,
}

impl Form {
    /// A form with what was typed, and what was found wrong with it.
    pub fn new(words: Words, action: String, button: &str, typed: &Typed, problems: &[Problem]) -> Self {
        Self {
            heading: String::new(),
            action,
            fields: Vec::new(),
            hidden: Vec::new(),
            button: words.say(button),
            problems: Vec::new(),
            has_file: false,
            is_question: false,
            words,
            typed: typed.clone(),
            noted: problems.to_vec(),
        }
    }

    /// The words it is written in.
    pub fn words(&self) -> Words {
        self.words
    }

    /// With a heading above it.
    pub fn under(mut self, heading: &str) -> Self {
        self.heading = self.words.say(heading);
        self
    }

    /// That only asks to see something.
    pub fn asking(mut self) -> Self {
        self.is_question = true;
        self
    }

    /// With something sent along unseen.
    pub fn hiding(mut self, name: &str, value: impl ToString) -> Self {
        self.hidden.push((name.to_owned(), value.to_string()));
        self
    }

    /// With a heading between fields.
    pub fn heading(self, key: &str) -> Self {
        let label = self.words.say(key);
        self.field(key, label, String::new(), Shape::Heading)
    }

    /// With fields of one line.
    pub fn lines(self, names: &[&str]) -> Self {
        names
            .iter()
            .fold(self, |form, name| form.known(name, Shape::Line("text")))
    }

    /// With a field of a day.
    pub fn day(self, name: &str) -> Self {
        self.known(name, Shape::Line("date"))
    }

    /// With a field of an hour.
    pub fn timed(self, name: &str) -> Self {
        self.known(name, Shape::Line("time"))
    }

    /// With a field of an address.
    pub fn email(self, name: &str) -> Self {
        self.known(name, Shape::Line("email"))
    }

    /// With fields of several lines.
    pub fn areas(self, names: &[&str]) -> Self {
        names
            .iter()
            .fold(self, |form, name| form.known(name, Shape::Area))
    }

    /// With a box to tick.
    pub fn tick(self, name: &str) -> Self {
        self.known(name, Shape::Tick)
    }

    /// With a choice among codes, whose labels stand under `<prefix>-<code>`.
    pub fn codes(self, name: &str, prefix: &str, codes: &[&str]) -> Self {
        let words = self.words;
        let choices = codes.iter().map(|code| Choice {
            value: (*code).to_owned(),
            label: words.say(&format!("{prefix}-{code}")),
        });
        let choices = choices.collect();
        self.known(name, Shape::Choose(choices))
    }

    /// With a choice among a few codes that need explaining: labels stand under `<prefix>-<code>`, what they mean under
    /// `<prefix>-<code>-about`.
    pub fn ways(self, name: &str, prefix: &str, codes: &[&str]) -> Self {
        let words = self.words;
        let way = |code: &&str| Way {
            value: (*code).to_owned(),
            label: words.say(&format!("{prefix}-{code}")),
            about: words.say(&format!("{prefix}-{code}-about")),
        };
        let ways = codes.iter().map(way).collect();
        self.known(name, Shape::Ways(ways))
    }

    /// With a choice among codes of which none is made beforehand: a judgement that nobody is led to.
    pub fn ask(self, name: &str, prefix: &str, codes: &[&str]) -> Self {
        let words = self.words;
        let open = Choice {
            value: String::new(),
            label: words.say("choice-open"),
        };
        let choices = codes.iter().map(|code| Choice {
            value: (*code).to_owned(),
            label: words.say(&format!("{prefix}-{code}")),
        });
        let choices = std::iter::once(open).chain(choices).collect();
        self.known(name, Shape::Choose(choices))
    }

    /// With a choice among things, or none of them.
    pub fn things(self, name: &str, things: impl IntoIterator<Item = (String, String)>) -> Self {
        let choices = self.first_of("choice-none", things);
        self.known(name, Shape::Choose(choices))
    }

    /// With a choice among things of which one must be chosen; where there is only one, it is chosen beforehand.
    pub fn one_of(self, name: &str, things: impl IntoIterator<Item = (String, String)>) -> Self {
        let choices = self.one_to_choose(things);
        self.known(name, Shape::Choose(choices))
    }

    /// As [`Form::one_of`], under a label of its own.
    pub fn choosing_one(
        self,
        name: &str,
        label: String,
        things: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let choices = self.one_to_choose(things);
        self.named(name, label, Shape::Choose(choices))
    }

    fn one_to_choose(&self, things: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
        let mut choices = self.first_of("choice-open", things);
        if choices.len() == 2 {
            choices.remove(0);
        }
        choices
    }

    /// With a choice among things by which a list is narrowed, or all of it.
    pub fn any_of(self, name: &str, things: impl IntoIterator<Item = (String, String)>) -> Self {
        let choices = self.first_of("choice-any", things);
        self.known(name, Shape::Choose(choices))
    }

    /// With a choice among things, or none of them, under a label of its own.
    pub fn choosing(
        self,
        name: &str,
        label: String,
        things: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let choices = self.first_of("choice-none", things);
        self.named(name, label, Shape::Choose(choices))
    }

    /// Things after what stands for none of them.
    fn first_of(&self, nothing: &str, things: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
        let nothing = (String::new(), self.words.say(nothing));
        let all = std::iter::once(nothing).chain(things);
        all.map(|(value, label)| Choice { value, label }).collect()
    }

    /// With a file.
    pub fn file(mut self, name: &str) -> Self {
        self.has_file = true;
        self.known(name, Shape::File(".csv,text/csv"))
    }

    /// With a document to be read by people.
    pub fn document(mut self, name: &str) -> Self {
        self.has_file = true;
        let kinds = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.txt";
        self.known(name, Shape::File(kinds))
    }

    /// With one or more data packages.
    pub fn packages(mut self, name: &str) -> Self {
        self.has_file = true;
        self.known(name, Shape::Packages)
    }

    /// With a field that the catalogue names by `label` and the form by `name`.
    pub fn named(self, name: &str, label: String, shape: Shape) -> Self {
        self.field(name, label, String::new(), shape)
    }

    fn known(self, name: &str, shape: Shape) -> Self {
        let label = self.words.say(&format!("field-{name}"));
        let hint = format!("field-{name}-hint");
        let hint = if self.words.has(&hint) {
            self.words.say(&hint)
        } else {
            String::new()
        };
        self.field(name, label, hint, shape)
    }

    fn field(mut self, name: &str, label: String, mut hint: String, shape: Shape) -> Self {
        if matches!(shape, Shape::Area) {
            hint.push_str(&self.told(name));
        }
        let is_here = |problem: &&Problem| problem.place == Place::Field(name.to_owned());
        let problem = self.noted.iter().find(is_here);
        self.fields.push(Field {
            name: name.to_owned(),
            id: name.to_owned(),
            label,
            hint,
            value: self.typed.text(name),
            problem: problem
                .map(|problem| problem.sentence(self.words))
                .unwrap_or_default(),
            shape,
        });
        self
    }

    /// What is said beside a text that may tell a count of a few people; the gate of an edition asks again, and stops it.
    fn told(&self, name: &str) -> String {
        let text = self.typed.get(name);
        let mut found = telling::small_counts(text, SMALL).into_iter();
        let told = found.next().map(|finding| text[finding.span].to_owned());
        told.map_or_else(String::new, |told| {
            let words = self.words.with("field-told", &[("words", told.into())]);
            format!(" {words}")
        })
    }

    /// Puts problems that belong to no field above the form; several forms on a page keep apart by `number`.
    pub(super) fn finished(mut self, number: usize) -> Self {
        for field in &mut self.fields {
            field.id = format!("f{number}-{}", field.name);
        }
        let has_field = |name: &String| self.fields.iter().any(|field| field.name == *name);
        let homeless = self.noted.iter().filter(|problem| match &problem.place {
            Place::Field(name) => !has_field(name),
            Place::Cell { .. } => true,
        });
        self.problems = homeless.map(|problem| problem.say(self.words)).collect();
        self
    }
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;

    #[test]
    fn a_problem_stands_beside_its_field_and_one_of_a_file_above_the_form() {
        let words = crate::words::words(Language::English);
        let problems = [
            Problem::field("name", "text-empty"),
            Problem::cell(3, "unit", "text-empty"),
        ];
        let typed = Typed::default().with("name", " ");
        let form = Form::new(words, "/x".into(), "button-save", &typed, &problems).lines(&["name", "sector"]);
        let form = form.finished(1);
        assert_eq!(form.fields[0].problem, words.say("text-empty"));
        assert_eq!(form.fields[0].value, " ", "what was typed stays");
        assert_eq!(form.fields[1].problem, "");
        assert_eq!(form.problems.len(), 1);
        assert!(form.problems[0].contains("Row 3"), "{:?}", form.problems);
    }
}
