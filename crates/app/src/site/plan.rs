//! The public page of the plan: what partners do, strategy by strategy, with how it stood when the edition was published.

use askama::Template;

use super::address::{Order, Page};
use super::frame::{PublicFrame, Visit};
use super::indicator_parts::ActionView;
use super::reply::{Body, Kind};
use super::sentences::Tag;
use super::speech;
use crate::editions::document::Text;
use crate::editions::plan::{PlanPart, PublicActivity};

#[derive(Template)]
#[template(path = "site/plan.html")]
struct PlanPage {
    frame: PublicFrame,
    title: String,
    lede: String,
    as_of: String,
    sections: Vec<StrategyView>,
}

struct StrategyView {
    id: String,
    title: String,
    activities: Vec<ActivityView>,
}

struct ActivityView {
    slug: String,
    title: String,
    lead: String,
    partners: String,
    about: String,
    facts: Vec<String>,
    state: Tag,
    steps: Vec<String>,
    promises: Vec<String>,
    result: Option<(String, String)>,
}

/// The page. None: this edition has no plan.
pub fn page(visit: &Visit<'_>) -> Option<Body> {
    let plan = visit.document.plan.as_ref()?;
    let words = visit.words;
    let title = words.say("public-plan-title");
    let arguments = [("name", (&visit.document.collaborative.name).into())];
    let lede = words.with("public-plan-lede", &arguments);
    let page = PlanPage {
        frame: visit.frame(&title, &lede),
        title,
        lede,
        as_of: words.with(
            "public-plan-as-of",
            &[("day", speech::day(words, &visit.document.published_on).into())],
        ),
        sections: sections(visit, plan),
    };
    Some(super::pages::html(&page, Kind::Page))
}

fn pick(visit: &Visit<'_>, text: &Text) -> String {
    visit.words.pick(&text.en, &text.es).to_owned()
}

fn sections(visit: &Visit<'_>, plan: &PlanPart) -> Vec<StrategyView> {
    let of = |key: &str| {
        let own = plan.activities.iter().filter(|one| one.strategy_key == key);
        own.map(|one| view(visit, one)).collect::<Vec<_>>()
    };
    let mut sections: Vec<StrategyView> = plan
        .strategies
        .iter()
        .map(|strategy| StrategyView {
            id: strategy.key.clone(),
            title: pick(visit, &strategy.title),
            activities: of(&strategy.key),
        })
        .collect();
    // What belongs to no strategy of today stands at the end.
    let is_known = |key: &str| plan.strategies.iter().any(|strategy| strategy.key == key);
    let others = plan.activities.iter().filter(|one| !is_known(&one.strategy_key));
    let others: Vec<ActivityView> = others.map(|one| view(visit, one)).collect();
    if !others.is_empty() {
        sections.push(StrategyView {
            id: "more".to_owned(),
            title: visit.words.say("public-plan-more"),
            activities: others,
        });
    }
    sections
}

/// How an activity stands, as a tag: its colour and shape, and the word that says the same.
fn tag(visit: &Visit<'_>, code: &str) -> Tag {
    let class = match code {
        "on-course" | "done" => "up",
        "late" => "down",
        "stopped" => "flat",
        _ => "wait",
    };
    Tag {
        class,
        label: visit.words.say(&format!("plan-standing-{code}")),
    }
}

fn view(visit: &Visit<'_>, one: &PublicActivity) -> ActivityView {
    let words = visit.words;
    let end = Some(one.ends_on.as_str()).filter(|end| !end.is_empty());
    let mut facts = vec![crate::activities::views::span(words, &one.starts_on, end)];
    let names = |texts: &[Text]| {
        let names: Vec<String> = texts.iter().map(|text| pick(visit, text)).collect();
        names.join(", ")
    };
    let population = pick(visit, &one.population);
    let for_whom = if population.is_empty() {
        names(&one.groups)
    } else {
        population
    };
    if !for_whom.is_empty() {
        facts.push(words.with("public-plan-for", &[("groups", for_whom.into())]));
    }
    if !one.places.is_empty() {
        facts.push(words.with("public-plan-in", &[("places", names(&one.places).into())]));
    }
    let steps = one.milestones.iter().map(|step| {
        let (key, day) = if step.done_on.is_empty() {
            ("public-plan-step-due", &step.due_on)
        } else {
            ("public-plan-step-done", &step.done_on)
        };
        let day = speech::day(words, day);
        words.with(
            key,
            &[("title", pick(visit, &step.title).into()), ("day", day.into())],
        )
    });
    let promises = one.promises.iter().map(|promise| {
        words.with(
            "public-plan-promise",
            &[
                ("organisation", (&promise.organisation).into()),
                ("words", pick(visit, &promise.words).into()),
                ("day", speech::day(words, &promise.due_on).into()),
                (
                    "standing",
                    words.say(&format!("pledge-{}", promise.standing_code)).into(),
                ),
            ],
        )
    });
    let indicator = visit.document.indicator(&one.indicator);
    ActivityView {
        slug: one.slug.clone(),
        title: pick(visit, &one.title),
        lead: one.lead.clone(),
        partners: one.partners.join(", "),
        about: pick(visit, &one.about),
        facts,
        state: tag(visit, &one.standing_code),
        steps: steps.collect(),
        promises: promises.collect(),
        result: indicator.map(|indicator| {
            let page = Page::Indicator(indicator.slug.clone(), Order::Name);
            (visit.path(page), pick(visit, &indicator.title))
        }),
    }
}

/// What the plan does for an indicator, as its page names it: who leads stands first.
pub fn actions_for(visit: &Visit<'_>, indicator: &str) -> Vec<ActionView> {
    let plan = visit.document.plan.iter();
    let own = plan
        .flat_map(|plan| &plan.activities)
        .filter(|one| one.indicator == indicator);
    own.map(|one| {
        let names: Vec<&str> = std::iter::once(&one.lead)
            .chain(&one.partners)
            .map(String::as_str)
            .collect();
        ActionView {
            credit: String::new(),
            title: pick(visit, &one.title),
            partners: names.join(", "),
            state: tag(visit, &one.standing_code),
        }
    })
    .collect()
}
