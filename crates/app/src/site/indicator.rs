//! The page of one indicator, in its fixed order of questions.

use askama::Template;
use charts::Table;

use super::address::{Drawn, Format, Image, Order, Page};
use super::facts::Fact;
use super::figures::Subject;
use super::frame::{Link, PublicFrame, Visit};
use super::gap_panel::GapView;
use super::indicator_parts::{ActionView, StepView, actions, steps};
use super::more_figures::{self, MoreView};
use super::reply::{Body, Kind};
use super::sentences::Tag;
use super::speech;
use crate::editions::document::{IndicatorPart, Text};

#[derive(Template)]
#[template(path = "site/indicator.html")]
struct IndicatorPage<'a> {
    frame: PublicFrame,
    result: Option<String>,
    edition_title: &'a str,
    title: &'a str,
    tag: Tag,
    top: String,
    headline: String,
    lede: String,
    ruler: Option<String>,
    facts: Vec<Fact>,
    trend: TrendView<'a>,
    control: Option<MoreView>,
    groups: Option<GroupsView>,
    gaps: Vec<GapView>,
    more: Vec<MoreView>,
    places: Vec<MoreView>,
    multiples: Option<MultiplesView>,
    has_protected: bool,
    protected_text: String,
    behind: Vec<(&'a str, &'a str)>,
    voice: Option<(&'a str, &'a str)>,
    actions: Vec<ActionView>,
    steps: Vec<StepView>,
    context: Vec<(&'a str, &'a str)>,
    corrections: Vec<String>,
    about: Vec<(String, String)>,
    cite: String,
    contact: &'a str,
    links: Links,
}

/// Addresses that the page leads to.
struct Links {
    table: String,
    csv: String,
    json: String,
    svg: String,
    png: String,
    groups_svg: String,
    groups_png: String,
    embed: String,
    embed_code: String,
    methods: String,
    partners: String,
}

struct TrendView<'a> {
    answer: String,
    heading: String,
    subtitle: String,
    drawing: Option<String>,
    table: Table,
    has_course: bool,
    marks: Vec<&'a str>,
    breaks: Vec<String>,
}

struct GroupsView {
    answer: String,
    heading: String,
    orders: Vec<Link>,
    drawing: String,
    table: Table,
    before: String,
    now: String,
}

struct MultiplesView {
    heading: String,
    subtitle: String,
    panels: Vec<PanelView>,
    left_out: Option<String>,
}

struct PanelView {
    name: String,
    drawing: String,
    below: String,
}

/// The page of an indicator with its groups in an order.
pub fn page(visit: &Visit<'_>, slug: &str, order: Order) -> Option<Body> {
    let subject = Subject::of(visit.document, slug, visit.words)?;
    let indicator = subject.sheet.indicator;
    let headline = subject.headline();
    let lede = subject.lede();
    // Hidden figures take their story with them, but not the work that is done.
    let story = indicator.story.as_ref().filter(|_| subject.story().is_some());
    // Texts borrow from the document, which outlives the page.
    let behind = story.map_or_else(Vec::new, |story| {
        let passages = story.behind.iter();
        passages
            .map(|passage| (picked(visit, &passage.title), picked(visit, &passage.text)))
            .collect()
    });
    let voice = story
        .and_then(|story| story.voice.as_ref())
        .map(|voice| (picked(visit, &voice.text), picked(visit, &voice.title)));
    let result = visit
        .document
        .results
        .iter()
        .find(|result| result.indicators.iter().any(|other| other == slug))
        .map(|result| picked(visit, &result.title).to_owned());
    let page = IndicatorPage {
        frame: visit.frame(subject.title(), &format!("{headline}. {lede}")),
        result,
        edition_title: &visit.document.title,
        title: subject.title(),
        tag: subject.tag(),
        top: top_line(visit, &subject),
        ruler: subject
            .ruler()
            .map(|ruler| ruler.draw(&subject.chart_words).inline("ru")),
        facts: subject.facts(),
        trend: trend_view(&subject),
        control: more_figures::control(visit, &subject),
        groups: groups_view(visit, &subject, order),
        gaps: subject.gap_views(),
        more: more_figures::spread(visit, &subject).into_iter().collect(),
        places: [
            more_figures::places(visit, &subject),
            more_figures::map(visit, &subject),
        ]
        .into_iter()
        .flatten()
        .collect(),
        multiples: multiples_view(visit, &subject),
        has_protected: subject.has_protected(),
        protected_text: subject.protected_text(),
        behind,
        voice,
        actions: actions(visit, &subject),
        steps: steps(visit, indicator),
        context: indicator
            .checks
            .iter()
            .filter(|check| !check.words.is_empty())
            .map(|check| (check.words.as_str(), check.by.as_str()))
            .collect(),
        corrections: subject.corrections(),
        about: about(visit, &subject),
        cite: cite(visit, &subject),
        contact: &visit.document.collaborative.contact,
        links: links(visit, slug),
        headline,
        lede,
    };
    Some(super::pages::html(&page, Kind::Page))
}

