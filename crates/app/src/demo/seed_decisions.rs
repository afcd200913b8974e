//! Rules of bodies, the register of conflicts, and two years of decisions of the demonstration: all invented.

use std::collections::BTreeMap;

use domain::ids::{CommentId, IndicatorId, ProposalId, SeatId};
use platform::history::Actor;
use platform::secrets;
use serde::Deserialize;

use super::{Community, files, found, json, ours};
use crate::bodies::actions::{self as bodies, ConflictForm, OddsForm};
use crate::dates;
use crate::decisions::actions::{self, ProposalForm};
use crate::decisions::afterwards::{self, WordsForm};
use crate::decisions::calling::{self, Calling};
use crate::decisions::rulebook::Rulebook;
use crate::decisions::voting::{self, Said, Way};
use crate::decisions::{closing, store};
use crate::error::Error;
use crate::requests::letters::Desk;

/// Days from the call for answers to the count.
const DAYS_TO_CLOSE: i32 = 8;

#[derive(Deserialize)]
struct Decisions {
    rules: BTreeMap<String, Rulebook>,
    conflicts: Vec<Conflict>,
    odds: Vec<Odds>,
    proposals: Vec<Proposal>,
}

#[derive(Deserialize)]
struct Conflict {
    person: String,
    organisation: String,
    since: String,
    about: String,
}

#[derive(Deserialize)]
struct Odds {
    person: String,
    other: String,
    note: String,
}

type Both = (String, String);

#[derive(Deserialize)]
struct Proposal {
    key: String,
    body: String,
    by: String,
    day: i32,
    method: String,
    title: Both,
    text: Both,
    #[serde(default)]
    why: Both,
    #[serde(default)]
    cost: Both,
    #[serde(default)]
    affected: Both,
    #[serde(default)]
    expected: Both,
    #[serde(default)]
    reasons: Both,
    #[serde(default)]
    options: Vec<Both>,
    #[serde(default)]
    answers: BTreeMap<String, Both>,
    set_aside: Option<SetAside>,
    #[serde(default)]
    functions: Vec<String>,
    #[serde(default)]
    indicators: Vec<String>,
    review_day: Option<i32>,
    reviewed_day: Option<i32>,
    #[serde(default)]
    happened: Both,
    #[serde(default)]
    public: bool,
    /// Key of the proposal that it puts to the vote again.
    again: Option<String>,
    /// Days for which it is still open; nothing for what is decided.
    open_days: Option<i32>,
    #[serde(default)]
    discussion: Vec<Both>,
    #[serde(default)]
    draft: bool,
    withdrawn: Option<String>,
}

#[derive(Deserialize)]
struct SetAside {
    by: String,
    of: String,
    note: String,
}

/// The rules of a body by its name in the files, if it has its own.
pub(super) fn rules() -> Result<BTreeMap<String, Rulebook>, Error> {
    let file: Decisions = json(files::DECISIONS)?;
    Ok(file
        .rules
        .into_iter()
        .map(|(body, rules)| (body, rules.complete()))
        .collect())
}

/// What is decided by now, taken up in the order of days while other things happen between.
pub(super) struct Decided {
    proposals: Vec<Proposal>,
    known: BTreeMap<String, ProposalId>,
}

/// Everything that was decided, to be taken up day by day.
pub(super) const BY_NOW: i32 = -36;

/// The register of conflicts and notes of the staff; what is decided comes after.
pub(super) async fn begin(community: &Community) -> Result<Decided, Error> {
    let file: Decisions = json(files::DECISIONS)?;
    for conflict in &file.conflicts {
        let form = ConflictForm {
            person: Some(community.person(&conflict.person)?),
            organisation: Some(community.organisation(&conflict.organisation)?),
            about: conflict.about.clone(),
            since_on: conflict.since.clone(),
        };
        let added = bodies::add_conflict(&community.scope, facilitator(community)?, &form).await;
        added.map_err(ours)?;
    }
    for odds in &file.odds {
        let form = OddsForm {
            person: Some(community.person(&odds.person)?),
            other: Some(community.person(&odds.other)?),
            note: odds.note.clone(),
        };
        let added = bodies::add_odds_note(&community.scope, facilitator(community)?, &form).await;
        added.map_err(ours)?;
    }
    let proposals = file.proposals.into_iter().filter(is_past);
    Ok(Decided {
        proposals: proposals.collect(),
        known: BTreeMap::new(),
    })
}

