//! Sharing the credit: words about what partners did, which each partner named may change and agrees to before they go out.

use std::collections::BTreeMap;

use domain::access::Purpose;
use domain::credit::{Answer, Named, Stand, may_go_out};
use domain::ids::{ContributionId, OrganisationId, PersonId};
use jiff::civil::Date;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::mail::{self, Letter};
use platform::words::Language;

use super::credit_store::{self as store, CreditRow, NamedRow};
use super::store as contributions;
use crate::accounts::link::{NewLink, issue};
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};
use crate::requests::letters::Desk;

/// What is said to whoever answers about words that were changed meanwhile.
pub const STALE: &str = "problem-credit-changed";

/// A link goes on opening the words for this long.
const LINK_MILLIS: i64 = 60 * 24 * 3600 * 1000;

/// The words with everybody named in them.
#[derive(Debug, Clone)]
pub struct Credit {
    /// The words.
    pub row: CreditRow,
    /// Who is named.
    pub named: Vec<NamedRow>,
}

impl Credit {
    fn rules(&self, time_zone: &str) -> Vec<Named> {
        self.named.iter().map(|row| row.named(time_zone)).collect()
    }

    /// How each partner stands to the present wording.
    pub fn stands(&self, time_zone: &str, today: Date) -> Vec<(&NamedRow, Stand)> {
        let stands = self.named.iter().map(|row| {
            let stand = row.named(time_zone).stand(self.row.revision, today);
            (row, stand)
        });
        stands.collect()
    }

    /// Whether the words may go out with the next edition.
    pub fn may_go_out(&self, time_zone: &str, today: Date) -> bool {
        may_go_out(&self.rules(time_zone), self.row.revision, today)
    }
}

/// The words about a contribution; none were written yet.
pub async fn load(connection: &Connection, id: &str) -> Result<Option<Credit>, Error> {
    let Some(row) = store::credit(connection, id).await? else {
        return Ok(None);
    };
    let named = store::named(connection, id).await?;
    Ok(Some(Credit { row, named }))
}

/// The words about everything that was done for an indicator, by contribution.
pub async fn load_for(connection: &Connection, indicator: &str) -> Result<BTreeMap<String, Credit>, Error> {
    let rows = store::credits_to(connection, indicator).await?.into_iter();
    let mut credits: BTreeMap<String, Credit> = rows
        .map(|row| {
            let credit = Credit {
                row: CreditRow {
                    text_en: row.text_en,
                    text_es: row.text_es,
                    revision: row.revision,
                },
                named: Vec::new(),
            };
            (row.contribution_id, credit)
        })
        .collect();
    if credits.is_empty() {
        return Ok(credits);
    }
    for row in store::named_to(connection, indicator).await? {
        if let Some(credit) = credits.get_mut(&row.contribution_id) {
            credit.named.push(NamedRow {
                organisation_id: row.organisation_id,
                name: row.name,
                asked_at: row.asked_at,
                asked_revision: row.asked_revision,
                answer: row.answer,
                answered_revision: row.answered_revision,
                because: row.because,
            });
        }
    }
    Ok(credits)
}

/// Writes the words anew. The same words again change nothing, so that nobody is asked twice about them.
pub async fn write(
    scope: &Scope,
    actor: Actor,
    id: ContributionId,
    (en, es): (&str, &str),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let facts = write_in(&tx, id, (en, es)).await?;
    commit(tx, facts).await
}

async fn write_in(tx: &Tx, id: ContributionId, (en, es): (&str, &str)) -> Result<Vec<NewFact>, Refusal> {
    let mut check = Check::form();
    let en = check.prose("credit_en", en);
    let es = check.optional_prose("credit_es", es);
    let (en, es) = check.finish((en, es))?;
    let key = id.to_string();
    contributions::contribution(tx, &key)
        .await?
        .ok_or(Error::NotFound)?;
    let old = store::credit(tx, &key).await?;
    if old.is_some_and(|old| old.text_en == en && old.text_es == es) {
        return Ok(Vec::new());
    }
    store::write(tx, &key, (&en, &es)).await?;
    Ok(vec![NewFact::new(
        "learning.credit-written",
        "contribution",
        id.uuid(),
    )])
}

