//! The report card: one sentence on the whole, then every result with its indicators as rows.

use std::sync::Arc;

use askama::Template;
use domain::measurement::Course;
use domain::quantity::Direction;

use super::address::{Drawn, Format, Image, Order, Page};
use super::figures::Subject;
use super::frame::{Link, PublicFrame, Visit};
use super::reply::{Body, Kind};
use super::sentences::Tag;
use super::speech;
use crate::editions::shelf::Print;
use crate::printing::form::Form;

#[derive(Template)]
#[template(path = "site/report_card.html")]
struct ReportCard {
    frame: PublicFrame,
    title: String,
    top: String,
    sentence: String,
    note: String,
    results: Vec<ResultView>,
    prints: Vec<PrintView>,
    pictures: Vec<Link>,
    data: String,
    editions: String,
}

/// A printed report card to take along.
struct PrintView {
    href: String,
    label: String,
    size: String,
}

struct ResultView {
    id: String,
    title: String,
    rows: Vec<RowView>,
}

/// A measure in a row: where it stands, where it comes from, where it is to go.
pub(crate) struct RowView {
    href: String,
    title: String,
    pub(crate) headline: String,
    drawing: String,
    pub(crate) now: String,
    pub(crate) now_when: String,
    tag: Tag,
    pub(crate) since: String,
    pub(crate) goal: String,
}

/// The report card of an edition.
pub fn page(visit: &Visit<'_>, prints: &[(Form, Arc<Print>)]) -> Option<Body> {
    let document = visit.document;
    let mut courses = Vec::new();
    let mut results = Vec::new();
    let mut index = 0;
    for (slug, title, indicators) in parts_of(visit) {
        let mut rows = Vec::new();
        for indicator in indicators {
            let subject = Subject::of(document, indicator, visit.words)?;
            let course = subject.standing.now.map(|_| subject.standing.course);
            courses.push((subject.standing.direction, course));
            rows.push(row(visit, &subject, index));
            index += 1;
        }
        if !rows.is_empty() {
            let id = format!("result-{slug}");
            results.push(ResultView { id, title, rows });
        }
    }
    let sentence = whole(visit, &courses);
    let day = speech::day(visit.words, &document.published_on);
    let top = visit.words.with(
        "report-card-top",
        &[
            ("place", (&document.collaborative.place).into()),
            ("day", day.into()),
        ],
    );
    let page = ReportCard {
        frame: visit.frame(&document.title, &sentence),
        title: document.title.clone(),
        top,
        sentence,
        note: visit.words.pick(&document.note.en, &document.note.es).to_owned(),
        results,
        prints: prints
            .iter()
            .map(|(form, print)| print_view(visit, *form, print))
            .collect(),
        pictures: pictures(visit),
        data: visit.path(Page::Data(None, Format::Csv)),
        editions: visit.path(Page::Editions),
    };
    Some(super::pages::html(&page, Kind::Page))
}

fn print_view(visit: &Visit<'_>, form: Form, print: &Print) -> PrintView {
    let words = visit.words;
    let kilobytes = i64::try_from(print.bytes.len().div_ceil(1000)).unwrap_or(i64::MAX);
    let size = words.with(
        "print-kilobytes",
        &[("number", speech::count_words(words, kilobytes).into())],
    );
    PrintView {
        href: visit.path(Page::Print(form)),
        label: words.say(&format!("print-form-{}", form.code())),
        size: words.with(
            "print-size",
            &[("pages", print.pages.into()), ("size", size.into())],
        ),
    }
}

/// The charts as pictures that carry their headline, source and address: for newsletters.
fn pictures(visit: &Visit<'_>) -> Vec<Link> {
    let indicators = visit.document.indicators.iter();
    let pictures = indicators.map(|indicator| Link {
        label: visit
            .words
            .pick(&indicator.title.en, &indicator.title.es)
            .to_owned(),
        href: visit.path(Page::Picture(indicator.slug.clone(), Drawn::Trend, Image::Png)),
        is_current: false,
    });
    pictures.collect()
}

