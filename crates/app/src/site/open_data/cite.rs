//! What every description of an edition says of it: its title, span of time, words, and how to cite it.

use domain::period::Period;
use jiff::civil::Date;

use crate::editions::document::Document;
use crate::site::address::Page;
use crate::site::frame::Visit;

/// The title of the edition as a data set.
pub fn title(visit: &Visit<'_>) -> String {
    let document = visit.document;
    let (name, edition) = (&document.collaborative.name, document.number.to_string());
    visit.words.with(
        "open-set-title",
        &[
            ("name", name.into()),
            ("title", (&document.title).into()),
            ("number", edition.into()),
        ],
    )
}

/// What the data set is, in two or three sentences.
pub fn description(visit: &Visit<'_>) -> String {
    let document = visit.document;
    let arguments = [
        ("name", (&document.collaborative.name).into()),
        ("place", (&document.collaborative.place).into()),
        ("indicators", document.indicators.len().to_string().into()),
        ("minimum", document.protection.minimum_count.into()),
    ];
    visit.words.with("open-set-description", &arguments)
}

/// One line that names the edition for good: who, when, what, which edition, where.
pub fn citation(visit: &Visit<'_>) -> String {
    let document = visit.document;
    let year = document.published_on.get(..4).unwrap_or_default();
    let arguments = [
        ("name", (&document.collaborative.name).into()),
        ("year", year.into()),
        ("title", (&document.title).into()),
        ("number", document.number.to_string().into()),
        ("day", (&document.published_on).into()),
        ("address", visit.lasting(Page::OpenData).into()),
    ];
    visit.words.with("open-citation", &arguments)
}

/// The same for BibTeX, whose braces, backslashes and ampersands are taken out of texts.
pub fn bibtex(visit: &Visit<'_>) -> String {
    let document = visit.document;
    let plain = |text: &str| -> String {
        let kept = text
            .chars()
            .filter(|c| !matches!(c, '{' | '}' | '\\' | '%' | '#' | '$'));
        kept.collect::<String>().replace('&', "\\&")
    };
    let mut parts = document.published_on.splitn(3, '-');
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!(
        "@misc{{{key},\n  author = {{{{{author}}}}},\n  title = {{{title}}},\n  edition = {{{number}}},\n  \
         year = {{{year}}},\n  month = {{{month}}},\n  url = {{{url}}}\n}}",
        key = format_args!("{}-{}", document.collaborative.slug, document.number),
        author = plain(&document.collaborative.name),
        title = plain(&document.title),
        number = document.number,
        url = visit.lasting(Page::OpenData),
    )
}

/// Words to find the edition by: where, who, and its results; each once.
pub fn keywords(visit: &Visit<'_>) -> Vec<String> {
    let document = visit.document;
    let mut words = vec![
        document.collaborative.place.clone(),
        document.collaborative.name.clone(),
    ];
    let results = document.results.iter();
    words.extend(results.map(|result| visit.words.pick(&result.title.en, &result.title.es).to_owned()));
    let mut found = Vec::new();
    for word in words {
        if !word.trim().is_empty() && !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

/// First and last day that a figure is about.
pub fn span(document: &Document) -> Option<(Date, Date)> {
    let figures = document.indicators.iter().flat_map(|part| &part.figures);
    let periods = figures.filter_map(|figure| Period::parse(figure.period()).ok());
    periods.fold(None, |span: Option<(Date, Date)>, period| {
        let (from, to) = span.unwrap_or((period.start(), period.end()));
        Some((from.min(period.start()), to.max(period.end())))
    })
}

/// The language of the texts, for programs.
pub fn language(visit: &Visit<'_>) -> &'static str {
    match visit.address.language {
        platform::words::Language::English => "en-US",
        platform::words::Language::Spanish => "es-US",
    }
}

/// Publishers of sources with their licence, each once, with the number of its sources.
pub fn publishers(document: &Document) -> Vec<(&str, &str, usize)> {
    let mut found = std::collections::BTreeMap::<(&str, &str), usize>::new();
    for source in &document.sources {
        *found.entry((&source.publisher, &source.licence)).or_default() += 1;
    }
    found
        .into_iter()
        .map(|((publisher, licence), sources)| (publisher, licence, sources))
        .collect()
}
