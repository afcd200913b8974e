//! One part: its text, what is said about it, and for staff the form that changes it. Thin over `actions` and `talk`.

use axum::Form as Body;
use axum::extract::Path;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{AgendaPartId, AgendaSuggestionId};
use platform::db::Connection;
use platform::secrets;

use super::draft_pages::fields;
use super::frozen::{kind, nodes};
use super::store::{self, PartRow, SuggestionRow, VersionRow};
use super::talk::{self, Saying, text_in};
use super::views::{self, Names};
use super::{actions, voices_store};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Typed, cell, link, page, problems_of};
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::problems::Problem;

/// Which of the forms was sent, with what was typed and what is wrong with it.
#[derive(Default)]
struct Sent<'sent> {
    form: &'sent str,
    typed: Typed,
    problems: &'sent [Problem],
}

/// One part.
pub async fn part(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgenda)?;
    part_page(&visit, at(&path)?, Sent::default()).await
}

struct Shown {
    row: PartRow,
    version: VersionRow,
    parts: Vec<PartRow>,
    names: Names,
}

async fn load(visit: &Visit, connection: &Connection, id: AgendaPartId) -> Result<Shown, Error> {
    let row = store::part(connection, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let version = store::version(connection, &row.agenda_version_id).await?;
    Ok(Shown {
        version: version.ok_or(Error::NotFound)?,
        parts: store::parts(connection, &row.agenda_version_id).await?,
        names: Names::load(visit, connection).await?,
        row,
    })
}

async fn part_page(visit: &Visit, id: AgendaPartId, sent: Sent<'_>) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let shown = load(visit, &reader, id).await?;
    let row = &shown.row;
    let of_version = address(visit, &format!("agenda/versions/{}", row.agenda_version_id));
    let mut blocks = vec![
        Block::Links(vec![link(views::called(words, &shown.version), of_version)]),
        Block::Facts(facts(visit, &shown)),
    ];
    let body = words.pick(&row.body_en, &row.body_es);
    let paragraphs = body.split('\n').filter(|line| !line.trim().is_empty());
    blocks.extend(paragraphs.map(|line| Block::Paragraph(line.to_owned())));
    let is_open = shown.version.state == "draft";
    let may_draft = visit.shows(Action::DraftAgenda, Thing::Whole);
    blocks.extend(suggestions(visit, &reader, &shown, &sent).await?);
    blocks.extend(comments(visit, &reader, &shown).await?);
    blocks.extend(inputs(visit, &reader, row).await?);
    if is_open && visit.shows(Action::CommentOnAgenda, Thing::Whole) {
        blocks.extend(talk_forms(visit, row, &sent));
    }
    if is_open && may_draft {
        blocks.extend(draft_forms(visit, &reader, &shown, &sent).await?);
    }
    if shown.version.state == "ratified" && may_draft {
        blocks.push(Block::Form(Box::new(review_form(visit, row, &sent))));
    }
    if !is_open {
        let told = sent
            .problems
            .iter()
            .map(|problem| Block::Paragraph(problem.say(words)));
        blocks.extend(told);
    }
    let title = words.pick(&row.title_en, &row.title_es);
    let lede = words.say(&format!("agenda-kind-{}", row.kind));
    page(visit.frame(title, "agenda"), lede, blocks)
}

fn facts(visit: &Visit, shown: &Shown) -> Vec<(String, String)> {
    let (words, row) = (visit.words, &shown.row);
    let all = nodes(&shown.parts);
    let way = domain::agenda::tree::path(&all, &row.part_key).unwrap_or_default();
    let path: Vec<&str> = way
        .iter()
        .skip(1)
        .filter_map(|node| shown.parts.iter().find(|part| part.part_key == node.key))
        .map(|part| words.pick(&part.title_en, &part.title_es))
        .collect();
    let owner = row.owner_id.as_deref().and_then(|id| shown.names.person(id));
    let review = row.review_on.as_deref().map(|day| views::day(words, day));
    let other_title = match words.code() {
        "es" => &row.title_en,
        _ => &row.title_es,
    };
    let all = [
        ("agenda-path", path.join(" › ")),
        ("agenda-other-language", other_title.clone()),
        ("field-keeper", owner.unwrap_or_default().to_owned()),
        ("field-look_again_on", review.unwrap_or_default()),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(key, text)| (words.say(key), text)).collect()
}

async fn suggestions(
    visit: &Visit,
    connection: &Connection,
    shown: &Shown,
    sent: &Sent<'_>,
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let all = store::suggestions(connection, &shown.row.agenda_version_id).await?;
    let own: Vec<SuggestionRow> = all
        .into_iter()
        .filter(|one| one.agenda_part_id == shown.row.agenda_part_id)
        .collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let may_answer = shown.version.state == "draft" && visit.shows(Action::DraftAgenda, Thing::Whole);
    let mut blocks = vec![Block::Heading(words.say("agenda-suggestions"))];
    for one in own {
        let who = shown.names.person(&one.person_id);
        let who = who.map_or_else(|| words.say("agenda-a-member"), str::to_owned);
        let day = dates::plain(
            words,
            dates::day_of(one.created_at, &visit.collaborative.time_zone),
        );
        let mut texts = vec![day];
        texts.extend((!one.reason.is_empty()).then(|| one.reason.clone()));
        texts.extend(
            (!one.answer.is_empty())
                .then(|| words.with("agenda-answered", &[("answer", one.answer.as_str().into())])),
        );
        let class = match one.state.as_str() {
            "accepted" => "ok",
            _ => "wait",
        };
        blocks.push(Block::Cards(vec![Card {
            heading: cell(words.with("agenda-suggested-by", &[("name", who.into())])),
            texts,
            tag: (class, words.say(&format!("agenda-suggestion-{}", one.state))),
            ..Card::default()
        }]));
        blocks.push(views::runs(
            words,
            String::new(),
            &one.language,
            (&one.old_words, &one.new_words),
        ));
        if may_answer && one.state == "open" {
            blocks.extend(answer_forms(visit, &one, sent));
        }
    }
    Ok(blocks)
}

fn answer_forms(visit: &Visit, one: &SuggestionRow, sent: &Sent<'_>) -> Vec<Block> {
    let of = |part: &str| {
        address(
            visit,
            &format!("agenda/suggestions/{}/{part}", one.agenda_suggestion_id),
        )
    };
    let is_sent = sent.form == one.agenda_suggestion_id;
    let blank = Typed::default();
    let (typed, problems) = if is_sent {
        (&sent.typed, sent.problems)
    } else {
        (&blank, &[][..])
    };
    let accept = Form::new(visit.words, of("accept"), "agenda-accept", &blank, &[]);
    let decline = Form::new(visit.words, of("decline"), "agenda-decline", typed, problems).areas(&["answer"]);
    vec![Block::Form(Box::new(accept)), Block::Form(Box::new(decline))]
}

async fn comments(visit: &Visit, connection: &Connection, shown: &Shown) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let all = store::comments(connection, &shown.row.agenda_version_id).await?;
    let own = all
        .into_iter()
        .filter(|one| one.subject_id == shown.row.agenda_part_id);
    let cards: Vec<Card> = own
        .map(|one| {
            let who = shown.names.person(&one.author_id);
            let who = who.map_or_else(|| words.say("agenda-a-member"), str::to_owned);
            let day = dates::plain(
                words,
                dates::day_of(one.created_at, &visit.collaborative.time_zone),
            );
            Card {
                heading: cell(format!("{who}, {day}")),
                texts: one.words.split('\n').map(str::to_owned).collect(),
                ..Card::default()
            }
        })
        .collect();
    if cards.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![
        Block::Heading(words.say("agenda-comments")),
        Block::Cards(cards),
    ])
}

