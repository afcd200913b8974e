//! The parts of a choice's page: how far it has come, criteria, candidates, reviewers, and what can be done about it.

use domain::access::{Action, Thing};
use domain::ids::SelectionId;
use domain::selection::{Kind, Stage};
use platform::secrets;
use platform::words::Words;

use super::pages::{PATH, today};
use super::panel_store::{self, ReviewerRow, ScoreRow};
use super::store::{self, CandidateRow, CriterionRow, SelectionRow};
use super::{actions, reviewing};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Table, Typed, cell, link};
use crate::directory::pages::{address, choices};
use crate::directory::store as directory;
use crate::error::Error;
use crate::meetings::views::day;
use crate::problems::Problem;

/// What was sent to a form of the page and not taken.
#[derive(Default)]
pub struct Sent<'a> {
    /// Which form.
    pub form: &'static str,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub problems: &'a [Problem],
}

/// Everything about one choice.
pub struct Whole {
    /// The choice.
    pub row: SelectionRow,
    /// How far it has come.
    pub stage: Stage,
    /// Criteria in order.
    pub criteria: Vec<CriterionRow>,
    /// Every candidate.
    pub candidates: Vec<CandidateRow>,
    /// Reviewers by name.
    pub reviewers: Vec<ReviewerRow>,
    /// Scores that count.
    pub scores: Vec<ScoreRow>,
    /// What rights depend on.
    pub thing: Thing,
    /// Who is who, for the few that the page names.
    pub names: Vec<(String, String)>,
}

impl Whole {
    /// Loads it. Errors: there is none.
    pub async fn load(visit: &Visit, id: SelectionId) -> Result<Self, Error> {
        let reader = visit.scope.read().await?;
        let id = id.to_string();
        let row = store::selection(&reader, &id).await?.ok_or(Error::NotFound)?;
        let people = directory::people(&reader).await?.into_iter();
        Ok(Self {
            stage: actions::stage_of(&reader, &row).await?,
            criteria: store::criteria(&reader, &id).await?,
            candidates: store::candidates(&reader, &id).await?,
            reviewers: panel_store::reviewers(&reader, &id).await?,
            scores: panel_store::scores(&reader, &id).await?,
            thing: actions::thing(&reader, &row, &today(visit)).await?,
            names: people.map(|one| (one.person_id, one.name)).collect(),
            row,
        })
    }

    /// Candidates that were not withdrawn.
    pub fn standing(&self) -> Vec<CandidateRow> {
        let standing = self.candidates.iter().filter(|one| one.withdrawn_at.is_none());
        standing.cloned().collect()
    }

    fn own(&self, visit: &Visit) -> Option<&ReviewerRow> {
        let me = visit.person.id.to_string();
        self.reviewers.iter().find(|one| one.person_id == me)
    }

    /// Whether somebody sees what others scored: whoever saved their own scores, and everybody once no more are taken.
    pub fn shows_scores(&self, visit: &Visit) -> bool {
        let is_over = matches!(
            self.stage,
            Stage::Recommended | Stage::Put | Stage::Chosen | Stage::Ended
        );
        is_over || self.own(visit).is_some_and(|own| own.scored_at.is_some())
    }

    fn may(&self, visit: &Visit, action: Action) -> bool {
        visit.shows(action, self.thing.clone())
    }

    fn address(&self, visit: &Visit, part: &str) -> String {
        address(visit, &format!("{PATH}/{}{part}", self.row.selection_id))
    }

    fn name(&self, key: Option<&str>) -> String {
        crate::directory::pages::name_of(&self.names, key).to_owned()
    }
}

