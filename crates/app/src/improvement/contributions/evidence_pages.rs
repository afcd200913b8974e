//! Files that show what a partner did: on the contribution's page, and where a partner answers by its own link.

use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Thing};
use domain::ids::{ContributionFileId, ContributionId};
use platform::db::Connection;
use platform::secrets;

use super::coding_pages::{self, Tried};
use super::{credit_pages, evidence};
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Typed, link, problems_of};
use crate::dates;
use crate::directory::pages::{At, address, at, to};
use crate::error::Error;
use crate::meetings::reading_pages::{read, saved};

/// The collaborative's slug, a contribution, and one of its files.
pub type Within = Path<(String, String, String)>;

/// The files, and the form for another one for whom may tell of contributions.
pub(super) async fn blocks(
    visit: &Visit,
    connection: &Connection,
    contribution: &str,
    tried: &Tried<'_>,
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let may_keep = visit.shows(Action::WriteStory, Thing::Whole);
    let of = |part: String| address(visit, &format!("contributions/{contribution}/files{part}"));
    let cards = evidence::files(connection, contribution).await?.into_iter();
    let cards: Vec<Card> = cards
        .map(|row| {
            let day = dates::day_of(row.added_at, &visit.collaborative.time_zone);
            let day = dates::plain(words, day);
            let from = match &row.organisation {
                Some(partner) => words.with(
                    "evidence-from",
                    &[("partner", partner.as_str().into()), ("day", day.into())],
                ),
                None => words.with("evidence-kept-on", &[("day", day.into())]),
            };
            let remove = (
                of(format!("/{}/remove", row.contribution_file_id)),
                (String::new(), String::new()),
                words.say("evidence-remove"),
            );
            Card {
                heading: link(row.title, of(format!("/{}", row.contribution_file_id))),
                texts: vec![format!("{} · {from}", row.file_name)],
                buttons: if may_keep { vec![remove] } else { Vec::new() },
                ..Card::default()
            }
        })
        .collect();
    let mut blocks = vec![Block::Heading(words.say("evidence-files"))];
    blocks.push(if cards.is_empty() {
        Block::Paragraph(words.say("evidence-none"))
    } else {
        Block::Cards(cards)
    });
    if may_keep {
        let (typed, problems) = tried.of("files");
        let form = Form::new(words, of(String::new()), "evidence-send", &typed, problems)
            .under("evidence-add")
            .hiding("id", secrets::new_uuid())
            .lines(&["evidence_about"])
            .document("evidence_file");
        blocks.push(Block::Form(Box::new(form)));
    }
    Ok(blocks)
}

/// Keeps a file.
pub async fn keep(visit: Visit, path: At, parts: Multipart) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let id: ContributionId = at(&path)?;
    let (typed, sent) = read(parts, "evidence_file").await?;
    let (file, typed): (ContributionFileId, Typed) = typed.own_id();
    let what = (typed.get("evidence_about"), sent);
    let kept = evidence::keep(&visit.scope, visit.actor(), (id, file, None), what).await;
    match problems_of(kept)? {
        Ok(()) => Ok(to(&visit, &format!("contributions/{id}"))),
        Err(problems) => coding_pages::with_problems(&visit, id, ("files", typed), &problems).await,
    }
}

fn ids(path: &Within) -> Result<(ContributionId, ContributionFileId), Error> {
    let contribution = path.0.1.parse().map_err(|_| Error::NotFound)?;
    let file = path.0.2.parse().map_err(|_| Error::NotFound)?;
    Ok((contribution, file))
}

/// A file, for whoever may see the contribution.
pub async fn fetch(visit: Visit, path: Within) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    let (contribution, file) = ids(&path)?;
    let (row, sort, content) = evidence::file(&*visit.scope.read().await?, contribution, file).await?;
    Ok(saved(&row.file_name, sort, content))
}

/// Takes a file off.
pub async fn remove(visit: Visit, path: Within) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let (contribution, file) = ids(&path)?;
    evidence::remove(&visit.scope, visit.actor(), contribution, file).await?;
    Ok(to(&visit, &format!("contributions/{contribution}")))
}

/// Keeps a file that a partner sends by the link on which it reads the words that credit it.
pub async fn keep_by_link(visit: LinkVisit, parts: Multipart) -> Result<Response, Error> {
    let (contribution, organisation) = credit_pages::purpose(&visit)?;
    let (typed, sent) = read(parts, "evidence_file").await?;
    let (file, typed): (ContributionFileId, Typed) = typed.own_id();
    let what = (typed.get("evidence_about"), sent);
    let whose = (contribution, file, Some(organisation));
    match problems_of(evidence::keep(&visit.scope, visit.actor(), whose, what).await)? {
        Ok(()) => {
            let (base, code) = (visit.base(), visit.words.code());
            Ok(Redirect::to(&format!("{base}/credit?lang={code}&kept=file")).into_response())
        }
        Err(problems) => credit_pages::with_problems(&visit, &typed, &problems).await,
    }
}
