//! The form with which a member answers: nothing chosen beforehand, their own answer shown when they come back.

use domain::decisions::{Method, Secrecy, Vote};
use domain::ids::SeatId;
use platform::db::Connection;

use super::store::{self, ProposalRow};
use super::views::{Reader, title};
use super::voting::Ballotage;
use super::{ballots, letters};
use crate::directory::store as directory;
use crate::error::Error;

/// One way to answer, as it is offered.
#[derive(Debug, Clone)]
pub struct ChoiceView {
    /// What is sent.
    pub code: String,
    /// What is read.
    pub label: String,
    /// A line below it; may be empty.
    pub about: String,
    /// Whether it is what was answered before.
    pub is_chosen: bool,
}

/// A place of a ranking: its number, and the options with their names and whether each is chosen there.
pub type RankView = (usize, Vec<(String, String, bool)>);

/// The form for an answer.
#[derive(Debug, Clone, Default)]
pub struct AnswerForm {
    /// Ways to answer. Nothing is chosen beforehand.
    pub choices: Vec<ChoiceView>,
    /// Places of a ranking.
    pub places: Vec<RankView>,
    /// What was said.
    pub reason: String,
    /// What has to be mended; empty if nothing has.
    pub problem: String,
    /// Whether ballots are secret.
    pub is_secret: bool,
    /// Whether a secret ballot is in the box: its code is asked for.
    pub is_in_the_box: bool,
    /// Until when it can be changed.
    pub until: String,
    /// For whom one answers, if not for oneself.
    pub for_whom: String,
}

/// The form with which a reader answers; nothing where they have no vote, or answer no more.
pub async fn answer_form(
    connection: &Connection,
    (row, ballotage): (&ProposalRow, &Ballotage),
    reader: Reader<'_>,
) -> Result<Option<AnswerForm>, Error> {
    let words = reader.words;
    let vote = &ballotage.vote;
    let is_over = row
        .closes_at
        .is_some_and(|at| connection.clock().now_millis() >= at);
    let Ok(seat) = vote.seat_of(reader.person) else {
        return Ok(None);
    };
    if row.state != "open" || is_over {
        return Ok(None);
    }
    let given = ballotage
        .answers
        .iter()
        .find(|answer| answer.seat_id == seat.to_string());
    let has_stepped_aside = vote.recused.contains_key(&seat);
    let chosen = if has_stepped_aside {
        "aside"
    } else {
        given.map_or("", |given| given.choice.as_str())
    };
    let options = store::options(connection, &row.proposal_id).await?;
    let is_ranked = !options.is_empty();
    let mut codes = ballots::choices(vote.method, is_ranked);
    codes.retain(|code| *code != "concern" || vote.rules.secrecy == Secrecy::Open);
    codes.push("aside");
    let choices = codes
        .into_iter()
        .filter(|code| !(is_ranked && *code == "ranking"));
    let choices = choices.map(|code| {
        let about = format!("answer-{code}-about");
        ChoiceView {
            code: code.to_owned(),
            label: words.say(&format!("answer-{code}-mine")),
            about: if words.has(&about) {
                words.say(&about)
            } else {
                String::new()
            },
            is_chosen: chosen == code,
        }
    });
    let ranking: Vec<&str> = given
        .map(|given| given.ranking.split_whitespace().collect())
        .unwrap_or_default();
    let most = if vote.method == Method::Advisory {
        1
    } else {
        options.len()
    };
    let places = (0..most).filter(|_| is_ranked).map(|place| {
        let chosen = ranking.get(place).copied();
        let options = options.iter().map(|option| {
            let id = option.proposal_option_id.clone();
            let is_chosen = chosen == Some(id.as_str());
            (id, title(words, option), is_chosen)
        });
        (place + 1, options.collect())
    });
    Ok(Some(AnswerForm {
        choices: choices.collect(),
        places: places.collect(),
        reason: given.map(|given| given.reason.clone()).unwrap_or_default(),
        problem: String::new(),
        is_secret: vote.rules.secrecy == Secrecy::Secret,
        is_in_the_box: vote.rules.secrecy == Secrecy::Secret && vote.has_answered(seat),
        until: letters::until(words, row, &reader.collaborative.time_zone),
        for_whom: for_whom(connection, (vote, seat), reader).await?,
    }))
}

async fn for_whom(
    connection: &Connection,
    (vote, seat): (&Vote, SeatId),
    reader: Reader<'_>,
) -> Result<String, Error> {
    let holder = vote
        .roll
        .iter()
        .find(|voter| voter.seat == seat && voter.person != reader.person);
    let Some(holder) = holder else {
        return Ok(String::new());
    };
    let person = directory::person(connection, &holder.person.to_string()).await?;
    let name = person.map(|person| person.name).unwrap_or_default();
    Ok(reader
        .words
        .with("proposal-for-holder", &[("holder", name.into())]))
}
