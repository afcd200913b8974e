//! A catalogue of every edition for data portals: DCAT-US 1.1 (resources.data.gov, "Project Open Data").

use std::sync::Arc;

use domain::text::Email;
use serde_json::{Map, Value, json};

use super::files::File;
use super::{cite, dataset, licence, package};
use crate::editions::document::Document;
use crate::site::address::{Address, Page};
use crate::site::frame::Visit;
use crate::state::PublicState;
use platform::words::Language;

const STANDARD: &str = "https://project-open-data.cio.gov/v1.1/schema";
/// The schema asks for the numbers of a federal bureau and programme, which a community has none of.
const NO_BUREAU: &str = "000:00";
const NO_PROGRAMME: &str = "000:000";
/// Where portals look for the catalogue of a whole site.
pub const OF_THE_SITE: &str = "/data.json";

/// The catalogue of one collaborative.
pub fn bytes(visit: &Visit<'_>, editions: &[Arc<Document>]) -> Vec<u8> {
    let address = format!("{}{}", visit.base_url, visit.path(Page::File(File::Catalog)));
    catalog(&address, datasets(visit, editions))
}

/// The catalogue of every collaborative, in English.
pub fn of_the_site(public: &PublicState) -> Vec<u8> {
    let mut all = Vec::new();
    for slug in public.shelf.collaboratives() {
        let Some(newest) = public.shelf.newest(&slug) else {
            continue;
        };
        let address = Address {
            collaborative: slug.clone(),
            language: Language::English,
            edition: None,
            page: Page::File(File::Catalog),
        };
        let visit = Visit {
            base_url: &public.base_url,
            address: &address,
            document: &newest,
            newest: &newest,
            words: crate::words::words(Language::English),
        };
        all.extend(datasets(&visit, &public.shelf.editions(&slug)));
    }
    catalog(&format!("{}{OF_THE_SITE}", public.base_url), all)
}

fn catalog(address: &str, datasets: Vec<Value>) -> Vec<u8> {
    package::pretty(&json!({
        "@context": format!("{STANDARD}/catalog.jsonld"),
        "@id": address,
        "@type": "dcat:Catalog",
        "conformsTo": STANDARD,
        "describedBy": format!("{STANDARD}/catalog.json"),
        "dataset": datasets,
    }))
}

/// One data set for each edition, newest first.
fn datasets(visit: &Visit<'_>, editions: &[Arc<Document>]) -> Vec<Value> {
    let newest_first = editions.iter().rev();
    newest_first
        .map(|document| {
            let visit = Visit { document, ..*visit };
            Value::Object(of_edition(&visit))
        })
        .collect()
}

fn of_edition(visit: &Visit<'_>) -> Map<String, Value> {
    let document = visit.document;
    let here = visit.lasting(Page::OpenData);
    let described_by = visit.lasting(Page::File(File::Package));
    let distributions = dataset::DOWNLOADS.map(|(page, media)| {
        json!({
            "@type": "dcat:Distribution",
            "title": page.tail(),
            "downloadURL": visit.lasting(page),
            "mediaType": media,
            "describedBy": described_by,
            "describedByType": "application/json",
        })
    });
    let mut contact = Map::new();
    contact.insert("@type".into(), "vcard:Contact".into());
    contact.insert("fn".into(), document.collaborative.name.as_str().into());
    if let Ok(email) = Email::parse(&document.collaborative.contact) {
        contact.insert("hasEmail".into(), format!("mailto:{email}").into());
    }
    let mut dataset = Map::new();
    let mut set = |name: &str, value: Value| dataset.insert(name.to_owned(), value);
    set("@type", "dcat:Dataset".into());
    set("identifier", here.as_str().into());
    set("landingPage", here.as_str().into());
    set("title", cite::title(visit).into());
    set("description", cite::description(visit).into());
    set("keyword", cite::keywords(visit).into());
    set("issued", document.published_on.as_str().into());
    // An edition never changes: what is corrected is a new one.
    set("modified", document.published_on.as_str().into());
    set(
        "publisher",
        json!({ "@type": "org:Organization", "name": document.collaborative.name }),
    );
    set("contactPoint", contact.into());
    set("accessLevel", "public".into());
    set("bureauCode", json!([NO_BUREAU]));
    set("programCode", json!([NO_PROGRAMME]));
    set("accrualPeriodicity", "irregular".into());
    set("language", json!([cite::language(visit)]));
    set("license", licence_address(visit).into());
    set("describedBy", described_by.as_str().into());
    set("describedByType", "application/json".into());
    set("distribution", json!(distributions));
    if !document.collaborative.place.is_empty() {
        set("spatial", document.collaborative.place.as_str().into());
    }
    if let Some((from, to)) = cite::span(document) {
        set("temporal", format!("{from}/{to}").into());
    }
    dataset
}

/// The one licence of the sources; with several, the place where they stand.
pub fn licence_address(visit: &Visit<'_>) -> String {
    match licence::of(visit.document)[..] {
        [only] => only.path.to_owned(),
        _ => format!("{}#licence", visit.lasting(Page::OpenData)),
    }
}
