//! Gathering what an edition is made of, from what other features hold. The one place that reads across them,
//! because an edition is a snapshot of all of them at one instant.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};

use super::sharing::Nesting;

/// Most rows of one kind that are gathered.
const ROWS_MAX: i64 = 2_000_000;

/// An indicator with its newest definition.
#[derive(Debug, Clone, FromQueryResult)]
pub struct IndicatorRow {
    /// Identifier.
    pub indicator_id: String,
    /// Slug.
    pub slug: String,
    /// Slug of its result.
    pub result: Option<String>,
    /// Slug of the place its page leads with.
    pub headline_place: Option<String>,
    /// Its own smallest count, if stricter or looser than the collaborative's.
    pub minimum_count: Option<i64>,
    /// `house`, or `none` for estimates that are no counts of people.
    pub suppression: String,
    /// `told` or `held`: what becomes of a corrected rate behind which no count is known.
    pub corrected_rates: String,
    /// Version of the definition.
    pub version: i64,
    /// Title.
    pub title_en: String,
    /// Title.
    pub title_es: String,
    /// Unit.
    pub unit: String,
    /// Direction.
    pub direction: String,
    /// Definition sheet: JSON.
    pub definition: String,
}

/// Public indicators in order, each with the newest version of its definition.
pub async fn indicators(connection: &Connection) -> Result<Vec<IndicatorRow>, DbError> {
    let sql = "select i.indicator_id, i.slug, r.slug as result, p.slug as headline_place, i.minimum_count,
                 i.suppression, i.corrected_rates, v.version, v.title_en, v.title_es, v.unit, v.direction, v.definition
               from indicator i
               join indicator_version v
                 on v.collaborative_id = i.collaborative_id and v.indicator_id = i.indicator_id
                 and v.version = (select max(n.version) from indicator_version n
                                  where n.collaborative_id = i.collaborative_id and n.indicator_id = i.indicator_id)
               left join result r on r.collaborative_id = i.collaborative_id and r.result_id = i.result_id
               left join place p on p.collaborative_id = i.collaborative_id and p.place_id = i.headline_place_id
               where i.collaborative_id = $1 and i.visibility = 'public'
               order by i.position, i.slug
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// The newest vintage of a figure.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FigureRow {
    /// Slug of the place.
    pub place: String,
    /// Period key.
    pub period: String,
    /// Group key.
    pub group_key: String,
    /// The part.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// Value.
    pub value: Option<f64>,
    /// Margin of error.
    pub margin: Option<f64>,
    /// What is known.
    pub status: String,
    /// Slug of the source.
    pub source: Option<String>,
}

/// The newest vintage of every figure of an indicator.
pub async fn figures(connection: &Connection, indicator: &str) -> Result<Vec<FigureRow>, DbError> {
    let sql = "select p.slug as place, o.period, o.group_key, o.numerator, o.denominator, o.value, o.margin,
                 o.status, s.slug as source
               from observation o
               join place p on p.collaborative_id = o.collaborative_id and p.place_id = o.place_id
               left join source s on s.collaborative_id = o.collaborative_id and s.source_id = o.source_id
               where o.collaborative_id = $1 and o.indicator_id = $2
                 and not exists (select 1 from observation n
                                 where n.collaborative_id = o.collaborative_id and n.indicator_id = o.indicator_id
                                   and n.place_id = o.place_id and n.period = o.period
                                   and n.group_key = o.group_key and n.vintage > o.vintage)
               order by p.slug, o.period_end, o.period, o.group_key
               limit $3";
    connection.rows(sql, args![indicator, ROWS_MAX]).await
}

/// A decision for the public.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PublicDecisionRow {
    /// Number in the log.
    pub number: i64,
    /// Name of the body.
    pub body_en: String,
    /// Name of the body.
    pub body_es: String,
    /// Title.
    pub title_en: String,
    /// Title.
    pub title_es: String,
    /// What was proposed.
    pub text_en: String,
    /// What was proposed.
    pub text_es: String,
    /// Code of the method.
    pub method: String,
    /// Code of the outcome.
    pub outcome: String,
    /// The option chosen.
    pub option_en: Option<String>,
    /// The option chosen.
    pub option_es: Option<String>,
    /// When.
    pub decided_at: i64,
    /// Reasons.
    pub reasons_en: String,
    /// Reasons.
    pub reasons_es: String,
    /// What was expected.
    pub expected_en: String,
    /// What was expected.
    pub expected_es: String,
    /// When it was looked at.
    pub reviewed_on: Option<String>,
    /// What happened.
    pub happened_en: String,
    /// What happened.
    pub happened_es: String,
}

