//! Alternatives, their prices, and proposed tables in words.

use std::collections::BTreeMap;

use platform::words::Words;

use super::price::{Alternative, Price};
use super::store::{ProposalRow, StudyRow};
use super::study::{self, Line};
use crate::editions::document::Document;
use crate::editions::gather::CategoryRow;
use crate::editions::report::Report;
use crate::numbers;

/// Labels of dimensions and categories, also of those that no figure of the draft names.
#[derive(Debug)]
pub struct Labels {
    words: Words,
    dimensions: BTreeMap<String, String>,
    categories: BTreeMap<(String, String), String>,
}

impl Labels {
    /// From the rows of both.
    pub fn of(words: Words, rows: Vec<CategoryRow>) -> Self {
        let mut labels = Self {
            words,
            dimensions: BTreeMap::new(),
            categories: BTreeMap::new(),
        };
        for row in rows {
            let name = words.pick(&row.dimension_en, &row.dimension_es).to_owned();
            if let Some(category) = row.category {
                let (en, es) = (
                    row.category_en.unwrap_or_default(),
                    row.category_es.unwrap_or_default(),
                );
                let label = words.pick(&en, &es).to_owned();
                labels.categories.insert((row.dimension.clone(), category), label);
            }
            labels.dimensions.insert(row.dimension, name);
        }
        labels
    }

    /// A breakdown in words: "Race and ethnicity by sex".
    pub fn breakdown(&self, key: &str) -> String {
        if key.is_empty() {
            return self.words.say("group-everyone");
        }
        let each = key
            .split('&')
            .map(|slug| self.dimensions.get(slug).map_or(slug, String::as_str));
        each.collect::<Vec<_>>().join(" × ")
    }

    fn members(&self, dimension: &str, members: &[String]) -> String {
        let each = members.iter().map(|slug| {
            let key = (dimension.to_owned(), slug.clone());
            self.categories.get(&key).map_or(slug.as_str(), String::as_str)
        });
        each.collect::<Vec<_>>().join(", ")
    }

    /// An alternative in words.
    pub fn alternative(&self, title: &str, alternative: &Alternative) -> String {
        let say = |key: &str, what: String| {
            self.words
                .with(key, &[("title", title.into()), ("what", what.into())])
        };
        match alternative {
            Alternative::LeaveOut { breakdown, .. } => say("desk-leave-out", self.breakdown(breakdown)),
            Alternative::Together { pool, .. } => {
                say("desk-together", self.members(&pool.dimension, &pool.members))
            }
            Alternative::Add { breakdown, .. } => say("desk-add", self.breakdown(breakdown)),
        }
    }
}

/// A priced alternative.
#[derive(Debug)]
pub struct AlternativeLine {
    /// Its place in the study.
    pub index: usize,
    /// What it is.
    pub heading: String,
    /// What it changes, in sentences.
    pub text: String,
    /// "12 more figures", "no difference".
    pub net: String,
    /// Class of its tag.
    pub class: &'static str,
    /// Whether the draft can be made this way at once.
    pub may_take: bool,
    /// Whether readers would see fewer figures.
    pub is_dear: bool,
}

/// The state of a draft's study.
#[derive(Debug, Default)]
pub struct StudyView {
    /// `none`, `stale`, `running`, `done`, `stopped`.
    pub state: String,
    /// Alternatives that are priced.
    pub done: usize,
    /// All of them.
    pub planned: usize,
    /// Those that show readers as much or more, the best first.
    pub lines: Vec<AlternativeLine>,
    /// The others.
    pub dear: Vec<AlternativeLine>,
}

/// The study of a draft as the desk shows it.
pub fn study_view(
    words: &Words,
    (document, draft_hash): (&Document, &str),
    row: Option<&StudyRow>,
    labels: &Labels,
) -> StudyView {
    let Some(row) = row else {
        return StudyView {
            state: "none".into(),
            ..StudyView::default()
        };
    };
    if row.draft_hash != draft_hash {
        return StudyView {
            state: "stale".into(),
            ..StudyView::default()
        };
    }
    let all = study::lines(row);
    let mut priced: Vec<(i64, AlternativeLine)> = all
        .iter()
        .enumerate()
        .filter_map(|(index, line)| alternative_line(words, document, (index, line), labels))
        .collect();
    priced.sort_by_key(|(net, line)| (std::cmp::Reverse(*net), line.index));
    let done = priced.len();
    let (dear, lines) = priced
        .into_iter()
        .map(|(_, line)| line)
        .partition(|line| line.is_dear);
    StudyView {
        state: row.state.clone(),
        done,
        planned: all.len(),
        lines,
        dear,
    }
}

fn alternative_line(
    words: &Words,
    document: &Document,
    (index, line): (usize, &Line),
    labels: &Labels,
) -> Option<(i64, AlternativeLine)> {
    let price = line.price.as_ref()?;
    let part = document.indicator(line.alternative.indicator())?;
    let title = words.pick(&part.title.en, &part.title.es);
    let is_adding = matches!(line.alternative, Alternative::Add { .. });
    let (net, class) = net(words, price);
    let line = AlternativeLine {
        index,
        heading: labels.alternative(title, &line.alternative),
        text: price_text(words, price),
        net,
        class,
        may_take: !is_adding && price.is_known(),
        is_dear: !price.is_known() || price.net() < 0,
    };
    let order = if price.is_known() { price.net() } else { i64::MIN };
    Some((order, line))
}

