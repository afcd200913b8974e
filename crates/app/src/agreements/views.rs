//! What the pages of an agreement show: its text clause by clause, and who signed it.

use askama::Template;
use domain::agreements::{Clause, Side, Standing};
use platform::db::Connection;
use platform::words::Words;

use super::actions::standing;
use super::frozen::{FrozenClause, FrozenText};
use super::signing::signatory;
use super::store::{self, AgreementRow};
use crate::collaborative::store::CollaborativeRow;
use crate::dates;
use crate::directory::store as directory;
use crate::error::Error;

/// The title in a reader's language.
pub fn title(words: Words, row: &AgreementRow) -> String {
    words.pick(&row.title_en, &row.title_es).to_owned()
}

/// A day in words; as it stands if it is none.
pub fn day(words: Words, on: &str) -> String {
    on.parse()
        .map_or_else(|_| on.to_owned(), |day| dates::plain(words, day))
}

/// Where a version stands, with the class of its tag.
pub fn tag(words: Words, row: &AgreementRow) -> (&'static str, String) {
    let standing = standing(row);
    let class = match standing {
        Standing::InForce => "ok",
        Standing::Draft | Standing::Signing | Standing::Ended => "wait",
        Standing::Replaced | Standing::Destroyed => "",
    };
    (
        class,
        words.say(&format!("agreement-standing-{}", standing.code())),
    )
}

/// One side's signature, or that it is awaited.
pub struct SignatureView {
    /// "Rosa Linares, for Casa Faro".
    pub who: String,
    /// When, under which name; or that it is awaited.
    pub what: String,
    /// Class of its tag.
    pub tag: &'static str,
}

/// An agreement as it is read.
#[derive(Template)]
#[template(path = "agreements/text.html")]
pub struct TextView {
    words: Words,
    clauses: Vec<(usize, FrozenClause)>,
    signatures: Vec<SignatureView>,
    hash: String,
    is_frozen: bool,
}

impl TextView {
    /// The text of a version with its signatures.
    pub async fn of(
        connection: &Connection,
        row: &AgreementRow,
        collaborative: &CollaborativeRow,
        words: Words,
    ) -> Result<Self, Error> {
        let text = FrozenText::shown(connection, row, &collaborative.name).await?;
        let number = |clause: &FrozenClause| {
            let known = Clause::ALL.iter().find(|one| one.code() == clause.code);
            known.map_or(0, |one| one.number())
        };
        let clauses = text
            .read(words)
            .iter()
            .map(|clause| (number(clause), clause.clone()));
        Ok(Self {
            words,
            clauses: clauses.collect(),
            signatures: signatures(connection, row, collaborative, words).await?,
            hash: row.text_hash.clone().unwrap_or_default(),
            is_frozen: row.text_hash.is_some(),
        })
    }
}

async fn signatures(
    connection: &Connection,
    row: &AgreementRow,
    collaborative: &CollaborativeRow,
    words: Words,
) -> Result<Vec<SignatureView>, Error> {
    let given = store::signatures(connection, &row.agreement_id).await?;
    let mut views = Vec::new();
    for side in Side::ALL {
        let person = directory::person(connection, signatory(row, *side)).await?;
        let name = person.map(|one| one.name).unwrap_or_default();
        let of_side = |one: &&store::SignatureRow| one.side == side.code();
        let stands = given
            .iter()
            .filter(of_side)
            .find(|one| one.voided_at.is_none() && Some(&one.text_hash) == row.text_hash.as_ref());
        let who = words.with(
            &format!("agreement-signs-{}", side.code()),
            &[("name", name.into())],
        );
        let (tag, what) = match stands {
            Some(one) => {
                let on = dates::day_of(one.signed_at, &collaborative.time_zone);
                let arguments = [
                    ("name", one.signed_name.as_str().into()),
                    ("day", dates::plain(words, on).into()),
                ];
                ("ok", words.with("agreement-signed-as", &arguments))
            }
            None if given.iter().any(|one| of_side(&one)) => ("wait", words.say("agreement-signature-void")),
            None => ("wait", words.say("agreement-signature-awaited")),
        };
        views.push(SignatureView { who, what, tag });
    }
    Ok(views)
}
