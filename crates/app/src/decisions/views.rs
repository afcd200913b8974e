//! What pages show of a proposal: words and figures ready to read, the same behind a link and in the workspace.

use std::collections::BTreeMap;

use domain::decisions::{Method, Quorum, Rules, Secrecy};
use domain::ids::PersonId;
use platform::db::Connection;
use platform::words::Words;

use super::letters;
use super::outcome_views::{OutcomeView, outcome_view};
use super::rulebook::Rulebook;
use super::store::{self, OptionRow, ProposalRow};
use super::voting::{self, Ballotage};
use crate::collaborative::store::CollaborativeRow;
use crate::dates;
use crate::directory::store as directory;
use crate::error::Error;

/// Who reads, and in which words.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// Their words.
    pub words: Words,
    /// The collaborative.
    pub collaborative: &'a CollaborativeRow,
    /// Who it is.
    pub person: PersonId,
}

/// One answer as others read it.
#[derive(Debug, Clone)]
pub struct AnswerLine {
    /// The seat, for what can be done about a concern.
    pub seat: String,
    /// Who.
    pub who: String,
    /// What.
    pub answer: String,
    /// Why.
    pub reason: String,
    /// What became of a concern.
    pub concern: String,
    /// Whether it is a concern that stands.
    pub is_standing: bool,
}

/// A proposal.
#[derive(Debug, Clone)]
pub struct ProposalView {
    /// Which.
    pub id: String,
    /// "Steering Committee, answer by Thursday, October 16, 4:00 pm".
    pub eyebrow: String,
    /// Title.
    pub title: String,
    /// What is proposed.
    pub text: String,
    /// Why now, what it costs, who is affected, by whom.
    pub about: Vec<(String, String)>,
    /// Options.
    pub options: Vec<String>,
    /// How it is decided, rule by rule.
    pub how: Vec<(String, String)>,
    /// Where it stands.
    pub state: String,
    /// Class of the state's tag.
    pub state_class: &'static str,
    /// "9 of 14 have answered, 10 are needed"; empty while it is not open.
    pub answered: String,
    /// The same as squares.
    pub squares: String,
    /// Answers that this reader may see.
    pub answers: Vec<AnswerLine>,
    /// Why there are none.
    pub unseen: String,
    /// Who has still to answer.
    pub waiting: Vec<(String, String, bool)>,
    /// Who stepped aside, and why.
    pub aside: Vec<(String, String)>,
    /// What came out.
    pub outcome: Option<OutcomeView>,
    /// What was said: who, when, words.
    pub comments: Vec<(String, String, String)>,
}

struct Names {
    people: BTreeMap<String, String>,
    seats: BTreeMap<String, String>,
    body: directory::BodyRow,
}

impl Names {
    async fn load(connection: &Connection, row: &ProposalRow, ballotage: &Ballotage) -> Result<Self, Error> {
        let people = directory::people(connection).await?;
        let people: BTreeMap<String, String> = people
            .into_iter()
            .map(|person| (person.person_id, person.name))
            .collect();
        let named = |voter: &domain::decisions::Voter| {
            let name = people.get(&voter.person.to_string()).cloned();
            (voter.seat.to_string(), name.unwrap_or_default())
        };
        let seats = ballotage.vote.roll.iter().map(named).collect();
        let body = directory::body(connection, &row.body_id)
            .await?
            .unwrap_or_default();
        Ok(Self { people, seats, body })
    }

    fn person(&self, id: &str) -> String {
        self.people.get(id).cloned().unwrap_or_default()
    }

    fn seat(&self, id: &str) -> String {
        self.seats.get(id).cloned().unwrap_or_default()
    }
}

