//! A candidate's page with its files, in the workspace and for reviewers behind their link.

use axum::Form as Body;
use axum::extract::{Multipart, Path};
use axum::response::Response;
use domain::access::{Action, Purpose};
use domain::ids::{SelectionCandidateId, SelectionFileId, SelectionId};
use domain::selection::Stage;
use platform::secrets;

use super::pages::{PATH, answered, load};
use super::parts::{self, Whole};
use super::store::{self, CandidateRow};
use super::{actions, reviewing};
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::meetings::reading_pages::{read, saved};
use crate::problems::Problem;

/// The collaborative's slug, a choice, and something in it.
pub type Within = Path<(String, String, String)>;

fn ids(path: &Within) -> Result<(SelectionId, SelectionCandidateId), Error> {
    let selection = path.0.1.parse().map_err(|_| Error::NotFound)?;
    let candidate = path.0.2.parse().map_err(|_| Error::NotFound)?;
    Ok((selection, candidate))
}

/// Adds a candidate.
pub async fn add(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::PrepareSelection).await?;
    let (candidate, typed): (SelectionCandidateId, Typed) = Typed::from_pairs(pairs).own_id();
    let done = actions::add_candidate(&visit.scope, visit.actor(), (id, candidate), &typed).await;
    answered(&visit, id, ("candidates", typed), done).await
}

/// One candidate.
pub async fn candidate(visit: Visit, path: Within) -> Result<Response, Error> {
    let (id, candidate) = ids(&path)?;
    load(&visit, id, Action::ViewSelection).await?;
    candidate_page(&visit, (id, candidate), (&Typed::default(), &[])).await
}

async fn candidate_page(
    visit: &Visit,
    (id, candidate): (SelectionId, SelectionCandidateId),
    sent: (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = actions::candidate_of(&reader, id, candidate).await?;
    let files = store::files(&reader, &id.to_string()).await?;
    drop(reader);
    let whole = Whole::load(visit, id).await?;
    let base = format!("{PATH}/{id}");
    let mut blocks = vec![
        Block::Links(vec![link(
            words.pick(&whole.row.title_en, &whole.row.title_es),
            address(visit, &base),
        )]),
        Block::Facts(about(visit, &row)),
        Block::Heading(words.say("selection-files")),
    ];
    let own = files
        .iter()
        .filter(|one| one.selection_candidate_id == row.selection_candidate_id);
    let links: Vec<_> = own
        .map(|one| {
            let href = address(visit, &format!("{base}/files/{}", one.selection_file_id));
            link(&one.title, href)
        })
        .collect();
    blocks.push(if links.is_empty() {
        Block::Paragraph(words.say("selection-files-none"))
    } else {
        Block::Links(links)
    });
    let of = |part: &str| address(visit, &format!("{base}/candidates/{candidate}/{part}"));
    let may_prepare = visit.shows(Action::PrepareSelection, whole.thing.clone());
    if may_prepare && whole.stage == Stage::Candidates && row.withdrawn_at.is_none() {
        let (typed, problems) = sent;
        let file = Form::new(words, of("files"), "selection-file-send", typed, problems)
            .under("selection-file-heading")
            .hiding("id", secrets::new_uuid())
            .lines(&["file_title"])
            .document("candidate_file");
        blocks.push(Block::Form(Box::new(file)));
    }
    if may_prepare && whole.stage.may_end().is_ok() && row.withdrawn_at.is_none() {
        let (typed, problems) = sent;
        let withdraw = Form::new(words, of("withdraw"), "selection-withdraw", typed, problems)
            .under("selection-withdraw-heading")
            .areas(&["withdrawn_because"]);
        blocks.push(Block::Form(Box::new(withdraw)));
    }
    page(visit.frame(&row.name, "backbone"), String::new(), blocks)
}

fn about(visit: &Visit, row: &CandidateRow) -> Vec<(String, String)> {
    let words = visit.words;
    let mut facts = parts::facts_of(words, row);
    let more = [
        (
            "selection-offers",
            words.pick(&row.about_en, &row.about_es).to_owned(),
        ),
        (
            "selection-kind-strengths",
            words.say(&format!("selection-kind-{}-strengths", row.kind)),
        ),
        (
            "selection-kind-weaknesses",
            words.say(&format!("selection-kind-{}-weaknesses", row.kind)),
        ),
        ("selection-candidate-withdrawn", row.withdrawn_because.clone()),
    ];
    let more = more.into_iter().filter(|(_, text)| !text.is_empty());
    facts.extend(more.map(|(key, text)| (words.say(key), text)));
    facts
}

/// Keeps a file.
pub async fn attach(visit: Visit, path: Within, parts: Multipart) -> Result<Response, Error> {
    let (id, candidate) = ids(&path)?;
    load(&visit, id, Action::PrepareSelection).await?;
    let (typed, sent) = read(parts, "candidate_file").await?;
    let (file, typed): (SelectionFileId, Typed) = typed.own_id();
    let what = (typed.get("file_title"), sent);
    let done = actions::attach(&visit.scope, visit.actor(), (id, candidate, file), what).await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, &format!("{PATH}/{id}/candidates/{candidate}"))),
        Err(problems) => candidate_page(&visit, (id, candidate), (&typed, &problems)).await,
    }
}

/// Withdraws a candidate.
pub async fn withdraw(visit: Visit, path: Within, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (id, candidate) = ids(&path)?;
    let row = load(&visit, id, Action::ViewSelection).await?;
    // Who prepares the list keeps it; once it is closed, only the committee takes somebody off it.
    let is_list_open = matches!(row.stage.as_str(), "criteria" | "candidates");
    if is_list_open {
        load(&visit, id, Action::PrepareSelection).await?;
    } else {
        load(&visit, id, Action::AgreeSelection).await?;
    }
    let typed = Typed::from_pairs(pairs);
    let because = typed.get("withdrawn_because");
    let untied = reviewing::untied(&visit, id, "withdrawn_because").await;
    if let (false, Err(problems)) = (is_list_open, problems_of(untied)?) {
        return candidate_page(&visit, (id, candidate), (&typed, &problems)).await;
    }
    let done = actions::withdraw_candidate(&visit.scope, visit.actor(), (id, candidate), because).await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, &format!("{PATH}/{id}/candidates/{candidate}"))),
        Err(problems) => candidate_page(&visit, (id, candidate), (&typed, &problems)).await,
    }
}

/// A file, signed in.
pub async fn fetch(visit: Visit, path: Within) -> Result<Response, Error> {
    let id: SelectionId = path.0.1.parse().map_err(|_| Error::NotFound)?;
    let file: SelectionFileId = path.0.2.parse().map_err(|_| Error::NotFound)?;
    load(&visit, id, Action::ViewSelection).await?;
    let (row, sort, content) = actions::file(&*visit.scope.read().await?, id, file).await?;
    Ok(saved(&row.file_name, sort, content))
}

/// A file, by a reviewer's own link.
pub async fn fetch_by_link(visit: LinkVisit, path: Within) -> Result<Response, Error> {
    let Purpose::Review { selection } = visit.purpose else {
        return Err(Error::NotFound);
    };
    let file: SelectionFileId = path.0.2.parse().map_err(|_| Error::NotFound)?;
    super::review_pages::opened(&visit, Action::ScoreBackbone).await?;
    let (row, sort, content) = actions::file(&*visit.scope.read().await?, selection, file).await?;
    Ok(saved(&row.file_name, sort, content))
}
