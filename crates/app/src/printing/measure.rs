//! What is printed of one measure, in the same order of questions as on its page.

use serde::Serialize;

use super::book::{Chart, TableView, TagView, chart};
use super::form::Form;
use crate::editions::document::{Passage, StoryPart};
use crate::site::address::{Order, Page};
use crate::site::facts::Fact;
use crate::site::figures::Subject;
use crate::site::frame::Visit;
use crate::site::indicator::{about, top_line};
use crate::site::indicator_parts::{actions, steps};
use crate::site::report_card;

/// A measure with all that is printed of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Measure {
    id: String,
    title: String,
    tag: TagView,
    top: String,
    headline: String,
    /// The headline where it says more than the title.
    finding: String,
    lede: String,
    facts: Vec<FactView>,
    now: String,
    now_when: String,
    since: String,
    goal: String,
    small: Option<Chart>,
    trend: Option<Chart>,
    trend_answer: String,
    trend_heading: String,
    trend_subtitle: String,
    trend_table: TableView,
    /// Which action each numbered mark of the trend stands for, with the caveat.
    marks_told: Vec<String>,
    breaks: Vec<String>,
    groups: Option<GroupsView>,
    protected: String,
    behind: Vec<PassageView>,
    voice: Option<PassageView>,
    actions: Vec<ActionView>,
    steps: Vec<StepView>,
    context: Vec<PassageView>,
    corrections: Vec<String>,
    definition: Vec<PassageView>,
    address: String,
}

#[derive(Debug, Serialize)]
struct FactView {
    label: String,
    value: String,
    detail: String,
}

#[derive(Debug, Serialize)]
struct GroupsView {
    answer: String,
    heading: String,
    chart: Chart,
    table: TableView,
}

#[derive(Debug, Serialize)]
struct PassageView {
    title: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct ActionView {
    title: String,
    partners: String,
    state: TagView,
}

#[derive(Debug, Serialize)]
struct StepView {
    label: String,
    lines: Vec<String>,
}

impl From<Fact> for FactView {
    fn from(fact: Fact) -> Self {
        Self {
            label: fact.label,
            value: fact.value,
            detail: fact.detail,
        }
    }
}

/// Describes a measure.
pub fn measure(visit: &Visit<'_>, subject: &Subject<'_>, form: Form) -> Measure {
    let indicator = subject.sheet.indicator;
    let trend = subject.trend();
    let drawn = trend.draw(&subject.chart_words);
    let has_everyone = subject.has_everyone();
    let row = report_card::row(visit, subject, 0);
    let headline = subject.headline();
    // Hidden figures take their story with them, but not the work that is done.
    let story = subject.story();
    let page = Page::Indicator(indicator.slug.clone(), Order::Name);
    Measure {
        id: format!("measure-{}", indicator.slug),
        title: subject.title().to_owned(),
        tag: subject.tag().into(),
        top: top_line(visit, subject),
        trend_heading: Some(subject.trend_heading())
            .filter(|heading| *heading != headline)
            .unwrap_or_default(),
        headline,
        finding: row.headline,
        lede: subject.lede(),
        facts: subject.facts().into_iter().map(FactView::from).collect(),
        now: row.now,
        now_when: row.now_when,
        since: row.since,
        goal: row.goal,
        small: has_everyone.then(|| chart(&trend.draw_small(&subject.chart_words), form)),
        trend: has_everyone.then(|| chart(&drawn, form)),
        trend_answer: subject.trend_answer(),
        trend_subtitle: subject.measure_line(&trend.periods),
        trend_table: TableView::of(&drawn.table, &subject.chart_words),
        marks_told: marks_told(subject),
        breaks: breaks(subject),
        groups: groups(subject, form),
        protected: if subject.has_protected() {
            subject.protected_text()
        } else {
            String::new()
        },
        behind: behind(subject, story),
        voice: voice(subject, story),
        actions: printed_actions(visit, subject),
        steps: printed_steps(visit, subject),
        context: context(subject),
        corrections: subject.corrections(),
        definition: about(visit, subject)
            .into_iter()
            .map(|(title, text)| PassageView { title, text })
            .collect(),
        address: visit.lasting(page),
    }
}

fn marks_told(subject: &Subject<'_>) -> Vec<String> {
    let marks = subject.action_marks();
    if marks.is_empty() {
        return Vec::new();
    }
    let named = marks
        .iter()
        .enumerate()
        .map(|(index, (title, _))| format!("{} {title}", index + 1));
    let named: Vec<String> = named.collect();
    vec![format!(
        "{}. {}",
        named.join("; "),
        subject.speech.words.say("marks-caveat")
    )]
}

fn breaks(subject: &Subject<'_>) -> Vec<String> {
    let words = subject.speech.words;
    let breaks = subject.sheet.breaks("").into_iter();
    let told = breaks
        .filter(|(_, part)| part.kind == "break")
        .map(|(period, part)| {
            let arguments = [
                ("when", subject.speech.period(period).into()),
                ("reason", subject.speech.pick(&part.reason).into()),
            ];
            words.with("break-note", &arguments)
        });
    told.collect()
}

fn groups(subject: &Subject<'_>, form: Form) -> Option<GroupsView> {
    let figure = subject.groups(Order::Name)?;
    let drawn = figure.groups.draw(&subject.chart_words);
    Some(GroupsView {
        answer: subject.groups_answer(&figure),
        heading: figure.groups.title.clone(),
        chart: chart(&drawn, form),
        table: TableView::of(&drawn.table, &subject.chart_words),
    })
}

fn passage(subject: &Subject<'_>, passage: &Passage) -> PassageView {
    PassageView {
        title: subject.speech.pick(&passage.title).to_owned(),
        text: subject.speech.pick(&passage.text).to_owned(),
    }
}

fn behind(subject: &Subject<'_>, story: Option<&StoryPart>) -> Vec<PassageView> {
    let passages = story.map_or(&[][..], |story| &story.behind[..]).iter();
    passages.map(|one| passage(subject, one)).collect()
}

fn voice(subject: &Subject<'_>, story: Option<&StoryPart>) -> Option<PassageView> {
    let voice = story?.voice.as_ref()?;
    Some(passage(subject, voice))
}

fn printed_actions(visit: &Visit<'_>, subject: &Subject<'_>) -> Vec<ActionView> {
    let actions = actions(visit, subject).into_iter().map(|action| ActionView {
        title: action.title,
        partners: action.partners,
        state: action.state.into(),
    });
    actions.collect()
}

fn printed_steps(visit: &Visit<'_>, subject: &Subject<'_>) -> Vec<StepView> {
    let steps = steps(visit, subject.sheet.indicator).into_iter();
    let steps = steps.map(|step| StepView {
        label: step.label,
        lines: step.lines,
    });
    steps.collect()
}

/// What leaders want readers to know: their words, and who they are.
fn context(subject: &Subject<'_>) -> Vec<PassageView> {
    let checks = subject.sheet.indicator.checks.iter();
    let told = checks.filter(|check| !check.words.is_empty());
    let told = told.map(|check| PassageView {
        title: check.by.clone(),
        text: check.words.clone(),
    });
    told.collect()
}
