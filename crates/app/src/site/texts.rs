//! Pages of words: methods, partners, about, accessibility, privacy, editions.

use std::sync::Arc;

use askama::Template;
use platform::words::Words;

use super::address::{Address, Format, Order, Page};
use super::figures::Subject;
use super::frame::{Link, PublicFrame, Visit};
use super::reply::{Body, Kind};
use super::speech;
use crate::directory::sectors::sector_name;
use crate::editions::document::{Document, Text};

#[derive(Template)]
#[template(path = "site/text.html")]
struct TextPage {
    frame: PublicFrame,
    title: String,
    lede: String,
    sections: Vec<Section>,
}

/// One part of a page of words.
#[derive(Default)]
pub(crate) struct Section {
    pub(crate) id: String,
    pub(crate) heading: String,
    pub(crate) paragraphs: Vec<String>,
    pub(crate) terms: Vec<Term>,
    pub(crate) list: Vec<String>,
    pub(crate) links: Vec<Link>,
}

/// A term with what is said about it.
pub(crate) struct Term {
    pub(crate) term: String,
    pub(crate) href: Option<String>,
    pub(crate) lines: Vec<String>,
}

fn page(visit: &Visit<'_>, key: &str, sections: Vec<Section>) -> Body {
    let title = visit.words.say(&format!("{key}-title"));
    let arguments = [("name", (&visit.document.collaborative.name).into())];
    let lede = visit.words.with(&format!("{key}-lede"), &arguments);
    let page = TextPage {
        frame: visit.frame(&title, &lede),
        title,
        lede,
        sections,
    };
    super::pages::html(&page, Kind::Page)
}

fn said(words: Words, text: &Text) -> String {
    words.pick(&text.en, &text.es).to_owned()
}

/// A section whose heading and numbered paragraphs stand in the catalogue: `key-heading`, `key-1`, `key-2` …
pub(crate) fn from_catalogue(visit: &Visit<'_>, key: &str) -> Section {
    let protection = &visit.document.protection;
    let arguments = [
        ("name", (&visit.document.collaborative.name).into()),
        ("contact", (&visit.document.collaborative.contact).into()),
        ("minimum", protection.minimum_count.into()),
        ("hidden", protection.hidden.into()),
        (
            "hidden-told",
            speech::count_words(visit.words, protection.hidden).into(),
        ),
    ];
    let keys = (1..).map(|number| format!("{key}-{number}"));
    let paragraphs = keys
        .take_while(|key| visit.words.has(key))
        .map(|key| visit.words.with(&key, &arguments));
    Section {
        id: key.to_owned(),
        heading: visit.words.with(&format!("{key}-heading"), &arguments),
        paragraphs: paragraphs.collect(),
        ..Section::default()
    }
}

/// Definitions, rules for small numbers, versions and corrections, downloads.
pub fn methods(visit: &Visit<'_>) -> Body {
    let words = visit.words;
    let mut downloads = from_catalogue(visit, "downloads");
    downloads.links = [
        ("nav-open-data", visit.path(Page::OpenData)),
        ("download-csv", visit.path(Page::Data(None, Format::Csv))),
        ("download-json", visit.path(Page::Data(None, Format::Json))),
        ("download-api", "/api/v1/openapi.json".to_owned()),
    ]
    .into_iter()
    .map(|(key, href)| Link {
        label: words.say(key),
        href,
        is_current: false,
    })
    .collect();
    let sections = vec![
        protection(visit),
        blanks(visit),
        from_catalogue(visit, "direction"),
        definitions(visit),
        versions(visit),
        downloads,
        sources(visit),
    ];
    page(visit, "methods", sections)
}

/// How people are protected: the rule, what it hid, and how that was tried.
pub(crate) fn protection(visit: &Visit<'_>) -> Section {
    let words = visit.words;
    let mut protection = from_catalogue(visit, "protection");
    if let Some(range) = visit.document.protection.narrowest_range {
        protection
            .paragraphs
            .push(words.with("protection-range", &[("range", (range + 1).into())]));
    }
    protection.paragraphs.extend(certificate(visit));
    protection.paragraphs.push(words.with(
        "protection-policy",
        &[("policy", (&visit.document.protection.policy).into())],
    ));
    protection
}

