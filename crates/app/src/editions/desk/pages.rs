//! The desk's page and its buttons.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use domain::access::{Action, Thing};
use domain::ids::EditionId;

use super::cost::Cost;
use super::proposals::Verdict;
use super::study_views::{self, Labels, LeftOutLine, ProposalLine, StudyView};
use super::told::{ToldLine, told_lines};
use super::views::{self, KeyLine, PartLine, Piece, RateLine, Tally};
use super::{proposals, store, study};
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::editions::certificate::milliseconds;
use crate::editions::document::Document;
use crate::editions::pages::{EditionPath, day, edition_id, render, thing};
use crate::editions::refusal::NotMade;
use crate::editions::report::Report;
use crate::editions::views::{Names, state};
use crate::editions::{actions, gather, told_counts};
use crate::error::Error;
use crate::numbers;

#[derive(Template)]
#[template(path = "editions/desk.html")]
struct DeskPage {
    frame: WorkFrame,
    base: String,
    title: String,
    state: String,
    class: &'static str,
    error: String,
    lede: String,
    key: Vec<KeyLine>,
    about: String,
    cost: String,
    untouched: String,
    held_about: String,
    bar: Vec<Piece>,
    parts: Vec<PartLine>,
    held: Vec<String>,
    rates: Vec<RateLine>,
    study: StudyView,
    left_out: Vec<LeftOutLine>,
    proposals: Vec<ProposalLine>,
    told: Vec<ToldLine>,
    certificate: Vec<String>,
    checked: String,
    seen: String,
    is_open: bool,
    is_own: bool,
    may_make: bool,
    may_check: bool,
    may_tell: bool,
    may_answer: bool,
}

/// The desk of an edition.
pub async fn show(visit: Visit, path: EditionPath) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    desk_page(&visit, id, String::new()).await
}

/// The desk with what stood in the way of something.
pub(super) async fn desk_page(visit: &Visit, id: EditionId, error: String) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let row = crate::editions::store::edition(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let thing = thing(&reader, &row).await?;
    visit.allow(Action::ViewDraft, thing.clone())?;
    let words = visit.words;
    let document = actions::document_of(&reader, &row).await?;
    let report = actions::report_of(&reader, &row).await?;
    let labels = Labels::of(words, gather::categories(&reader).await?);
    let names = Names::of(&document, words);
    let proposals = store::proposals(&reader, &row.edition_id).await?;
    let studied = store::study_of(&reader, &row.edition_id).await?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    // Which words tell a hidden number is for those alone who may see what is hidden.
    let is_theirs =
        visit.shows(Action::MakeDraft, Thing::Whole) || visit.shows(Action::ConfirmDisclosure, thing.clone());
    let looked = if row.state != "published" && is_theirs {
        told_counts::looked_at(&reader, &row, today).await?
    } else {
        Vec::new()
    };
    let seen = row.draft_hash.clone().unwrap_or_default();
    let parts = views::part_lines(&words, &document, &report);
    let tallies = document.indicators.iter().map(|part| Tally::of(part, &report));
    let tally = tallies.fold(Tally::default(), Tally::and);
    let minimum = document.protection.minimum_count;
    let told = |key: &str, count: i64| {
        let arguments = [
            ("count", count.into()),
            ("told", numbers::count(count).into()),
            ("figures", numbers::count(tally.figures).into()),
            ("minimum", minimum.into()),
            ("share", tally.share().into()),
        ];
        words.with(key, &arguments)
    };
    let me = visit.actor().key();
    let is_open = row.state != "published";
    let (state, class) = state(&words, &row);
    let page = DeskPage {
        base: format!("/{}/work/editions/{id}", visit.collaborative.slug),
        title: row.title.clone(),
        state,
        class,
        error,
        lede: told("desk-lede", tally.hidden()),
        key: views::key_lines(&words, &tally, minimum),
        about: told("desk-what-about", 0),
        cost: Cost::of_all(&report).paragraph(&words),
        untouched: told("desk-untouched", (document.indicators.len() - parts.len()) as i64),
        held_about: told("desk-held-about", tally.held),
        bar: views::bar(&tally),
        held: views::held_lines(&document, &report, &names, &words),
        rates: views::rate_lines(&document, &report, &words),
        study: study_views::study_view(&words, (&document, &seen), studied.as_ref(), &labels),
        left_out: study_views::left_out_lines(&words, (&document, &report), &proposals, &labels),
        proposals: study_views::proposal_lines(&words, &document, (&proposals, &me), &labels),
        told: told_lines(words, &document, looked),
        certificate: certificate(visit, (&document, &report)),
        checked: row.checked_at.map(|at| day(words, at)).unwrap_or_default(),
        is_own: row.created_by == me,
        may_make: is_open && visit.allow_whole(Action::MakeDraft).is_ok(),
        may_check: is_open
            && row.checked_at.is_none()
            && visit.shows(Action::ConfirmDisclosure, thing.clone()),
        may_tell: is_open && row.created_by != me && visit.shows(Action::ConfirmDisclosure, thing),
        may_answer: is_open && visit.shows(Action::ConfirmDisclosure, Thing::Whole),
        is_open,
        seen,
        parts,
        frame: visit.frame(
            &words.with("desk-title", &[("title", row.title.as_str().into())]),
            "editions",
        ),
    };
    render(&page)
}

