//! How the demonstration's backbone was chosen, its policy agenda, payments and volunteers: all invented.

use std::collections::BTreeMap;

use domain::ids::{
    PaymentId, PaymentRateId, PersonId, PolicyActionId, PolicyItemId, SelectionCandidateId,
    SelectionCriterionId, SelectionFileId, SelectionId, VolunteerHoursId,
};
use jiff::Span;
use jiff::civil::date;
use platform::history::Actor;
use platform::secrets::new_uuid;
use serde::Deserialize;

use super::{Community, files, found, json, ours};
use crate::blocks::Typed;
use crate::decisions::afterwards::{self, WordsForm};
use crate::decisions::calling::{self, Calling};
use crate::decisions::closing;
use crate::decisions::voting::{self, Said, Way};
use crate::error::Error;
use crate::meetings::readings::Sent;
use crate::payments::{actions as payments, volunteers};
use crate::policy::{actions as policy, positions};
use crate::requests::letters::Desk;
use crate::selection::{actions, deciding, reviewing};

type Both = (String, String);

#[derive(Deserialize)]
struct Selection {
    title: Both,
    about: Both,
    process: String,
    prepared_by: String,
    agreed_by: String,
    day: (i16, i8, i8),
    criteria: Vec<(Both, Both, i64)>,
    candidates: Vec<Candidate>,
    reviewers: BTreeMap<String, Review>,
    aside: BTreeMap<String, String>,
    recommended: String,
    recommended_by: String,
    because: Both,
    answers: BTreeMap<String, String>,
    reasons: Both,
}

#[derive(Deserialize)]
struct Candidate {
    key: String,
    name: String,
    organisation: String,
    kind: String,
    home: String,
    fiscal_agent: String,
    about: Both,
    file: Both,
}

#[derive(Deserialize)]
struct Review {
    scores: BTreeMap<String, Vec<i64>>,
    remark: String,
}

/// How the backbone was chosen, in the first days of the history.
pub(super) async fn seed_choice(community: &Community) -> Result<(), Error> {
    let file: Selection = json(files::SELECTION)?;
    let (year, month, day) = file.day;
    let begins = date(year, month, day);
    community.set_day(begins);
    let scope = &community.scope;
    let staff = || community.acting(&file.prepared_by, "facilitator");
    let id = SelectionId::from_uuid(new_uuid());
    let typed = both(&[("title", &file.title), ("sought", &file.about)]).with("process", &file.process);
    actions::begin(scope, staff()?, id, &typed).await.map_err(ours)?;
    let mut criteria = Vec::new();
    for (title, about, weight) in &file.criteria {
        let criterion = SelectionCriterionId::from_uuid(new_uuid());
        let typed = both(&[("title", title), ("meant", about)]).with("weight", weight);
        let added = actions::add_criterion(scope, staff()?, (id, criterion), &typed).await;
        added.map_err(ours)?;
        criteria.push(criterion.to_string());
    }
    let agreeing = seat(community, &file.agreed_by)?;
    let today = || community.clock.today(&community.row.time_zone).to_string();
    let agreed = actions::agree(scope, agreeing.0, (id, agreeing.1), &today()).await;
    agreed.map_err(ours)?;
    community.set_day(begins.saturating_add(Span::new().days(4)));
    let candidates = seed_candidates(community, id, &file).await?;
    for person in file.reviewers.keys().chain(file.aside.keys()) {
        let desk = Desk {
            collaborative: &community.row,
            base_url: &community.base_url,
        };
        let asked = reviewing::ask(scope, staff()?, desk, (id, community.person(person)?)).await;
        asked.map_err(ours)?;
    }
    actions::open_scoring(scope, staff()?, id).await.map_err(ours)?;
    for (person, because) in &file.aside {
        let (actor, person) = seat(community, person)?;
        let aside = reviewing::step_aside(scope, actor, (id, person), because).await;
        aside.map_err(ours)?;
    }
    for (person, review) in &file.reviewers {
        let (actor, person) = seat(community, person)?;
        let mut typed = reviewing::Typed::new();
        for (candidate, scores) in &review.scores {
            let candidate = found(&candidates, candidate)?.to_string();
            for (criterion, score) in criteria.iter().zip(scores) {
                typed.insert((candidate.clone(), criterion.clone()), score.to_string());
            }
        }
        let who = (id, person, today());
        let scored = reviewing::score(scope, actor, (who.0, who.1, &who.2), (&typed, &review.remark)).await;
        scored.map_err(ours)?;
    }
    community.set_day(begins.saturating_add(Span::new().days(8)));
    let (actor, person) = seat(community, &file.recommended_by)?;
    let chosen = Some(found(&candidates, &file.recommended)?);
    let because = (file.because.0.as_str(), file.because.1.as_str());
    let recommended = reviewing::recommend(scope, actor, (id, person, &today()), (chosen, because)).await;
    recommended.map_err(ours)?;
    let shown = actions::set_visibility(scope, staff()?, id, "public").await;
    shown.map_err(ours)?;
    seed_decision(community, id, &file).await
}

