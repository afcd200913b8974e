//! What people said about the agenda: the list, one input with its reply, and the page of whoever gave it. Thin over
//! `voices`.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use domain::access::{Action, Thing};
use domain::ids::AgendaInputId;
use platform::db::Connection;
use platform::secrets;
use platform::words::Words;

use super::frozen::ordered;
use super::store;
use super::views;
use super::voices::{self, BECAME, CHANNELS, House};
use super::voices_store::{self, InputRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Shape, Typed, cell, link, page, problems_of};
use crate::collaborative::store::CollaborativeRow;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::problems::Problem;
use crate::state::AppState;

/// Everything that was said, and the form for more.
pub async fn inputs(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgenda)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("language", visit.words.code())
        .with("heard_on", today)
        .with("channel", "resident");
    inputs_page(&visit, &typed, &[]).await
}

async fn inputs_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let all = voices_store::inputs(&reader).await?;
    let mut blocks = vec![Block::Links(vec![link(
        words.say("agenda-title"),
        address(visit, "agenda"),
    )])];
    if all.is_empty() {
        blocks.push(Block::Paragraph(words.say("agenda-inputs-none")));
    } else {
        let open = all.iter().filter(|one| one.became == "open").count();
        let counts = [("total", all.len().into()), ("open", open.into())];
        blocks.push(Block::Paragraph(words.with("agenda-inputs-count", &counts)));
        blocks.push(Block::Cards(all.iter().map(|one| card(visit, one)).collect()));
    }
    if visit.shows(Action::CommentOnAgenda, Thing::Whole) {
        let form = note_form(visit, &reader, typed, problems).await?;
        blocks.push(Block::Form(Box::new(form)));
    }
    page(
        visit.frame(&words.say("agenda-inputs"), "agenda"),
        words.say("agenda-inputs-lede"),
        blocks,
    )
}

/// An input as a card: the words, how they came, what became of them. No names: those are for the reply alone.
pub(super) fn card(visit: &Visit, one: &InputRow) -> Card {
    let words = visit.words;
    let how = words.with(
        &format!("agenda-channel-{}", one.channel),
        &[("day", views::day(words, &one.heard_on).into())],
    );
    let reply = words.pick(&one.reply_en, &one.reply_es);
    let mut texts = vec![how];
    if !reply.is_empty() {
        texts.push(words.with("agenda-we-did", &[("reply", reply.into())]));
    }
    Card {
        heading: link(
            format!("“{}”", one.words),
            address(visit, &format!("agenda/inputs/{}", one.agenda_input_id)),
        ),
        texts,
        tag: (
            if one.became == "open" { "wait" } else { "ok" },
            words.say(&format!("agenda-became-{}", one.became)),
        ),
        ..Card::default()
    }
}

/// Parts of the newest version as choices.
async fn parts(connection: &Connection, words: Words) -> Result<Vec<(String, String)>, Error> {
    let versions = store::versions(connection).await?;
    let Some(newest) = versions.first() else {
        return Ok(Vec::new());
    };
    let parts = store::parts(connection, &newest.agenda_version_id).await?;
    let choices = ordered(&parts).into_iter().map(|(depth, row)| {
        let title = words.pick(&row.title_en, &row.title_es);
        (row.part_key.clone(), format!("{}{title}", "– ".repeat(depth)))
    });
    Ok(choices.collect())
}

