//! What pages show of an outcome: why, by what numbers, and the words that were added.

use std::collections::BTreeMap;

use platform::db::Connection;
use platform::words::Words;

use super::outcome::{KeptTally, list};
use super::store::{DecisionRow, OptionRow, ProposalRow};
use super::views::{Reader, title};
use crate::dates;
use crate::error::Error;
use crate::measurement::sheet::Sheet;
use crate::measurement::store as measurement;

/// What came out.
#[derive(Debug, Clone)]
pub struct OutcomeView {
    /// Class of its tag.
    pub class: &'static str,
    /// "Adopted".
    pub tag: String,
    /// One sentence on why.
    pub sentence: String,
    /// When.
    pub on: String,
    /// How often each answer was given, with its width in percent.
    pub counts: Vec<(String, usize, usize)>,
    /// What is said where there are no counts.
    pub untold: String,
    /// Rounds of a run-off: heading and cells.
    pub rounds: Vec<(String, Vec<String>)>,
    /// Options, as headings of the rounds.
    pub round_heads: Vec<String>,
    /// The quorum in a sentence.
    pub quorum: String,
    /// Whether the next meeting takes it up again.
    pub goes_on: String,
    /// Term and text: reasons, expectations, review.
    pub words: Vec<(String, String)>,
}

/// What came out of a vote.
pub async fn outcome_view(
    connection: &Connection,
    (row, decision): (&ProposalRow, &DecisionRow),
    options: &[OptionRow],
    reader: Reader<'_>,
) -> Result<OutcomeView, Error> {
    let words = reader.words;
    let tally = KeptTally::read(&decision.tally);
    let chosen = options
        .iter()
        .find(|option| Some(&option.proposal_option_id) == decision.proposal_option_id.as_ref());
    let chosen = chosen.map(|option| title(words, option)).unwrap_or_default();
    let because = words.with(
        &format!("because-{}", decision.because),
        &[("option", chosen.as_str().into())],
    );
    let sentence = if chosen.is_empty() {
        because
    } else {
        format!("{chosen}. {because}")
    };
    let most = tally
        .counts
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    let counts = tally.counts.iter().map(|(code, count)| {
        let label = match code
            .strip_prefix("option-")
            .and_then(|at| at.parse::<usize>().ok())
        {
            Some(at) => options
                .get(at)
                .map(|option| title(words, option))
                .unwrap_or_default(),
            None => words.say(&format!("answer-{code}")),
        };
        (label, *count, count * 100 / most)
    });
    let is_untold = tally.counts.is_empty() && decision.outcome != "no-quorum";
    let quorum = words.with(
        "outcome-quorum",
        &[
            ("taking", tally.taking_part.into()),
            ("eligible", tally.eligible.into()),
            ("needed", tally.needed.into()),
        ],
    );
    Ok(OutcomeView {
        class: outcome_class(&decision.outcome),
        tag: words.say(&format!("outcome-{}", decision.outcome)),
        sentence,
        on: dates::plain(
            words,
            dates::day_of(decision.decided_at, &reader.collaborative.time_zone),
        ),
        counts: counts.collect(),
        untold: if is_untold {
            words.say("outcome-untold")
        } else {
            String::new()
        },
        rounds: rounds(words, &tally),
        round_heads: options.iter().map(|option| title(words, option)).collect(),
        quorum,
        goes_on: if decision.goes_on {
            words.say("outcome-goes-on")
        } else {
            String::new()
        },
        words: kept_words(connection, (row, decision), words).await?,
    })
}

/// Class of the tag that says what came out.
pub fn outcome_class(outcome: &str) -> &'static str {
    match outcome {
        "adopted" => "ok",
        "advised" => "",
        _ => "due",
    }
}

fn rounds(words: Words, tally: &KeptTally) -> Vec<(String, Vec<String>)> {
    if tally.rounds.len() < 2 {
        return Vec::new();
    }
    let cells = |round: &super::outcome::KeptRound| {
        let votes = round.votes.iter().enumerate();
        votes
            .map(|(at, votes)| match votes {
                Some(votes) if round.out.contains(&at) && round.by_lot => {
                    format!("{votes} ({})", words.say("round-out-by-lot"))
                }
                Some(votes) if round.out.contains(&at) => format!("{votes} ({})", words.say("round-out")),
                Some(votes) => votes.to_string(),
                None => "–".to_owned(),
            })
            .collect()
    };
    let rows = tally.rounds.iter().zip(1_i64..);
    rows.map(|(round, number)| {
        (
            words.with("round-number", &[("number", number.into())]),
            cells(round),
        )
    })
    .collect()
}

async fn kept_words(
    connection: &Connection,
    (row, decision): (&ProposalRow, &DecisionRow),
    words: Words,
) -> Result<Vec<(String, String)>, Error> {
    let day = |day: &Option<String>| {
        let day = day.as_deref().and_then(|day| day.parse().ok());
        day.map(|day| dates::plain(words, day)).unwrap_or_default()
    };
    let functions: Vec<String> = list(&decision.functions)
        .iter()
        .map(|code| words.say(&format!("function-{code}")))
        .collect();
    let moved = list(&decision.indicators);
    let indicators = if moved.is_empty() {
        Vec::new()
    } else {
        indicator_titles(connection).await?
    };
    let indicators = indicators.into_iter().filter(|(id, ..)| moved.contains(id));
    let indicators: Vec<String> = indicators
        .map(|(_, en, es)| words.pick(&en, &es).to_owned())
        .collect();
    let parts = [
        (
            "decision-reasons",
            words.pick(&decision.reasons_en, &decision.reasons_es).to_owned(),
        ),
        (
            "proposal-expected",
            words
                .pick(&decision.expected_en, &decision.expected_es)
                .to_owned(),
        ),
        ("decision-functions", functions.join("; ")),
        ("decision-indicators", indicators.join("; ")),
        ("decision-reviewed-on", day(&decision.reviewed_on)),
        (
            "decision-happened",
            words
                .pick(&decision.happened_en, &decision.happened_es)
                .to_owned(),
        ),
        ("decision-review-on", day(&decision.review_on)),
        (
            "decision-public",
            if row.is_public || decision.is_public {
                words.say("decision-public-text")
            } else {
                String::new()
            },
        ),
    ];
    let said = parts.into_iter().filter(|(_, text)| !text.is_empty());
    Ok(said.map(|(key, text)| (words.say(key), text)).collect())
}

/// Every indicator with its newest title in both languages.
pub async fn indicator_titles(connection: &Connection) -> Result<Vec<(String, String, String)>, Error> {
    let mut titles: BTreeMap<String, (String, String)> = BTreeMap::new();
    // The oldest version comes first: the newest has the last word.
    for version in measurement::versions(connection).await? {
        let title = Sheet::of(&version).title;
        titles.insert(version.indicator_id, (title.en, title.es));
    }
    Ok(titles.into_iter().map(|(id, (en, es))| (id, en, es)).collect())
}
