//! The words of an agreement, clause by clause, from its terms. They are our own, and say that they are no legal advice.

use domain::agreements::{Class, Clause};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::Words;

use super::frozen::FrozenClause;
use super::store::AgreementRow;
use super::written::{Written, WrittenElement};
use crate::dates;
use crate::directory::store as directory;
use crate::error::Error;

/// Names of people and things that the text speaks of.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The organisation whose data they are.
    pub gives: String,
    /// Who signs for it.
    pub giver: String,
    /// Who gets them.
    pub receives: String,
    /// Who signs for that side.
    pub receiver: String,
    people: Vec<(String, String)>,
    indicators: Vec<IndicatorRow>,
}

#[derive(Debug, Clone, FromQueryResult)]
struct IndicatorRow {
    indicator_id: String,
    title_en: String,
    title_es: String,
}

impl Facts {
    /// Everything an agreement names; `team` is the collaborative's own name.
    pub async fn load(
        connection: &Connection,
        row: &AgreementRow,
        written: &Written,
        team: &str,
    ) -> Result<Self, Error> {
        let organisation = async |id: &str| directory::organisation(connection, id).await;
        let gives = organisation(&row.gives_organisation_id).await?;
        let receives = match &row.receives_organisation_id {
            Some(id) => organisation(id).await?.map(|one| one.name),
            None => None,
        };
        let mut facts = Self {
            gives: gives.map(|one| one.name).unwrap_or_default(),
            receives: receives.unwrap_or_else(|| team.to_owned()),
            indicators: indicators(connection).await?,
            ..Self::default()
        };
        for person in directory::people(connection).await? {
            let is = |id: &String| *id == person.person_id;
            if is(&row.gives_person_id) {
                facts.giver.clone_from(&person.name);
            }
            if is(&row.receives_person_id) {
                facts.receiver.clone_from(&person.name);
            }
            if written.senders.iter().any(is) || written.users.iter().any(is) {
                facts.people.push((person.person_id, person.name));
            }
        }
        Ok(facts)
    }

    /// The names of some people, in the order in which they were named.
    pub fn names(&self, ids: &[String]) -> String {
        let names = ids.iter().filter_map(|id| {
            let found = self.people.iter().find(|(known, _)| known == id);
            found.map(|(_, name)| name.as_str())
        });
        names.collect::<Vec<_>>().join(", ")
    }

    fn indicator_titles(&self, words: Words, ids: &[String]) -> Vec<String> {
        let named = self
            .indicators
            .iter()
            .filter(|one| ids.contains(&one.indicator_id));
        named
            .map(|one| words.pick(&one.title_en, &one.title_es).to_owned())
            .collect()
    }
}

async fn indicators(connection: &Connection) -> Result<Vec<IndicatorRow>, DbError> {
    let sql = "select i.indicator_id, coalesce(v.title_en, i.slug) as title_en, coalesce(v.title_es, '') as title_es
               from indicator i
               left join indicator_version v on v.collaborative_id = i.collaborative_id
                 and v.indicator_id = i.indicator_id
                 and v.version = (select max(x.version) from indicator_version x
                                  where x.collaborative_id = i.collaborative_id and x.indicator_id = i.indicator_id)
               where i.collaborative_id = $1
               order by i.position, i.slug
               limit 1000";
    connection.rows(sql, args![]).await
}

/// Indicators with their titles, as choices of a form.
pub async fn indicator_choices(
    connection: &Connection,
    words: Words,
) -> Result<Vec<(String, String)>, DbError> {
    let rows = indicators(connection).await?.into_iter();
    Ok(rows
        .map(|one| {
            let title = words.pick(&one.title_en, &one.title_es).to_owned();
            (one.indicator_id, title)
        })
        .collect())
}

/// The clauses in one language.
pub fn clauses(words: Words, row: &AgreementRow, written: &Written, facts: &Facts) -> Vec<FrozenClause> {
    let writer = Writer {
        words,
        row,
        written,
        facts,
    };
    Clause::ALL.iter().map(|clause| writer.clause(*clause)).collect()
}

struct Writer<'a> {
    words: Words,
    row: &'a AgreementRow,
    written: &'a Written,
    facts: &'a Facts,
}