/// Results with their indicators; those that belong to no result come last.
pub(crate) fn parts_of<'v>(visit: &Visit<'v>) -> Vec<(&'v str, String, Vec<&'v str>)> {
    let document = visit.document;
    let known = |slug: &&str| document.indicator(slug).is_some();
    let mut parts: Vec<(&str, String, Vec<&str>)> = document
        .results
        .iter()
        .map(|result| {
            let title = visit.words.pick(&result.title.en, &result.title.es).to_owned();
            let indicators = result.indicators.iter().map(String::as_str).filter(known);
            (result.slug.as_str(), title, indicators.collect())
        })
        .collect();
    let placed: Vec<&str> = parts.iter().flat_map(|(_, _, slugs)| slugs.clone()).collect();
    let rest: Vec<&str> = document
        .indicators
        .iter()
        .map(|indicator| indicator.slug.as_str())
        .filter(|slug| !placed.contains(slug))
        .collect();
    if !rest.is_empty() {
        parts.push(("more", visit.words.say("more-indicators"), rest));
    }
    parts
}

/// The sentence on the whole: how many measures go which way.
pub(crate) fn whole(visit: &Visit<'_>, courses: &[(Direction, Option<Course>)]) -> String {
    let words = visit.words;
    let judged: Vec<Option<Course>> = courses
        .iter()
        .filter(|(direction, _)| *direction != Direction::Neither)
        .map(|(_, course)| *course)
        .collect();
    if judged.is_empty() {
        return words.say("whole-none");
    }
    let parts: Vec<String> = [
        Some(Course::Improving),
        Some(Course::HoldingSteady),
        Some(Course::Slipping),
        None,
        Some(Course::TooEarlyToSay),
    ]
    .into_iter()
    .filter_map(|course| {
        let count = judged.iter().filter(|other| **other == course).count();
        let key = format!("whole-{}", course.map_or("no-total", Course::code));
        (count > 0).then(|| words.with(&key, &[("count", count.into())]))
    })
    .collect();
    let list = match &parts[..] {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => words.with(
            "list-and",
            &[("first", first.join(", ").into()), ("last", last.into())],
        ),
    };
    words.with("whole", &[("total", judged.len().into()), ("list", list.into())])
}

/// A measure as a row; `index` keeps the ids of its drawing apart.
pub(crate) fn row(visit: &Visit<'_>, subject: &Subject<'_>, index: usize) -> RowView {
    let slug = subject.sheet.indicator.slug.clone();
    let standing = &subject.standing;
    let drawing = subject.has_everyone().then(|| {
        let small = subject.trend().draw_small(&subject.chart_words);
        small.inline(&format!("sp{index}"))
    });
    let headline = subject.headline();
    let title = subject.title().to_owned();
    let now = standing.now;
    let goal = standing.goal.as_ref().map(|(goal, _)| {
        let goal = subject.speech.goal(goal.value);
        visit.words.with("row-goal", &[("goal", goal.into())])
    });
    let is_told = now.is_some() && standing.course != Course::TooEarlyToSay;
    let since = standing.since.filter(|_| is_told).map(|since| {
        let since = subject.speech.period(since.period);
        visit.words.with("row-since", &[("since", since.into())])
    });
    RowView {
        href: visit.path(Page::Indicator(slug, Order::Name)),
        headline: if headline.starts_with(&title) {
            String::new()
        } else {
            headline
        },
        title,
        drawing: drawing.unwrap_or_default(),
        now: now.map_or_else(|| subject.blank_word(), |known| subject.told(known)),
        now_when: now.map_or_else(String::new, |known| subject.speech.period(known.period)),
        tag: subject.tag(),
        since: since.unwrap_or_default(),
        goal: goal.unwrap_or_default(),
    }
}