/// The names of the blanks and what each means.
pub(crate) fn blanks(visit: &Visit<'_>) -> Section {
    let words = visit.words;
    let mut blanks = from_catalogue(visit, "blanks");
    blanks.terms = [
        "not-yet-measured",
        "not-comparable",
        "protected",
        "too-few",
        "late",
    ]
    .into_iter()
    .map(|blank| Term {
        term: words.say(&format!("status-{blank}")),
        href: None,
        lines: vec![words.say(&format!("blank-means-{blank}"))],
    })
    .collect();
    blanks
}

/// How the figures were checked, in words; an edition from before certificates has none.
fn certificate(visit: &Visit<'_>) -> Vec<String> {
    let Some(certificate) = &visit.document.protection.certificate else {
        return Vec::new();
    };
    let told = |count: i64| speech::count_words(visit.words, count).into();
    let seconds = certificate.milliseconds.div_euclid(1000).max(1);
    let arguments = [
        ("number", visit.document.number.into()),
        ("tables", certificate.tables.into()),
        ("tables-told", told(certificate.tables)),
        ("cells", told(certificate.cells)),
        ("relations", told(certificate.relations)),
        ("unknown", told(certificate.unknown)),
        ("guarded", told(certificate.guarded)),
        ("already", certificate.already_public.into()),
        ("editions", certificate.editions_known.into()),
        ("solver", (&certificate.solver).into()),
        ("steps", told(certificate.steps)),
        ("seconds", seconds.into()),
        ("inputs", (&certificate.inputs).into()),
        ("engine", (&certificate.engine).into()),
    ];
    let keys = ["certificate-what", "certificate-how", "certificate-inputs"];
    keys.iter().map(|key| visit.words.with(key, &arguments)).collect()
}

fn definitions(visit: &Visit<'_>) -> Section {
    let terms = visit.document.indicators.iter().map(|indicator| {
        let definition = &indicator.definition;
        let lines = [
            &definition.about,
            &definition.source,
            &definition.method,
            &definition.cautions,
        ];
        let lines = lines.map(|text| said(visit.words, text)).into_iter();
        Term {
            term: said(visit.words, &indicator.title),
            href: Some(visit.path(Page::Indicator(indicator.slug.clone(), Order::Name))),
            lines: lines.filter(|line| !line.is_empty()).collect(),
        }
    });
    Section {
        terms: terms.collect(),
        ..from_catalogue(visit, "definitions")
    }
}

/// What changed in this edition, and every correction in it.
pub(crate) fn versions(visit: &Visit<'_>) -> Section {
    let corrections = visit
        .document
        .indicators
        .iter()
        .filter_map(|indicator| Subject::of(visit.document, &indicator.slug, visit.words))
        .flat_map(|subject| {
            let title = subject.title().to_owned();
            let corrections = subject.corrections();
            corrections
                .into_iter()
                .map(move |correction| format!("{title}: {correction}"))
        });
    let mut section = from_catalogue(visit, "versions");
    section.list = corrections.collect();
    section.paragraphs.insert(0, visit.edition_line());
    let note = said(visit.words, &visit.document.note);
    if !note.is_empty() {
        section.paragraphs.push(note);
    }
    section.links.push(Link {
        label: visit.words.say("nav-editions"),
        href: visit.path(Page::Editions),
        is_current: false,
    });
    section
}

/// Where the figures come from, with their licences.
pub(crate) fn sources(visit: &Visit<'_>) -> Section {
    let list = visit.document.sources.iter().map(|source| {
        let parts = [&source.publisher, &source.title, &source.licence];
        let mut parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.dedup();
        parts.join(", ")
    });
    let mut list: Vec<String> = list.collect();
    list.sort_unstable();
    list.dedup();
    Section {
        list,
        ..from_catalogue(visit, "sources")
    }
}

/// Who takes part, by name.
pub fn partners(visit: &Visit<'_>) -> Body {
    page(visit, "partners", vec![who_takes_part(visit)])
}

