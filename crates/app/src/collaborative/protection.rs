//! Protection is raised by one person and lowered by two, each with a reason: the rule of the house, and what a
//! measure has of its own.

use domain::text::Reason;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets::new_uuid;

use crate::error::Error;

/// Most open changes that are listed.
const LIST_MAX: i64 = 500;

/// What of the protection is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Smallest count that is shown; for a measure, empty is the rule of the house.
    MinimumCount,
    /// `house`, or `none` for estimates that are no counts of people.
    Suppression,
    /// `told` or `held`: corrected rates of which nobody can say how many people they are about.
    CorrectedRates,
}

impl Field {
    const ALL: [Self; 3] = [Self::MinimumCount, Self::Suppression, Self::CorrectedRates];

    /// The word kept in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::MinimumCount => "minimum_count",
            Self::Suppression => "suppression",
            Self::CorrectedRates => "corrected_rates",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }
}

/// A change that protects less.
#[derive(Debug, Clone)]
pub struct Lowering {
    /// Which measure; nothing is the rule of the house.
    pub indicator: Option<String>,
    /// What of it.
    pub field: Field,
    /// As it is.
    pub before: String,
    /// As it would be.
    pub after: String,
}

/// A change that waits for a second person.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ChangeRow {
    /// Identifier.
    pub protection_change_id: String,
    /// Which measure; nothing is the rule of the house.
    pub indicator_id: Option<String>,
    /// Its title.
    pub title_en: Option<String>,
    /// Its title.
    pub title_es: Option<String>,
    /// What of it.
    pub field: String,
    /// As it is.
    pub value_before: String,
    /// As it would be.
    pub value_after: String,
    /// Why.
    pub reason: String,
    /// Who proposed it: `person:<id>`.
    pub proposed_by: String,
    /// Their name.
    pub proposed_name: Option<String>,
}

/// Changes that wait, the oldest first.
pub async fn waiting(connection: &Connection) -> Result<Vec<ChangeRow>, DbError> {
    let sql = "select c.protection_change_id, c.indicator_id, v.title_en, v.title_es, c.field, c.value_before,
                 c.value_after, c.reason, c.proposed_by, p.name as proposed_name
               from protection_change c
               left join indicator_version v
                 on v.collaborative_id = c.collaborative_id and v.indicator_id = c.indicator_id
                 and v.version = (select max(n.version) from indicator_version n
                                  where n.collaborative_id = c.collaborative_id and n.indicator_id = c.indicator_id)
               left join person p
                 on p.collaborative_id = c.collaborative_id and 'person:' || p.person_id = c.proposed_by
               where c.collaborative_id = $1 and c.answer is null
               order by c.proposed_at, c.protection_change_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Lays a lowering before a second person, in place of an earlier one of the same thing.
pub async fn propose(tx: &Tx, lowering: &Lowering, reason: &Reason) -> Result<NewFact, DbError> {
    replace(tx, lowering.indicator.as_deref(), lowering.field).await?;
    let sql = "insert into protection_change (collaborative_id, protection_change_id, indicator_id, field,
                 value_before, value_after, reason, proposed_at, proposed_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    let values = args![
        new_uuid().to_string(),
        lowering.indicator.clone(),
        lowering.field.code(),
        lowering.before.clone(),
        lowering.after.clone(),
        reason.to_string(),
        now,
        by
    ];
    tx.run(sql, values).await?;
    let (before, after) = (&lowering.before, &lowering.after);
    let fact = fact(tx, lowering.indicator.as_deref(), "proposed");
    Ok(fact
        .change(lowering.field.code(), before, after)
        .because(reason.as_str()))
}

/// What waits about the same thing waits no longer: something else was decided.
pub async fn replace(tx: &Tx, indicator: Option<&str>, field: Field) -> Result<(), DbError> {
    let sql = "update protection_change
               set answer = 'replaced', answered_at = $4, answered_by = $5
               where collaborative_id = $1 and coalesce(indicator_id, '') = $2 and field = $3 and answer is null";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    let indicator = indicator.unwrap_or_default().to_owned();
    tx.run(sql, args![indicator, field.code(), now, by]).await?;
    Ok(())
}

fn fact(tx: &Tx, indicator: Option<&str>, what: &str) -> NewFact {
    match indicator.and_then(|id| id.parse::<uuid::Uuid>().ok()) {
        Some(id) => NewFact::new(&format!("measurement.protection-{what}"), "indicator", id),
        None => NewFact::new(
            &format!("collaborative.minimum-{what}"),
            "collaborative",
            tx.collaborative().uuid(),
        ),
    }
}

/// A second person's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It protects less from now on.
    Confirm,
    /// It does not.
    Decline,
}

