//! Pages of choosing: the candidates for a result, and one candidate. Thin over `actions`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::choosing::Criterion;
use domain::ids::{CandidateId, ResultId};
use domain::quantity::{Direction, Unit};
use platform::db::Connection;

use super::actions::{self, ScoreForm, draft_sheet};
use super::store::{self, CandidateRow, ScoreRow};
use super::views::{Scored, spread};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Cell, Form, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::measurement::sheet::{Sheet, read_draft};
use crate::measurement::store as measurement;
use crate::problems::{Check, Problem};

/// The class of a candidate's state.
pub fn tag(visit: &Visit, candidate: &CandidateRow) -> (&'static str, String) {
    let class = match candidate.state.as_str() {
        "chosen" => "ok",
        "set-aside" => "flat",
        _ => "wait",
    };
    (
        class,
        visit.words.say(&format!("candidate-state-{}", candidate.state)),
    )
}

/// The candidates for a result, and the form for another one.
pub async fn candidates(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ScoreCandidates)?;
    candidates_page(&visit, at(&path)?, &Typed::default().with("unit", "percent"), &[]).await
}

async fn candidates_page(
    visit: &Visit,
    result: ResultId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let results = measurement::results(&reader).await?;
    let row = results.iter().find(|row| row.result_id == result.to_string());
    let row = row.ok_or(Error::NotFound)?;
    let scores = store::scores_for(&reader, &row.result_id).await?;
    let candidates = store::candidates_for(&reader, &row.result_id).await?;
    let rows = candidates.iter().map(|candidate| line(visit, &scores, candidate));
    let rows = rows.collect();
    let head = [
        "candidate",
        "field-state",
        "candidate-people",
        "field-communication",
        "field-proxy",
        "field-data",
    ];
    let form = Form::new(
        words,
        address(visit, &format!("results/{result}/candidates")),
        "candidate-propose",
        typed,
        problems,
    );
    let title = words.pick(&row.title_en, &row.title_es);
    let heading = words.with("candidates-for", &[("result", title.into())]);
    page(
        visit.frame(&heading, "learning"),
        words.say("candidates-lede"),
        vec![
            Block::Table(Table::new(words, "candidates", &head, rows)),
            Block::Paragraph(words.say("candidates-rule")),
            Block::Form(Box::new(draft_fields(form.under("candidate-add")))),
        ],
    )
}

fn line(visit: &Visit, scores: &[ScoreRow], candidate: &CandidateRow) -> Vec<Cell> {
    let title = visit.words.pick(&candidate.title_en, &candidate.title_es);
    let href = address(visit, &format!("candidates/{}", candidate.candidate_id));
    let own = scores
        .iter()
        .filter(|row| row.candidate_id == candidate.candidate_id);
    let scored = Scored::of(candidate, own.cloned().collect(), &visit.person.id.to_string());
    let mut cells = vec![
        link(title, href),
        cell(tag(visit, candidate).1),
        cell(scored.people),
    ];
    let told = Criterion::ALL.into_iter();
    cells.extend(told.map(|criterion| cell(scored.told(visit.words, criterion))));
    cells
}

async fn scored(
    visit: &Visit,
    connection: &Connection,
    candidate: &CandidateRow,
    round: i64,
) -> Result<Scored, Error> {
    let scores = store::scores(connection, &candidate.candidate_id, round).await?;
    Ok(Scored::of(candidate, scores, &visit.person.id.to_string()))
}

/// The fields of a draft definition: enough to know what would be counted, of whom, and where it would come from.
fn draft_fields(form: Form) -> Form {
    let units: Vec<&str> = Unit::ALL.iter().map(|unit| unit.code()).collect();
    let directions: Vec<&str> = Direction::ALL.iter().map(|direction| direction.code()).collect();
    form.lines(&["title_en", "title_es"])
        .areas(&["numerator_en", "numerator_es", "denominator_en", "denominator_es"])
        .codes("unit", "unit", &units)
        .codes("direction", "direction-is", &directions)
        .areas(&["source_en", "source_es"])
}