/// What was decided, and what came of it.
pub fn decisions(visit: &Visit<'_>) -> Body {
    let words = visit.words;
    let day = |day: &str| {
        let day = day.parse().ok();
        day.map(|day| crate::dates::plain(words, day)).unwrap_or_default()
    };
    let named = |key: &str, text: String| {
        if text.is_empty() {
            text
        } else {
            format!("{}: {text}", words.say(key))
        }
    };
    let terms = visit.document.decisions.iter().map(|decision| {
        let outcome = words.say(&format!("outcome-{}", decision.outcome_code));
        let chosen = said(words, &decision.chosen);
        let outcome = if chosen.is_empty() {
            outcome
        } else {
            format!("{outcome}: {chosen}")
        };
        let by = said(words, &decision.body);
        let lines = [
            format!("{outcome}. {by}, {}.", day(&decision.decided_on)),
            said(words, &decision.text),
            named("decision-reasons", said(words, &decision.reasons)),
            named("proposal-expected", said(words, &decision.expected)),
            named("decision-happened", said(words, &decision.happened)),
        ];
        Term {
            term: format!("{}. {}", decision.number, said(words, &decision.title)),
            href: None,
            lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
        }
    });
    let section = Section {
        id: "decisions".to_owned(),
        heading: words.say("public-decisions-heading"),
        terms: terms.collect(),
        ..Section::default()
    };
    let mut sections = vec![section];
    sections.extend(super::chosen::policies(visit));
    sections.extend(super::chosen::selections(visit));
    page(visit, "public-decisions", sections)
}

/// Every partner with what it does.
pub(crate) fn who_takes_part(visit: &Visit<'_>) -> Section {
    let words = visit.words;
    let mut partners: Vec<_> = visit.document.partners.iter().collect();
    partners.sort_by_key(|partner| partner.name.to_lowercase());
    let terms = partners.into_iter().map(|partner| {
        let sector = sector_name(words, &partner.sector);
        let work = work_of(visit, &partner.slug, &partner.name);
        let lines = [sector, said(words, &partner.about)].into_iter().chain(work);
        Term {
            term: partner.name.clone(),
            href: None,
            lines: lines.filter(|line| !line.is_empty()).collect(),
        }
    });
    Section {
        id: "partners".to_owned(),
        heading: words.say("partners-heading"),
        terms: terms.collect(),
        ..Section::default()
    }
}

/// What a partner does, from the actions that name it.
fn work_of(visit: &Visit<'_>, slug: &str, name: &str) -> Option<String> {
    let stories = visit
        .document
        .indicators
        .iter()
        .filter_map(|indicator| indicator.story.as_ref());
    let actions = stories.flat_map(|story| &story.actions);
    let own = actions.filter(|action| action.partners.iter().any(|other| other == slug || other == name));
    let mut titles: Vec<String> = own.map(|action| said(visit.words, &action.title)).collect();
    titles.dedup();
    (!titles.is_empty()).then(|| {
        let list = titles.join("; ");
        visit.words.with("partner-work", &[("list", list.into())])
    })
}

/// What the collaborative is.
pub fn about(visit: &Visit<'_>) -> Body {
    let collaborative = &visit.document.collaborative;
    let mut who = from_catalogue(visit, "about-us");
    who.paragraphs.insert(0, said(visit.words, &collaborative.about));
    who.paragraphs.retain(|paragraph| !paragraph.is_empty());
    let contact = from_catalogue(visit, "contact");
    page(visit, "about", vec![who, contact])
}

/// How accessible these pages are, and whom to tell when they are not.
pub fn accessibility(visit: &Visit<'_>) -> Body {
    let sections = ["accessible", "accessible-known", "accessible-tell"];
    page(
        visit,
        "accessibility",
        sections.map(|key| from_catalogue(visit, key)).into(),
    )
}

/// What is known of readers, and of the people in the figures.
pub fn privacy(visit: &Visit<'_>) -> Body {
    let sections = ["readers", "people-in-numbers", "senders"];
    page(
        visit,
        "privacy",
        sections.map(|key| from_catalogue(visit, key)).into(),
    )
}

/// Every edition, newest first, with what changed in it.
pub fn editions(visit: &Visit<'_>, editions: &[Arc<Document>]) -> Body {
    let words = visit.words;
    let terms = editions.iter().rev().map(|document| {
        let address = Address {
            edition: Some(document.number),
            page: Page::ReportCard,
            ..visit.address.clone()
        };
        let day = speech::day(words, &document.published_on);
        let published = words.with(
            "edition-published",
            &[
                ("number", document.number.to_string().into()),
                ("day", day.into()),
            ],
        );
        Term {
            term: document.title.clone(),
            href: Some(address.path()),
            lines: [published, said(words, &document.note)]
                .into_iter()
                .filter(|line| !line.is_empty())
                .collect(),
        }
    });
    let section = Section {
        id: "editions".to_owned(),
        heading: words.say("editions-heading"),
        terms: terms.collect(),
        ..Section::default()
    };
    page(visit, "editions", vec![section, versions(visit)])
}
