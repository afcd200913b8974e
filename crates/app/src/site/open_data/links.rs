//! Headers that lead from a file to its neighbours: this very version for good, the newest, the one before, and what
//! describes it (RFC 8288, RFC 5829, RFC 8574).

use axum::http::{HeaderMap, HeaderValue, header};

use super::files::File;
use crate::editions::document::Document;
use crate::site::address::{Address, Format, Page};
use crate::site::pages;
use crate::state::PublicState;

/// The headers of the answer at a path, beside those of its kind.
pub fn headers(public: &PublicState, path: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let Some(address) = Address::parse(path) else {
        return headers;
    };
    let Some(document) = pages::document_of(public, &address) else {
        return headers;
    };
    if !is_of_one_edition(&address.page) {
        return headers;
    }
    let links = links(public, &address, &document).join(", ");
    let saved = [(File::Archive, "zip"), (File::Workbook, "xlsx")];
    let name = saved
        .into_iter()
        .find(|(file, _)| address.page == Page::File(*file))
        .map(|(_, ending)| ending);
    let saved_as = name.map(|ending| {
        let (slug, number) = (&address.collaborative, document.number);
        format!("attachment; filename=\"{slug}-edition-{number}.{ending}\"")
    });
    let values = [
        (header::LINK, Some(links)),
        (header::CONTENT_DISPOSITION, saved_as),
    ];
    for (name, value) in values {
        // Slugs and numbers are plain ASCII; an operator's own address that is not goes without.
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

fn is_of_one_edition(page: &Page) -> bool {
    match page {
        Page::File(file) => !file.is_of_every_edition(),
        Page::Data(..) | Page::OpenData | Page::ReportCard | Page::Indicator(..) | Page::Table(_) => true,
        // A print says its edition itself, and another edition may not have been printed.
        Page::Print(_)
        | Page::Picture(..)
        | Page::Embed(_)
        | Page::Methods
        | Page::Agenda
        | Page::Plan
        | Page::Partners
        | Page::Decisions
        | Page::Pathway
        | Page::About
        | Page::Accessibility
        | Page::Privacy
        | Page::Editions
        | Page::Newsletters
        | Page::Newsletter(_)
        | Page::NewsletterFeed => false,
    }
}

fn links(public: &PublicState, address: &Address, document: &Document) -> Vec<String> {
    let at = |edition: Option<i64>, page: &Page| {
        let address = Address {
            edition,
            page: page.clone(),
            ..address.clone()
        };
        format!("<{}{}>", public.base_url, address.path())
    };
    let (page, number) = (&address.page, document.number);
    let mut links = vec![
        format!("{}; rel=\"cite-as\"", at(Some(number), page)),
        format!("{}; rel=\"version-history\"", at(None, &Page::Editions)),
    ];
    let newest = public.shelf.newest(&address.collaborative);
    if newest.is_some_and(|newest| page.is_in(&newest)) {
        links.push(format!("{}; rel=\"latest-version\"", at(None, page)));
    }
    let editions = public.shelf.editions(&address.collaborative);
    let before = editions.iter().rev().find(|other| other.number < number);
    if let Some(before) = before.filter(|before| page.is_in(before)) {
        links.push(format!(
            "{}; rel=\"predecessor-version\"",
            at(Some(before.number), page)
        ));
    }
    let is_table = matches!(page, Page::File(File::Table(_)) | Page::Data(None, Format::Csv));
    if is_table {
        links.push(format!(
            "{}; rel=\"describedby\"; type=\"application/csvm+json\"",
            at(Some(number), &Page::File(File::CsvMetadata))
        ));
    }
    if is_table || matches!(page, Page::Data(..) | Page::File(File::Workbook | File::Kept)) {
        links.push(format!(
            "{}; rel=\"describedby\"; type=\"application/json\"",
            at(Some(number), &Page::File(File::Package))
        ));
    }
    links
}