impl Decided {
    /// Takes up what was closed by a day, counted from today.
    pub(super) async fn until(&mut self, community: &Community, day: i32) -> Result<(), Error> {
        while self
            .proposals
            .first()
            .is_some_and(|one| one.day + DAYS_TO_CLOSE <= day)
        {
            let one = self.proposals.remove(0);
            let id = seed_proposal(community, &one, &self.known).await?;
            self.known.insert(one.key, id);
        }
        Ok(())
    }
}

/// What is open, discussed or drafted these days.
pub(super) async fn seed_open(community: &Community) -> Result<(), Error> {
    let file: Decisions = json(files::DECISIONS)?;
    for one in file.proposals.iter().filter(|one| !is_past(one)) {
        seed_proposal(community, one, &BTreeMap::new()).await?;
    }
    Ok(())
}

/// Everything before what else the demonstration does these days: its clock never goes back.
fn is_past(one: &Proposal) -> bool {
    one.day < BY_NOW
}

fn facilitator(community: &Community) -> Result<Actor, Error> {
    community.acting("theo-marsh", "facilitator")
}

fn acting(community: &Community, person: &str) -> Result<Actor, Error> {
    let authority = match person {
        "theo-marsh" => "facilitator",
        "ines-calder" => "director",
        _ => "seat",
    };
    community.acting(person, authority)
}

async fn seed_proposal(
    community: &Community,
    one: &Proposal,
    known: &BTreeMap<String, ProposalId>,
) -> Result<ProposalId, Error> {
    community.set_day(community.days_from_today(one.day));
    let scope = &community.scope;
    let author = (acting(community, &one.by)?, community.person(&one.by)?);
    let id = ProposalId::from_uuid(secrets::new_uuid());
    if let Some(before) = &one.again {
        let before = found(known, before)?;
        let put = actions::put_again(scope, author.0, (before, id, author.1)).await;
        put.map_err(ours)?;
    } else {
        let proposed = actions::propose(scope, author.0, (id, author.1), &form(community, one)?).await;
        proposed.map_err(ours)?;
    }
    if one.draft {
        return Ok(id);
    }
    actions::discuss(scope, facilitator(community)?, id)
        .await
        .map_err(ours)?;
    for (who, words) in &one.discussion {
        let comment = CommentId::from_uuid(secrets::new_uuid());
        let said = (community.person(who)?, words.as_str());
        let kept = actions::comment(scope, acting(community, who)?, (id, comment), said).await;
        kept.map_err(ours)?;
    }
    if let Some(because) = &one.withdrawn {
        let withdrawn = actions::withdraw(scope, facilitator(community)?, id, because).await;
        withdrawn.map_err(ours)?;
    }
    if one.answers.is_empty() {
        return Ok(id);
    }
    vote(community, one, id).await?;
    if one.open_days.is_none() {
        close(community, one, id).await?;
    }
    Ok(id)
}

fn form(community: &Community, one: &Proposal) -> Result<ProposalForm, Error> {
    let options: Vec<String> = one
        .options
        .iter()
        .map(|(en, es)| format!("{en} | {es}"))
        .collect();
    let indicators: Result<Vec<IndicatorId>, Error> = one
        .indicators
        .iter()
        .map(|name| community.indicator(name))
        .collect();
    Ok(ProposalForm {
        body: Some(found(&community.bodies, &one.body)?),
        title: one.title.clone(),
        text: one.text.clone(),
        why: one.why.clone(),
        cost: one.cost.clone(),
        affected: one.affected.clone(),
        expected: one.expected.clone(),
        method: one.method.clone(),
        options: options.join("\n"),
        is_public: one.public,
        review_on: day(community, one.review_day),
        functions: one.functions.clone(),
        indicators: indicators?.iter().map(ToString::to_string).collect(),
        subject: None,
    })
}

