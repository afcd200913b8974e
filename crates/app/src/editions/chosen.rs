//! In a document: how the backbone was chosen, and which rules changed, as far as both were marked public.

use std::collections::BTreeMap;

use platform::args;
use platform::db::{Connection, FromQueryResult};
use serde::{Deserialize, Serialize};

use super::document::Text;
use crate::error::Error;

/// Most rows that a part of a document is made from.
const ROWS_MAX: i64 = 2_000;

/// How a backbone was chosen. Candidates that were not chosen are counted, and not named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectionPart {
    /// What it is called.
    pub title: Text,
    /// Code of the process.
    pub method_code: String,
    /// How many candidates there were.
    pub candidates: i64,
    /// Criteria with their points, as agreed.
    pub criteria: Vec<SelectionCriterion>,
    /// Day on which they were agreed, ISO 8601.
    pub began: String,
    /// Who was chosen.
    pub chosen: String,
    /// Code of its kind.
    pub kind: String,
    /// Where the staff sits.
    pub home: String,
    /// Who holds the money.
    pub fiscal_agent: String,
    /// Why.
    pub reasons: Text,
    /// Who decided.
    pub body: Text,
    /// Day, ISO 8601.
    pub decided_on: String,
}

/// A criterion with its points.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectionCriterion {
    /// What it is called.
    pub title: Text,
    /// Points.
    pub points: i64,
}

/// A rule that changed, and whose work that was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyPart {
    /// What it is called.
    pub title: Text,
    /// What was asked.
    pub ask: Text,
    /// Who decided.
    pub decision_maker: String,
    /// The same, Spanish; empty in older editions.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision_maker_es: String,
    /// Code of the level.
    pub kind: String,
    /// What came of it.
    pub outcome: Text,
    /// Day of adoption, ISO 8601.
    pub decided_on: String,
    /// Money committed, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<i64>,
    /// Its currency.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub currency: String,
    /// Over how many years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_years: Option<i64>,
    /// Partners that supported it, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    /// Slugs of the indicators it should move.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

#[derive(FromQueryResult)]
struct SelectionRow {
    selection_id: String,
    title_en: String,
    title_es: String,
    process: String,
    agreed_on: Option<String>,
    because_en: String,
    because_es: String,
    chosen_on: Option<String>,
    name: String,
    kind: String,
    home: String,
    fiscal_agent: String,
    body: String,
    body_es: String,
    candidates: i64,
}

#[derive(FromQueryResult)]
struct CriterionRow {
    selection_id: String,
    title_en: String,
    title_es: String,
    weight: i64,
}

/// Choices that the committee made and that were marked public, the newest first.
pub async fn selections(connection: &Connection) -> Result<Vec<SelectionPart>, Error> {
    let sql =
        "select s.selection_id, s.title_en, s.title_es, s.process, s.agreed_on, s.because_en, s.because_es,
                 s.chosen_on, c.name, c.kind, c.home, c.fiscal_agent, b.name as body, b.name_es as body_es,
                 (select cast(count(*) as bigint) from selection_candidate o
                  where o.collaborative_id = $1 and o.selection_id = s.selection_id) as candidates
               from selection s
               join selection_candidate c
                 on c.collaborative_id = s.collaborative_id and c.selection_candidate_id = s.recommended_id
               join decision d on d.collaborative_id = s.collaborative_id and d.decision_id = s.decision_id
               join body b on b.collaborative_id = d.collaborative_id and b.body_id = d.body_id
               where s.collaborative_id = $1 and s.stage = 'chosen' and s.visibility = 'public'
               order by s.chosen_on desc, s.selection_id
               limit $2";
    let rows: Vec<SelectionRow> = connection.rows(sql, args![ROWS_MAX]).await?;
    let mut criteria = criteria(connection).await?;
    let text = |en: String, es: String| Text { en, es };
    let parts = rows.into_iter().map(|row| SelectionPart {
        criteria: criteria.remove(&row.selection_id).unwrap_or_default(),
        title: text(row.title_en, row.title_es),
        method_code: row.process,
        candidates: row.candidates,
        began: row.agreed_on.unwrap_or_default(),
        chosen: row.name,
        kind: row.kind,
        home: row.home,
        fiscal_agent: row.fiscal_agent,
        reasons: text(row.because_en, row.because_es),
        body: text(row.body, row.body_es),
        decided_on: row.chosen_on.unwrap_or_default(),
    });
    Ok(parts.collect())
}