impl Writer<'_> {
    fn clause(&self, clause: Clause) -> FrozenClause {
        let (lead, items) = match clause {
            Clause::Parties => (vec![self.parties()], Vec::new()),
            Clause::Purpose => self.purpose(),
            Clause::Elements => self.elements(),
            Clause::People => (self.people(), Vec::new()),
            Clause::Linking => (vec![self.chosen("linking", &self.written.linking)], Vec::new()),
            Clause::Publication => (
                vec![self.chosen("publication", &self.written.publication)],
                Vec::new(),
            ),
            Clause::Term => (vec![self.term()], Vec::new()),
            Clause::Consent => (vec![self.consent()], Vec::new()),
            Clause::Destruction => (self.destruction(), Vec::new()),
            Clause::Further => (self.further(), Vec::new()),
        };
        FrozenClause {
            code: clause.code().to_owned(),
            heading: self.words.say(&format!("agreement-clause-{}", clause.code())),
            lead,
            items,
        }
    }

    fn day(&self, on: &str) -> String {
        on.parse()
            .map_or_else(|_| on.to_owned(), |day| dates::plain(self.words, day))
    }

    fn chosen(&self, what: &str, code: &str) -> String {
        self.words.say(&format!("agreement-text-{what}-{code}"))
    }

    fn parties(&self) -> String {
        let facts = self.facts;
        self.words.with(
            "agreement-text-parties",
            &[
                ("gives", facts.gives.as_str().into()),
                ("giver", facts.giver.as_str().into()),
                ("receives", facts.receives.as_str().into()),
                ("receiver", facts.receiver.as_str().into()),
            ],
        )
    }

    fn purpose(&self) -> (Vec<String>, Vec<String>) {
        let exactly = self
            .words
            .pick(&self.written.exactly_en, &self.written.exactly_es);
        let titles = self
            .facts
            .indicator_titles(self.words, &self.written.indicators)
            .join("; ");
        let mut lead = vec![self.words.say("agreement-text-purpose")];
        lead.extend((!exactly.is_empty()).then(|| exactly.to_owned()));
        lead.push(match titles.is_empty() {
            true => self.words.say("agreement-text-indicators-all"),
            false => self
                .words
                .with("agreement-text-indicators", &[("titles", titles.into())]),
        });
        let codes = self.written.purposes.iter();
        let items = codes.map(|code| self.words.say(&format!("agreement-purpose-{code}")));
        (lead, items.collect())
    }

    fn elements(&self) -> (Vec<String>, Vec<String>) {
        let mut items = Vec::new();
        for class in Class::ALL {
            let of_class = self
                .written
                .elements
                .iter()
                .filter(|one| one.class == class.code());
            let names: Vec<String> = of_class.map(named).collect();
            if !names.is_empty() {
                let key = format!("agreement-text-elements-{}", class.code());
                items.push(self.words.with(&key, &[("names", names.join("; ").into())]));
            }
        }
        (vec![self.words.say("agreement-text-elements")], items)
    }

    fn people(&self) -> Vec<String> {
        let named = |key: &str, ids: &[String]| {
            let names = self.facts.names(ids);
            self.words.with(key, &[("names", names.into())])
        };
        vec![
            named("agreement-text-senders", &self.written.senders),
            named("agreement-text-users", &self.written.users),
            self.words.say("agreement-text-people"),
        ]
    }

    fn term(&self) -> String {
        self.words.with(
            "agreement-text-term",
            &[
                ("start", self.day(&self.row.starts_on).into()),
                ("end", self.day(&self.row.ends_on).into()),
            ],
        )
    }

    fn consent(&self) -> String {
        let key = format!("agreement-text-consent-{}", self.written.consent);
        self.words
            .with(&key, &[("key", self.written.consent_key.as_str().into())])
    }

    fn destruction(&self) -> Vec<String> {
        let days = self.row.kept_days.max(1);
        vec![
            self.words
                .with("agreement-text-destruction", &[("days", days.into())]),
            self.words.say("agreement-text-destruction-stays"),
        ]
    }

    fn further(&self) -> Vec<String> {
        let own = self
            .words
            .pick(&self.written.further_en, &self.written.further_es);
        let mut lead: Vec<String> = own
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect();
        lead.push(self.words.say("agreement-text-changes"));
        lead.push(self.words.say("agreement-no-advice"));
        lead.push(self.words.say("agreement-text-both-languages"));
        lead
    }
}

/// An element with its other headings.
fn named(element: &WrittenElement) -> String {
    if element.headings.is_empty() {
        return element.name.clone();
    }
    format!("{} ({})", element.name, element.headings.join(", "))
}
