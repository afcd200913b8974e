//! The edition as a data set in the words of schema.org, for search engines: a file, and a part of the page.

use serde_json::{Value, json};

use super::files::File;
use super::{cite, licence, package};
use crate::site::address::{Format, Page};
use crate::site::frame::Visit;

/// The file.
pub fn bytes(visit: &Visit<'_>) -> Vec<u8> {
    package::pretty(&value(visit))
}

/// The same inside a page: one line in which nothing can end the element that holds it.
pub fn in_page(visit: &Visit<'_>) -> String {
    let json = value(visit).to_string();
    // All four characters stand only within JSON's texts, where an escape means the same.
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
}

/// Files that can be downloaded, with their media types.
pub const DOWNLOADS: [(Page, &str); 5] = [
    (Page::Data(None, Format::Csv), "text/csv"),
    (
        Page::File(File::Workbook),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (Page::Data(None, Format::Json), "application/json"),
    (Page::File(File::Archive), "application/zip"),
    (Page::File(File::Package), "application/json"),
];

fn value(visit: &Visit<'_>) -> Value {
    let document = visit.document;
    let organisation = json!({
        "@type": "Organization",
        "name": document.collaborative.name,
        "url": visit.lasting(Page::About),
    });
    let downloads = DOWNLOADS.map(|(page, media)| {
        json!({
            "@type": "DataDownload",
            "name": page.tail(),
            "encodingFormat": media,
            "contentUrl": visit.lasting(page),
        })
    });
    let licences: Vec<&str> = licence::of(document).iter().map(|licence| licence.path).collect();
    let span = cite::span(document).map(|(from, to)| format!("{from}/{to}"));
    json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": visit.lasting(Page::OpenData),
        "url": visit.lasting(Page::OpenData),
        "identifier": visit.lasting(Page::OpenData),
        "name": cite::title(visit),
        "description": cite::description(visit),
        "version": document.number.to_string(),
        "datePublished": document.published_on,
        "inLanguage": visit.words.code(),
        "isAccessibleForFree": true,
        "license": licences,
        "creditText": visit.words.pick(&document.collaborative.credit.en, &document.collaborative.credit.es),
        "citation": cite::citation(visit),
        "keywords": cite::keywords(visit),
        "creator": organisation,
        "publisher": organisation,
        "spatialCoverage": { "@type": "Place", "name": document.collaborative.place },
        "temporalCoverage": span,
        "variableMeasured": variables(visit),
        "isBasedOn": sources(visit),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": document.collaborative.name,
            "url": format!("{}{}", visit.base_url, visit.path(Page::File(File::Catalog))),
        },
        "distribution": downloads,
    })
}

fn variables(visit: &Visit<'_>) -> Vec<Value> {
    let words = visit.words;
    let indicators = visit.document.indicators.iter();
    indicators
        .map(|part| {
            json!({
                "@type": "PropertyValue",
                "propertyID": part.slug,
                "name": words.pick(&part.title.en, &part.title.es),
                "description": words.pick(&part.definition.about.en, &part.definition.about.es),
                "unitText": part.unit,
            })
        })
        .collect()
}

fn sources(visit: &Visit<'_>) -> Vec<Value> {
    let publishers = cite::publishers(visit.document).into_iter();
    publishers
        .filter(|(publisher, _, _)| !publisher.is_empty())
        .map(|(publisher, words, _)| {
            let licence = licence::known(words).map_or(words, |licence| licence.path);
            json!({
                "@type": "CreativeWork",
                "name": publisher,
                "publisher": { "@type": "Organization", "name": publisher },
                "license": licence,
            })
        })
        .collect()
}