async fn criteria(connection: &Connection) -> Result<BTreeMap<String, Vec<SelectionCriterion>>, Error> {
    let sql = "select selection_id, title_en, title_es, weight
               from selection_criterion
               where collaborative_id = $1
               order by selection_id, position, selection_criterion_id
               limit $2";
    let rows: Vec<CriterionRow> = connection.rows(sql, args![ROWS_MAX]).await?;
    let mut criteria: BTreeMap<String, Vec<SelectionCriterion>> = BTreeMap::new();
    for row in rows {
        let title = Text {
            en: row.title_en,
            es: row.title_es,
        };
        criteria
            .entry(row.selection_id)
            .or_default()
            .push(SelectionCriterion {
                title,
                points: row.weight,
            });
    }
    Ok(criteria)
}

#[derive(FromQueryResult)]
struct PolicyRow {
    policy_item_id: String,
    title_en: String,
    title_es: String,
    ask_en: String,
    ask_es: String,
    decision_maker: String,
    decision_maker_es: String,
    level: String,
    outcome_en: String,
    outcome_es: String,
    adopted_on: Option<String>,
    money: Option<i64>,
    currency: String,
    money_years: Option<i64>,
    indicators: String,
}

#[derive(FromQueryResult)]
struct SupporterRow {
    policy_item_id: String,
    name: String,
}

#[derive(FromQueryResult)]
struct IndicatorRow {
    indicator_id: String,
    slug: String,
}

/// Policies that were adopted and marked public, the newest first. What is asked for and not won stays inside.
pub async fn policies(connection: &Connection) -> Result<Vec<PolicyPart>, Error> {
    let sql = "select policy_item_id, title_en, title_es, ask_en, ask_es, decision_maker, decision_maker_es, level, outcome_en, outcome_es,
                 adopted_on, money, currency, money_years, indicators
               from policy_item
               where collaborative_id = $1 and stage in ('adopted', 'in-force') and visibility = 'public'
               order by adopted_on desc, policy_item_id
               limit $2";
    let rows: Vec<PolicyRow> = connection.rows(sql, args![ROWS_MAX]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut supporters = supporters(connection).await?;
    let slugs = public_slugs(connection).await?;
    let text = |en: String, es: String| Text { en, es };
    let parts = rows.into_iter().map(|row| {
        let indicators: Vec<String> = serde_json::from_str(&row.indicators).unwrap_or_default();
        PolicyPart {
            partners: supporters.remove(&row.policy_item_id).unwrap_or_default(),
            title: text(row.title_en, row.title_es),
            ask: text(row.ask_en, row.ask_es),
            decision_maker: row.decision_maker,
            decision_maker_es: row.decision_maker_es,
            kind: row.level,
            outcome: text(row.outcome_en, row.outcome_es),
            decided_on: row.adopted_on.unwrap_or_default(),
            currency: row.money.map(|_| row.currency).unwrap_or_default(),
            money: row.money,
            money_years: row.money_years,
            keys: indicators
                .iter()
                .filter_map(|id| slugs.get(id).cloned())
                .collect(),
        }
    });
    Ok(parts.collect())
}

/// Who supports which policy. Whoever is neutral, or may not lobby, is not named.
async fn supporters(connection: &Connection) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let sql = "select p.policy_item_id, o.name
               from policy_position p
               join organisation o
                 on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
               where p.collaborative_id = $1 and p.position = 'supports'
               order by o.name, o.organisation_id
               limit $2";
    let rows: Vec<SupporterRow> = connection.rows(sql, args![ROWS_MAX * 10]).await?;
    let mut supporters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        supporters.entry(row.policy_item_id).or_default().push(row.name);
    }
    Ok(supporters)
}

async fn public_slugs(connection: &Connection) -> Result<BTreeMap<String, String>, Error> {
    let sql = "select indicator_id, slug
               from indicator
               where collaborative_id = $1 and visibility = 'public'
               order by indicator_id
               limit $2";
    let rows: Vec<IndicatorRow> = connection.rows(sql, args![ROWS_MAX]).await?;
    Ok(rows.into_iter().map(|row| (row.indicator_id, row.slug)).collect())
}
