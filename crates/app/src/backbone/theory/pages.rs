//! The theory of action in the workspace.

use axum::Form as Body;
use axum::extract::{Multipart, Path};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Thing};
use domain::ids::BenchmarkId;

use super::actions::{self, LEVELS, answers_read};
use super::document::{Benchmark, Part, Theory};
use super::store::{self, EvidenceRow, PeerRow, StandingRow};
use super::{edit_pages, peer_pages};
use crate::accounts::visit::Visit;
use crate::backbone::desk_store::{self, WorkItemRow};
use crate::backbone::tabs;
use crate::blocks::{Block, Card, Form, Shape, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{Pairs, address};
use crate::directory::place_pages::file_of;
use crate::error::Error;
use crate::problems::Problem;

pub(super) const PATH: &str = "backbone/theory";

pub(super) struct Standing {
    pub(super) theory: Theory,
    pub(super) standings: Vec<StandingRow>,
    pub(super) evidence: Vec<EvidenceRow>,
    pub(super) peers: Vec<PeerRow>,
    pub(super) items: Vec<WorkItemRow>,
}

impl Standing {
    fn of(&self, code: &str) -> Option<&StandingRow> {
        self.standings.iter().find(|row| row.benchmark == code)
    }

    pub(super) fn level(&self, code: &str) -> &str {
        self.of(code).map_or("", |row| row.level.as_str())
    }

    fn evidence_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a EvidenceRow> {
        self.evidence.iter().filter(move |row| row.benchmark == code)
    }

    fn is_planned(&self, code: &str) -> bool {
        let mut open = self.items.iter().filter(|item| item.state == "open");
        open.any(|item| item.benchmark == code)
    }
}

pub(super) async fn load(visit: &Visit) -> Result<Standing, Error> {
    let reader = visit.scope.read().await?;
    Ok(Standing {
        theory: actions::theory(&reader).await?,
        standings: store::standings(&reader).await?,
        evidence: store::evidence(&reader).await?,
        peers: store::peers(&reader).await?,
        items: desk_store::work_items(&reader, "9999").await?,
    })
}

fn part_title(visit: &Visit, part: &Part) -> String {
    visit.words.pick(&part.title_en, &part.title_es).to_owned()
}

pub(super) fn title(visit: &Visit, one: &Benchmark) -> String {
    visit.words.pick(&one.title_en, &one.title_es).to_owned()
}

/// Pillars beside gateways, then every benchmark.
pub async fn overview(visit: Visit) -> Result<Response, Error> {
    overview_page(&visit, &Typed::default(), &[]).await
}

pub(super) async fn overview_page(
    visit: &Visit,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let all = load(visit).await?;
    let may_manage = visit.shows(Action::ManageBackbone, Thing::Whole);
    let peers = words.with("peers-link", &[("count", all.peers.len().into())]);
    let mut blocks = vec![
        tabs::block(visit, "theory")?,
        Block::Links(vec![link(peers, address(visit, peer_pages::PATH))]),
        Block::Table(matrix(visit, &all)),
    ];
    for pillar in &all.theory.pillars {
        let own = all
            .theory
            .benchmarks
            .iter()
            .filter(|one| one.pillar == pillar.code);
        let cards: Vec<Card> = own.map(|one| card(visit, &all, one, may_manage)).collect();
        blocks.push(Block::Heading(part_title(visit, pillar)));
        blocks.push(Block::Cards(cards));
    }
    blocks.push(Block::Links(vec![link(
        words.say("theory-export"),
        address(visit, &format!("{PATH}/file")),
    )]));
    if may_manage {
        let new = edit_pages::form(visit, &all.theory, None, (typed, problems));
        blocks.push(Block::Form(Box::new(new)));
        let file = Form::new(
            words,
            address(visit, &format!("{PATH}/file")),
            "theory-import",
            &Typed::default(),
            problems,
        );
        let mut file = file.under("theory-own").named(
            "file",
            words.say("theory-file"),
            Shape::File(".json,application/json"),
        );
        file.has_file = true;
        blocks.push(Block::Form(Box::new(file)));
    }
    let title = words.say("backbone-tab-theory");
    page(visit.frame(&title, "backbone"), words.say("theory-lede"), blocks)
}

/// How many benchmarks of each pillar and gateway are met.
fn matrix(visit: &Visit, all: &Standing) -> Table {
    let words = visit.words;
    let rows = all.theory.pillars.iter().map(|pillar| {
        let cells = all.theory.gateways.iter().map(|gateway| {
            let is_here = |one: &&Benchmark| one.pillar == pillar.code && one.gateway == gateway.code;
            let own: Vec<&Benchmark> = all.theory.benchmarks.iter().filter(is_here).collect();
            let met = own.iter().filter(|one| all.level(&one.code) == "yes").count();
            match own.len() {
                0 => cell("–"),
                count => cell(words.with("theory-met-of", &[("met", met.into()), ("count", count.into())])),
            }
        });
        std::iter::once(cell(part_title(visit, pillar)))
            .chain(cells)
            .collect()
    });
    let mut table = Table::new(words, "theory-matrix", &[], rows.collect());
    let gateways = all
        .theory
        .gateways
        .iter()
        .map(|gateway| part_title(visit, gateway));
    table.head = std::iter::once(words.say("theory-pillar"))
        .chain(gateways)
        .collect();
    table
}

fn card(visit: &Visit, all: &Standing, one: &Benchmark, may_manage: bool) -> Card {
    let words = visit.words;
    let level = all.level(&one.code);
    let gateway = all.theory.gateways.iter().find(|part| part.code == one.gateway);
    let mut about: Vec<String> = gateway.map(|part| part_title(visit, part)).into_iter().collect();
    let shown = all.evidence_of(&one.code).count();
    about.push(words.with("theory-evidence-count", &[("count", shown.into())]));
    let is_planned = all.is_planned(&one.code);
    if is_planned {
        about.push(words.say("theory-planned"));
    }
    let tag = match level {
        "yes" => ("ok", words.say("level-yes")),
        "part" => ("warn", words.say("level-part")),
        "no" => ("flat", words.say("level-no")),
        _ => ("wait", words.say("level-open")),
    };
    let is_gap = matches!(level, "no" | "part") && !is_planned;
    let buttons = match may_manage && is_gap {
        true => vec![(
            address(visit, &format!("{PATH}/{}/work", one.code)),
            (String::new(), String::new()),
            words.say("theory-to-work"),
        )],
        false => Vec::new(),
    };
    Card {
        heading: link(title(visit, one), address(visit, &format!("{PATH}/{}", one.code))),
        texts: vec![about.join(" · ")],
        tag,
        buttons,
    }
}

/// One benchmark: where it stands, what shows it, what peers say.
pub async fn one(visit: Visit, Path((_, code)): Path<(String, String)>) -> Result<Response, Error> {
    one_page(&visit, &code, &Typed::default(), &[]).await
}

pub(super) async fn one_page(
    visit: &Visit,
    code: &str,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let all = load(visit).await?;
    let one = all.theory.benchmark(code).ok_or(Error::NotFound)?;
    let mut blocks = vec![tabs::block(visit, "theory")?];
    let mut facts = Vec::new();
    if let Some(standing) = all.of(code) {
        let told = words.say(&format!("level-{}", standing.level));
        facts.push((words.say("theory-own-word"), format!("{told}. {}", standing.note)));
    }
    for peer in &all.peers {
        let answers = answers_read(&peer.answers);
        if let Some(said) = answers.get(code) {
            let told = words.say(&format!("level-{}", level_known(&said.level)));
            facts.push((
                format!("{}, {}", peer.name, peer.site),
                format!("{told}. {}", said.note),
            ));
        }
    }
    blocks.push(Block::Facts(facts));
    let rows = all.evidence_of(code).map(|row| {
        let to = match row.kind.as_str() {
            "thing" => address(visit, &row.target),
            _ => row.target.clone(),
        };
        vec![link(&row.title, to)]
    });
    blocks.push(Block::Table(Table::new(
        words,
        "theory-evidence",
        &["evidence-what"],
        rows.collect(),
    )));
    if visit.shows(Action::ManageBackbone, Thing::Whole) {
        let standing = match all.of(code) {
            Some(row) if problems.is_empty() => typed
                .clone()
                .with("benchmark_level", &row.level)
                .with("benchmark_note", &row.note),
            _ => typed.clone(),
        };
        let to = address(visit, &format!("{PATH}/{code}"));
        let form = Form::new(words, to.clone(), "theory-say", &standing, problems)
            .under("theory-where")
            .ask("benchmark_level", "level", &LEVELS)
            .areas(&["benchmark_note"]);
        blocks.push(Block::Form(Box::new(form)));
        let (id, typed) = typed.clone().own_id::<BenchmarkId>();
        let form = Form::new(words, format!("{to}/evidence"), "theory-show", &typed, problems)
            .under("theory-evidence-new")
            .hiding("id", id)
            .lines(&["evidence_title", "benchmark_address"]);
        blocks.push(Block::Form(Box::new(form)));
        let changed = edit_pages::typed_of(one);
        let form = edit_pages::form(visit, &all.theory, Some(code), (&changed, problems));
        blocks.push(Block::Form(Box::new(form)));
        let remove = format!("{to}/remove");
        let form = Form::new(words, remove, "benchmark-remove", &Typed::default(), &[]);
        blocks.push(Block::Form(Box::new(form.under("benchmark-remove-heading"))));
    }
    page(visit.frame(&title(visit, one), "backbone"), String::new(), blocks)
}

/// The level, if it is one; what is kept was checked, but a file may have been brought in from elsewhere.
pub(super) fn level_known(level: &str) -> &'static str {
    LEVELS.into_iter().find(|known| *known == level).unwrap_or("open")
}