/// Proposes a candidate.
pub async fn propose(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ScoreCandidates)?;
    let result: ResultId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let mut check = Check::form();
    let sheet = read_draft(&mut check, |field| typed.get(field));
    let problems = check.into_problems();
    if !problems.is_empty() {
        return candidates_page(&visit, result, &typed, &problems).await;
    }
    match problems_of(actions::propose(&visit.scope, visit.actor(), result, &sheet).await)? {
        Ok(id) => Ok(to(&visit, &format!("candidates/{id}"))),
        Err(problems) => candidates_page(&visit, result, &typed, &problems).await,
    }
}

/// Which of the forms on a candidate's page was sent, with what was typed and what is wrong with it.
#[derive(Default)]
struct Sent<'sent> {
    form: &'static str,
    typed: Typed,
    problems: &'sent [Problem],
}

/// One candidate.
pub async fn candidate(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ScoreCandidates)?;
    candidate_page(&visit, at(&path)?, Sent::default()).await
}

async fn candidate_page(visit: &Visit, id: CandidateId, sent: Sent<'_>) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let found = store::candidate(&reader, &id.to_string()).await?;
    let candidate = found.ok_or(Error::NotFound)?;
    let mut blocks = vec![
        Block::Links(vec![link(
            words.say("candidates-all"),
            address(visit, &format!("results/{}/candidates", candidate.result_id)),
        )]),
        Block::Facts(facts(visit, &candidate, &draft_sheet(&candidate))),
    ];
    if let Some(indicator) = &candidate.indicator_id {
        blocks.push(became(visit, indicator));
    }
    let scored = scored(visit, &reader, &candidate, candidate.round).await?;
    let is_open = candidate.state == "open";
    if is_open && !scored.is_by_reader {
        blocks.push(Block::Form(Box::new(score_form(visit, id, &sent))));
        let people = [("people", scored.people.into())];
        blocks.push(Block::Paragraph(words.with("candidate-others-scored", &people)));
    }
    if let Some(scores) = &scored.shown {
        blocks.push(Block::Table(spread(words, scores)));
        let remarks = scores.iter().filter(|score| !score.remark.is_empty());
        let remarks: Vec<Card> = remarks
            .map(|score| Card {
                texts: vec![score.remark.clone()],
                heading: cell(words.say("candidate-remark")),
                ..Card::default()
            })
            .collect();
        if !remarks.is_empty() {
            blocks.push(Block::Cards(remarks));
        }
        blocks.extend(earlier_rounds(visit, &reader, &candidate).await?);
    }
    if !is_open {
        let told = sent.problems.iter();
        blocks.extend(told.map(|problem| Block::Paragraph(problem.say(words))));
    }
    if is_open && visit.shows(Action::DefineIndicators, Thing::Whole) {
        let has_scores = scored.people > 0;
        blocks.extend(deciding(visit, id, &sent, has_scores));
    }
    let title = words.pick(&candidate.title_en, &candidate.title_es);
    page(
        visit.frame(title, "learning"),
        words.say("candidate-lede"),
        blocks,
    )
}

fn facts(visit: &Visit, candidate: &CandidateRow, sheet: &Sheet) -> Vec<(String, String)> {
    let words = visit.words;
    let pick = |text: &crate::editions::document::Text| words.pick(&text.en, &text.es).to_owned();
    let unit = Unit::from_code(&sheet.unit).map(|unit| words.say(&format!("unit-{}", unit.code())));
    let direction = Direction::from_code(&sheet.direction)
        .map(|direction| words.say(&format!("direction-is-{}", direction.code())));
    let all = [
        ("field-state", tag(visit, candidate).1),
        ("field-reason", candidate.reason.clone()),
        ("field-numerator", pick(&sheet.numerator)),
        ("field-denominator", pick(&sheet.denominator)),
        ("field-unit", unit.unwrap_or_default()),
        ("field-direction", direction.unwrap_or_default()),
        ("field-source", pick(&sheet.source)),
        ("candidate-round", candidate.round.to_string()),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(key, text)| (words.say(key), text)).collect()
}

fn became(visit: &Visit, indicator: &str) -> Block {
    let text = visit.words.say("candidate-became");
    if !visit.shows(Action::ViewWorkspace, Thing::Whole) {
        return Block::Paragraph(text);
    }
    let href = address(visit, &format!("results/indicators/{indicator}"));
    Block::Links(vec![link(text, href)])
}