/// A member gives an input of their own; staff notes what residents wrote or said as well.
async fn note_form(
    visit: &Visit,
    connection: &Connection,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Form, Error> {
    let is_staff = visit.shows(Action::DraftAgenda, Thing::Whole);
    let form = Form::new(
        visit.words,
        address(visit, "agenda/inputs"),
        "agenda-input-save",
        typed,
        problems,
    )
    .under(if is_staff {
        "agenda-input-note"
    } else {
        "agenda-input-give"
    })
    .hiding("id", typed.get("id"))
    .areas(&["words"])
    .codes("language", "language", &["en", "es"])
    .things("part_key", parts(connection, visit.words).await?);
    if !is_staff {
        return Ok(form.hiding("heard_on", typed.get("heard_on")));
    }
    Ok(form
        .codes("channel", "agenda-came", &CHANNELS[1..])
        .day("heard_on")
        .lines(&["giver_name"])
        .email("giver_email"))
}

/// Keeps an input. Staff is shown the receipt for whoever gave it.
pub async fn note(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::CommentOnAgenda)?;
    let typed = Typed::from_pairs(pairs);
    let id: AgendaInputId = typed
        .id("id")
        .unwrap_or_else(|| AgendaInputId::from_uuid(secrets::new_uuid()));
    let is_staff = visit.shows(Action::DraftAgenda, Thing::Whole);
    let own = (!is_staff).then_some(visit.person.id);
    let house = house(&visit, &state);
    match problems_of(voices::note_input(&visit.scope, visit.actor(), (id, own), &typed, house).await)? {
        Ok(Some(receipt)) if is_staff => {
            let said = format!(
                "{}/{}/said/{receipt}",
                state.settings.base_url, visit.collaborative.slug
            );
            receipt_page(&visit, said)
        }
        Ok(_) => Ok(to(&visit, "agenda/inputs")),
        Err(problems) => inputs_page(&visit, &typed, &problems).await,
    }
}

fn receipt_page(visit: &Visit, said: String) -> Result<Response, Error> {
    let words = visit.words;
    let blocks = vec![
        Block::Facts(vec![(words.say("agenda-receipt-address"), said)]),
        Block::Links(vec![link(
            words.say("agenda-inputs"),
            address(visit, "agenda/inputs"),
        )]),
    ];
    page(
        visit.frame(&words.say("agenda-receipt"), "agenda"),
        words.say("agenda-receipt-lede"),
        blocks,
    )
}

fn house<'a>(visit: &'a Visit, state: &'a AppState) -> House<'a> {
    House {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    }
}

/// One input, and for staff the form for its reply.
pub async fn input(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgenda)?;
    input_page(&visit, at(&path)?, None).await
}

