//! The page of one contribution: what was done, what shows it, and its coding. Thin over `coding`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::contributions::{Code, Kind, Reach, Standing, Strength};
use domain::ids::ContributionId;

use super::coding::{self, CodeForm};
use super::coding_store::{self, CodedRow};
use super::{credit_pages, evidence_pages, list_pages, store};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page, problems_of, unplaced};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::improvement::sessions::pages::day;
use crate::problems::Problem;

/// What was typed into one of the page's forms: the end of its address, and what is wrong.
#[derive(Default)]
pub(super) struct Tried<'a> {
    form: &'a str,
    typed: Typed,
    problems: &'a [Problem],
}

impl Tried<'_> {
    /// What was typed into a form; nothing if it was another one.
    pub(super) fn of(&self, form: &str) -> (Typed, &[Problem]) {
        if self.form == form {
            return (self.typed.clone(), self.problems);
        }
        (Typed::default(), &[])
    }
}

/// One contribution.
pub async fn contribution(visit: Visit, path: At) -> Result<Response, Error> {
    contribution_page(&visit, at(&path)?, &Tried::default()).await
}

/// The page again, with what was typed into one of its forms and what is wrong with it.
pub(super) async fn with_problems(
    visit: &Visit,
    id: ContributionId,
    (form, typed): (&str, Typed),
    problems: &[Problem],
) -> Result<Response, Error> {
    let tried = Tried {
        form,
        typed,
        problems,
    };
    contribution_page(visit, id, &tried).await
}

async fn contribution_page(visit: &Visit, id: ContributionId, tried: &Tried<'_>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let key = id.to_string();
    let row = coding_store::contribution(&reader, &key).await?;
    let row = row.ok_or(Error::NotFound)?;
    let titles = list_pages::titles(visit, &reader).await?;
    let indicator = titles.iter().find(|(id, _, _)| *id == row.indicator_id);
    let with = store::partners_of(&reader, &key).await?;
    let activity = store::activity_of(&reader, &key).await?;
    let mut facts = vec![(
        words.say("field-organisation"),
        row.organisation
            .iter()
            .cloned()
            .chain(with.into_iter().map(|partner| partner.en))
            .collect::<Vec<_>>()
            .join(", "),
    )];
    let when = words.say(&format!("contribution-kind-{}", row.kind));
    facts.push((when, day(visit, &row.happened_on)));
    if let Some((_, _, title)) = indicator {
        facts.push((words.say("field-indicator"), title.clone()));
    }
    if let Some(activity) = activity {
        let title = words.pick(&activity.en, &activity.es).to_owned();
        facts.push((words.say("field-activity"), title));
    }
    if !row.evidence.is_empty() {
        facts.push((words.say("field-evidence"), row.evidence.clone()));
    }
    let standing = row.standing();
    let code = standing.word();
    facts.push((
        words.say("field-standing"),
        words.say(&format!("contribution-standing-{code}")),
    ));
    let mut links = vec![link(words.say("contributions"), address(visit, "contributions"))];
    if !row.evidence_address.is_empty() {
        links.push(link(
            words.say("field-evidence_address"),
            row.evidence_address.clone(),
        ));
    }
    let mut blocks = vec![Block::Links(links), Block::Facts(facts)];
    // What shows it stands before the coding: whoever codes looks at it first.
    blocks.extend(evidence_pages::blocks(visit, &reader, &key, tried).await?);
    blocks.extend(codings(visit, &row, standing));
    if visit.shows(Action::CodeContributions, Thing::Whole) {
        blocks.extend(forms(visit, &row, tried));
    }
    let (typed, problems) = tried.of("credit");
    blocks.extend(credit_pages::blocks(visit, &reader, &row, (&typed, problems)).await?);
    // Somebody else may have taken the step meanwhile: what was wrong with it stands by itself then.
    blocks.extend(unplaced(&blocks, tried.form, (words, tried.problems)));
    let title = words.pick(&row.title_en, &row.title_es).to_owned();
    page(
        visit.frame(&title, "plan"),
        words.say("contribution-lede"),
        blocks,
    )
}