async fn inputs(visit: &Visit, connection: &Connection, row: &PartRow) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let all = voices_store::inputs(connection).await?;
    let own = all
        .iter()
        .filter(|one| one.part_key.as_ref() == Some(&row.part_key));
    let cards: Vec<Card> = own.map(|one| super::voice_pages::card(visit, one)).collect();
    if cards.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![
        Block::Heading(words.say("agenda-inputs-here")),
        Block::Cards(cards),
    ])
}

fn form_of(visit: &Visit, name: &str, of: String, button: &str, sent: &Sent<'_>, blank: &Typed) -> Form {
    if sent.form == name {
        return Form::new(visit.words, of, button, &sent.typed, sent.problems)
            .hiding("id", sent.typed.get("id"));
    }
    let form = Form::new(visit.words, of, button, blank, &[]);
    form.hiding("id", secrets::new_uuid())
}

fn talk_forms(visit: &Visit, row: &PartRow, sent: &Sent<'_>) -> Vec<Block> {
    let of = |part: &str| address(visit, &format!("agenda/parts/{}/{part}", row.agenda_part_id));
    let comment = form_of(
        visit,
        "comment",
        of("comment"),
        "agenda-comment-send",
        sent,
        &Typed::default(),
    );
    let language = visit.words.code();
    let begun = Typed::default()
        .with("language", language)
        .with("wording", text_in(row, language));
    let suggest = form_of(
        visit,
        "suggest",
        of("suggest"),
        "agenda-suggest-send",
        sent,
        &begun,
    );
    vec![
        Block::Form(Box::new(comment.under("agenda-comment-add").areas(&["comment"]))),
        Block::Form(Box::new(
            suggest
                .under("agenda-suggest-add")
                .codes("language", "language", &["en", "es"])
                .areas(&["wording", "why"]),
        )),
    ]
}