pub(crate) fn picked<'v>(visit: &Visit<'v>, text: &'v Text) -> &'v str {
    visit.words.pick(&text.en, &text.es)
}

pub(crate) fn top_line(visit: &Visit<'_>, subject: &Subject<'_>) -> String {
    let day = speech::day(visit.words, &visit.document.published_on);
    let when = subject
        .standing
        .now
        .map(|known| subject.speech.period(known.period));
    let arguments = [
        ("place", subject.place_name().into()),
        ("when", when.clone().unwrap_or_default().into()),
        ("day", day.into()),
    ];
    let key = if when.is_some() {
        "top-line"
    } else {
        "top-line-no-value"
    };
    visit.words.with(key, &arguments)
}

fn links(visit: &Visit<'_>, slug: &str) -> Links {
    let of = |page: Page| visit.path(page);
    let slug = || slug.to_owned();
    let embed = Page::Embed(slug());
    let frame_address = format!(
        "{}{}",
        visit.base_url,
        visit.address.with_page(embed.clone()).path()
    );
    let embed_code = format!(
        "<iframe src=\"{frame_address}\" width=\"100%\" height=\"560\" loading=\"lazy\" title=\"{}\"></iframe>",
        visit.words.say("embed-title")
    );
    Links {
        table: of(Page::Table(slug())),
        csv: of(Page::Data(Some(slug()), Format::Csv)),
        json: of(Page::Data(Some(slug()), Format::Json)),
        svg: of(Page::Picture(slug(), Drawn::Trend, Image::Svg)),
        png: of(Page::Picture(slug(), Drawn::Trend, Image::Png)),
        groups_svg: of(Page::Picture(slug(), Drawn::Groups, Image::Svg)),
        groups_png: of(Page::Picture(slug(), Drawn::Groups, Image::Png)),
        embed: of(embed),
        embed_code,
        methods: of(Page::Methods),
        partners: of(Page::Partners),
    }
}

fn trend_view<'d>(subject: &Subject<'d>) -> TrendView<'d> {
    let trend = subject.trend();
    let figure = trend.draw(&subject.chart_words);
    let words = subject.speech.words;
    let breaks = subject
        .sheet
        .breaks("")
        .into_iter()
        .filter(|(_, part)| part.kind == "break");
    let breaks = breaks.map(|(period, part)| {
        let reason = subject.speech.pick(&part.reason);
        words.with(
            "break-note",
            &[
                ("when", subject.speech.period(period).into()),
                ("reason", reason.into()),
            ],
        )
    });
    TrendView {
        answer: subject.trend_answer(),
        heading: subject.trend_heading(),
        subtitle: subject.measure_line(&trend.periods),
        drawing: subject.has_everyone().then(|| figure.inline("tr")),
        table: figure.table,
        has_course: !trend.course.is_empty(),
        marks: subject
            .action_marks()
            .into_iter()
            .map(|(title, _)| title)
            .collect(),
        breaks: breaks.collect(),
    }
}