/// The page of a proposal for a reader.
pub async fn proposal(
    connection: &Connection,
    row: &ProposalRow,
    reader: Reader<'_>,
) -> Result<(ProposalView, Ballotage), Error> {
    let words = reader.words;
    let ballotage = voting::load(connection, row).await?;
    let names = Names::load(connection, row, &ballotage).await?;
    let options = store::options(connection, &row.proposal_id).await?;
    let decision = store::decision_of(connection, &row.proposal_id).await?;
    let zone = &reader.collaborative.time_zone;
    let body = words.pick(&names.body.name, &names.body.name_es).to_owned();
    let eyebrow = match row.state.as_str() {
        "open" => {
            let until = letters::until(words, row, zone);
            words.with(
                "proposal-answer-by",
                &[("body", body.into()), ("until", until.into())],
            )
        }
        _ => words.with(
            "proposal-number",
            &[("body", body.into()), ("number", row.number.into())],
        ),
    };
    let rulebook = if row.rules.is_empty() {
        &names.body.rules
    } else {
        &row.rules
    };
    let rulebook = Rulebook::read(rulebook);
    let is_open = row.state == "open";
    let outcome = match &decision {
        Some(decision) => Some(outcome_view(connection, (row, decision), &options, reader).await?),
        None => None,
    };
    let (answers, unseen) = answers(&ballotage, &names, &options, reader, is_open);
    let comments = store::comments(connection, "proposal", &row.proposal_id).await?;
    let day = |millis: i64| dates::plain(words, dates::day_of(millis, zone));
    let comments = comments
        .into_iter()
        .map(|said| (names.person(&said.author_id), day(said.created_at), said.words));
    let view = ProposalView {
        id: row.proposal_id.clone(),
        eyebrow,
        title: words.pick(&row.title_en, &row.title_es).to_owned(),
        text: words.pick(&row.text_en, &row.text_es).to_owned(),
        about: about(row, words, &names, &day(row.created_at)),
        options: options.iter().map(|option| title(words, option)).collect(),
        how: how(words, &row.method, &rulebook.rules()),
        state: words.say(&format!("proposal-state-{}", row.state)),
        state_class: state_class(&row.state),
        answered: if is_open {
            answered_sentence(words, &ballotage)
        } else {
            String::new()
        },
        squares: if is_open {
            squares(words, &ballotage)
        } else {
            String::new()
        },
        answers,
        unseen,
        waiting: waiting(&ballotage, &names, is_open),
        aside: aside(words, &ballotage, &names),
        outcome,
        comments: comments.collect(),
    };
    Ok((view, ballotage))
}

/// An option's title.
pub fn title(words: Words, option: &OptionRow) -> String {
    words.pick(&option.title_en, &option.title_es).to_owned()
}

/// Class of the tag that says where a proposal stands.
pub fn state_class(state: &str) -> &'static str {
    match state {
        "open" => "due",
        "closed" => "ok",
        _ => "",
    }
}

fn about(row: &ProposalRow, words: Words, names: &Names, on: &str) -> Vec<(String, String)> {
    let by = words.with(
        "proposal-put-forward-text",
        &[
            ("person", names.person(&row.author_id).into()),
            ("day", on.into()),
        ],
    );
    let parts = [
        ("proposal-why", words.pick(&row.why_en, &row.why_es)),
        ("proposal-cost", words.pick(&row.cost_en, &row.cost_es)),
        (
            "proposal-affected",
            words.pick(&row.affected_en, &row.affected_es),
        ),
        (
            "proposal-expected",
            words.pick(&row.expected_en, &row.expected_es),
        ),
        ("proposal-put-forward", by.as_str()),
    ];
    let said = parts.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(key, text)| (words.say(key), text.to_owned()))
        .collect()
}

/// How a proposal is decided, in words.
pub fn how(words: Words, method: &str, rules: &Rules) -> Vec<(String, String)> {
    let method_code = Method::from_code(method).unwrap_or(Method::Consent);
    let rules = rules.for_method(method_code);
    let quorum = match rules.quorum {
        Quorum::MoreThanHalf => words.say("rule-quorum-more-than-half"),
        Quorum::Share(share) => words.with(
            "rule-quorum-share-of",
            &[("share", format!("{}/{}", share.part, share.of).into())],
        ),
        Quorum::Number(number) => words.with("rule-quorum-number-of", &[("count", i64::from(number).into())]),
    };
    let counting = words.say(&format!("rule-counting-{}", rules.counting.code()));
    let share = rules.supermajority;
    let about = words.with(
        &format!("method-{method}-about"),
        &[
            ("share", format!("{}/{}", share.part, share.of).into()),
            ("percent", i64::from(rules.gradient_percent).into()),
        ],
    );
    let mut how = vec![
        (words.say(&format!("method-{method}")), about),
        (words.say("field-quorum"), format!("{quorum} {counting}")),
    ];
    if matches!(method_code, Method::Majority | Method::Ranked) {
        how.push((
            words.say("field-tie"),
            words.say(&format!("rule-tie-{}", rules.tie.code())),
        ));
    }
    if rules.secrecy == Secrecy::Secret {
        how.push((words.say("field-secrecy"), words.say("rule-secrecy-secret")));
    }
    how
}

/// "9 of 14 have answered, 10 are needed".
pub fn answered_sentence(words: Words, ballotage: &Ballotage) -> String {
    let (answered, all, needed) = answered(ballotage);
    words.with(
        "proposal-answered",
        &[
            ("answered", answered.into()),
            ("all", all.into()),
            ("needed", needed.into()),
        ],
    )
}

