//! Coding contributions: two people each say what kind of thing it was, how many it can reach and how strongly it works,
//! the second without seeing the first; where they differ they settle it with a word.

use domain::contributions::{Code, Kind, Reach, Standing, Strength, may_see_codings};
use domain::ids::{ContributionId, PersonId};
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use statistics::{Agreement, Fault, Level, agreement};

use super::coding_store::{self as store, CodedRow};
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};

/// A code as typed.
#[derive(Debug, Clone, Default)]
pub struct CodeForm {
    /// Code of a [`Kind`].
    pub kind: String,
    /// Code of a [`Reach`].
    pub reach: String,
    /// Code of a [`Strength`].
    pub strength: String,
}

impl CodeForm {
    fn read(&self, check: &mut Check) -> Option<Code> {
        let kind = check.code("type", &self.kind, Kind::from_code);
        let reach = check.code("reach", &self.reach, Reach::from_code);
        let strength = check.code("strength", &self.strength, Strength::from_code);
        Some(Code {
            kind: kind?,
            reach: reach?,
            strength: strength?,
        })
    }
}

/// Codes a contribution. Somebody who has coded it already has said their word: sent twice it is one coding.
///
/// Errors: two others have coded it meanwhile.
pub async fn code(
    scope: &Scope,
    actor: Actor,
    id: ContributionId,
    coder: PersonId,
    form: &CodeForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let fact = code_in(&tx, id, coder, form).await?;
    commit(tx, fact.into_iter().collect()).await
}

/// Codes a contribution in a change's own transaction; gives the fact for the commit, none if nothing changed.
pub async fn code_in(
    tx: &Tx,
    id: ContributionId,
    coder: PersonId,
    form: &CodeForm,
) -> Result<Option<NewFact>, Refusal> {
    let mut check = Check::form();
    let code = form.read(&mut check);
    let code = check.finish(code)?.ok_or(Error::NotFound)?;
    let row = store::contribution(tx, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let person = coder.to_string();
    if row.is_coded_by(&person) {
        return Ok(None);
    }
    let place = match row.codings().len() {
        0 => 1,
        1 => 2,
        _ => return Err(Refusal::from(Problem::field("type", "problem-coded-by-two"))),
    };
    if store::insert_coding(tx, &id.to_string(), (place, &person), code).await? == 0 {
        // Somebody else took the place in this very moment.
        return Err(Refusal::from(Problem::field("type", "problem-coded-meanwhile")));
    }
    // The code itself stays out of the history until two have coded: whoever may read the history may be the second.
    let fact = NewFact::new("learning.contribution-coded", "contribution", id.uuid());
    Ok(Some(fact.set("place", place)))
}

/// Settles what two coders saw differently. Errors: nothing differs, or there is no word why.
pub async fn settle(
    scope: &Scope,
    actor: Actor,
    id: ContributionId,
    form: &CodeForm,
    because: &str,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let fact = settle_in(&tx, id, form, because).await?;
    commit(tx, vec![fact]).await
}

/// Settles a difference in a change's own transaction; gives the fact for the commit.
pub async fn settle_in(
    tx: &Tx,
    id: ContributionId,
    form: &CodeForm,
    because: &str,
) -> Result<NewFact, Refusal> {
    let mut check = Check::form();
    let because = check.prose("why_so", because);
    let code = form.read(&mut check);
    let code = check.finish(code)?.ok_or(Error::NotFound)?;
    let row = store::contribution(tx, &id.to_string()).await?;
    match row.ok_or(Error::NotFound)?.standing() {
        Standing::Differs { .. } | Standing::Settled(_) => {}
        Standing::Open | Standing::Once(_) | Standing::Confirmed(_) => {
            return Err(Refusal::from(Problem::field("type", "problem-nothing-to-settle")));
        }
    }
    store::settle(tx, &id.to_string(), code, &because).await?;
    let fact = NewFact::new("learning.contribution-settled", "contribution", id.uuid())
        .set("type", code.kind.code())
        .set("reach", code.reach.code())
        .set("strength", code.strength.code());
    Ok(fact)
}

/// What somebody may see of a contribution's codings: all of it, or only how far it has come.
pub fn seen_by(row: &CodedRow, person: &str) -> Option<Vec<Code>> {
    let codings = row.codings();
    may_see_codings(codings.len(), row.is_coded_by(person)).then_some(codings)
}

/// How far coders agree about one question.
#[derive(Debug, Clone)]
pub struct Agreed {
    /// `kind`, `reach` or `strength`.
    pub question: &'static str,
    /// The figure, or why there is none.
    pub agreement: Result<Agreement, Fault>,
    /// Where they differ most often: what the first said, what the second said, how often.
    pub apart: Vec<(String, String, i64)>,
}

/// How far coders agree about each of the three questions, over everything that two have coded.
pub async fn agreed(connection: &Connection) -> Result<Vec<Agreed>, Error> {
    let pairs = store::pairs(connection).await?;
    let questions: [(&'static str, &[&str]); 3] = [
        ("kind", Kind::CODES),
        ("reach", Reach::CODES),
        ("strength", Strength::CODES),
    ];
    let agreed = questions.into_iter().map(|(question, codes)| {
        let own = || pairs.iter().filter(|pair| pair.question == question);
        let cell = |first: &str, second: &str| {
            let found = own().find(|pair| pair.first == first && pair.second == second);
            found.map_or(0, |pair| u64::try_from(pair.n).unwrap_or(0))
        };
        let row = |first: &&str| codes.iter().map(|second| cell(first, second)).collect();
        let table: Vec<Vec<u64>> = codes.iter().map(row).collect();
        let mut apart: Vec<(String, String, i64)> = own()
            .filter(|pair| pair.first != pair.second)
            .map(|pair| (pair.first.clone(), pair.second.clone(), pair.n))
            .collect();
        apart.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
        apart.truncate(3);
        Agreed {
            question,
            agreement: agreement(&table, Level::NINETY_FIVE),
            apart,
        }
    });
    Ok(agreed.collect())
}
