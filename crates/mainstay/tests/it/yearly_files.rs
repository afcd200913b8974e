//! Nine yearly files as the source sends them, one after another through the partner's page.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use app::measurement::dimensions::{CategoryForm, DimensionForm, add_dimensions};
use domain::access::Purpose;
use platform::args;
use platform::db::{FromQueryResult, Scope};
use platform::history::{Actor, NewFact};

use crate::kit::{Part, World, shared_folder};
use crate::partners::new_id;

const YEARS: [&str; 9] = [
    "2011-12", "2012-13", "2013-14", "2014-15", "2015-16", "2016-17", "2017-18", "2018-19", "2019-20",
];

/// Slug of each race, with what the files of the years call it.
const RACES: [(&str, &[&str]); 7] = [
    ("american-indian", &["American Indian or Alaska Native"]),
    ("asian", &["Asian"]),
    ("black", &["Black or African American", "Black"]),
    (
        "hispanic",
        &["Hispanic/Latino of any race", "Hispanic or Latino", "Hispanic"],
    ),
    (
        "pacific",
        &[
            "Native Hawaiian or Other Pacific Islander",
            "Native Hawaiian or Pacific Islander",
            "Native Hawaiian or Other Pacific",
        ],
    ),
    ("two-or-more", &["Two or More Races", "Two or more races"]),
    ("white", &["White"]),
];

fn sources() -> Option<PathBuf> {
    shared_folder("nine yearly files", "data/sources/chronic-absence")
}

fn yearly(folder: &Path, year: &str) -> Vec<u8> {
    std::fs::read(folder.join(format!("chronic-absenteeism__{year}_race.csv"))).unwrap()
}

/// District name to code, over all the files.
fn districts(folder: &Path) -> BTreeMap<String, String> {
    let mut districts = BTreeMap::new();
    for year in YEARS {
        let bytes = yearly(folder, year);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.as_slice());
        for record in reader.records().flatten().skip(4) {
            let code = record
                .get(1)
                .unwrap_or_default()
                .trim_matches(|c| c == '=' || c == '"')
                .to_owned();
            let name = record.get(0).unwrap_or_default().trim().to_owned();
            if !name.is_empty() && code.len() >= 6 {
                districts.insert(code, name);
            }
        }
    }
    districts
}

async fn run(scope: &Scope, statements: Vec<(&str, Vec<platform::db::Value>)>) {
    let tx = scope.write(Actor::installation()).await.unwrap();
    for (sql, values) in statements {
        tx.run(sql, values).await.unwrap();
    }
    let fact = NewFact::new("test.prepared", "test", platform::secrets::new_uuid());
    tx.commit(vec![fact]).await.unwrap();
}

struct Setting {
    world: World,
    scope: Scope,
    organisation: String,
    person: String,
    indicator: String,
}

async fn setting(folder: &Path) -> Setting {
    let world = World::open().await;
    let scope = world.a_collaborative("harbor").await;
    let races = RACES.map(|(slug, names)| CategoryForm {
        slug: slug.into(),
        label_en: names[0].into(),
        label_es: String::new(),
        source_values: names.iter().map(|name| (*name).to_owned()).collect(),
    });
    let form = DimensionForm {
        slug: "race".into(),
        label_en: "Race/Ethnicity".into(),
        categories: races.into(),
        ..DimensionForm::default()
    };
    add_dimensions(&scope, Actor::installation(), &[form])
        .await
        .unwrap();
    let (organisation, person, indicator, version) = (new_id(), new_id(), new_id(), new_id());
    let mut statements = vec![
        (
            "insert into organisation (collaborative_id, organisation_id, slug, name, created_at) values ($1, $2, 'state', 'State desk', 0)",
            args![organisation.clone()],
        ),
        (
            "insert into person (collaborative_id, person_id, organisation_id, name, email, created_at) values ($1, $2, $3, 'Sam', 'sam@state.example', 0)",
            args![person.clone(), organisation.clone()],
        ),
        (
            "insert into indicator (collaborative_id, indicator_id, slug, created_at) values ($1, $2, 'absence', 0)",
            args![indicator.clone()],
        ),
        (
            "insert into indicator_version (collaborative_id, indicator_version_id, indicator_id, version, valid_from, title_en, unit, direction, definition, created_at)
             values ($1, $2, $3, 1, '2000-01-01', 'Absence', 'percent', 'lower', '{}', 0)",
            args![version, indicator.clone()],
        ),
    ];
    for (at, (code, name)) in districts(folder).into_iter().enumerate() {
        let place = new_id();
        statements.push((
            "insert into place (collaborative_id, place_id, slug, name, name_key, kind) values ($1, $2, $3, $4, $5, 'district')",
            args![place.clone(), format!("district-{at}"), name.clone(), domain::place::name_key(&name)],
        ));
        statements.push((
            "insert into place_code (collaborative_id, place_id, scheme, code) values ($1, $2, 'ct-district', $3)",
            args![place, code],
        ));
    }
    run(&scope, statements).await;
    Setting {
        world,
        scope,
        organisation,
        person,
        indicator,
    }
}