/// How many have answered, of how many, and how many are needed.
pub fn answered(ballotage: &Ballotage) -> (usize, usize, usize) {
    let vote = &ballotage.vote;
    let answered = vote
        .roll
        .iter()
        .filter(|voter| vote.has_answered(voter.seat))
        .count();
    let all = answered + vote.waiting().count();
    (answered, all, vote.rules.quorum.needed(all))
}

/// A square for each seat, filled where it has answered, with a line where the quorum is.
fn squares(words: Words, ballotage: &Ballotage) -> String {
    const STEP: usize = 24;
    let (answered, all, needed) = answered(ballotage);
    let mut squares = String::new();
    for at in 0..all {
        let x = at * STEP;
        if at < answered {
            squares.push_str(&format!(
                r#"<rect class="s1" x="{x}" y="3" width="19" height="22" rx="2"/>"#
            ));
        } else {
            squares.push_str(&format!(
                r#"<rect class="lead" stroke-dasharray="3 2.5" x="{x}.75" y="3.75" width="17.5" height="20.5" rx="2"/>"#
            ));
        }
    }
    let line = (needed.min(all) * STEP).saturating_sub(2);
    let width = (all * STEP).max(STEP);
    let described = escaped(&answered_sentence(words, ballotage));
    format!(
        r#"<svg class="ch" viewBox="0 0 {width} 30" role="img" aria-label="{described}">{squares}<path class="goal-line" d="M{line} 0V28"/></svg>"#
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

/// The word for an answer.
pub fn answer_word(words: Words, choice: &str, ranking: &str, options: &[OptionRow]) -> String {
    if choice != "ranking" {
        return words.say(&format!("answer-{choice}"));
    }
    let named = ranking.split_whitespace().filter_map(|id| {
        let found = options.iter().find(|option| option.proposal_option_id == id)?;
        Some(title(words, found))
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return words.say("answer-blank");
    }
    named.join(" → ")
}

fn answers(
    ballotage: &Ballotage,
    names: &Names,
    options: &[OptionRow],
    reader: Reader<'_>,
    is_open: bool,
) -> (Vec<AnswerLine>, String) {
    let words = reader.words;
    if ballotage.vote.rules.secrecy == Secrecy::Secret {
        return (Vec::new(), words.say("proposal-secret"));
    }
    // Nobody is led by others' answers: they are shown once one's own is given.
    let is_own = |voter: &domain::decisions::Voter| voter.person == reader.person;
    let own = ballotage.vote.roll.iter().find(|voter| is_own(voter));
    let has_yet_to_answer =
        own.is_some_and(|own| ballotage.vote.waiting().any(|voter| voter.seat == own.seat));
    if is_open && has_yet_to_answer {
        return (Vec::new(), words.say("proposal-answers-later"));
    }
    let line = |answer: &super::vote_store::AnswerRow| {
        let concern = match answer.concern.as_str() {
            "set-aside" => words.with(
                "concern-set-aside",
                &[("note", answer.concern_note.as_str().into())],
            ),
            _ => String::new(),
        };
        let holder = names.seat(&answer.seat_id);
        let by = names.person(&answer.person_id);
        let who = if by == holder {
            by
        } else {
            words.with(
                "answer-by-alternate",
                &[("person", by.into()), ("holder", holder.into())],
            )
        };
        AnswerLine {
            seat: answer.seat_id.clone(),
            who,
            answer: answer_word(words, &answer.choice, &answer.ranking, options),
            reason: answer.reason.clone(),
            is_standing: answer.concern == "standing",
            concern,
        }
    };
    (ballotage.answers.iter().map(line).collect(), String::new())
}

/// Who has still to answer: seat, name, and whether they are noted as present.
fn waiting(ballotage: &Ballotage, names: &Names, is_open: bool) -> Vec<(String, String, bool)> {
    if !is_open {
        return Vec::new();
    }
    let waiting = ballotage.vote.waiting();
    waiting
        .map(|voter| {
            let seat = voter.seat.to_string();
            let name = names.seat(&seat);
            (seat, name, voter.is_present)
        })
        .collect()
}

/// Why somebody takes no part: in their own words, or by the rule that took them out.
fn said(words: Words, reason: &str) -> String {
    if words.has(reason) {
        words.say(reason)
    } else {
        reason.to_owned()
    }
}

fn aside(words: Words, ballotage: &Ballotage, names: &Names) -> Vec<(String, String)> {
    let rows = ballotage.recusals.iter();
    rows.map(|row| (names.seat(&row.seat_id), said(words, &row.reason)))
        .collect()
}
