//! Asking for a mirror, and keeping what a source says of the community.

use std::collections::BTreeMap;

use domain::backbone::mirror::QUESTIONS_MAX;
use domain::backbone::questions::Subject;
use domain::ids::{AssessmentId, CommunityFigureId};
use jiff::civil::Date;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};

use super::asked::{self, Asked};
use super::store::{self, FigureRow};
use crate::backbone::assessments::actions::{self as assessments, NewRound};
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::problems::{Check, Problem, Refusal};
use crate::requests::letters::Desk;

/// Everything that could be asked about today.
pub async fn askable(connection: &Connection) -> Result<Vec<Asked>, Error> {
    let dimensions = measurement::dimensions(connection).await?;
    let categories = measurement::categories(connection).await?;
    Ok(asked::askable(&dimensions, &categories))
}

/// Asks the backbone's people and every member of a body which groups they belong to.
///
/// Errors: no dimension chosen, or too many; and what [`assessments::open`] refuses.
pub async fn ask(
    scope: &Scope,
    actor: Actor,
    desk: Desk<'_>,
    (id, closes_on, dimensions): (AssessmentId, Date, &[String]),
) -> Result<(), Refusal> {
    let mut asked = askable(&*scope.read().await?).await?;
    asked.retain(|one| dimensions.contains(&one.code));
    if asked.is_empty() || asked.len() > QUESTIONS_MAX {
        return Err(Problem::field("form", "mirror-choose-questions").into());
    }
    let round = NewRound {
        id,
        subject: Subject::Mirror,
        closes_on,
        asks: asked::written(&asked),
    };
    assessments::open(scope, actor, desk, round).await
}

/// Figures of the community as typed.
#[derive(Debug, Clone, Default)]
pub struct FigureForm {
    /// Who is counted, English.
    pub whole_en: String,
    /// Who is counted, Spanish.
    pub whole_es: String,
    /// Where they come from.
    pub source: String,
    /// Address of the source.
    pub address: String,
    /// Year.
    pub as_of: String,
    /// Of a hundred, by slug of a category, as typed; empty where the source has none.
    pub shares: BTreeMap<String, String>,
}

/// Name of the field of a category's share.
pub fn share_field(category: &str) -> String {
    format!("c-{category}")
}

/// Keeps what a source says of the community by one dimension.
///
/// Errors: not a dimension; no source, year or word of who is counted; shares that are none.
pub async fn keep_figure(
    scope: &Scope,
    actor: Actor,
    (id, dimension): (CommunityFigureId, &str),
    form: &FigureForm,
) -> Result<(), Refusal> {
    let found = askable(&*scope.read().await?).await?;
    let question = found.iter().find(|one| one.code == dimension);
    let question = question.ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let row = FigureRow {
        community_figure_id: id.to_string(),
        dimension: question.code.clone(),
        whole_en: check.title("figure_whole_en", &form.whole_en),
        whole_es: check.optional_title("figure_whole_es", &form.whole_es),
        source: check.title("figure_source", &form.source),
        address: address(&mut check, &form.address),
        as_of: check.title("figure_as_of", &form.as_of),
        shares: String::new(),
        kept_at: 0,
    };
    let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
    for group in &question.groups {
        let typed = form
            .shares
            .get(&group.code)
            .map(String::as_str)
            .unwrap_or_default();
        let typed = typed.trim().trim_end_matches('%').trim().replace(',', ".");
        let field = share_field(&group.code);
        let Some(share) = check.optional_number(&field, &typed) else {
            continue;
        };
        if !(0.0..=100.0).contains(&share) {
            check.wrong(&field, "mirror-share-wrong");
        }
        shares.insert(&group.code, share);
    }
    if shares.is_empty() {
        check.wrong("form", "mirror-no-shares");
    }
    let mut row = check.finish(row)?;
    row.shares = serde_json::to_string(&shares).expect("shares are plain JSON");
    let tx = scope.write(actor).await?;
    row.kept_at = tx.clock().now_millis();
    if store::insert_figure(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("mirror.community-kept", "community-figure", id.uuid())
        .set("dimension", &row.dimension)
        .set("source", &row.source)
        .set("as_of", &row.as_of)
        .set("shares", &row.shares);
    tx.commit(vec![fact]).await?;
    Ok(())
}

fn address(check: &mut Check, typed: &str) -> String {
    let typed = typed.trim();
    let is_address =
        typed.starts_with("https://") && typed.len() <= 500 && !typed.contains(char::is_whitespace);
    if !typed.is_empty() && !is_address {
        check.wrong("figure_address", "mirror-address-wrong");
    }
    typed.to_owned()
}