async fn seed_candidates(
    community: &Community,
    id: SelectionId,
    file: &Selection,
) -> Result<BTreeMap<String, SelectionCandidateId>, Error> {
    let scope = &community.scope;
    let staff = || community.acting(&file.prepared_by, "facilitator");
    let mut known = BTreeMap::new();
    for one in &file.candidates {
        let candidate = SelectionCandidateId::from_uuid(new_uuid());
        let organisation = match one.organisation.as_str() {
            "" => String::new(),
            name => community.organisation(name)?.to_string(),
        };
        let typed = both(&[("offers", &one.about)])
            .with("name", &one.name)
            .with("kind", &one.kind)
            .with("organisation", organisation)
            .with("home", &one.home)
            .with("fiscal_agent", &one.fiscal_agent);
        let added = actions::add_candidate(scope, staff()?, (id, candidate), &typed).await;
        added.map_err(ours)?;
        let (title, words) = &one.file;
        let sent = Sent {
            file_name: format!("{title}.txt"),
            content: words.clone().into_bytes(),
        };
        let file = (id, candidate, SelectionFileId::from_uuid(new_uuid()));
        let kept = actions::attach(scope, staff()?, file, (title, sent)).await;
        kept.map_err(ours)?;
        known.insert(one.key.clone(), candidate);
    }
    Ok(known)
}

/// The committee decides in the room, without those who have no part in it.
async fn seed_decision(community: &Community, id: SelectionId, file: &Selection) -> Result<(), Error> {
    let scope = &community.scope;
    let staff = || community.acting(&file.prepared_by, "facilitator");
    let author = community.person(&file.prepared_by)?;
    let put = deciding::put(scope, staff()?, (id, author)).await;
    let proposal = put.map_err(ours)?;
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    let called = calling::call(scope, staff()?, desk, (proposal, None, Calling::InTheRoom)).await;
    called.map_err(ours)?;
    for (person, choice) in &file.answers {
        let (actor, person) = seat(community, person)?;
        let said = Said {
            choice: choice.clone(),
            ..Said::default()
        };
        let taken = voting::answer(scope, actor, proposal, (person, &said, Way::Page)).await;
        taken.map_err(ours)?;
    }
    let today = community.clock.today(&community.row.time_zone);
    community.set_day(today.saturating_add(Span::new().days(9)));
    closing::close(scope, staff()?, proposal).await.map_err(ours)?;
    let words = WordsForm {
        reasons: file.reasons.clone(),
        is_public: true,
        ..WordsForm::default()
    };
    let kept = afterwards::keep_words(scope, staff()?, proposal, &words).await;
    kept.map_err(ours)
}

fn seat(community: &Community, person: &str) -> Result<(Actor, PersonId), Error> {
    Ok((community.acting(person, "seat")?, community.person(person)?))
}

/// Fields in both languages.
fn both(fields: &[(&str, &Both)]) -> Typed {
    fields.iter().fold(Typed::default(), |typed, (name, (en, es))| {
        typed
            .with(&format!("{name}_en"), en)
            .with(&format!("{name}_es"), es)
    })
}

#[derive(Deserialize)]
struct Policies {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    title: Both,
    ask: Both,
    decision_maker: Both,
    level: String,
    stage: String,
    indicators: Vec<String>,
    #[serde(default)]
    outcome: Both,
    #[serde(default)]
    because: Both,
    #[serde(default)]
    conditions: Both,
    #[serde(default)]
    allies: String,
    #[serde(default)]
    adopted_on: String,
    #[serde(default)]
    money: String,
    #[serde(default)]
    money_years: String,
    #[serde(default)]
    public: bool,
    /// The partner by whom an adopted one is told on the curve.
    #[serde(default)]
    tell: String,
    positions: BTreeMap<String, Both>,
    work: Vec<(String, String, Both, String, String)>,
}

/// The policy agenda, with one win that is told on a curve.
pub(super) async fn seed_policy(community: &Community) -> Result<(), Error> {
    let file: Policies = json(files::POLICY)?;
    let steering = community.bodies.get("steering-committee");
    let body = steering.map(ToString::to_string).unwrap_or_default();
    for one in &file.items {
        seed_item(community, one, &body).await?;
    }
    Ok(())
}

