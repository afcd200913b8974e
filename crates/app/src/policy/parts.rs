//! The parts of the pages of policies: cards, facts, tables, and forms.

use domain::access::{Reach, Rows};
use domain::ids::PolicyItemId;
use domain::policy::{Position, Stage, hours_told};
use platform::secrets;
use platform::words::Words;

use super::pages::Sent;
use super::store::{ItemRow, PositionRow, WorkRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Table, Typed, cell, link};
use crate::decisions::outcome::list as ids_of;
use crate::directory::pages::address;
use crate::meetings::views::day;

/// Whether what one partner says is within reach: a partner's contact reads its own.
pub(super) fn is_reached(reach: &Reach, organisation: &str) -> bool {
    match &reach.rows {
        Rows::Organisations(own) => own.iter().any(|id| id.to_string() == organisation),
        Rows::Collaborative => true,
        Rows::Published
        | Rows::Own
        | Rows::Request { .. }
        | Rows::Edition(_)
        | Rows::Proposal(_)
        | Rows::Installation => false,
    }
}

fn tag(words: Words, stage: &str) -> (&'static str, String) {
    let class = match Stage::from_code(stage) {
        Some(Stage::Adopted | Stage::InForce) => "ok",
        Some(Stage::Lost | Stage::Dropped) => "flat",
        Some(Stage::Idea | Stage::Agreed | Stage::Moving) | None => "wait",
    };
    (class, words.say(&format!("policy-stage-{stage}")))
}

fn hours(words: Words, (lobbying, other): (i64, i64)) -> String {
    let arguments = [
        ("lobbying", hours_told(lobbying).into()),
        ("other", hours_told(other).into()),
    ];
    words.with("policy-hours", &arguments)
}

fn money(words: Words, row: &ItemRow) -> Option<String> {
    let amount = domain::money::told(row.money?, &row.currency);
    let key = if row.money_years.is_some() {
        "public-policy-money-years"
    } else {
        "public-policy-money"
    };
    let years = row.money_years.unwrap_or(1).to_string();
    Some(words.with(key, &[("amount", amount.into()), ("years", years.into())]))
}

pub(super) fn facts(
    words: Words,
    row: &ItemRow,
    (titles, body): (&[(String, String, String)], String),
) -> Vec<(String, String)> {
    let meant = ids_of(&row.indicators);
    let indicators = titles.iter().filter(|(id, _, _)| meant.contains(id));
    let indicators: Vec<&str> = indicators.map(|(_, en, es)| words.pick(en, es)).collect();
    let adopted = row
        .adopted_on
        .as_deref()
        .map(|on| day(words, on))
        .unwrap_or_default();
    let all = [
        ("policy-decides", row.decider(words)),
        ("field-level", words.say(&format!("policy-level-{}", row.level))),
        (
            "field-policy_stage",
            words.say(&format!("policy-stage-{}", row.stage)),
        ),
        (
            "field-policy_because_en",
            words.pick(&row.because_en, &row.because_es).to_owned(),
        ),
        ("policy-adopted-by", body),
        ("field-allies", row.allies.clone()),
        (
            "policy-conditions",
            words.pick(&row.conditions_en, &row.conditions_es).to_owned(),
        ),
        ("policy-indicators", indicators.join("; ")),
        ("field-adopted_on", adopted),
        (
            "policy-outcome",
            words.pick(&row.outcome_en, &row.outcome_es).to_owned(),
        ),
        ("policy-money", money(words, row).unwrap_or_default()),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(key, text)| (words.say(key), text)).collect()
}

pub(super) fn stands_table(words: Words, positions: &[&PositionRow]) -> Table {
    let rows = positions.iter().map(|one| {
        vec![
            cell(&one.organisation),
            cell(words.say(&format!("policy-position-{}", one.position))),
            cell(&one.words),
            cell(day(words, &one.taken_on)),
        ]
    });
    let head = [
        "field-organisation",
        "field-policy_position",
        "field-position_words",
        "policy-since",
    ];
    Table::new(words, "policy-positions-caption", &head, rows.collect())
}

/// What was done, with hours of lobbying and other hours summed apart.
pub(super) fn work_blocks(visit: &Visit, work: &[&WorkRow], may_keep: bool) -> Vec<Block> {
    let words = visit.words;
    let sum = |of: fn(&WorkRow) -> i64| work.iter().map(|one| of(one)).sum();
    let total = (sum(|one| one.lobbying_minutes), sum(|one| one.other_minutes));
    let mut blocks = vec![Block::Heading(words.say("policy-work"))];
    if work.is_empty() {
        blocks.push(Block::Paragraph(words.say("policy-work-none")));
        return blocks;
    }
    blocks.push(Block::Paragraph(hours(words, total)));
    let cards = work.iter().map(|one| {
        let path = format!(
            "policy/{}/actions/{}/remove",
            one.policy_item_id, one.policy_action_id
        );
        let remove = (
            address(visit, &path),
            (String::new(), String::new()),
            words.say("policy-work-remove"),
        );
        Card {
            heading: cell(words.pick(&one.what_en, &one.what_es)),
            texts: vec![
                format!("{} · {}", one.organisation, day(words, &one.done_on)),
                hours(words, (one.lobbying_minutes, one.other_minutes)),
            ],
            buttons: if may_keep { vec![remove] } else { Vec::new() },
            ..Card::default()
        }
    });
    blocks.push(Block::Cards(cards.collect()));
    blocks
}

