//! What is typed into the form of an agreement, read into its parties, days and terms, and back.

use domain::agreements::{Class, Consent, Linking, Publication, Purpose};
use jiff::civil::Date;
use platform::db::Connection;

use super::store::AgreementRow;
use super::written::{Written, WrittenElement};
use crate::blocks::Typed;
use crate::directory::store::{self as directory, PersonRow};
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Longest an agreement runs: people forget what they signed, and a new signature costs little.
const YEARS_MAX: i16 = 5;
/// Longest that data are kept after the end.
const KEPT_DAYS_MAX: i64 = 365;
/// Most elements of one agreement.
const ELEMENTS_MAX: usize = 200;

/// What was typed, with everybody it may name.
pub struct Reading<'a> {
    typed: &'a Typed,
    people: Vec<PersonRow>,
    indicators: Vec<String>,
}

impl<'a> Reading<'a> {
    /// Ready to read a form.
    pub async fn begin(connection: &Connection, typed: &'a Typed) -> Result<Self, Error> {
        let words = crate::words::words(platform::words::Language::English);
        let indicators = super::clauses::indicator_choices(connection, words).await?;
        Ok(Self {
            typed,
            people: directory::people(connection).await?,
            indicators: indicators.into_iter().map(|(id, _)| id).collect(),
        })
    }

    /// The version that was typed; what the form does not hold stays as it is in `row`.
    ///
    /// Errors: what is to be mended, by field.
    pub fn read(&self, row: AgreementRow) -> Result<AgreementRow, Refusal> {
        let mut check = Check::form();
        let written = self.written(&mut check);
        let (starts_on, ends_on) = self.days(&mut check);
        let gives = self.signatory(&mut check, "signs_for_giver");
        let receives = self.signatory(&mut check, "signs_for_receiver");
        if gives.is_some_and(|one| one.organisation_id.is_none()) {
            check.wrong("signs_for_giver", "problem-agreement-no-organisation");
        }
        let kept = check.optional_whole("kept_days", self.typed.get("kept_days"));
        let kept = kept.unwrap_or(0);
        if !(0..=KEPT_DAYS_MAX).contains(&kept) {
            let problem = check.problem("kept_days", "problem-agreement-kept-days");
            check.note(problem.with("most", KEPT_DAYS_MAX));
        }
        let person = |one: Option<&PersonRow>| one.map(|one| one.person_id.clone()).unwrap_or_default();
        let organisation = |one: Option<&PersonRow>| one.and_then(|one| one.organisation_id.clone());
        if !person(gives).is_empty() && person(gives) == person(receives) {
            check.wrong("signs_for_receiver", "problem-agreement-two-people");
        }
        let row = AgreementRow {
            title_en: check.title("title_en", self.typed.get("title_en")),
            title_es: check.optional_title("title_es", self.typed.get("title_es")),
            gives_organisation_id: organisation(gives).unwrap_or_default(),
            gives_person_id: person(gives),
            receives_organisation_id: organisation(receives),
            receives_person_id: person(receives),
            terms: written.to_json(),
            starts_on,
            ends_on,
            kept_days: kept,
            ..row
        };
        check.finish(row)
    }

    fn signatory(&self, check: &mut Check, field: &str) -> Option<&PersonRow> {
        let id = self.typed.get(field);
        let found = self
            .people
            .iter()
            .find(|one| one.person_id == id && one.state != "left");
        if found.is_none() {
            check.wrong(field, "problem-agreement-signatory");
        }
        found
    }

    fn days(&self, check: &mut Check) -> (String, String) {
        let starts = check.day("runs_from", self.typed.get("runs_from"));
        let ends = check.day("runs_until", self.typed.get("runs_until"));
        if let (Ok(first), Ok(last)) = (starts.parse::<Date>(), ends.parse::<Date>()) {
            if last < first {
                check.wrong("runs_until", "problem-agreement-ends-first");
            } else if last.year() - first.year() > YEARS_MAX {
                let problem = check.problem("runs_until", "problem-agreement-too-long");
                check.note(problem.with("years", YEARS_MAX));
            }
        }
        (starts, ends)
    }