impl Setting {
    /// An open request for a year; gives its link.
    async fn request(&self, year: &str) -> (String, String) {
        let id = new_id();
        let scope = serde_json::json!({ "places": [], "dimensions": ["race"] }).to_string();
        run(&self.scope, vec![
            (
                "insert into data_request (collaborative_id, data_request_id, slug, title, what, indicator_id, period, due_on, scope, state, created_at, created_by)
                 values ($1, $2, $3, 'Absence', 'Absence by race', $4, $5, '2030-01-01', $6, 'open', 0, 'test')",
                args![id.clone(), format!("absence-{year}"), self.indicator.clone(), year, scope],
            ),
            (
                "insert into request_partner (collaborative_id, data_request_id, organisation_id, person_id, asked_at) values ($1, $2, $3, $4, 0)",
                args![id.clone(), self.organisation.clone(), self.person.clone()],
            ),
        ])
        .await;
        let tx = self.scope.write(Actor::installation()).await.unwrap();
        let new = app::accounts::link::NewLink {
            person: self.person.parse().unwrap(),
            purpose: Purpose::Submit {
                request: id.parse().unwrap(),
                organisation: self.organisation.parse().unwrap(),
            },
            expires_at: self.world.clock.now_millis() + 86_400_000,
        };
        let (token, _, fact) = app::accounts::link::issue(&tx, &new).await.unwrap();
        tx.commit(vec![fact]).await.unwrap();
        (id, format!("/harbor/link/{token}"))
    }
}

#[derive(Debug, FromQueryResult)]
struct Sent {
    place: String,
    group_key: String,
    numerator: Option<i64>,
    value: Option<f64>,
    status: String,
}

async fn figures(setting: &Setting, request: &str) -> Vec<Sent> {
    let sql = "select p.name as place, f.group_key, f.numerator, f.value, f.status
               from submission_figure f
               join submission s on s.collaborative_id = f.collaborative_id and s.submission_id = f.submission_id
               join place p on p.collaborative_id = f.collaborative_id and p.place_id = f.place_id
               where f.collaborative_id = $1 and s.data_request_id = $2
               order by p.name, f.group_key
               limit 100000";
    setting
        .scope
        .read()
        .await
        .unwrap()
        .rows(sql, args![request])
        .await
        .unwrap()
}

/// The publisher's own reading of a year: district and race to percent (-9999: kept back, -6666: none).
fn truth(folder: &Path, year: &str) -> BTreeMap<(String, String), f64> {
    let file = folder.join("processed/chronic_absenteeism_by_race_ethnicity_2012-2020.csv");
    let long = format!("{}-20{}", &year[..4], &year[5..]);
    let mut reader = csv::Reader::from_path(file).unwrap();
    let mut truth = BTreeMap::new();
    for record in reader.records().flatten() {
        if record[2] == long && record[4].contains("Chronically") && &record[5] == "Percent" {
            truth.insert(
                (record[0].to_owned(), slug_of(&record[3])),
                record[6].parse().unwrap(),
            );
        }
    }
    truth
}

fn slug_of(race: &str) -> String {
    let found = RACES.iter().find(|(_, names)| names.contains(&race));
    found.map_or_else(|| race.to_owned(), |(slug, _)| (*slug).to_owned())
}

/// A district and a race in one year, as the collection of indicators has it.
struct Indicated {
    /// None where the publisher kept it back.
    value: Option<f64>,
    /// Published in the later years only.
    numerator: Option<i64>,
}

