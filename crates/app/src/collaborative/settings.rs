//! Settings of a collaborative, and who sees small counts.
//!
//! Raising the smallest count that is shown protects more and takes one director. Lowering it takes a second
//! person ([`super::protection`]); so does letting a director see small counts.

use domain::ids::PersonId;
use domain::text::{Email, Reason, Title};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};

use super::protection::{self, Field, Lowering};
use super::store::CollaborativeRow;
use crate::error::Error;

/// The smallest count may be between these.
pub const MINIMUM_COUNT_RANGE: std::ops::RangeInclusive<i64> = 3..=1000;

/// Settings as typed.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// Name.
    pub name: String,
    /// Where it works.
    pub place_name: String,
    /// Where questions go.
    pub contact_email: String,
    /// `en` or `es`.
    pub default_language: String,
    /// About it, English.
    pub about_en: String,
    /// About it, Spanish.
    pub about_es: String,
    /// Credit line, English.
    pub credit_en: String,
    /// Credit line, Spanish.
    pub credit_es: String,
    /// Smallest count that is shown.
    pub minimum_count: String,
    /// Why it is lowered.
    pub reason: String,
}

impl SettingsForm {
    /// The settings in force.
    pub fn of(row: &CollaborativeRow) -> Self {
        let row = row.clone();
        Self {
            name: row.name,
            place_name: row.place_name,
            contact_email: row.contact_email,
            default_language: row.default_language,
            about_en: row.about_en,
            about_es: row.about_es,
            credit_en: row.credit_en,
            credit_es: row.credit_es,
            minimum_count: row.minimum_count.to_string(),
            reason: String::new(),
        }
    }
}