/// What coders said, to those who may know it.
fn codings(visit: &Visit, row: &CodedRow, standing: Standing) -> Vec<Block> {
    let words = visit.words;
    let seen = coding::seen_by(row, &visit.person.id.to_string());
    let Some(seen) = seen.filter(|codings| !codings.is_empty()) else {
        let key = match row.codings().len() {
            0 => "coding-nobody-yet",
            _ => "coding-hidden",
        };
        return vec![
            Block::Heading(words.say("coding")),
            Block::Paragraph(words.say(key)),
        ];
    };
    let names = ["coder-first", "coder-second"];
    let mut rows: Vec<_> = names
        .iter()
        .zip(&seen)
        .map(|(name, code)| code_row(visit, name, *code))
        .collect();
    if let Standing::Settled(code) = standing {
        rows.push(code_row(visit, "coders-settled", code));
    }
    let head = ["coder", "field-type", "field-reach", "field-strength"];
    let mut blocks = vec![Block::Table(Table::new(words, "coding", &head, rows))];
    if let Some(because) = &row.settled_because {
        let because = [("because", because.as_str().into())];
        blocks.push(Block::Paragraph(words.with("coders-settled-because", &because)));
    }
    blocks
}

fn code_row(visit: &Visit, name: &str, code: Code) -> Vec<crate::blocks::Cell> {
    let say = |prefix: &str, code: &str| cell(visit.words.say(&format!("contribution-{prefix}-{code}")));
    vec![
        cell(visit.words.say(name)),
        say("type", code.kind.code()),
        say("reach", code.reach.code()),
        say("strength", code.strength.code()),
    ]
}

/// The form to code it, or to settle what differs.
fn forms(visit: &Visit, row: &CodedRow, tried: &Tried<'_>) -> Vec<Block> {
    let id = &row.contribution_id;
    let questions = |form: Form| {
        form.ask("type", "contribution-type", Kind::CODES)
            .ask("reach", "contribution-reach", Reach::CODES)
            .ask("strength", "contribution-strength", Strength::CODES)
    };
    let form = |path: &str, button: &str| {
        let action = address(visit, &format!("contributions/{id}/{path}"));
        let (typed, problems) = tried.of(path);
        questions(Form::new(visit.words, action, button, &typed, problems))
    };
    let person = visit.person.id.to_string();
    match row.standing() {
        Standing::Open | Standing::Once(_) if !row.is_coded_by(&person) => {
            vec![Block::Form(Box::new(
                form("coding", "coding-save").under("coding-yours"),
            ))]
        }
        Standing::Differs { .. } => {
            let form = form("settlement", "coding-settle").areas(&["why_so"]);
            vec![Block::Form(Box::new(form.under("coding-settle-heading")))]
        }
        Standing::Open | Standing::Once(_) | Standing::Confirmed(_) | Standing::Settled(_) => Vec::new(),
    }
}

fn read(typed: &Typed) -> CodeForm {
    CodeForm {
        kind: typed.text("type"),
        reach: typed.text("reach"),
        strength: typed.text("strength"),
    }
}

/// Codes it.
pub async fn code(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::CodeContributions)?;
    let id: ContributionId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let coded = coding::code(&visit.scope, visit.actor(), id, visit.person.id, &read(&typed)).await;
    done(&visit, id, ("coding", typed), coded).await
}

/// Settles what differs.
pub async fn settle(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::CodeContributions)?;
    let id: ContributionId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let because = typed.text("why_so");
    let settled = coding::settle(&visit.scope, visit.actor(), id, &read(&typed), &because).await;
    done(&visit, id, ("settlement", typed), settled).await
}

async fn done(
    visit: &Visit,
    id: ContributionId,
    tried: (&str, Typed),
    outcome: Result<(), crate::problems::Refusal>,
) -> Result<Response, Error> {
    match problems_of(outcome)? {
        Ok(()) => Ok(to(visit, &format!("contributions/{id}"))),
        Err(problems) => with_problems(visit, id, tried, &problems).await,
    }
}