/// Asks everybody named who has not yet said something about the present wording, each by a link of their own.
///
/// Errors: no words were written; a partner has nobody who can be reached.
pub async fn ask(scope: &Scope, actor: Actor, desk: Desk<'_>, id: ContributionId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let key = id.to_string();
    let credit = load(&tx, &key).await?.ok_or(Error::NotFound)?;
    let row = contributions::contribution(&tx, &key)
        .await?
        .ok_or(Error::NotFound)?;
    let mut facts = Vec::new();
    for named in &credit.named {
        let is_about_this = |about: Option<i64>| about == Some(credit.row.revision);
        if is_about_this(named.answered_revision) || is_about_this(named.asked_revision) {
            continue;
        }
        let Some(person) = store::person_of(&tx, &named.organisation_id).await? else {
            return Err(Problem::field("credit_en", "problem-credit-nobody")
                .with("partner", &named.name)
                .into());
        };
        let organisation: OrganisationId = named.organisation_id.parse().map_err(|_| Error::NotFound)?;
        let holder: PersonId = person.person_id.parse().map_err(|_| Error::NotFound)?;
        let new = NewLink {
            person: holder,
            purpose: Purpose::Credit {
                contribution: id,
                organisation,
            },
            expires_at: tx.clock().now_millis() + LINK_MILLIS,
        };
        let (secret, _, fact) = issue(&tx, &new).await?;
        facts.push(fact);
        store::asked(&tx, (&key, &named.organisation_id), credit.row.revision).await?;
        let words = crate::words::words(Language::from_code(&person.language).unwrap_or_default());
        let arguments = [
            ("person", person.name.as_str().into()),
            ("partner", named.name.as_str().into()),
            ("title", words.pick(&row.title_en, &row.title_es).into()),
            (
                "text",
                words.pick(&credit.row.text_en, &credit.row.text_es).into(),
            ),
            ("collaborative", desk.collaborative.name.as_str().into()),
            ("link", format!("{}/credit", desk.link(&secret)).into()),
            ("contact", desk.collaborative.contact_email.as_str().into()),
        ];
        let letter = Letter {
            to: person.email,
            subject: words.with("letter-credit-subject", &arguments),
            text: words.with("letter-credit", &arguments),
        };
        mail::enqueue(&tx, letter).await?;
    }
    if !facts.is_empty() {
        facts.push(NewFact::new("learning.credit-asked", "contribution", id.uuid()));
    }
    commit(tx, facts).await
}

/// What a partner sends back.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// Code of an [`Answer`].
    pub answer: String,
    /// Which wording the partner had before it.
    pub revision: i64,
    /// The words as the partner wants them, English; as they were if nothing is to change.
    pub en: String,
    /// Spanish.
    pub es: String,
    /// Why, if it objects.
    pub because: String,
}

/// Takes a partner's word: it agrees, to the words as they stand or as it changed them, or objects with a reason.
pub async fn answer(
    scope: &Scope,
    actor: Actor,
    (id, organisation): (ContributionId, OrganisationId),
    reply: &Reply,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let answer = check.code("answer", &reply.answer, Answer::from_code);
    let because = match answer {
        Some(Answer::Objects) => check.prose("why_so", &reply.because),
        Some(Answer::Agrees) | None => String::new(),
    };
    let answer = check.finish(answer)?.ok_or(Error::NotFound)?;
    let tx = scope.write(actor).await?;
    let (key, partner) = (id.to_string(), organisation.to_string());
    let credit = load(&tx, &key).await?.ok_or(Error::NotFound)?;
    if !credit.named.iter().any(|row| row.organisation_id == partner) {
        return Err(Error::NotFound.into());
    }
    // Somebody else may have changed the words since this form was opened: nobody answers about words they have not read.
    let sends_what_stands = answer == Answer::Agrees
        && credit.row.text_en == reply.en.trim()
        && credit.row.text_es == reply.es.trim();
    if reply.revision != credit.row.revision && !sends_what_stands {
        return Err(Problem::field("credit_en", STALE).into());
    }
    let mut facts = match answer {
        Answer::Agrees => write_in(&tx, id, (&reply.en, &reply.es)).await?,
        // Whoever objects changes no words: the reason stands beside them.
        Answer::Objects => Vec::new(),
    };
    let now = store::credit(&tx, &key).await?.ok_or(Error::NotFound)?;
    store::answered(&tx, (&key, &partner), (answer, now.revision, &because)).await?;
    facts.push(
        NewFact::new("learning.credit-answered", "contribution", id.uuid())
            .set("organisation", organisation)
            .set("answer", answer.code()),
    );
    commit(tx, facts).await
}