/// Decisions that their bodies made public, the newest first. Answers and counts stay with the body.
pub async fn public_decisions(connection: &Connection) -> Result<Vec<PublicDecisionRow>, DbError> {
    let sql = "select p.number, b.name as body_en, b.name_es as body_es, p.title_en, p.title_es, p.text_en, p.text_es,
                 p.method, d.outcome, o.title_en as option_en, o.title_es as option_es, d.decided_at, d.reasons_en,
                 d.reasons_es, d.expected_en, d.expected_es, d.reviewed_on, d.happened_en, d.happened_es
               from decision d
               join proposal p on p.collaborative_id = d.collaborative_id and p.proposal_id = d.proposal_id
               join body b on b.collaborative_id = d.collaborative_id and b.body_id = d.body_id
               left join proposal_option o
                 on o.collaborative_id = d.collaborative_id and o.proposal_option_id = d.proposal_option_id
               where d.collaborative_id = $1 and d.is_public = true
               order by d.decided_at desc, d.decision_id
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// A result.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ResultRow {
    /// Slug.
    pub slug: String,
    /// Title.
    pub title_en: String,
    /// Title.
    pub title_es: String,
}

/// Results in order.
pub async fn results(connection: &Connection) -> Result<Vec<ResultRow>, DbError> {
    let sql = "select slug, title_en, title_es
               from result
               where collaborative_id = $1
               order by position, slug
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// A place.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PlaceRow {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Scheme of a code that holds today, if any.
    pub scheme: Option<String>,
    /// The code.
    pub code: Option<String>,
}

/// Places in order, a row for each code that holds on a day.
pub async fn places(connection: &Connection, today: &str) -> Result<Vec<PlaceRow>, DbError> {
    let sql = "select p.slug, p.name, p.kind, c.scheme, c.code
               from place p
               left join place_code c
                 on c.collaborative_id = p.collaborative_id and c.place_id = p.place_id
                 and (c.valid_from is null or c.valid_from <= $2) and (c.valid_to is null or c.valid_to >= $2)
               where p.collaborative_id = $1
               order by p.position, p.slug, c.scheme, c.code
               limit $3";
    connection.rows(sql, args![today, ROWS_MAX]).await
}

#[derive(FromQueryResult)]
struct WithinRow {
    whole: String,
    kind: String,
    part: String,
}

/// Which places lie within which: as they do now, and as they did while an older code held.
pub async fn nesting(connection: &Connection) -> Result<Nesting, DbError> {
    let sql = "select q.slug as whole, p.kind, p.slug as part
               from place p
               join place q on q.collaborative_id = p.collaborative_id and q.place_id = p.parent_id
               where p.collaborative_id = $1
               union
               select q.slug as whole, p.kind, p.slug as part
               from place_code c
               join place p on p.collaborative_id = c.collaborative_id and p.place_id = c.place_id
               join place q on q.collaborative_id = c.collaborative_id and q.place_id = c.part_of_id
               where c.collaborative_id = $1
               order by 1, 2, 3
               limit $2";
    let rows: Vec<WithinRow> = connection.rows(sql, args![ROWS_MAX]).await?;
    let mut nesting = Nesting::default();
    for row in rows {
        nesting
            .0
            .entry((row.whole, row.kind))
            .or_default()
            .insert(row.part);
    }
    Ok(nesting)
}

/// A category with its dimension.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CategoryRow {
    /// Slug of the dimension.
    pub dimension: String,
    /// Its label.
    pub dimension_en: String,
    /// Its label.
    pub dimension_es: String,
    /// Slug of the category.
    pub category: Option<String>,
    /// Its label.
    pub category_en: Option<String>,
    /// Its label.
    pub category_es: Option<String>,
}

/// Dimensions and their categories, in order.
pub async fn categories(connection: &Connection) -> Result<Vec<CategoryRow>, DbError> {
    let sql = "select d.slug as dimension, d.label_en as dimension_en, d.label_es as dimension_es,
                 c.slug as category, c.label_en as category_en, c.label_es as category_es
               from dimension d
               left join category c on c.collaborative_id = d.collaborative_id and c.dimension_id = d.dimension_id
               where d.collaborative_id = $1
               order by d.position, d.slug, c.position, c.slug
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// The slug of a dimension that an indicator is broken down by.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SlugRow {
    /// Slug.
    pub slug: String,
}

/// Dimensions an indicator is broken down by, in order.
pub async fn dimensions_of(connection: &Connection, indicator: &str) -> Result<Vec<SlugRow>, DbError> {
    let sql = "select d.slug
               from indicator_dimension i
               join dimension d on d.collaborative_id = i.collaborative_id and d.dimension_id = i.dimension_id
               where i.collaborative_id = $1 and i.indicator_id = $2
               order by i.position, d.slug
               limit $3";
    connection.rows(sql, args![indicator, ROWS_MAX]).await
}

