//! What the parts of this feature share: reading texts that must be there, and naming an indicator.

use domain::ids::IndicatorId;
use domain::text::{BadText, Prose};
use platform::db::Connection;

use crate::accounts::visit::Visit;
use crate::error::Error;
use crate::measurement::sheet::Sheet;
use crate::measurement::store::{self, IndicatorRow};
use crate::problems::Check;

/// A text with a rule that must be there; empty with a problem noted if it breaks the rule.
pub(super) fn required(
    check: &mut Check,
    field: &str,
    text: &str,
    parse: impl Fn(&str) -> Result<String, BadText>,
) -> String {
    match parse(text) {
        Ok(text) => text,
        Err(error) => {
            let problem = check.problem(field, &format!("text-{}", error.code()));
            let problem = match error {
                BadText::TooLong(most) => problem.with("most", most),
                BadText::Empty | BadText::NotAnEmail | BadText::NotASlug => problem,
            };
            check.note(problem);
            String::new()
        }
    }
}

/// A paragraph that must be there.
pub(super) fn prose(check: &mut Check, field: &str, text: &str) -> String {
    required(check, field, text, |text| {
        Prose::parse(text).map(|prose| prose.to_string())
    })
}

/// An indicator with its title, as the pages of learning name it.
pub(super) struct Named {
    /// Its identifier.
    pub id: IndicatorId,
    /// Its row.
    pub row: IndicatorRow,
    /// Its title in the reader's language.
    pub title: String,
}

/// The indicator with its title. Errors: there is none.
pub(super) async fn named(visit: &Visit, connection: &Connection, id: IndicatorId) -> Result<Named, Error> {
    let row = store::indicator(connection, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let versions = store::versions_of(connection, &id.to_string()).await?;
    let title = versions.first().map(Sheet::of).map(|sheet| sheet.title);
    let title = title.map(|title| visit.words.pick(&title.en, &title.es).to_owned());
    Ok(Named {
        id,
        title: title.unwrap_or_else(|| row.slug.clone()),
        row,
    })
}