fn typed_of(one: &Item, stage: &str) -> Typed {
    let fields = [
        ("title", &one.title),
        ("ask", &one.ask),
        ("policy_because", &one.because),
        ("conditions", &one.conditions),
        ("outcome", &one.outcome),
    ];
    both(&fields)
        .with("decision_maker", &one.decision_maker.0)
        .with("decision_maker_es", &one.decision_maker.1)
        .with("level", &one.level)
        .with("policy_stage", stage)
        .with("allies", &one.allies)
        .with("adopted_on", &one.adopted_on)
        .with("money", &one.money)
        .with("money_years", &one.money_years)
}

async fn seed_item(community: &Community, one: &Item, body: &str) -> Result<(), Error> {
    let scope = &community.scope;
    let staff = || community.acting("theo-marsh", "facilitator");
    let id = PolicyItemId::from_uuid(new_uuid());
    let indicators: Result<Vec<String>, Error> = one
        .indicators
        .iter()
        .map(|name| Ok(community.indicator(name)?.to_string()))
        .collect();
    let indicators = indicators?;
    // Partners take their positions while it is open; what became of it is said afterwards.
    let typed = typed_of(one, "agreed").with("body", body);
    let put = policy::put(scope, staff()?, (id, None), (&typed, &indicators)).await;
    put.map_err(ours)?;
    let today = community.clock.today(&community.row.time_zone).to_string();
    for (partner, said) in &one.positions {
        let whose = (community.organisation(partner)?, today.as_str());
        let said = BTreeMap::from([(id, said.clone())]);
        let taken = positions::take(scope, Actor::installation(), whose, &said).await;
        taken.map_err(ours)?;
    }
    for (partner, on, what, lobbying, other) in &one.work {
        let typed = both(&[("what", what)])
            .with("done_on", on)
            .with("lobbying_hours", lobbying)
            .with("other_hours", other);
        let work = PolicyActionId::from_uuid(new_uuid());
        let whose = (id, Some(community.organisation(partner)?), work);
        policy::note(scope, staff()?, whose, &typed).await.map_err(ours)?;
    }
    if one.stage != "agreed" {
        let typed = typed_of(one, &one.stage).with("body", body);
        let put = policy::put(scope, staff()?, (id, Some(1)), (&typed, &indicators)).await;
        put.map_err(ours)?;
    }
    if one.public {
        let shown = policy::set_visibility(scope, staff()?, id, "public").await;
        shown.map_err(ours)?;
    }
    if !one.tell.is_empty() {
        let partner = Some(community.organisation(&one.tell)?);
        let indicator = indicators.first().and_then(|id| id.parse().ok());
        let told = policy::contribute(scope, staff()?, id, (partner, indicator)).await;
        told.map_err(ours)?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Payments {
    keeper: String,
    named_by: String,
    rates: Vec<[String; 8]>,
    payments: Vec<[String; 7]>,
    volunteers: Vec<[String; 6]>,
}

/// Rates, what people are owed and were paid, and hours of volunteers.
pub(super) async fn seed_payments(community: &Community) -> Result<(), Error> {
    let file: Payments = json(files::PAYMENTS)?;
    let scope = &community.scope;
    let director = community.acting(&file.named_by, "director")?;
    let named = payments::name_keeper(scope, director, community.person(&file.keeper)?).await;
    named.map_err(ours)?;
    let keeper = || community.acting(&file.keeper, "facilitator");
    for [kind, en, es, amount, per, from_on, source, url] in &file.rates {
        let typed = Typed::default()
            .with("rate_kind", kind)
            .with("label_en", en)
            .with("label_es", es)
            .with("rate_amount", amount)
            .with("per", per)
            .with("from_on", from_on)
            .with("rate_source", source)
            .with("rate_source_url", url);
        let id = PaymentRateId::from_uuid(new_uuid());
        payments::add_rate(scope, keeper()?, id, &typed)
            .await
            .map_err(ours)?;
    }
    for [person, kind, what, on, quantity, per, paid_on] in &file.payments {
        let typed = Typed::default()
            .with("person", community.person(person)?)
            .with("payment_kind", kind)
            .with("payment_what", what)
            .with("happened_on", on)
            .with("quantity", quantity)
            .with("per", per);
        let id = PaymentId::from_uuid(new_uuid());
        payments::add(scope, keeper()?, id, &typed).await.map_err(ours)?;
        if !paid_on.is_empty() {
            let paid = payments::pay(scope, keeper()?, id, (paid_on, "")).await;
            paid.map_err(ours)?;
        }
    }
    for [on, partner, en, es, people, each] in &file.volunteers {
        let typed = Typed::default()
            .with("done_on", on)
            .with("organisation", community.organisation(partner)?)
            .with("what_en", en)
            .with("what_es", es)
            .with("volunteers", people)
            .with("hours_each", each);
        let id = VolunteerHoursId::from_uuid(new_uuid());
        volunteers::add(scope, keeper()?, id, &typed)
            .await
            .map_err(ours)?;
    }
    Ok(())
}