fn net(words: &Words, price: &Price) -> (String, &'static str) {
    if price.is_too_long {
        return (words.say("desk-not-computed"), "wait");
    }
    if price.refused.is_some() {
        return (words.say("desk-refused"), "err");
    }
    let count = |key: &str, count: i64| {
        words.with(
            key,
            &[("count", count.into()), ("told", numbers::count(count).into())],
        )
    };
    match price.net() {
        0 => (words.say("desk-no-difference"), "wait"),
        net if net > 0 => (count("desk-more-figures", net), "ok"),
        net => (count("desk-fewer-figures", -net), "warn"),
    }
}

/// A price in sentences; what is nothing is not said.
pub fn price_text(words: &Words, price: &Price) -> String {
    if price.is_too_long {
        return words.say("desk-too-long");
    }
    if let Some(reason) = &price.refused {
        return words.with("desk-refused-because", &[("reason", reason.as_str().into())]);
    }
    let all = [
        ("desk-price-unlocked", price.unlocked),
        ("desk-price-gained", price.gained),
        ("desk-price-gained-hidden", price.gained_hidden),
        ("desk-price-lost", price.lost),
        ("desk-price-also-hidden", price.also_hidden),
    ];
    let said: Vec<String> = all
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| {
            words.with(
                key,
                &[("count", count.into()), ("told", numbers::count(count).into())],
            )
        })
        .collect();
    if said.is_empty() {
        return words.say("desk-price-nothing");
    }
    said.join(" ")
}

/// A breakdown with accepted figures that is not in the draft.
#[derive(Debug)]
pub struct LeftOutLine {
    /// Slug of the indicator.
    pub indicator: String,
    /// Slugs of its dimensions.
    pub key: String,
    /// Both in words.
    pub heading: String,
    /// How many accepted figures.
    pub figures: String,
    /// Whether it waits for an answer.
    pub is_proposed: bool,
}

/// Every such breakdown.
pub fn left_out_lines(
    words: &Words,
    (document, report): (&Document, &Report),
    proposals: &[ProposalRow],
    labels: &Labels,
) -> Vec<LeftOutLine> {
    let lines = report.left_out.iter().map(|one| {
        let is_it = |row: &&ProposalRow| row.indicator == one.indicator && row.breakdown == one.breakdown;
        LeftOutLine {
            indicator: one.indicator.clone(),
            key: one.breakdown.clone(),
            heading: heading(words, document, (&one.indicator, &one.breakdown), labels),
            figures: numbers::count(one.figures),
            is_proposed: proposals.iter().any(|row| is_it(&row) && row.answer.is_none()),
        }
    });
    lines.collect()
}

fn heading(words: &Words, document: &Document, (indicator, key): (&str, &str), labels: &Labels) -> String {
    let title = document
        .indicator(indicator)
        .map_or(indicator, |part| words.pick(&part.title.en, &part.title.es));
    format!("{title}: {}", labels.breakdown(key))
}

/// A proposed breakdown.
#[derive(Debug)]
pub struct ProposalLine {
    /// Identifier.
    pub id: String,
    /// Indicator and breakdown in words.
    pub heading: String,
    /// Why it was proposed.
    pub reason: String,
    /// What it costs.
    pub price: String,
    /// The answer in words.
    pub answer: String,
    /// Class of its tag.
    pub class: &'static str,
    /// Why it was answered so.
    pub answer_reason: String,
    /// Whether it waits.
    pub is_open: bool,
    /// Whether the reader proposed it.
    pub is_own: bool,
}

/// Every proposal for a draft.
pub fn proposal_lines(
    words: &Words,
    document: &Document,
    (rows, me): (&[ProposalRow], &str),
    labels: &Labels,
) -> Vec<ProposalLine> {
    let line = |row: &ProposalRow| {
        let (key, class) = match row.answer.as_deref() {
            None => ("desk-proposal-open", "wait"),
            Some("added") => ("desk-proposal-added", "ok"),
            Some("refused") => ("desk-refused", "err"),
            Some(_) => ("desk-proposal-declined", "wait"),
        };
        let price: Price = serde_json::from_str(&row.price).unwrap_or_default();
        ProposalLine {
            id: row.breakdown_proposal_id.clone(),
            heading: heading(words, document, (&row.indicator, &row.breakdown), labels),
            reason: row.reason.clone(),
            price: price_text(words, &price),
            answer: words.say(key),
            class,
            answer_reason: row
                .answer_reason
                .clone()
                .filter(|_| price.refused.is_none())
                .unwrap_or_default(),
            is_open: row.answer.is_none(),
            is_own: row.proposed_by == me,
        }
    };
    rows.iter().map(line).collect()
}