fn groups_view(visit: &Visit<'_>, subject: &Subject<'_>, order: Order) -> Option<GroupsView> {
    let figure = subject.groups(order)?;
    let drawn = figure.groups.draw(&subject.chart_words);
    let slug = &subject.sheet.indicator.slug;
    // Numbers of people are not known of every indicator; an order that changes nothing is not offered.
    let has_people = drawn.table.columns.len() > 1 && figure.has_people();
    let orders = Order::ALL
        .into_iter()
        .filter(|order| match order {
            Order::Name => true,
            Order::Gain => figure.before.is_some(),
            Order::Number => has_people,
        })
        .map(|other| Link {
            label: subject.order_label(other),
            href: format!("{}#groups", visit.path(Page::Indicator(slug.clone(), other))),
            is_current: other == order,
        });
    Some(GroupsView {
        answer: subject.groups_answer(&figure),
        heading: figure.groups.title.clone(),
        orders: orders.collect(),
        drawing: drawn.inline("gr"),
        table: drawn.table,
        before: figure.groups.before.clone(),
        now: figure.groups.now.clone(),
    })
}

fn multiples_view(visit: &Visit<'_>, subject: &Subject<'_>) -> Option<MultiplesView> {
    let (multiples, keys, left_out) = subject.multiples()?;
    let drawn = multiples.draw(&subject.chart_words);
    let panels = drawn.panels.iter().zip(&multiples.panels).zip(&keys).enumerate();
    let panels = panels.map(|(index, ((figure, panel), key))| PanelView {
        name: panel.name.clone(),
        drawing: figure.inline(&format!("sm{index}")),
        below: subject.panel_sentence(key),
    });
    let subtitle = match multiples.goal {
        Some(goal) => visit.words.with(
            "multiples-subtitle-goal",
            &[("goal", subject.speech.goal(goal).into())],
        ),
        None if multiples.panels.iter().any(|panel| panel.goal.is_some()) => {
            visit.words.say("multiples-subtitle-paths")
        }
        None => visit.words.say("multiples-subtitle"),
    };
    Some(MultiplesView {
        heading: visit
            .words
            .with("multiples-heading", &[("title", subject.title().into())]),
        subtitle,
        panels: panels.collect(),
        left_out: (left_out > 0).then(|| {
            visit
                .words
                .with("multiples-left-out", &[("count", left_out.into())])
        }),
    })
}

pub(crate) fn about(visit: &Visit<'_>, subject: &Subject<'_>) -> Vec<(String, String)> {
    let definition = &subject.sheet.indicator.definition;
    let words = visit.words;
    let mut rows: Vec<(String, String)> = [
        ("about-what", &definition.about),
        ("about-numerator", &definition.numerator),
        ("about-denominator", &definition.denominator),
        ("about-population", &definition.population),
        ("about-source", &definition.source),
        ("about-cadence", &definition.cadence),
        ("about-method", &definition.method),
        ("about-cautions", &definition.cautions),
    ]
    .into_iter()
    .map(|(key, text)| (words.say(key), often(visit, picked(visit, text))))
    .filter(|(_, text)| !text.is_empty())
    .collect();
    if let Some(left_out) = subject.years_left_out() {
        rows.push((words.say("about-left-out"), left_out));
    }
    rows.push((words.say("about-version"), definition.version.to_string()));
    rows
}

/// The kinds of cadence that a definition names have words of their own; any other text stays as it is.
fn often(visit: &Visit<'_>, text: &str) -> String {
    let key = format!("often-{text}");
    if visit.words.has(&key) {
        return visit.words.say(&key);
    }
    text.to_owned()
}

pub(crate) fn cite(visit: &Visit<'_>, subject: &Subject<'_>) -> String {
    let indicator: &IndicatorPart = subject.sheet.indicator;
    let document = visit.document;
    let year = document.published_on.split('-').next().unwrap_or_default();
    visit.words.with(
        "cite-text",
        &[
            ("name", (&document.collaborative.name).into()),
            ("year", year.into()),
            ("title", subject.title().into()),
            ("edition", document.number.to_string().into()),
            (
                "address",
                visit
                    .lasting(Page::Indicator(indicator.slug.clone(), Order::Name))
                    .into(),
            ),
        ],
    )
}