fn day(community: &Community, days: Option<i32>) -> String {
    days.map(|days| community.days_from_today(days).to_string())
        .unwrap_or_default()
}

/// Calls for answers, by mail where it is still open, and gives those in the file.
async fn vote(community: &Community, one: &Proposal, id: ProposalId) -> Result<(), Error> {
    let scope = &community.scope;
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    let zone = &community.row.time_zone;
    let today = community.clock.today(zone);
    let (calling, days) = match one.open_days {
        Some(days) => (Calling::ByMail, days),
        None => (Calling::InTheRoom, 7),
    };
    let closes_on = today.saturating_add(jiff::Span::new().days(days));
    let closes_at = Some(dates::at_hour(closes_on, 16, zone));
    let called = calling::call(scope, facilitator(community)?, desk, (id, closes_at, calling)).await;
    called.map_err(ours)?;
    let options = store::options(&*scope.read().await?, &id.to_string()).await?;
    for (who, (choice, more)) in &one.answers {
        let is_ranking = choice == "rank";
        let places = more
            .split_whitespace()
            .filter_map(|place| place.parse::<usize>().ok());
        let ids = places.filter_map(|place| options.get(place.checked_sub(1)?));
        let ids: Vec<&str> = ids.map(|option| option.proposal_option_id.as_str()).collect();
        let said = Said {
            choice: if is_ranking {
                "ranking".to_owned()
            } else {
                choice.clone()
            },
            ranking: if is_ranking { ids.join(" ") } else { String::new() },
            reason: if is_ranking { String::new() } else { more.clone() },
            code: String::new(),
        };
        let answer = (community.person(who)?, &said, Way::Page);
        let taken = voting::answer(scope, acting(community, who)?, id, answer).await;
        taken.map_err(ours)?;
    }
    if let Some(aside) = &one.set_aside {
        let of = community.person(&aside.of)?;
        let row = store::proposal(&*scope.read().await?, &id.to_string())
            .await?
            .ok_or(Error::NotFound)?;
        let ballotage = voting::load(&*scope.read().await?, &row).await?;
        let seat = ballotage
            .vote
            .roll
            .iter()
            .find(|voter| voter.person == of)
            .map(|voter| voter.seat);
        let seat: SeatId = seat.ok_or(Error::NotFound)?;
        let by = (community.person(&aside.by)?, seat, aside.note.as_str());
        let set = voting::set_aside(scope, acting(community, &aside.by)?, id, by).await;
        set.map_err(ours)?;
    }
    Ok(())
}

/// Counts at the end of the term, and keeps reasons and, where it is time, what happened.
async fn close(community: &Community, one: &Proposal, id: ProposalId) -> Result<(), Error> {
    let scope = &community.scope;
    // Counted from the call: something else may have moved the clock past the day in the file.
    let called_on = community.clock.today(&community.row.time_zone);
    community.set_day(called_on.saturating_add(jiff::Span::new().days(DAYS_TO_CLOSE)));
    closing::close(scope, facilitator(community)?, id)
        .await
        .map_err(ours)?;
    let words = WordsForm {
        reasons: one.reasons.clone(),
        expected: one.expected.clone(),
        review_on: day(community, one.review_day),
        is_public: one.public,
    };
    afterwards::keep_words(scope, facilitator(community)?, id, &words)
        .await
        .map_err(ours)?;
    if one.reviewed_day.is_some() {
        let on = day(community, one.reviewed_day);
        let happened = (one.happened.0.as_str(), one.happened.1.as_str());
        let kept = afterwards::review(scope, facilitator(community)?, id, (happened, &on, "")).await;
        kept.map_err(ours)?;
    }
    Ok(())
}