/// A break in a series.
#[derive(Debug, Clone, FromQueryResult)]
pub struct BreakRow {
    /// Period key.
    pub period: String,
    /// Kind.
    pub kind: String,
    /// What it applies to.
    pub applies_to: String,
    /// Why.
    pub reason_en: String,
    /// Why.
    pub reason_es: String,
}

/// Breaks of an indicator.
pub async fn breaks(connection: &Connection, indicator: &str) -> Result<Vec<BreakRow>, DbError> {
    let sql = "select period, kind, applies_to, reason_en, reason_es
               from series_break
               where collaborative_id = $1 and indicator_id = $2
               order by period, applies_to
               limit $3";
    connection.rows(sql, args![indicator, ROWS_MAX]).await
}

/// A baseline or target.
#[derive(Debug, Clone, FromQueryResult)]
pub struct GoalRow {
    /// Slug of the place.
    pub place: String,
    /// Group key.
    pub group_key: String,
    /// Kind of target; empty for a baseline.
    pub kind: String,
    /// Period key.
    pub period: String,
    /// Value.
    pub value: f64,
}

/// Baselines of an indicator.
pub async fn baselines(connection: &Connection, indicator: &str) -> Result<Vec<GoalRow>, DbError> {
    let sql = "select p.slug as place, b.group_key, '' as kind, b.period, b.value
               from baseline b
               join place p on p.collaborative_id = b.collaborative_id and p.place_id = b.place_id
               where b.collaborative_id = $1 and b.indicator_id = $2
               order by p.slug, b.group_key
               limit $3";
    connection.rows(sql, args![indicator, ROWS_MAX]).await
}

/// Targets of an indicator.
pub async fn targets(connection: &Connection, indicator: &str) -> Result<Vec<GoalRow>, DbError> {
    let sql = "select p.slug as place, t.group_key, t.kind, t.period, t.value
               from target t
               join place p on p.collaborative_id = t.collaborative_id and p.place_id = t.place_id
               where t.collaborative_id = $1 and t.indicator_id = $2
               order by p.slug, t.group_key, t.period
               limit $3";
    connection.rows(sql, args![indicator, ROWS_MAX]).await
}

#[derive(FromQueryResult)]
struct StoryRow {
    body: String,
}

/// The newest story of an indicator: JSON of `document::StoryPart`.
pub async fn story(connection: &Connection, indicator: &str) -> Result<Option<String>, DbError> {
    let sql = "select body
               from story
               where collaborative_id = $1 and indicator_id = $2
               order by version desc
               limit 1";
    Ok(connection
        .row::<StoryRow>(sql, args![indicator])
        .await?
        .map(|row| row.body))
}

/// An organisation.
#[derive(Debug, Clone, FromQueryResult)]
pub struct OrganisationRow {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: String,
    /// What it does.
    pub about_en: String,
    /// What it does.
    pub about_es: String,
}

/// Partner organisations, by name.
pub async fn organisations(connection: &Connection) -> Result<Vec<OrganisationRow>, DbError> {
    let sql = "select slug, name, sector, about_en, about_es
               from organisation
               where collaborative_id = $1
               order by name, slug
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// A source.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SourceRow {
    /// Slug.
    pub slug: String,
    /// Publisher.
    pub publisher: String,
    /// Title.
    pub title: String,
    /// Licence.
    pub licence: String,
    /// Credit.
    pub credit: String,
}

/// Sources, by slug.
pub async fn sources(connection: &Connection) -> Result<Vec<SourceRow>, DbError> {
    let sql = "select slug, publisher, title, licence, credit
               from source
               where collaborative_id = $1
               order by slug
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// A person who may be asked to vet.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LeaderRow {
    /// Identifier.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Language.
    pub language: String,
    /// Name of their organisation.
    pub organisation: Option<String>,
    /// How many indicators they, or their organisation, answer for.
    pub indicators: i64,
}

/// People of partner organisations who may be asked to vet; those who answer for an indicator come first.
pub async fn leaders(connection: &Connection) -> Result<Vec<LeaderRow>, DbError> {
    let sql = "select p.person_id, p.name, p.email, p.language, o.name as organisation,
                 (select count(*) from indicator i
                  where i.collaborative_id = p.collaborative_id
                    and (i.steward_person_id = p.person_id or i.owner_organisation_id = p.organisation_id)) as indicators
               from person p
               left join organisation o
                 on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
               where p.collaborative_id = $1 and p.state <> 'left'
               order by indicators desc, p.name, p.person_id
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}