pub(super) fn card(
    visit: &Visit,
    row: &ItemRow,
    (stand, time): (Option<String>, Option<(i64, i64)>),
) -> Card {
    let words = visit.words;
    let level = words.say(&format!("policy-level-{}", row.level));
    let mut texts = vec![format!("{}, {}", row.decider(words), level.to_lowercase())];
    texts.extend(stand);
    texts.extend(time.map(|time| hours(words, time)));
    texts.extend(money(words, row));
    Card {
        heading: link(
            words.pick(&row.title_en, &row.title_es),
            address(visit, &format!("policy/{}", row.policy_item_id)),
        ),
        texts,
        tag: tag(words, &row.stage),
        ..Card::default()
    }
}

/// The forms of a policy's page, as they were sent or blank.
pub(super) struct Asked<'a> {
    pub visit: &'a Visit,
    pub id: PolicyItemId,
    pub sent: &'a Sent<'a>,
}

impl Asked<'_> {
    fn form(&self, name: &'static str, button: &str, typed: &Typed) -> Form {
        let action = address(self.visit, &format!("policy/{}/{name}", self.id));
        if self.sent.form == name {
            return Form::new(
                self.visit.words,
                action,
                button,
                &self.sent.typed,
                self.sent.problems,
            );
        }
        Form::new(self.visit.words, action, button, typed, &[])
    }

    /// Where one's own partner stands.
    pub fn position(&self, known: Option<&PositionRow>) -> Block {
        let typed = Typed::default()
            .with(
                "policy_position",
                known.map(|one| one.position.as_str()).unwrap_or_default(),
            )
            .with(
                "position_words",
                known.map(|one| one.words.as_str()).unwrap_or_default(),
            );
        let take = self
            .form("position", "policy-position-take", &typed)
            .under("policy-position-own")
            .ask("policy_position", "policy-position", &Position::CODES)
            .areas(&["position_words"]);
        Block::Form(Box::new(take))
    }

    /// What was done, by one of these partners.
    pub fn work(&self, partners: Vec<(String, String)>) -> Block {
        let typed = Typed::default().with("done_on", super::position_pages::today(self.visit));
        let note = self
            .form("actions", "policy-work-note", &typed)
            .under("policy-work-heading")
            .hiding("id", secrets::new_uuid())
            .things("organisation", partners)
            .day("done_on")
            .lines(&["what_en", "what_es", "lobbying_hours", "other_hours"]);
        Block::Form(Box::new(note))
    }

    /// What can be done about a policy that was won: tell it on a curve, and make it public.
    pub fn won(
        &self,
        row: &ItemRow,
        (positions, titles): (&[PositionRow], &[(String, String, String)]),
    ) -> Vec<Block> {
        let on_curve = if row.contribution_id.is_none() {
            self.contribution(row, positions, titles)
        } else {
            on_curves(self.visit, row, titles)
        };
        let other = if row.visibility == "public" {
            "internal"
        } else {
            "public"
        };
        let show = self
            .form("visibility", &format!("policy-make-{other}"), &Typed::default())
            .under(match other {
                "public" => "policy-visibility-internal",
                _ => "policy-visibility-public",
            })
            .hiding("visibility", other);
        vec![on_curve, Block::Form(Box::new(show))]
    }

    fn contribution(
        &self,
        row: &ItemRow,
        positions: &[PositionRow],
        titles: &[(String, String, String)],
    ) -> Block {
        let words = self.visit.words;
        let meant = ids_of(&row.indicators);
        let supporters = positions
            .iter()
            .filter(|one| one.position == Position::Supports.code());
        let supporters: Vec<_> = supporters
            .map(|one| (one.organisation_id.clone(), one.organisation.clone()))
            .collect();
        let indicators: Vec<_> = titles
            .iter()
            .filter(|(id, _, _)| meant.contains(id))
            .map(|(id, en, es)| (id.clone(), words.pick(en, es).to_owned()))
            .collect();
        let first =
            |things: &[(String, String)]| things.first().map(|(id, _)| id.clone()).unwrap_or_default();
        let typed = Typed::default()
            .with("organisation", first(&supporters))
            .with("indicator", first(&indicators));
        let contribute = self
            .form("contribution", "policy-contribute", &typed)
            .under("policy-contribute-heading")
            .things("organisation", supporters)
            .things("indicator", indicators);
        Block::Form(Box::new(contribute))
    }
}

fn on_curves(visit: &Visit, row: &ItemRow, titles: &[(String, String, String)]) -> Block {
    let words = visit.words;
    let links = ids_of(&row.indicators).into_iter().map(|id| {
        let title = titles.iter().find(|(known, _, _)| *known == id);
        let title = title.map(|(_, en, es)| words.pick(en, es)).unwrap_or_default();
        let href = address(visit, &format!("results/indicators/{id}/learning"));
        link(words.with("policy-on-curve", &[("title", title.into())]), href)
    });
    Block::Links(links.collect())
}