/// What is wrong with settings: by field, the key of the sentence.
pub type Problems = Vec<(&'static str, String)>;

fn checked(form: &SettingsForm, old: &CollaborativeRow) -> Result<CollaborativeRow, Problems> {
    let mut problems = Problems::new();
    let name = Title::parse(&form.name);
    let contact = Email::parse(&form.contact_email);
    if let Err(error) = &name {
        problems.push(("name", format!("text-{}", error.code())));
    }
    if let Err(error) = &contact {
        problems.push(("contact_email", format!("text-{}", error.code())));
    }
    if !matches!(form.default_language.as_str(), "en" | "es") {
        problems.push(("default_language", "text-empty".into()));
    }
    let minimum = form.minimum_count.trim().parse::<i64>().ok();
    let minimum = minimum.filter(|count| MINIMUM_COUNT_RANGE.contains(count));
    if minimum.is_none() {
        problems.push(("minimum_count", "settings-minimum-range".into()));
    }
    if minimum.is_some_and(|minimum| minimum < old.minimum_count) && form.reason.trim().is_empty() {
        problems.push(("reason", "settings-reason-missing".into()));
    }
    let (Ok(name), Ok(contact), Some(minimum_count), true) = (name, contact, minimum, problems.is_empty())
    else {
        return Err(problems);
    };
    let short = |text: &str| text.trim().chars().take(2000).collect::<String>();
    Ok(CollaborativeRow {
        name: name.to_string(),
        place_name: short(&form.place_name),
        contact_email: contact.to_string(),
        default_language: form.default_language.clone(),
        about_en: short(&form.about_en),
        about_es: short(&form.about_es),
        credit_en: short(&form.credit_en),
        credit_es: short(&form.credit_es),
        minimum_count,
        ..old.clone()
    })
}

/// Changes settings. A lower smallest count is only proposed; a second person confirms it.
pub async fn change(
    scope: &Scope,
    actor: Actor,
    old: &CollaborativeRow,
    form: &SettingsForm,
) -> Result<Result<(), Problems>, Error> {
    let new = match checked(form, old) {
        Ok(new) => new,
        Err(problems) => return Ok(Err(problems)),
    };
    let tx = scope.write(actor).await?;
    let mut facts = Vec::new();
    facts.extend(change_texts(&tx, old, &new).await?);
    facts.extend(change_minimum(&tx, (old.minimum_count, new.minimum_count), &form.reason).await?);
    if !facts.is_empty() {
        tx.commit(facts).await?;
    }
    Ok(Ok(()))
}

async fn change_texts(
    tx: &Tx,
    old: &CollaborativeRow,
    new: &CollaborativeRow,
) -> Result<Option<NewFact>, DbError> {
    let id = tx.collaborative().uuid();
    let mut fact = NewFact::new("collaborative.settings-changed", "collaborative", id);
    let mut is_changed = false;
    for (field, old, new) in [
        ("name", &old.name, &new.name),
        ("place_name", &old.place_name, &new.place_name),
        ("contact_email", &old.contact_email, &new.contact_email),
        ("default_language", &old.default_language, &new.default_language),
        ("about_en", &old.about_en, &new.about_en),
        ("about_es", &old.about_es, &new.about_es),
        ("credit_en", &old.credit_en, &new.credit_en),
        ("credit_es", &old.credit_es, &new.credit_es),
    ] {
        if old != new {
            is_changed = true;
            fact = fact.change(field, old, new);
        }
    }
    if !is_changed {
        return Ok(None);
    }
    let sql = "update collaborative
               set name = $2, place_name = $3, contact_email = $4, default_language = $5, about_en = $6,
                 about_es = $7, credit_en = $8, credit_es = $9
               where collaborative_id = $1";
    let new = new.clone();
    let values = args![
        new.name,
        new.place_name,
        new.contact_email,
        new.default_language,
        new.about_en,
        new.about_es,
        new.credit_en,
        new.credit_es
    ];
    tx.run(sql, values).await?;
    Ok(Some(fact))
}

async fn change_minimum(
    tx: &Tx,
    (before, after): (i64, i64),
    reason: &str,
) -> Result<Option<NewFact>, Error> {
    let id = tx.collaborative().uuid();
    if after == before {
        return Ok(None);
    }
    if after > before {
        protection::replace(tx, None, Field::MinimumCount).await?;
        let sql = "update collaborative set minimum_count = $2 where collaborative_id = $1";
        tx.run(sql, args![after]).await?;
        let fact = NewFact::new("collaborative.minimum-raised", "collaborative", id);
        return Ok(Some(fact.change("minimum_count", before, after)));
    }
    let reason = Reason::parse(reason).map_err(|error| Error::Bad(error.to_string()))?;
    let lowering = Lowering {
        indicator: None,
        field: Field::MinimumCount,
        before: before.to_string(),
        after: after.to_string(),
    };
    Ok(Some(protection::propose(tx, &lowering, &reason).await?))
}

/// A director, and whether small counts are shown to them.
#[derive(Debug, Clone, FromQueryResult)]
pub struct DirectorRow {
    /// The person.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Whether small counts are shown.
    pub sees_small_counts: bool,
}

/// The directors in force on a day.
pub async fn directors(connection: &Connection, today: &str) -> Result<Vec<DirectorRow>, DbError> {
    let sql = "select p.person_id, p.name, r.sees_small_counts
               from staff_role r
               join person p on p.collaborative_id = r.collaborative_id and p.person_id = r.person_id
               where r.collaborative_id = $1 and r.role = 'director' and r.since_on <= $2
                 and (r.until_on is null or r.until_on >= $2)
               order by p.name, p.person_id
               limit 100";
    connection.rows(sql, args![today]).await
}

/// Shows small counts to a director, or no longer. `Ok(false)`: it would be one's own grant.
pub async fn grant_small_counts(
    scope: &Scope,
    actor: Actor,
    me: PersonId,
    director: PersonId,
    is_granted: bool,
) -> Result<bool, Error> {
    if me == director {
        return Ok(false);
    }
    let tx = scope.write(actor).await?;
    let sql = "update staff_role set sees_small_counts = $3
               where collaborative_id = $1 and person_id = $2 and role = 'director' and sees_small_counts <> $3";
    if tx.run(sql, args![director.to_string(), is_granted]).await? > 0 {
        let fact = NewFact::new("directory.small-counts-granted", "person", director.uuid());
        tx.commit(vec![fact.change("granted", !is_granted, is_granted)])
            .await?;
    }
    Ok(true)
}