/// Answers a change that waits. `Ok(false)`: there is none, or it is one's own to confirm.
pub async fn answer(
    scope: &Scope,
    actor: Actor,
    id: &str,
    (answer, reason): (Answer, &Reason),
) -> Result<bool, Error> {
    let tx = scope.write(actor).await?;
    let all = waiting(&tx).await?;
    let Some(row) = all.into_iter().find(|row| row.protection_change_id == id) else {
        return Ok(false);
    };
    // Nobody lowers the protection alone; taking one's own proposal back is free.
    if answer == Answer::Confirm && row.proposed_by == tx.actor().key() {
        return Ok(false);
    }
    let field = Field::from_code(&row.field).ok_or(Error::NotFound)?;
    let (word, kind) = match answer {
        Answer::Confirm => ("confirmed", "lowered"),
        Answer::Decline => ("declined", "declined"),
    };
    let sql = "update protection_change
               set answer = $3, answer_reason = $4, answered_at = $5, answered_by = $6
               where collaborative_id = $1 and protection_change_id = $2 and answer is null";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    tx.run(sql, args![id, word, reason.to_string(), now, by]).await?;
    if answer == Answer::Confirm {
        set(&tx, row.indicator_id.as_deref(), field, &row.value_after).await?;
    }
    let fact = fact(&tx, row.indicator_id.as_deref(), kind)
        .change(field.code(), &row.value_before, &row.value_after)
        .because(reason.as_str());
    tx.commit(vec![fact]).await?;
    Ok(true)
}

async fn set(tx: &Tx, indicator: Option<&str>, field: Field, value: &str) -> Result<(), DbError> {
    let count = value.parse::<i64>().ok();
    let Some(indicator) = indicator else {
        let sql = "update collaborative set minimum_count = coalesce($2, minimum_count) where collaborative_id = $1";
        tx.run(sql, args![count]).await?;
        return Ok(());
    };
    let sql = match field {
        Field::MinimumCount => {
            let sql =
                "update indicator set minimum_count = $3 where collaborative_id = $1 and indicator_id = $2";
            tx.run(sql, args![indicator, count]).await?;
            return Ok(());
        }
        Field::Suppression => {
            "update indicator set suppression = $3 where collaborative_id = $1 and indicator_id = $2"
        }
        Field::CorrectedRates => {
            "update indicator set corrected_rates = $3 where collaborative_id = $1 and indicator_id = $2"
        }
    };
    tx.run(sql, args![indicator, value]).await?;
    Ok(())
}

/// A measure with its rule for corrected rates.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RateRule {
    /// Identifier.
    pub indicator_id: String,
    /// Title.
    pub title_en: String,
    /// Title.
    pub title_es: String,
    /// `told` or `held`.
    pub corrected_rates: String,
}