fn score_form(visit: &Visit, id: CandidateId, sent: &Sent<'_>) -> Form {
    let action = address(visit, &format!("candidates/{id}/score"));
    let form = form_of(visit, "score", action, "candidate-score-send", sent).under("candidate-your-scores");
    let form = Criterion::ALL.into_iter().fold(form, |form, criterion| {
        form.ask(criterion.code(), "score", &["5", "4", "3", "2", "1"])
    });
    form.areas(&["remark"])
}

/// A form of the page; what was typed stands in the one that was sent.
fn form_of(visit: &Visit, name: &'static str, action: String, button: &str, sent: &Sent<'_>) -> Form {
    if sent.form == name {
        return Form::new(visit.words, action, button, &sent.typed, sent.problems);
    }
    Form::new(visit.words, action, button, &Typed::default(), &[])
}

async fn earlier_rounds(
    visit: &Visit,
    connection: &Connection,
    candidate: &CandidateRow,
) -> Result<Option<Block>, Error> {
    let mut rows = Vec::new();
    for round in 1..candidate.round {
        let scores = store::scores(connection, &candidate.candidate_id, round).await?;
        let scored = Scored {
            people: scores.len(),
            is_by_reader: true,
            shown: Some(scores),
        };
        let mut cells = vec![cell(round), cell(scored.people)];
        let told = Criterion::ALL.into_iter();
        cells.extend(told.map(|criterion| cell(scored.told(visit.words, criterion))));
        rows.push(cells);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let head = [
        "candidate-round",
        "candidate-people",
        "field-communication",
        "field-proxy",
        "field-data",
    ];
    let table = Table::new(visit.words, "candidate-earlier-rounds", &head, rows);
    Ok(Some(Block::Table(table)))
}

/// The forms of those who record the choice.
fn deciding(visit: &Visit, id: CandidateId, sent: &Sent<'_>, has_scores: bool) -> Vec<Block> {
    let of = |part: &str| address(visit, &format!("candidates/{id}/{part}"));
    let choose = form_of(visit, "choose", of("choose"), "candidate-choose", sent)
        .under("candidate-choose-heading")
        .areas(&["reason"]);
    let aside = form_of(visit, "set-aside", of("set-aside"), "candidate-set-aside", sent)
        .under("candidate-set-aside-heading")
        .areas(&["reason"]);
    let mut blocks = vec![Block::Form(Box::new(choose)), Block::Form(Box::new(aside))];
    if has_scores {
        let again = form_of(visit, "again", of("again"), "candidate-again", sent);
        blocks.push(Block::Form(Box::new(again.under("candidate-again-heading"))));
    }
    blocks
}

/// Keeps the visitor's own scores.
pub async fn score(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ScoreCandidates)?;
    let id: CandidateId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let form = ScoreForm {
        scores: Criterion::ALL.map(|criterion| typed.text(criterion.code())),
        remark: typed.text("remark"),
    };
    let outcome = actions::score(&visit.scope, visit.actor(), id, visit.person.id, &form).await;
    answer(&visit, id, "score", typed, problems_of(outcome)?).await
}

/// Opens another round.
pub async fn score_again(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let id: CandidateId = at(&path)?;
    let outcome = actions::score_again(&visit.scope, visit.actor(), id).await;
    answer(&visit, id, "again", Typed::default(), problems_of(outcome)?).await
}

/// Chooses the candidate.
pub async fn choose(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let id: CandidateId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let reason = typed.text("reason");
    let outcome = actions::choose(&visit.scope, visit.actor(), id, &reason, &today).await;
    answer(&visit, id, "choose", typed, problems_of(outcome)?).await
}

/// Sets the candidate aside.
pub async fn set_aside(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let id: CandidateId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let reason = typed.text("reason");
    let outcome = actions::set_aside(&visit.scope, visit.actor(), id, &reason).await;
    answer(&visit, id, "set-aside", typed, problems_of(outcome)?).await
}

async fn answer<T>(
    visit: &Visit,
    id: CandidateId,
    form: &'static str,
    typed: Typed,
    outcome: Result<T, Vec<Problem>>,
) -> Result<Response, Error> {
    match outcome {
        Ok(_) => Ok(to(visit, &format!("candidates/{id}"))),
        Err(problems) => {
            let sent = Sent {
                form,
                typed,
                problems: &problems,
            };
            candidate_page(visit, id, sent).await
        }
    }
}