/// A form of the page; what was typed stands in the one that was sent.
fn form(visit: &Visit, whole: &Whole, (name, button): (&'static str, &str), sent: &Sent<'_>) -> Form {
    let action = whole.address(visit, &format!("/{name}"));
    if sent.form == name {
        return Form::new(visit.words, action, button, &sent.typed, sent.problems);
    }
    Form::new(visit.words, action, button, &Typed::default(), &[])
}

/// The tag of a stage.
pub fn tag(words: Words, stage: &str) -> (&'static str, String) {
    let class = match Stage::from_code(stage) {
        Some(Stage::Chosen) => "ok",
        Some(Stage::Ended) => "flat",
        _ => "wait",
    };
    (class, words.say(&format!("selection-stage-{stage}")))
}

/// The ways from here.
pub fn ways(visit: &Visit, whole: Option<&Whole>) -> Vec<Block> {
    let words = visit.words;
    let mut links = Vec::new();
    if let Some(whole) = whole {
        links.push(link(words.say("selections"), address(visit, PATH)));
        links.extend(whole.row.proposal_id.as_ref().map(|proposal| {
            let href = address(visit, &format!("decisions/{proposal}"));
            link(words.say("selection-to-proposal"), href)
        }));
        let is_mine = whole.stage == Stage::Scoring && whole.may(visit, Action::ScoreBackbone);
        if is_mine {
            links.push(link(
                words.say("selection-to-review"),
                whole.address(visit, "/review"),
            ));
        }
    }
    links.push(link(
        words.say("selection-kinds"),
        address(visit, &format!("{PATH}/kinds")),
    ));
    vec![Block::Links(links)]
}

/// How far it has come, and what comes next.
pub fn head(visit: &Visit, whole: &Whole) -> Vec<Block> {
    let words = visit.words;
    let row = &whole.row;
    let mut facts = vec![
        (
            words.say("selection-stage"),
            words.say(&format!("selection-stage-{}", whole.stage.code())),
        ),
        (
            words.say("field-process"),
            format!(
                "{}. {}",
                words.say(&format!("selection-process-{}", row.process)),
                words.say(&format!("selection-process-{}-trade-off", row.process))
            ),
        ),
    ];
    if let Some(on) = &row.agreed_on {
        let arguments = [
            ("day", day(words, on).into()),
            ("name", whole.name(row.agreed_by.as_deref()).into()),
        ];
        facts.push((
            words.say("selection-agreed"),
            words.with("selection-agreed-on", &arguments),
        ));
    }
    if let Some(on) = row.chosen_on.as_ref().filter(|_| whole.stage == Stage::Chosen) {
        facts.push((words.say("selection-chosen"), chosen(words, whole, on)));
    }
    if !row.ended_because.is_empty() {
        facts.push((words.say("selection-ended"), row.ended_because.clone()));
    }
    vec![
        Block::Facts(facts),
        Block::Paragraph(words.say(&format!("selection-next-{}", whole.stage.code()))),
    ]
}

fn chosen(words: Words, whole: &Whole, on: &str) -> String {
    let recommended = whole.row.recommended_id.as_deref();
    let found = whole
        .candidates
        .iter()
        .find(|one| Some(one.selection_candidate_id.as_str()) == recommended);
    let Some(one) = found else {
        return String::new();
    };
    let or_itself = |text: &String| {
        if text.is_empty() {
            one.name.clone()
        } else {
            text.clone()
        }
    };
    words.with(
        "selection-chosen-on",
        &[
            ("name", one.name.as_str().into()),
            ("day", day(words, on).into()),
            ("home", or_itself(&one.home).into()),
            ("fiscal", or_itself(&one.fiscal_agent).into()),
        ],
    )
}

/// Criteria with their weights; before they are agreed, what changes them.
pub fn criteria(visit: &Visit, whole: &Whole, sent: &Sent<'_>) -> Vec<Block> {
    let words = visit.words;
    let points: i64 = whole.criteria.iter().map(|one| one.weight).sum();
    let is_open = whole.stage == Stage::Criteria;
    let may_prepare = is_open && whole.may(visit, Action::PrepareSelection);
    let mut blocks = vec![Block::Heading(words.say("selection-criteria"))];
    if whole.criteria.is_empty() {
        blocks.push(Block::Paragraph(words.say("selection-criteria-none")));
    }
    let weight = |one: &CriterionRow| {
        let share = if points == 0 {
            0
        } else {
            (one.weight * 1000 + points / 2) / points
        };
        let arguments = [
            ("points", one.weight.into()),
            ("share", format!("{}.{}", share / 10, share % 10).into()),
        ];
        words.with("selection-weight", &arguments)
    };
    let cards = whole.criteria.iter().map(|one| {
        let about = words.pick(&one.about_en, &one.about_es).to_owned();
        let mut texts = vec![weight(one)];
        texts.extend((!about.is_empty()).then_some(about));
        let remove = whole.address(visit, &format!("/criteria/{}/remove", one.selection_criterion_id));
        let button = (
            remove,
            (String::new(), String::new()),
            words.say("selection-criterion-remove"),
        );
        Card {
            heading: cell(words.pick(&one.title_en, &one.title_es)),
            texts,
            buttons: if may_prepare { vec![button] } else { Vec::new() },
            ..Card::default()
        }
    });
    blocks.push(Block::Cards(cards.collect()));
    if may_prepare {
        let add = form(visit, whole, ("criteria", "selection-criterion-add"), sent)
            .hiding("id", secrets::new_uuid())
            .under("selection-criterion-add-heading")
            .lines(&["title_en", "title_es"])
            .areas(&["meant_en", "meant_es"])
            .lines(&["weight"]);
        blocks.push(Block::Form(Box::new(add)));
    }
    if is_open && whole.may(visit, Action::AgreeSelection) {
        let agree = form(visit, whole, ("agree", "selection-agree"), sent);
        blocks.push(Block::Heading(words.say("selection-agree-heading")));
        blocks.push(Block::Paragraph(words.say("selection-agree-text")));
        blocks.push(Block::Form(Box::new(agree)));
    } else if is_open {
        blocks.push(Block::Paragraph(words.say("selection-agree-who")));
    }
    blocks
}

/// Candidates, and while the list is open the form for another.
pub async fn candidates(visit: &Visit, whole: &Whole, sent: &Sent<'_>) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    if whole.stage == Stage::Criteria {
        return Ok(Vec::new());
    }
    let mut blocks = vec![Block::Heading(words.say("selection-candidates"))];
    if whole.candidates.is_empty() {
        blocks.push(Block::Paragraph(words.say("selection-candidates-none")));
    }
    let cards = whole.candidates.iter().map(|one| {
        let of = whole.address(visit, &format!("/candidates/{}", one.selection_candidate_id));
        Card {
            heading: link(&one.name, of),
            texts: facts_of(words, one)
                .into_iter()
                .map(|(term, text)| format!("{term}: {text}"))
                .collect(),
            tag: match one.withdrawn_at {
                Some(_) => ("flat", words.say("selection-candidate-withdrawn")),
                None => ("", String::new()),
            },
            ..Card::default()
        }
    });
    blocks.push(Block::Cards(cards.collect()));
    if whole.stage == Stage::Candidates && whole.may(visit, Action::PrepareSelection) {
        let organisations = directory::organisations(&*visit.scope.read().await?).await?;
        let add = form(visit, whole, ("candidates", "selection-candidate-add"), sent)
            .hiding("id", secrets::new_uuid())
            .under("selection-candidate-add-heading")
            .lines(&["name"])
            .things("organisation", choices(&organisations))
            .ask("kind", "selection-kind", &Kind::CODES)
            .lines(&["home", "fiscal_agent"])
            .areas(&["offers_en", "offers_es"]);
        blocks.push(Block::Form(Box::new(add)));
    }
    Ok(blocks)
}

