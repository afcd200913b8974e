//! What a file is read against: the request, the places, the categories, last time's figures, what was remembered.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{IndicatorId, OrganisationId, PlaceId};
use domain::measurement::Figure;
use domain::period::Period;
use domain::place::{Match, Places, name_key};
use domain::quantity::{Status, Unit};
use jiff::civil::Date;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};

use super::roles::heading_key;
use crate::directory::places;
use crate::error::Error;
use crate::measurement::{observations, store as measurement};
use crate::requests::store::RequestRow;
use crate::requests::template::known_headings;

/// A dimension that may stand in the file.
#[derive(Debug, Clone, Default)]
pub struct Dimension {
    /// Slug.
    pub slug: String,
    /// Labels, in both languages.
    pub labels: [String; 2],
    /// Categories in order: slug and labels.
    pub categories: Vec<(String, [String; 2])>,
    lookup: BTreeMap<String, String>,
}

/// Words for everyone, in the ways sources write them.
const EVERYONE: [&str; 10] = [
    "all",
    "all students",
    "total",
    "everyone",
    "todos",
    "todas las personas",
    "all races",
    "district total",
    "overall",
    "todos los estudiantes",
];

impl Dimension {
    /// The category that a text names: `Some("")` for everyone, nothing where it is not known.
    pub fn category_of(&self, text: &str) -> Option<&str> {
        let key = category_key(text);
        if EVERYONE.contains(&key.as_str()) {
            return Some("");
        }
        self.lookup.get(&key).map(String::as_str)
    }

    /// Whether a heading names this dimension.
    pub fn is_named(&self, heading: &str) -> bool {
        let heading = category_key(heading);
        let names = [&self.labels[0], &self.labels[1], &self.slug];
        names
            .into_iter()
            .any(|name| !name.is_empty() && heading == category_key(name))
    }

    /// Whether a heading is the beginning of the dimension's name, as people shorten it: "Gr." for "Grade".
    pub fn is_abbreviated(&self, heading: &str) -> bool {
        const LETTERS_MIN: usize = 2;
        let heading = category_key(heading);
        let mut names = [&self.labels[0], &self.labels[1], &self.slug].into_iter();
        heading.chars().count() >= LETTERS_MIN && names.any(|name| category_key(name).starts_with(&heading))
    }
}

/// How names of categories are compared: letters and digits only, single spaces.
pub fn category_key(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything a file is read against.
#[derive(Debug, Clone)]
pub struct Context {
    /// The request.
    pub request: RequestRow,
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its unit.
    pub unit: Unit,
    /// The period asked for; nothing where it stands in the file.
    pub period: Option<Period>,
    /// Dimensions that may stand in the file.
    pub dimensions: Vec<Dimension>,
    /// Names of places by identifier.
    pub place_names: BTreeMap<PlaceId, String>,
    /// The day at which codes must hold.
    pub day: Date,
    /// What this partner's headings were read as last time.
    pub remembered: BTreeMap<String, String>,
    /// Last figures before the period, by place and group.
    pub previous: BTreeMap<(PlaceId, String), (Period, Figure)>,
    /// Smallest count that is public.
    pub minimum: i64,
    partner: String,
    gazetteer: Places,
    asked_places: BTreeSet<PlaceId>,
}

impl Context {
    /// Loads what a request of one organisation is read against.
    pub async fn load(
        connection: &Connection,
        request: RequestRow,
        organisation: OrganisationId,
        minimum: i64,
    ) -> Result<Self, Error> {
        let versions = measurement::versions_of(connection, &request.indicator_id).await?;
        let newest = versions
            .iter()
            .max_by_key(|version| version.version)
            .ok_or(Error::NotFound)?;
        let unit = Unit::from_code(&newest.unit).unwrap_or(Unit::Percent);
        let indicator: IndicatorId = request.indicator_id.parse().map_err(|_| Error::NotFound)?;
        let period = Period::parse(&request.period).ok();
        let asked = request.asked();
        let place_names = places::places(connection).await?.into_iter();
        let place_names = place_names.filter_map(|row| Some((row.place_id.parse().ok()?, row.name)));
        Ok(Self {
            indicator,
            unit,
            period,
            dimensions: dimensions(connection, &request).await?,
            place_names: place_names.collect(),
            day: period.map_or_else(|| request.due(), Period::end),
            remembered: remembered(connection, organisation, &request).await?,
            previous: previous(connection, indicator, period).await?,
            minimum,
            partner: organisation.to_string(),
            gazetteer: places::gazetteer(connection).await?,
            asked_places: asked.places.iter().filter_map(|id| id.parse().ok()).collect(),
            request,
        })
    }

    /// What a name or code of a place means to this partner.
    pub fn match_place(&self, text: &str) -> Match {
        self.gazetteer.find(text, self.day, &self.partner)
    }

    /// The place of a name or code, where it is certain.
    pub fn find_place(&self, text: &str) -> Option<PlaceId> {
        self.match_place(text).place()
    }

    /// Whether figures of a place were asked for.
    pub fn is_asked(&self, place: PlaceId) -> bool {
        self.asked_places.is_empty() || self.asked_places.contains(&place)
    }

    /// A place's name.
    pub fn place_name(&self, place: PlaceId) -> &str {
        self.place_names.get(&place).map_or("", String::as_str)
    }

    /// A dimension by its slug.
    pub fn dimension(&self, slug: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.slug == slug)
    }
}

