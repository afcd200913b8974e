//! Looks by peers from elsewhere: who was asked, what each said beside one's own word, and asking the next.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::PeerReviewId;

use super::actions::{self, PeerForm, answers_read};
use super::pages::{Standing, level_known, load, title, to};
use super::store::PeerRow;
use crate::accounts::visit::Visit;
use crate::backbone::tabs;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page, problems_of};
use crate::dates;
use crate::directory::pages::{Pairs, address};
use crate::error::Error;
use crate::problems::Problem;
use crate::requests::letters::Desk;
use crate::state::AppState;

/// Address of the page after `/work/`.
pub const PATH: &str = "backbone/theory/peers";

/// Every look.
pub async fn peers(visit: Visit) -> Result<Response, Error> {
    peers_page(&visit, &Typed::default(), &[]).await
}

async fn peers_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let all = load(visit).await?;
    let back = link(
        words.say("backbone-tab-theory"),
        address(visit, super::pages::PATH),
    );
    let mut blocks = vec![
        tabs::block(visit, "theory")?,
        Block::Links(vec![back]),
        Block::Table(peers_table(visit, &all)),
    ];
    for peer in all.peers.iter().filter(|peer| peer.answered_at.is_some()) {
        blocks.push(Block::Table(said_table(visit, &all, peer)));
    }
    if visit.shows(Action::ManageBackbone, Thing::Whole) {
        let (id, typed) = typed.clone().own_id::<PeerReviewId>();
        let form = Form::new(words, address(visit, PATH), "peer-ask", &typed, problems)
            .under("peer-new")
            .hiding("id", id)
            .lines(&["name"])
            .email("email")
            .lines(&["peer_site"]);
        blocks.push(Block::Form(Box::new(form)));
    }
    let heading = words.say("peers-title");
    page(visit.frame(&heading, "backbone"), words.say("peers-lede"), blocks)
}

/// What one peer said, beside one's own word.
fn said_table(visit: &Visit, all: &Standing, peer: &PeerRow) -> Table {
    let words = visit.words;
    let answers = answers_read(&peer.answers);
    let rows = all.theory.benchmarks.iter().filter_map(|one| {
        let said = answers.get(&one.code)?;
        let own = match all.level(&one.code) {
            "" => "open",
            own => level_known(own),
        };
        let here = address(visit, &format!("{}/{}", super::pages::PATH, one.code));
        Some(vec![
            link(title(visit, one), here),
            cell(words.say(&format!("level-{own}"))),
            cell(words.say(&format!("level-{}", level_known(&said.level)))),
            cell(&said.note),
        ])
    });
    let head = ["peers-benchmark", "theory-own-word", "peers-word", "peers-note"];
    Table::new(words, "peers", &head, rows.collect()).called(format!("{}, {}", peer.name, peer.site))
}

fn peers_table(visit: &Visit, all: &Standing) -> Table {
    let words = visit.words;
    let rows = all.peers.iter().map(|peer| {
        let answers = answers_read(&peer.answers);
        let met = answers.values().filter(|said| said.level == "yes").count();
        let when = peer.answered_at.map(|at| {
            let day = dates::day_of(at, &visit.collaborative.time_zone);
            dates::plain(words, day)
        });
        vec![
            cell(&peer.name),
            cell(&peer.site),
            cell(when.unwrap_or_else(|| words.say("peer-waiting"))),
            cell(match answers.len() {
                0 => String::new(),
                count => words.with("theory-met-of", &[("met", met.into()), ("count", count.into())]),
            }),
        ]
    });
    let head = ["field-name", "field-peer_site", "peer-answered", "peer-met"];
    Table::new(words, "peers", &head, rows.collect())
}

/// Asks a peer.
pub async fn ask_peer(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<PeerReviewId>();
    let form = PeerForm {
        name: typed.text("name"),
        email: typed.text("email"),
        site: typed.text("peer_site"),
    };
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    let asked = actions::ask_peer(&visit.scope, visit.actor(), desk, (id, &form)).await;
    match problems_of(asked)? {
        Ok(()) => Ok(to(&visit, PATH)),
        Err(problems) => peers_page(&visit, &typed, &problems).await,
    }
}