async fn draft_forms(
    visit: &Visit,
    connection: &Connection,
    shown: &Shown,
    sent: &Sent<'_>,
) -> Result<Vec<Block>, Error> {
    let row = &shown.row;
    let of = |part: &str| address(visit, &format!("agenda/parts/{}{part}", row.agenda_part_id));
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let begun = Typed::default()
        .with("revision", row.revision)
        .with("under", text(&row.parent_key))
        .with("result", text(&row.result_id))
        .with("indicator", text(&row.indicator_id))
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("body_en", &row.body_en)
        .with("body_es", &row.body_es)
        .with("keeper", text(&row.owner_id))
        .with("look_again_on", text(&row.review_on))
        .with("position", row.position);
    let typed = if sent.form == "change" {
        &sent.typed
    } else {
        &begun
    };
    let change = form_of(visit, "change", of(""), "button-save", sent, &begun)
        .hiding("revision", typed.get("revision"));
    let others: Vec<PartRow> = shown
        .parts
        .iter()
        .filter(|part| kind(row).may_hang_under(Some(kind(part))) && part.part_key != row.part_key)
        .cloned()
        .collect();
    let change = fields(visit, connection, change.under("agenda-part-change"), &others).await?;
    let remove = form_of(
        visit,
        "remove",
        of("/remove"),
        "agenda-part-remove",
        sent,
        &Typed::default(),
    );
    Ok(vec![
        Block::Form(Box::new(change)),
        Block::Form(Box::new(remove.under("agenda-part-remove-heading"))),
    ])
}

fn review_form(visit: &Visit, row: &PartRow, sent: &Sent<'_>) -> Form {
    let of = address(visit, &format!("agenda/parts/{}/reviewed", row.agenda_part_id));
    let form = form_of(visit, "reviewed", of, "agenda-reviewed", sent, &Typed::default());
    form.under("agenda-review-heading").day("next_review_on")
}

/// Shows the part again with what was wrong, or goes where it leads.
async fn answer<T>(
    visit: &Visit,
    id: AgendaPartId,
    (form, typed): (&str, Typed),
    (outcome, next): (Result<T, Vec<Problem>>, String),
) -> Result<Response, Error> {
    match outcome {
        Ok(_) => Ok(to(visit, &next)),
        Err(problems) => {
            let sent = Sent {
                form,
                typed,
                problems: &problems,
            };
            part_page(visit, id, sent).await
        }
    }
}

/// Changes the part.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaPartId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let outcome = problems_of(actions::change_part(&visit.scope, visit.actor(), id, &typed).await)?;
    answer(
        &visit,
        id,
        ("change", typed),
        (outcome, format!("agenda/parts/{id}")),
    )
    .await
}

/// Takes the part out of its draft.
pub async fn remove(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaPartId = at(&path)?;
    let outcome = problems_of(actions::remove_part(&visit.scope, visit.actor(), id).await)?;
    let next = outcome
        .as_ref()
        .map_or_else(|_| String::new(), |version| format!("agenda/versions/{version}"));
    answer(&visit, id, ("remove", Typed::default()), (outcome, next)).await
}

/// Notes that the part was looked at again.
pub async fn reviewed(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaPartId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let next = typed.text("next_review_on");
    let outcome = problems_of(actions::reviewed(&visit.scope, visit.actor(), id, &next).await)?;
    answer(
        &visit,
        id,
        ("reviewed", typed),
        (outcome, format!("agenda/parts/{id}")),
    )
    .await
}

/// What is typed about a part, by the visitor.
fn saying<'a>(visit: &Visit, part: AgendaPartId, typed: &'a Typed) -> Saying<'a> {
    Saying {
        id: typed.id("id").unwrap_or_else(secrets::new_uuid),
        part,
        person: visit.person.id,
        typed,
    }
}

/// Keeps a comment.
pub async fn comment(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::CommentOnAgenda)?;
    let id: AgendaPartId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let outcome = talk::comment(&visit.scope, visit.actor(), &saying(&visit, id, &typed)).await;
    let outcome = problems_of(outcome)?;
    answer(
        &visit,
        id,
        ("comment", typed),
        (outcome, format!("agenda/parts/{id}")),
    )
    .await
}

/// Keeps a suggestion.
pub async fn suggest(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::CommentOnAgenda)?;
    let id: AgendaPartId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let outcome = talk::suggest(&visit.scope, visit.actor(), &saying(&visit, id, &typed)).await;
    let outcome = problems_of(outcome)?;
    answer(
        &visit,
        id,
        ("suggest", typed),
        (outcome, format!("agenda/parts/{id}")),
    )
    .await
}

/// Answers a suggestion: `accept` or `decline`.
pub async fn answer_suggestion(
    visit: Visit,
    Path((_, suggestion, way)): Path<(String, String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaSuggestionId = suggestion.parse().map_err(|_| Error::NotFound)?;
    let accepts = match way.as_str() {
        "accept" => true,
        "decline" => false,
        _ => return Err(Error::NotFound),
    };
    let row = store::suggestion(&*visit.scope.read().await?, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let part: AgendaPartId = row.agenda_part_id.parse().map_err(|_| Error::NotFound)?;
    let typed = Typed::from_pairs(pairs);
    let outcome = talk::answer(&visit.scope, visit.actor(), id, (accepts, &typed)).await;
    let outcome = problems_of(outcome)?;
    answer(
        &visit,
        part,
        (&row.agenda_suggestion_id, typed),
        (outcome, format!("agenda/parts/{part}")),
    )
    .await
}