/// How the draft was checked, in plain words.
fn certificate(visit: &Visit, (document, report): (&Document, &Report)) -> Vec<String> {
    let words = visit.words;
    let Some(certificate) = &document.protection.certificate else {
        return Vec::new();
    };
    let told = |count: i64| numbers::count(count).into();
    let arguments = [
        ("tables", certificate.tables.into()),
        ("tables-told", told(certificate.tables)),
        ("cells", told(certificate.cells)),
        ("relations", told(certificate.relations)),
        ("unknown", told(certificate.unknown)),
        ("guarded", told(certificate.guarded)),
        ("already", certificate.already_public.into()),
        ("editions", certificate.editions_known.into()),
        (
            "width",
            (certificate.narrowest_range.unwrap_or_default() + 1).into(),
        ),
        ("steps", told(certificate.steps)),
        ("seconds", milliseconds(report).div_euclid(1000).into()),
        ("solver", (&certificate.solver).into()),
        ("engine", (&certificate.engine).into()),
        ("inputs", (&certificate.inputs).into()),
    ];
    let mut keys = vec!["desk-certificate-what"];
    if certificate.narrowest_range.is_some() {
        keys.push("desk-certificate-narrowest");
    }
    if certificate.already_public > 0 {
        keys.push("desk-certificate-already");
    }
    keys.push("desk-certificate-how");
    keys.into_iter().map(|key| words.with(key, &arguments)).collect()
}

/// Begins to price the alternatives.
pub async fn begin(visit: Visit, path: EditionPath) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    visit.allow_whole(Action::MakeDraft)?;
    let begun = study::begin(&visit.scope, visit.actor(), id).await;
    after(&visit, id, begun.map(|_| ()).map_err(NotMade::from), "#h-study").await
}

/// Stops pricing.
pub async fn stop(visit: Visit, path: EditionPath) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    visit.allow_whole(Action::MakeDraft)?;
    let stopped = study::stop(&visit.scope, visit.actor(), id).await;
    after(&visit, id, stopped.map_err(NotMade::from), "#h-study").await
}

/// Which alternative, of which draft.
#[derive(Debug, serde::Deserialize)]
pub struct TakeForm {
    #[serde(default)]
    index: usize,
    #[serde(default)]
    seen: String,
}

/// Makes the draft anew as an alternative has it.
pub async fn take(visit: Visit, path: EditionPath, Form(form): Form<TakeForm>) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    visit.allow_whole(Action::MakeDraft)?;
    let reader = visit.scope.read().await?;
    let row = actions::open_draft(&reader, id).await?;
    let studied = store::study_of(&reader, &row.edition_id)
        .await?
        .filter(|study| Some(&study.draft_hash) == row.draft_hash.as_ref() && study.draft_hash == form.seen);
    drop(reader);
    let Some(studied) = studied else {
        return desk_page(&visit, id, visit.words.say("vetting-draft-changed")).await;
    };
    let lines = study::lines(&studied);
    let line = lines.get(form.index).ok_or(Error::NotFound)?;
    let is_new = matches!(line.alternative, super::price::Alternative::Add { .. });
    if is_new || line.price.as_ref().is_none_or(|price| price.refused.is_some()) {
        return Err(Error::NotFound);
    }
    let selection = line.alternative.applied_to(&actions::selection_of(&row));
    let made = actions::redraft_as(
        &visit.scope,
        &visit.collaborative,
        visit.actor(),
        &row,
        &selection,
    )
    .await;
    after(&visit, id, made, "").await
}

/// A proposed breakdown with its reason.
#[derive(Debug, serde::Deserialize)]
pub struct ProposeForm {
    #[serde(default)]
    indicator: String,
    #[serde(default)]
    breakdown: String,
    #[serde(default)]
    reason: String,
}

/// Proposes one more breakdown.
pub async fn propose(
    visit: Visit,
    path: EditionPath,
    Form(form): Form<ProposeForm>,
) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    visit.allow_whole(Action::MakeDraft)?;
    if form.reason.trim().is_empty() {
        return desk_page(&visit, id, visit.words.say("desk-reason-missing")).await;
    }
    let what = (
        form.indicator.as_str(),
        form.breakdown.as_str(),
        form.reason.as_str(),
    );
    let proposed = proposals::propose(&visit.scope, &visit.collaborative, visit.actor(), id, what).await;
    after(&visit, id, proposed.map_err(NotMade::from), "#h-more").await
}

/// The answer to a proposal.
#[derive(Debug, serde::Deserialize)]
pub struct AnswerForm {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    reason: String,
}

/// A second person adds a proposed breakdown, or does not.
pub async fn answer(
    visit: Visit,
    path: EditionPath,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    visit.allow_whole(Action::ConfirmDisclosure)?;
    let proposal = path.get("proposal").ok_or(Error::NotFound)?;
    let verdict = match form.answer.as_str() {
        "add" => Verdict::Add,
        "decline" => Verdict::Decline,
        _ => return Err(Error::NotFound),
    };
    if form.reason.trim().is_empty() {
        return desk_page(&visit, id, visit.words.say("desk-reason-missing")).await;
    }
    let said = (proposal.as_str(), verdict, form.reason.as_str());
    let answered = proposals::answer(&visit.scope, &visit.collaborative, visit.actor(), id, said).await;
    after(&visit, id, answered, "#h-more").await
}

/// Back to the desk; what stood in the way is said on its page.
pub(super) async fn after(
    visit: &Visit,
    id: EditionId,
    done: Result<(), NotMade>,
    anchor: &str,
) -> Result<Response, Error> {
    match done.map_err(|refused| refused.told(visit.words)) {
        Ok(()) => {
            let slug = &visit.collaborative.slug;
            Ok(Redirect::to(&format!("/{slug}/work/editions/{id}/desk{anchor}")).into_response())
        }
        Err(Error::Bad(text) | Error::Refused(text)) => desk_page(visit, id, text).await,
        Err(other) => Err(other),
    }
}