/// The rule of every measure that tells rates, in their order.
pub async fn rate_rules(connection: &Connection) -> Result<Vec<RateRule>, DbError> {
    let sql = "select i.indicator_id, v.title_en, v.title_es, i.corrected_rates
               from indicator i
               join indicator_version v on v.collaborative_id = i.collaborative_id and v.indicator_id = i.indicator_id
                 and v.version = (select max(n.version) from indicator_version n
                                  where n.collaborative_id = i.collaborative_id and n.indicator_id = i.indicator_id)
               where i.collaborative_id = $1 and i.suppression = 'house' and v.unit in ('percent', 'per-thousand')
               order by i.position, i.slug
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Holds corrected rates of a measure back, at once; telling them again waits for a second person.
pub async fn change_rates(
    scope: &Scope,
    actor: Actor,
    indicator: &str,
    (rule, reason): (&str, &Reason),
) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let rules = rate_rules(&tx).await?;
    let row = rules
        .into_iter()
        .find(|row| row.indicator_id == indicator)
        .ok_or(Error::NotFound)?;
    if row.corrected_rates == rule || !matches!(rule, "told" | "held") {
        return Ok(());
    }
    let fact = if rule == "held" {
        replace(&tx, Some(indicator), Field::CorrectedRates).await?;
        set(&tx, Some(indicator), Field::CorrectedRates, rule).await?;
        fact(&tx, Some(indicator), "raised")
            .change("corrected_rates", &row.corrected_rates, rule)
            .because(reason.as_str())
    } else {
        let lowering = Lowering {
            indicator: Some(indicator.to_owned()),
            field: Field::CorrectedRates,
            before: row.corrected_rates,
            after: rule.to_owned(),
        };
        propose(&tx, &lowering, reason).await?
    };
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// What a measure has of its own: the smallest count, and whether its figures are counts of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Its own smallest count.
    pub minimum_count: Option<i64>,
    /// `house` or `none`.
    pub suppression: String,
}

impl Own {
    /// What a measure has that follows the house in everything.
    pub fn house() -> Self {
        Self {
            minimum_count: None,
            suppression: "house".into(),
        }
    }

    /// What of the wish protects less than this; the rest of it takes effect at once, and is given beside.
    pub fn split(&self, wish: &Self, house: i64) -> (Vec<(Field, String, String)>, Self) {
        let mut at_once = wish.clone();
        let mut lower = Vec::new();
        if self.suppression != "none" && wish.suppression == "none" {
            lower.push((
                Field::Suppression,
                self.suppression.clone(),
                wish.suppression.clone(),
            ));
            at_once.suppression.clone_from(&self.suppression);
        }
        let text = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
        if wish.minimum_count.unwrap_or(house) < self.minimum_count.unwrap_or(house) {
            lower.push((
                Field::MinimumCount,
                text(self.minimum_count),
                text(wish.minimum_count),
            ));
            at_once.minimum_count = self.minimum_count;
        }
        (lower, at_once)
    }
}

/// The house's smallest count.
pub async fn house_minimum(connection: &Connection) -> Result<i64, DbError> {
    let sql = "select minimum_count as n from collaborative where collaborative_id = $1";
    connection.number(sql, args![]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(minimum_count: Option<i64>, suppression: &str) -> Own {
        Own {
            minimum_count,
            suppression: suppression.into(),
        }
    }

    #[test]
    fn what_protects_less_waits_and_the_rest_does_not() {
        for (now, wish, lower, at_once) in [
            (
                own(None, "house"),
                own(Some(16), "house"),
                vec![],
                own(Some(16), "house"),
            ),
            (
                own(None, "house"),
                own(Some(5), "house"),
                vec![Field::MinimumCount],
                own(None, "house"),
            ),
            (
                own(Some(16), "house"),
                own(None, "house"),
                vec![Field::MinimumCount],
                own(Some(16), "house"),
            ),
            (
                own(Some(5), "house"),
                own(None, "house"),
                vec![],
                own(None, "house"),
            ),
            (
                own(None, "house"),
                own(Some(20), "none"),
                vec![Field::Suppression],
                own(Some(20), "house"),
            ),
            (own(None, "none"), own(None, "house"), vec![], own(None, "house")),
        ] {
            let (found, rest) = now.split(&wish, 10);
            let fields: Vec<Field> = found.into_iter().map(|(field, _, _)| field).collect();
            assert_eq!((fields, rest), (lower, at_once), "{now:?} {wish:?}");
        }
    }
}