async fn dimensions(connection: &Connection, request: &RequestRow) -> Result<Vec<Dimension>, DbError> {
    let asked = request.asked().dimensions;
    let mut dimensions: BTreeMap<String, Dimension> = BTreeMap::new();
    for row in measurement::dimensions(connection).await? {
        if asked.is_empty() || asked.contains(&row.slug) {
            let labels = [row.label_en, row.label_es];
            let dimension = Dimension {
                slug: row.slug,
                labels,
                ..Dimension::default()
            };
            dimensions.insert(row.dimension_id, dimension);
        }
    }
    let mut slugs: BTreeMap<String, String> = BTreeMap::new();
    for row in measurement::categories(connection).await? {
        if let Some(dimension) = dimensions.get_mut(&row.dimension_id) {
            for name in [&row.slug, &row.label_en, &row.label_es] {
                dimension.lookup.insert(category_key(name), row.slug.clone());
            }
            dimension
                .categories
                .push((row.slug.clone(), [row.label_en, row.label_es]));
            slugs.insert(row.category_id, row.slug);
        }
    }
    for row in measurement::crosswalk(connection).await? {
        if let (Some(dimension), Some(slug)) =
            (dimensions.get_mut(&row.dimension_id), slugs.get(&row.category_id))
        {
            dimension
                .lookup
                .insert(category_key(&row.source_value), slug.clone());
        }
    }
    Ok(dimensions.into_values().collect())
}

#[derive(FromQueryResult)]
struct RememberedRow {
    heading_key: String,
    role: String,
}

/// What headings mean without asking: those of our own template, and above them what this partner said last time.
async fn remembered(
    connection: &Connection,
    organisation: OrganisationId,
    request: &RequestRow,
) -> Result<BTreeMap<String, String>, DbError> {
    let ours = known_headings(connection, request).await?.into_iter();
    let mut remembered: BTreeMap<String, String> = ours
        .map(|(heading, role)| (heading_key(&heading), role))
        .collect();
    let sql = "select heading_key, role
               from remembered_mapping
               where collaborative_id = $1 and organisation_id = $2 and indicator_id = $3
               order by heading_key
               limit 2000";
    let rows: Vec<RememberedRow> = connection
        .rows(sql, args![organisation.to_string(), request.indicator_id.clone()])
        .await?;
    remembered.extend(rows.into_iter().map(|row| (row.heading_key, row.role)));
    Ok(remembered)
}

/// For each place and group, the last figure before the period asked for.
async fn previous(
    connection: &Connection,
    indicator: IndicatorId,
    period: Option<Period>,
) -> Result<BTreeMap<(PlaceId, String), (Period, Figure)>, DbError> {
    let mut previous: BTreeMap<(PlaceId, String), (Period, Figure)> = BTreeMap::new();
    for row in observations::latest(connection, indicator).await? {
        let (Ok(place), Ok(at)) = (row.place_id.parse(), Period::parse(&row.period)) else {
            continue;
        };
        let is_before = period.is_none_or(|period| at < period);
        let figure = row.figure();
        if !is_before || figure.status != Status::Ok {
            continue;
        }
        let entry = previous
            .entry((place, row.group_key.clone()))
            .or_insert((at, figure));
        if entry.0 < at {
            *entry = (at, figure);
        }
    }
    Ok(previous)
}

/// The key of a name of a place in answers.
pub fn place_key(text: &str) -> String {
    name_key(text)
}