async fn input_page(
    visit: &Visit,
    id: AgendaInputId,
    sent: Option<(&Typed, &[Problem])>,
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = voices_store::input(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let is_staff = visit.shows(Action::DraftAgenda, Thing::Whole);
    let mut facts = vec![(
        words.say("agenda-how"),
        words.with(
            &format!("agenda-channel-{}", row.channel),
            &[("day", views::day(words, &row.heard_on).into())],
        ),
    )];
    facts.push((
        words.say("field-state"),
        words.say(&format!("agenda-became-{}", row.became)),
    ));
    if is_staff && !(row.giver_name.is_empty() && row.giver_email.is_empty()) {
        let giver = [row.giver_name.as_str(), row.giver_email.as_str()];
        facts.push((words.say("agenda-giver"), giver.join(" ").trim().to_owned()));
    }
    let mut blocks = vec![
        Block::Links(vec![link(
            words.say("agenda-inputs"),
            address(visit, "agenda/inputs"),
        )]),
        Block::Facts(facts),
    ];
    let reply = words.pick(&row.reply_en, &row.reply_es);
    if !reply.is_empty() {
        blocks.push(Block::Cards(vec![Card {
            heading: cell(words.say("agenda-reply")),
            texts: vec![reply.to_owned()],
            ..Card::default()
        }]));
    }
    if is_staff {
        blocks.extend(reply_forms(visit, &reader, &row, sent).await?);
    }
    page(
        visit.frame(&format!("“{}”", row.words), "agenda"),
        String::new(),
        blocks,
    )
}

async fn reply_forms(
    visit: &Visit,
    connection: &Connection,
    row: &InputRow,
    sent: Option<(&Typed, &[Problem])>,
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let of = |part: &str| address(visit, &format!("agenda/inputs/{}{part}", row.agenda_input_id));
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let begun = Typed::default()
        .with("part_key", text(&row.part_key))
        .with("became", &row.became)
        .with("changed_version", text(&row.changed_version_id))
        .with("reply_en", &row.reply_en)
        .with("reply_es", &row.reply_es)
        .with("is_public", if row.is_public { "yes" } else { "" });
    let (typed, problems) = sent.unwrap_or((&begun, &[]));
    let versions = store::versions(connection).await?.into_iter();
    let versions: Vec<_> = versions
        .map(|one| (one.agenda_version_id.clone(), views::called(words, &one)))
        .collect();
    let form = Form::new(words, of(""), "agenda-reply-send", typed, problems)
        .under("agenda-reply-heading")
        .ask("became", "agenda-became", &BECAME)
        .things("changed_version", versions)
        .areas(&["reply_en", "reply_es"])
        .things("part_key", parts(connection, words).await?)
        .named("is_public", words.say("agenda-input-public"), Shape::Tick);
    let mut blocks = vec![Block::Form(Box::new(form))];
    if !(row.giver_name.is_empty() && row.giver_email.is_empty()) {
        let forget = Form::new(words, of("/forget"), "agenda-forget", &Typed::default(), &[]);
        blocks.push(Block::Form(Box::new(forget.under("agenda-forget-heading"))));
    }
    Ok(blocks)
}

/// Keeps the reply.
pub async fn reply(
    visit: Visit,
    State(state): State<AppState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaInputId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let house = house(&visit, &state);
    match problems_of(voices::answer_input(&visit.scope, visit.actor(), id, &typed, house).await)? {
        Ok(()) => Ok(to(&visit, &format!("agenda/inputs/{id}"))),
        Err(problems) => input_page(&visit, id, Some((&typed, &problems))).await,
    }
}

/// Removes name and address of whoever gave it.
pub async fn forget(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaInputId = at(&path)?;
    let done = voices::forget_giver(&visit.scope, visit.actor(), id).await;
    done.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, &format!("agenda/inputs/{id}")))
}

#[derive(Template)]
#[template(path = "agenda/said.html")]
struct SaidPage {
    words: Words,
    collaborative: CollaborativeRow,
    said: String,
    language: String,
    how: String,
    became: String,
    reply: String,
    agenda: Option<String>,
    other_language: String,
}

/// The page of whoever gave an input: their words, and what became of them. Nobody's name stands on it, and it changes
/// nothing; whoever has no such receipt finds nothing.
pub async fn said(
    State(state): State<AppState>,
    Path((slug, receipt)): Path<(String, String)>,
    headers: HeaderMap,
    uri: axum::http::Uri,
) -> Result<Response, Error> {
    let (collaborative, scope) = crate::collaborative::actions::find(&state.database, &slug).await?;
    let reader = scope.read().await?;
    let hash = secrets::sha256_hex(&receipt);
    let row = voices_store::input_by_receipt(&reader, &hash)
        .await?
        .ok_or(Error::NotFound)?;
    let words = crate::words::words(crate::accounts::guest::language_of(&uri, &headers));
    let newest = state.public.shelf.newest(&slug);
    let is_public = newest.is_some_and(|edition| edition.agenda.is_some());
    let language_part = match words.code() {
        "es" => "/es",
        _ => "",
    };
    let page = SaidPage {
        said: row.words.clone(),
        language: row.language.clone(),
        how: words.with(
            &format!("agenda-channel-{}", row.channel),
            &[("day", views::day(words, &row.heard_on).into())],
        ),
        became: words.say(&format!("agenda-became-{}", row.became)),
        reply: words.pick(&row.reply_en, &row.reply_es).to_owned(),
        agenda: is_public.then(|| format!("/{slug}{language_part}/agenda")),
        other_language: format!("?lang={}", words.language.other().code()),
        words,
        collaborative,
    };
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}
