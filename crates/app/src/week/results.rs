//! Results with their direction, from the latest accepted figures of everyone at the place each indicator leads with.
//! Whoever reads this page: a small count on it is protected, since a look at one is to be a fact of the history.

use std::collections::BTreeMap;

use charts::{Blank, Goal, Period as At, Point, Trend, Unit as ChartUnit, Value};
use domain::measurement::{Course, Figure};
use domain::period::Period;
use domain::quantity::{Direction, Status, Unit};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::Words;

use super::series::{Notes, Series, Shown};
use crate::accounts::visit::Visit;
use crate::measurement::store as measurement;
use crate::numbers;
use crate::site::figures::chart_words;

/// Most figures that are read for this page.
const FIGURES_MAX: i64 = 100_000;

#[derive(FromQueryResult)]
struct IndicatorRow {
    indicator_id: String,
    slug: String,
    title_en: String,
    title_es: String,
    unit: String,
    direction: String,
    suppression: String,
    minimum_count: Option<i64>,
    place_id: String,
    place_name: String,
}

#[derive(FromQueryResult)]
struct FigureRow {
    indicator_id: String,
    period: String,
    numerator: Option<i64>,
    denominator: Option<i64>,
    value: Option<f64>,
    margin: Option<f64>,
    status: String,
}

/// One measure, ready to show.
#[derive(Debug, Clone)]
pub struct Line {
    /// Slug.
    pub slug: String,
    /// Its public page, once it stands in a published edition.
    pub public: Option<String>,
    /// Title.
    pub title: String,
    /// Place.
    pub place: String,
    /// Small trend, as SVG.
    pub drawing: String,
    /// Latest value.
    pub now: String,
    /// Whether the latest value is hidden.
    pub is_protected: bool,
    /// "+4.1 since 2018–19".
    pub change: String,
    /// Which way it goes.
    pub course: Course,
    /// Class of the tag.
    pub class: &'static str,
    /// The word for it.
    pub label: String,
    /// "Goal 70%"; empty where there is none.
    pub goal: String,
}

/// What is known of measures beside their figures, by indicator and place.
struct Around {
    goals: BTreeMap<(String, String), (Period, f64)>,
    baselines: BTreeMap<(String, String), Period>,
    notes: BTreeMap<String, Notes>,
}

/// Every public indicator with a direction that is good, in order.
pub async fn lines(visit: &Visit, connection: &Connection) -> Result<Vec<Line>, DbError> {
    let mut figures: BTreeMap<String, Vec<(Period, Figure)>> = BTreeMap::new();
    for row in everyone(connection).await? {
        let Ok(period) = Period::parse(&row.period) else {
            continue;
        };
        figures
            .entry(row.indicator_id.clone())
            .or_default()
            .push((period, figure(&row)));
    }
    let around = Around::load(connection).await?;
    let mut lines = Vec::new();
    for indicator in indicators(connection).await? {
        let rows = figures.remove(&indicator.indicator_id).unwrap_or_default();
        if indicator.direction == Direction::Neither.code() || rows.is_empty() {
            continue;
        }
        lines.push(line(visit, &indicator, &rows, &around, lines.len()));
    }
    Ok(lines)
}

fn figure(row: &FigureRow) -> Figure {
    Figure {
        numerator: row.numerator,
        denominator: row.denominator,
        value: row.value,
        margin: row.margin,
        numerator_margin: None,
        status: Status::from_code(&row.status).unwrap_or(Status::NotAvailable),
    }
}

fn line(
    visit: &Visit,
    indicator: &IndicatorRow,
    figures: &[(Period, Figure)],
    around: &Around,
    index: usize,
) -> Line {
    let words = visit.words;
    let key = (indicator.indicator_id.clone(), indicator.place_id.clone());
    let unit = Unit::from_code(&indicator.unit).unwrap_or(Unit::Number);
    let direction = Direction::from_code(&indicator.direction).unwrap_or(Direction::Neither);
    let is_counted = indicator.suppression != "none";
    let least = indicator
        .minimum_count
        .unwrap_or(visit.collaborative.minimum_count);
    let notes = around
        .notes
        .get(&indicator.indicator_id)
        .cloned()
        .unwrap_or_default();
    let goal = around.goals.get(&key).copied();
    let series = Series::of(figures, &notes, unit, if is_counted { least } else { 0 });
    let (course, between) = series.course(&notes, around.baselines.get(&key).copied(), direction);
    let latest = series.latest();
    let now = match latest {
        Shown::Value(known) => numbers::value(unit, known.value),
        Shown::Protected => words.say("figure-protected"),
        Shown::NotComparable | Shown::Nothing => words.say("figure-not-available"),
    };
    let change = between
        .filter(|_| course != Course::TooEarlyToSay)
        .map(|(first, last)| {
            let change = numbers::change(unit, last.value - first.value);
            words.with(
                "week-since",
                &[("change", change.into()), ("period", first.period.label().into())],
            )
        });
    let title = words.pick(&indicator.title_en, &indicator.title_es).to_owned();
    let trend = trend(&title, indicator, &series, &notes, goal, words);
    Line {
        slug: indicator.slug.clone(),
        public: None,
        place: indicator.place_name.clone(),
        drawing: trend
            .draw_small(&chart_words(words.language))
            .inline(&format!("week{index}")),
        title,
        is_protected: latest == Shown::Protected,
        now,
        change: change.unwrap_or_default(),
        course,
        class: class_of(course),
        label: words.say(&format!("course-{}", course.code())),
        goal: goal.map_or_else(String::new, |(period, value)| {
            let goal = numbers::shortest(unit, value);
            words.with(
                "week-goal",
                &[("goal", goal.into()), ("period", period.label().into())],
            )
        }),
    }
}