    fn written(&self, check: &mut Check) -> Written {
        let typed = self.typed;
        let purposes = Purpose::ALL.iter().map(|one| one.code());
        let purposes = purposes.filter(|code| typed.is_ticked(&for_field(code)));
        let purposes: Vec<String> = purposes.map(str::to_owned).collect();
        if purposes.is_empty() {
            check.wrong("for_shared_measures", "problem-agreement-no-purpose");
        }
        let indicators = self.indicators.iter();
        let indicators = indicators.filter(|id| typed.is_ticked(&format!("indicator-{id}")));
        let elements = self.elements(check);
        let consent = check.code("families_asked", typed.get("families_asked"), Consent::from_code);
        let consent_key = check.optional_title("families_key", typed.get("families_key"));
        let is_asked = consent.is_some_and(|one| one != Consent::NotAsked);
        if is_asked && !elements.iter().any(|one| one.name == consent_key) {
            check.wrong("families_key", "problem-agreement-consent-key");
        }
        let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
        let linking = check.code("may_link", typed.get("may_link"), Linking::from_code);
        let publication = check.code("may_publish", typed.get("may_publish"), Publication::from_code);
        Written {
            purposes,
            exactly_en: check.prose("exactly_en", typed.get("exactly_en")),
            exactly_es: check.optional_prose("exactly_es", typed.get("exactly_es")),
            indicators: indicators.cloned().collect(),
            senders: self.named(check, "senders"),
            users: self.named(check, "users"),
            elements,
            linking: code(linking.map(Linking::code)),
            publication: code(publication.map(Publication::code)),
            consent: code(consent.map(Consent::code)),
            consent_key,
            further_en: check.optional_prose("further_en", typed.get("further_en")),
            further_es: check.optional_prose("further_es", typed.get("further_es")),
        }
    }

    /// People by their addresses, one a line.
    fn named(&self, check: &mut Check, field: &str) -> Vec<String> {
        let mut ids = Vec::new();
        for line in lines(self.typed.get(field)) {
            let found = self.people.iter().find(|one| {
                !one.email.is_empty() && one.email.eq_ignore_ascii_case(line) && one.state != "left"
            });
            match found {
                Some(person) if ids.contains(&person.person_id) => {}
                Some(person) => ids.push(person.person_id.clone()),
                None => {
                    let problem = check.problem(field, "problem-agreement-unknown-person");
                    check.note(problem.with("text", line));
                }
            }
        }
        if ids.is_empty() {
            check.wrong(field, "problem-agreement-nobody");
        }
        ids
    }

    /// Elements class by class, one a line: the name, then other headings after a colon.
    fn elements(&self, check: &mut Check) -> Vec<WrittenElement> {
        let mut elements: Vec<WrittenElement> = Vec::new();
        for class in Class::ALL {
            let field = format!("elements_{}", class.code());
            for line in lines(self.typed.get(&field)) {
                let (name, others) = line.split_once(':').unwrap_or((line, ""));
                let headings = others.split(',').map(str::trim).filter(|one| !one.is_empty());
                let element = WrittenElement {
                    name: name.trim().to_owned(),
                    headings: headings.map(str::to_owned).collect(),
                    class: class.code().to_owned(),
                };
                let is_known = elements.iter().any(|one| one.name == element.name);
                if element.name.is_empty() || is_known {
                    let problem = check.problem(&field, "problem-agreement-element");
                    check.note(problem.with("text", line));
                } else {
                    elements.push(element);
                }
            }
        }
        if elements.is_empty() {
            check.wrong("elements_plain", "problem-agreement-no-elements");
        }
        if elements.len() > ELEMENTS_MAX {
            let problem = check.problem("elements_plain", "problem-agreement-elements");
            check.note(problem.with("most", ELEMENTS_MAX));
        }
        elements
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The name of a purpose's box.
pub fn for_field(code: &str) -> String {
    format!("for_{}", code.replace('-', "_"))
}

/// A version as it is typed.
pub fn typed_of(row: &AgreementRow, people: &[PersonRow]) -> Typed {
    let written = Written::of(row);
    let addresses = |ids: &[String]| {
        let of = |id: &String| people.iter().find(|one| one.person_id == *id);
        let found = ids.iter().filter_map(of).map(|one| one.email.as_str());
        found.collect::<Vec<_>>().join("\n")
    };
    let mut typed = Typed::default()
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("signs_for_giver", &row.gives_person_id)
        .with("signs_for_receiver", &row.receives_person_id)
        .with("runs_from", &row.starts_on)
        .with("runs_until", &row.ends_on)
        .with("kept_days", row.kept_days)
        .with("exactly_en", &written.exactly_en)
        .with("exactly_es", &written.exactly_es)
        .with("senders", addresses(&written.senders))
        .with("users", addresses(&written.users))
        .with("may_link", &written.linking)
        .with("may_publish", &written.publication)
        .with("families_asked", &written.consent)
        .with("families_key", &written.consent_key)
        .with("further_en", &written.further_en)
        .with("further_es", &written.further_es);
    for code in &written.purposes {
        typed = typed.with(&for_field(code), "yes");
    }
    for id in &written.indicators {
        typed = typed.with(&format!("indicator-{id}"), "yes");
    }
    for class in Class::ALL {
        let of_class = written.elements.iter().filter(|one| one.class == class.code());
        let lines: Vec<String> = of_class.map(line_of).collect();
        typed = typed.with(&format!("elements_{}", class.code()), lines.join("\n"));
    }
    typed
}

fn line_of(element: &WrittenElement) -> String {
    if element.headings.is_empty() {
        return element.name.clone();
    }
    format!("{}: {}", element.name, element.headings.join(", "))
}