/// What is known of a candidate at a glance.
pub fn facts_of(words: Words, one: &CandidateRow) -> Vec<(String, String)> {
    let facts = [
        ("field-kind", words.say(&format!("selection-kind-{}", one.kind))),
        ("field-home", one.home.clone()),
        ("field-fiscal_agent", one.fiscal_agent.clone()),
    ];
    let told = facts.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(key, text)| (words.say(key), text)).collect()
}

/// Who reviews, and how far they are; never what they gave.
pub async fn reviewers(visit: &Visit, whole: &Whole, sent: &Sent<'_>) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let rows = whole.reviewers.iter().map(|one| {
        let state = match (one.aside_at, one.scored_at) {
            (Some(_), _) => words.with(
                "selection-reviewer-aside",
                &[("because", one.aside_because.as_str().into())],
            ),
            (None, Some(_)) => words.say("selection-reviewer-scored"),
            (None, None) => words.say("selection-reviewer-asked"),
        };
        vec![cell(&one.name), cell(state)]
    });
    let head = ["field-person", "selection-reviewer-state"];
    let table = Table::new(words, "selection-reviewers", &head, rows.collect());
    let mut blocks = vec![Block::Table(table)];
    let is_open = matches!(whole.stage, Stage::Criteria | Stage::Candidates | Stage::Scoring);
    // Everybody's name is for those who keep the directory.
    let may_ask = visit.shows(Action::ManageDirectory, Thing::Whole);
    if is_open && may_ask && whole.may(visit, Action::PrepareSelection) {
        let people = directory::people(&*visit.scope.read().await?).await?.into_iter();
        let people = people
            .filter(|one| one.state != "left")
            .map(|one| (one.person_id, one.name));
        let ask = form(visit, whole, ("reviewers", "selection-reviewer-ask"), sent)
            .under("selection-reviewer-ask-heading")
            .one_of("person", people);
        blocks.push(Block::Form(Box::new(ask)));
        if whole.stage == Stage::Candidates {
            let open = form(visit, whole, ("scoring", "selection-scoring-open"), sent);
            blocks.push(Block::Heading(words.say("selection-scoring-heading")));
            blocks.push(Block::Paragraph(words.say("selection-scoring-text")));
            blocks.push(Block::Form(Box::new(open)));
        }
    }
    Ok(blocks)
}