/// What the collection of indicators, made by other hands from the same source, says of a year.
fn indicated(folder: &Path, year: &str) -> BTreeMap<(String, String), Indicated> {
    let file = folder.join("../../bridgeport/indicators.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let headings = reader.headers().unwrap().clone();
    let mut found = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        let row: BTreeMap<&str, &str> = headings.iter().zip(record.iter()).collect();
        if row["indicator"] == "chronic_absence"
            && row["dimension"] == "race_ethnicity"
            && row["geo_type"] == "town"
            && row["period"] == year
        {
            let key = (
                format!("{} School District", row["geo_name"]),
                slug_of(row["category"]),
            );
            let is_shown = row["status"] == "ok";
            let value = is_shown.then(|| row["value"].parse().unwrap());
            let numerator = row["numerator"].parse().ok();
            found.insert(key, Indicated { value, numerator });
        }
    }
    found
}

#[tokio::test]
async fn the_second_yearly_file_takes_three_clicks_and_every_figure_is_right() {
    let Some(folder) = sources() else { return };
    let setting = setting(&folder).await;
    let (mut compared, mut indicated_too) = (0, 0);
    for (at, year) in YEARS.into_iter().enumerate() {
        let (request, link) = setting.request(year).await;
        let mut browser = setting.world.client();
        browser.get(&link).await.expect_status(200);
        let bytes = yearly(&folder, year);
        let name = format!("chronic-absenteeism__{year}_race.csv");
        let part = Part::File {
            name: "file",
            filename: &name,
            bytes: &bytes,
        };
        let read = browser
            .upload(&format!("{link}/file?lang=en"), &[part])
            .await
            .expect_status(303);
        let check = browser.follow(read).await.expect_status(200);
        assert!(
            !check.text().contains("id=\"q1\""),
            "{year} asks a question:\n{}",
            question(&check.text())
        );
        let sent = browser
            .post(&format!("{link}/send?lang=en"), &[])
            .await
            .expect_status(303);
        browser
            .follow(sent)
            .await
            .expect_status(200)
            .expect_text("Thank you");
        let figures = figures(&setting, &request).await;
        assert!(figures.len() > 900, "{year}: {} figures", figures.len());
        compared += compare(&figures, &truth(&folder, year), year);
        indicated_too += compare_indicated(&figures, &indicated(&folder, year), year);
        if at > 0 {
            let sql = "select count(*) as n from remembered_mapping where collaborative_id = $1";
            assert!(
                setting
                    .scope
                    .read()
                    .await
                    .unwrap()
                    .number(sql, args![])
                    .await
                    .unwrap()
                    >= 4
            );
        }
    }
    println!("{compared} figures equal the publisher's own reading");
    assert!(compared > 9_000);
    println!("{indicated_too} of them equal the collection of indicators");
    assert!(indicated_too > 450, "{indicated_too}");
}

fn question(page: &str) -> String {
    page.split("id=\"q1\"")
        .nth(1)
        .unwrap_or_default()
        .chars()
        .take(1500)
        .collect()
}

fn compare(figures: &[Sent], truth: &BTreeMap<(String, String), f64>, year: &str) -> usize {
    let mut compared = 0;
    let known: BTreeSet<&str> = truth.keys().map(|(district, _)| district.as_str()).collect();
    for figure in figures {
        let race = figure.group_key.trim_start_matches("race=").to_owned();
        if !known.contains(figure.place.as_str()) {
            continue;
        }
        let Some(right) = truth.get(&(figure.place.clone(), race)) else {
            continue;
        };
        let read = match (figure.status.as_str(), figure.value) {
            ("suppressed", None) => -9999.0,
            ("not_available", None) => -6666.0,
            (_, Some(value)) => value,
            _ => f64::NAN,
        };
        assert!(
            (read - right).abs() < 1e-9,
            "{year} {figure:?}: the publisher reads {right}"
        );
        assert!(figure.numerator.is_none_or(|count| count >= 0));
        compared += 1;
    }
    compared
}

/// Every figure of the collection was read from the files, with the same value and the same count.
fn compare_indicated(
    figures: &[Sent],
    indicated: &BTreeMap<(String, String), Indicated>,
    year: &str,
) -> usize {
    for ((district, race), right) in indicated {
        let key = format!("race={race}");
        let figure = figures
            .iter()
            .find(|one| one.place == *district && one.group_key == key);
        let figure = figure.unwrap_or_else(|| panic!("{year}: no figure for {district}, {race}"));
        assert_eq!(figure.value, right.value, "{year}, {district}, {race}");
        if right.numerator.is_some() {
            assert_eq!(figure.numerator, right.numerator, "{year}, {district}, {race}");
        }
    }
    indicated.len()
}
