//! Sections of the page of decisions: which rules changed, and how the backbone was chosen.

use super::address::{Order, Page};
use super::frame::{Link, Visit};
use super::speech;
use super::texts::{Section, Term};
use crate::editions::chosen::{PolicyPart, SelectionPart};
use crate::editions::document::Text;

fn said(visit: &Visit<'_>, text: &Text) -> String {
    visit.words.pick(&text.en, &text.es).to_owned()
}

fn term(term: String, lines: Vec<String>) -> Term {
    Term {
        term,
        href: None,
        lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
    }
}

/// Rules that changed; nothing where the edition has none.
pub(super) fn policies(visit: &Visit<'_>) -> Option<Section> {
    let parts = &visit.document.policies;
    if parts.is_empty() {
        return None;
    }
    let mut links: Vec<Link> = Vec::new();
    for slug in parts.iter().flat_map(|part| &part.keys) {
        let Some(indicator) = visit.document.indicator(slug) else {
            continue;
        };
        let href = visit.path(Page::Indicator(slug.clone(), Order::Name));
        if links.iter().all(|link| link.href != href) {
            links.push(Link {
                label: said(visit, &indicator.title),
                href,
                is_current: false,
            });
        }
    }
    Some(Section {
        id: "policies".to_owned(),
        heading: visit.words.say("public-policies-heading"),
        terms: parts.iter().map(|part| policy(visit, part)).collect(),
        links,
        ..Section::default()
    })
}

fn policy(visit: &Visit<'_>, part: &PolicyPart) -> Term {
    let words = visit.words;
    let decided = words.with(
        "public-policy-decided",
        &[
            (
                "who",
                words.pick(&part.decision_maker, &part.decision_maker_es).into(),
            ),
            ("day", speech::day(words, &part.decided_on).into()),
            ("level", words.say(&format!("policy-level-{}", part.kind)).into()),
        ],
    );
    let money = part.money.map(|money| {
        let amount = domain::money::told(money, &part.currency);
        let key = match part.money_years {
            Some(_) => "public-policy-money-years",
            None => "public-policy-money",
        };
        let years = part.money_years.unwrap_or(1).to_string();
        words.with(key, &[("amount", amount.into()), ("years", years.into())])
    });
    let partners = if part.partners.is_empty() {
        String::new()
    } else {
        words.with(
            "public-policy-partners",
            &[("partners", part.partners.join(", ").into())],
        )
    };
    let lines = vec![
        decided,
        said(visit, &part.ask),
        said(visit, &part.outcome),
        money.unwrap_or_default(),
        partners,
    ];
    term(said(visit, &part.title), lines)
}

/// How the backbone was chosen; nothing where the edition does not tell.
pub(super) fn selections(visit: &Visit<'_>) -> Option<Section> {
    let parts = &visit.document.selections;
    let terms = parts.iter().map(|part| selection(visit, part));
    (!parts.is_empty()).then(|| Section {
        id: "backbone".to_owned(),
        heading: visit.words.say("public-selection-heading"),
        terms: terms.collect(),
        ..Section::default()
    })
}

fn selection(visit: &Visit<'_>, part: &SelectionPart) -> Term {
    let words = visit.words;
    let or_itself = |text: &str| {
        if text.is_empty() {
            part.chosen.clone()
        } else {
            text.to_owned()
        }
    };
    let points: i64 = part.criteria.iter().map(|one| one.points).sum();
    let criteria = part.criteria.iter().map(|one| {
        let share = if points == 0 {
            0
        } else {
            (one.points * 100 + points / 2) / points
        };
        let arguments = [
            ("title", said(visit, &one.title).into()),
            ("share", share.to_string().into()),
        ];
        words.with("public-selection-criterion", &arguments)
    });
    let criteria = criteria.collect::<Vec<_>>().join(", ");
    let lines = vec![
        words.with(
            "public-selection-chosen",
            &[
                ("name", part.chosen.as_str().into()),
                ("kind", words.say(&format!("selection-kind-{}", part.kind)).into()),
                ("body", said(visit, &part.body).into()),
                ("day", speech::day(words, &part.decided_on).into()),
            ],
        ),
        words.with(
            "public-selection-home",
            &[
                ("home", or_itself(&part.home).into()),
                ("fiscal", or_itself(&part.fiscal_agent).into()),
            ],
        ),
        said(visit, &part.reasons),
        words.with(
            "public-selection-process",
            &[
                (
                    "process",
                    words
                        .say(&format!("selection-process-{}", part.method_code))
                        .into(),
                ),
                ("candidates", part.candidates.to_string().into()),
            ],
        ),
        words.with(
            "public-selection-criteria",
            &[
                ("day", speech::day(words, &part.began).into()),
                ("list", criteria.into()),
            ],
        ),
    ];
    term(said(visit, &part.title), lines)
}