fn today(visit: &Visit) -> jiff::civil::Date {
    visit.scope.clock().today(&visit.collaborative.time_zone)
}

pub(super) fn to(visit: &Visit, path: &str) -> Response {
    Redirect::to(&address(visit, path)).into_response()
}

/// Says where a benchmark stands.
pub async fn assess(
    visit: Visit,
    Path((_, code)): Path<(String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let typed = Typed::from_pairs(pairs);
    let said = (
        code.as_str(),
        typed.get("benchmark_level"),
        typed.get("benchmark_note"),
    );
    let kept = actions::assess(&visit.scope, visit.actor(), said, today(&visit)).await;
    match problems_of(kept)? {
        Ok(()) => Ok(to(&visit, &format!("{PATH}/{code}"))),
        Err(problems) => one_page(&visit, &code, &typed, &problems).await,
    }
}

/// Lays evidence beside a benchmark.
pub async fn show(
    visit: Visit,
    Path((_, code)): Path<(String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<BenchmarkId>();
    let what = (typed.get("evidence_title"), typed.get("benchmark_address"));
    let of = (id, code.as_str(), visit.collaborative.slug.as_str());
    let kept = actions::show(&visit.scope, visit.actor(), of, what, today(&visit)).await;
    match problems_of(kept)? {
        Ok(()) => Ok(to(&visit, &format!("{PATH}/{code}"))),
        Err(problems) => one_page(&visit, &code, &typed, &problems).await,
    }
}

/// Puts a gap on the workplan.
pub async fn put_on_plan(visit: Visit, Path((_, code)): Path<(String, String)>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let kept = actions::put_on_plan(&visit.scope, visit.actor(), &code).await;
    problems_of(kept)?.map_err(|_| Error::NotFound)?;
    Ok(to(&visit, "backbone"))
}

/// The data as a file.
pub async fn export(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let theory = actions::theory(&*visit.scope.read().await?).await?;
    let name = "attachment; filename=\"theory-of-action.json\"";
    let head = [(CONTENT_TYPE, "application/json"), (CONTENT_DISPOSITION, name)];
    Ok(platform::web::private((head, theory.written()).into_response()))
}

/// Takes a file over.
pub async fn import(visit: Visit, parts: Multipart) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let file = file_of(parts).await?;
    match problems_of(actions::import(&visit.scope, visit.actor(), &file).await)? {
        Ok(()) => Ok(to(&visit, PATH)),
        Err(problems) => overview_page(&visit, &Typed::default(), &problems).await,
    }
}