/// The recommendation, the way to the committee, the end without a choice, and whether the record is public.
pub fn deciding(visit: &Visit, whole: &Whole, sent: &Sent<'_>) -> Vec<Block> {
    let words = visit.words;
    let mut blocks = Vec::new();
    let row = &whole.row;
    let recommended = whole
        .candidates
        .iter()
        .find(|one| row.recommended_id.as_deref() == Some(&one.selection_candidate_id));
    if let Some(one) = recommended.filter(|_| !row.because_en.is_empty()) {
        let who = whole.name(row.recommended_by.as_deref());
        blocks.push(Block::Heading(words.say("selection-recommendation")));
        blocks.push(Block::Facts(vec![
            (words.say("field-candidate"), one.name.clone()),
            (
                words.say("selection-because"),
                words.pick(&row.because_en, &row.because_es).to_owned(),
            ),
            (words.say("selection-recommended-by"), who),
        ]));
    }
    let may_agree = whole.may(visit, Action::AgreeSelection);
    let takes = whole.stage.takes_recommendation().is_ok();
    if takes && may_agree && whole.shows_scores(visit) && reviewing::counted(&whole.reviewers) > 0 {
        let things = whole
            .standing()
            .into_iter()
            .map(|one| (one.selection_candidate_id, one.name));
        let recommend = form(visit, whole, ("recommend", "selection-recommend"), sent)
            .under("selection-recommend-heading")
            .things("candidate", things)
            .areas(&["recommend_because_en", "recommend_because_es"]);
        blocks.push(Block::Form(Box::new(recommend)));
    }
    let may_prepare = whole.may(visit, Action::PrepareSelection);
    if whole.stage == Stage::Recommended && may_prepare {
        let put = form(visit, whole, ("put", "selection-put"), sent);
        blocks.push(Block::Heading(words.say("selection-put-heading")));
        blocks.push(Block::Paragraph(words.say("selection-put-text")));
        blocks.push(Block::Form(Box::new(put)));
    }
    if may_prepare && whole.stage != Stage::Ended {
        let other = if row.visibility == "public" {
            "internal"
        } else {
            "public"
        };
        let show = form(
            visit,
            whole,
            ("visibility", &format!("selection-make-{other}")),
            sent,
        )
        .under(match other {
            "public" => "selection-visibility-heading-internal",
            _ => "selection-visibility-heading-public",
        })
        .hiding("visibility", other);
        blocks.push(Block::Form(Box::new(show)));
    }
    if whole.stage.may_end().is_ok() && may_agree {
        let end = form(visit, whole, ("end", "selection-end"), sent)
            .under("selection-end-heading")
            .areas(&["ended_because"]);
        blocks.push(Block::Form(Box::new(end)));
    }
    blocks
}