fn class_of(course: Course) -> &'static str {
    match course {
        Course::Improving => "up",
        Course::HoldingSteady => "flat",
        Course::Slipping => "down",
        Course::TooEarlyToSay => "wait",
    }
}

fn trend(
    title: &str,
    indicator: &IndicatorRow,
    series: &Series,
    notes: &Notes,
    goal: Option<(Period, f64)>,
    words: Words,
) -> Trend {
    let unit = match Unit::from_code(&indicator.unit) {
        Some(Unit::Percent) => ChartUnit::Percent,
        Some(Unit::Count) => ChartUnit::Count,
        Some(Unit::PerThousand | Unit::Number) | None => ChartUnit::Rate { decimals: 1 },
    };
    let at = |period: Period| At::new(i32::from(period.axis_year()), period.label());
    let mut trend = Trend::new(format!("{title}, {}", indicator.place_name), title, unit);
    trend.periods = words.say("week-periods");
    let points = series.0.iter().map(|(period, shown)| {
        let value = match shown {
            Shown::Value(known) => Value::alone(known.value),
            Shown::Protected => Value::blank(Blank::Protected, ""),
            Shown::NotComparable => Value::blank(Blank::NotComparable, ""),
            Shown::Nothing => Value::blank(Blank::NotYetMeasured, ""),
        };
        Point::new(at(*period), value)
    });
    trend.points = points.collect();
    trend.breaks = notes
        .break_at
        .map(|period| i32::from(period.axis_year()))
        .into_iter()
        .collect();
    trend.goal = goal.map(|(period, value)| Goal {
        value,
        by: Some(at(period)),
    });
    trend
}

impl Around {
    async fn load(connection: &Connection) -> Result<Self, DbError> {
        let mut goals: BTreeMap<(String, String), (Period, f64)> = BTreeMap::new();
        for target in measurement::targets(connection).await? {
            let Some(period) = Period::parse(&target.period)
                .ok()
                .filter(|_| target.group_key.is_empty())
            else {
                continue;
            };
            let key = (target.indicator_id, target.place_id);
            if goals.get(&key).is_none_or(|(known, _)| *known < period) {
                goals.insert(key, (period, target.value));
            }
        }
        let mut baselines = BTreeMap::new();
        for baseline in measurement::baselines(connection).await? {
            if let (true, Ok(period)) = (baseline.group_key.is_empty(), Period::parse(&baseline.period)) {
                baselines.insert((baseline.indicator_id, baseline.place_id), period);
            }
        }
        let mut notes: BTreeMap<String, Notes> = BTreeMap::new();
        for row in measurement::breaks(connection).await? {
            let concerns_everyone = matches!(row.applies_to.as_str(), "" | "all");
            let Some(period) = Period::parse(&row.period).ok().filter(|_| concerns_everyone) else {
                continue;
            };
            let note = notes.entry(row.indicator_id).or_default();
            if row.kind == "break" {
                note.break_at = note.break_at.max(Some(period));
            } else {
                note.not_comparable.insert(period);
            }
        }
        Ok(Self {
            goals,
            baselines,
            notes,
        })
    }
}

async fn indicators(connection: &Connection) -> Result<Vec<IndicatorRow>, DbError> {
    let sql = "select i.indicator_id, i.slug, v.title_en, v.title_es, v.unit, v.direction, i.suppression,
                 i.minimum_count, p.place_id, p.name as place_name
               from indicator i
               join indicator_version v on v.collaborative_id = i.collaborative_id
                 and v.indicator_id = i.indicator_id
                 and v.version = (select max(x.version) from indicator_version x
                                  where x.collaborative_id = i.collaborative_id and x.indicator_id = i.indicator_id)
               join place p on p.collaborative_id = i.collaborative_id and p.place_id = i.headline_place_id
               where i.collaborative_id = $1 and i.visibility = 'public'
               order by i.position, i.slug
               limit 1000";
    connection.rows(sql, args![]).await
}

/// The latest vintage of everyone's figures, at the place each indicator leads with.
async fn everyone(connection: &Connection) -> Result<Vec<FigureRow>, DbError> {
    let sql = "select o.indicator_id, o.period, o.numerator, o.denominator, o.value, o.margin, o.status
               from observation o
               join indicator i on i.collaborative_id = o.collaborative_id and i.indicator_id = o.indicator_id
                 and i.headline_place_id = o.place_id
               where o.collaborative_id = $1 and o.group_key = ''
                 and not exists (select 1 from observation n
                                 where n.collaborative_id = o.collaborative_id and n.indicator_id = o.indicator_id
                                   and n.place_id = o.place_id and n.period = o.period
                                   and n.group_key = o.group_key and n.vintage > o.vintage)
               order by o.indicator_id, o.period_end, o.period
               limit $2";
    connection.rows(sql, args![FIGURES_MAX]).await
}
