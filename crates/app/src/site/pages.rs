//! From an address to a finished body: finds the edition, and calls the page.

use std::sync::Arc;

use platform::words::Language;

use super::address::{Address, Format, Page};
use super::frame::Visit;
use super::open_data::{catalog, page as open_data};
use super::reply::{Body, Kind};
use super::{agenda, data, embed, indicator, newsletter, picture, plan, report_card, table, texts, welcome};
use crate::editions::document::Document;
use crate::editions::shelf::Print;
use crate::printing::form::Form;
use crate::state::PublicState;

/// The edition in which an address has a page. None: there is no such page.
pub fn document_of(public: &PublicState, address: &Address) -> Option<Arc<Document>> {
    let slug = &address.collaborative;
    let document = match address.edition {
        Some(number) => public.shelf.edition(slug, number),
        None => public.shelf.newest(slug),
    };
    let document = document.filter(|document| address.page.is_in(document))?;
    match &address.page {
        Page::Newsletter(letter) => public.shelf.letter(slug, letter).map(|_| document),
        Page::Print(form) => print(public, &document, address.language, *form).map(|_| document),
        _ => Some(document),
    }
}

fn print(public: &PublicState, document: &Document, language: Language, form: Form) -> Option<Arc<Print>> {
    let edition = (document.collaborative.slug.as_str(), document.number);
    public.shelf.print(edition, (form, language))
}

/// The printed report cards of an edition in a language.
pub fn prints(public: &PublicState, document: &Document, language: Language) -> Vec<(Form, Arc<Print>)> {
    let forms = Form::ALL.into_iter();
    forms
        .filter_map(|form| Some((form, print(public, document, language, form)?)))
        .collect()
}

/// The body at a path. None: there is no such page. Computes: call it on a blocking thread.
pub fn at(public: &PublicState, path: &str) -> Option<Body> {
    if path == "/" {
        return Some(welcome::body(public));
    }
    if let Some(name) = path.strip_prefix("/assets/") {
        return crate::assets::body(name);
    }
    if path == catalog::OF_THE_SITE {
        return Some(Body {
            kind: Kind::Json,
            bytes: catalog::of_the_site(public),
        });
    }
    let address = Address::parse(path)?;
    let document = document_of(public, &address)?;
    let newest = public.shelf.newest(&address.collaborative)?;
    let visit = Visit {
        base_url: &public.base_url,
        address: &address,
        document: &document,
        newest: &newest,
        words: crate::words::words(address.language),
    };
    match &address.page {
        Page::ReportCard => report_card::page(&visit, &prints(public, &document, address.language)),
        Page::Indicator(slug, order) => indicator::page(&visit, slug, *order),
        Page::Table(slug) => table::page(&visit, slug),
        Page::Data(slug, Format::Csv) => Some(data::csv(&visit, slug.as_deref())),
        Page::Data(slug, Format::Json) => Some(data::json(&visit, slug.as_deref())),
        Page::Picture(slug, drawn, image) => picture::body(&visit, slug, *drawn, *image),
        Page::Embed(slug) => embed::page(&visit, slug),
        Page::Print(form) => print(public, &document, address.language, *form).map(|print| Body {
            kind: Kind::Pdf,
            bytes: print.bytes.clone(),
        }),
        Page::Agenda => agenda::page(&visit),
        Page::Pathway => super::pathway::page(&visit),
        Page::Plan => plan::page(&visit),
        Page::Methods => Some(texts::methods(&visit)),
        Page::Partners => Some(texts::partners(&visit)),
        Page::Decisions => Some(texts::decisions(&visit)),
        Page::About => Some(texts::about(&visit)),
        Page::Accessibility => Some(texts::accessibility(&visit)),
        Page::Privacy => Some(texts::privacy(&visit)),
        Page::OpenData => Some(open_data::page(&visit)),
        Page::File(file) => file.body(&visit, &public.shelf.editions(&address.collaborative)),
        Page::Newsletters => Some(newsletter::list(
            &visit,
            &public.shelf.letters(&address.collaborative),
        )),
        Page::Newsletter(letter) => {
            let letter = public.shelf.letter(&address.collaborative, letter)?;
            Some(newsletter::page(
                &visit,
                &letter,
                &public.shelf.editions(&address.collaborative),
            ))
        }
        Page::NewsletterFeed => Some(newsletter::feed(
            &visit,
            &public.shelf.letters(&address.collaborative),
        )),
        Page::Editions => Some(texts::editions(
            &visit,
            &public.shelf.editions(&address.collaborative),
        )),
    }
}

/// A template as a page. Templates only write into memory, which does not fail.
pub fn html(template: &impl askama::Template, kind: Kind) -> Body {
    let html = template.render().expect("a template writes into memory");
    Body {
        kind,
        bytes: html.into_bytes(),
    }
}
