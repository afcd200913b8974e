//! Answers as they are kept and sent: a code, and for options their identifiers.

use std::collections::BTreeSet;

use domain::decisions::{Ballot, Method, Slip};
use serde::{Deserialize, Serialize};

/// The code of an answer, and the ranking of options by identifier.
pub fn written(ballot: &Ballot, options: &[String]) -> (String, String) {
    let plain = |code: &str| (code.to_owned(), String::new());
    match ballot {
        Ballot::Agree => plain("agree"),
        Ballot::LiveWith => plain("live-with"),
        Ballot::Concern => plain("concern"),
        Ballot::For => plain("for"),
        Ballot::Against => plain("against"),
        Ballot::Abstain => plain("abstain"),
        Ballot::Gradient(step) => plain(&format!("step-{step}")),
        Ballot::Ranking(ranking) => {
            let ids: Vec<&str> = ranking
                .iter()
                .filter_map(|at| Some(options.get(*at)?.as_str()))
                .collect();
            ("ranking".to_owned(), ids.join(" "))
        }
    }
}

/// The answer with a code, if there is one; an identifier that is no option's makes it none.
pub fn read(choice: &str, ranking: &str, options: &[String]) -> Option<Ballot> {
    match choice {
        "agree" => Some(Ballot::Agree),
        "live-with" => Some(Ballot::LiveWith),
        "concern" => Some(Ballot::Concern),
        "for" => Some(Ballot::For),
        "against" => Some(Ballot::Against),
        "abstain" => Some(Ballot::Abstain),
        "ranking" => {
            let places = ranking.split_whitespace();
            let places: Option<Vec<usize>> = places
                .map(|id| options.iter().position(|option| option == id))
                .collect();
            places.map(Ballot::Ranking)
        }
        step => step.strip_prefix("step-")?.parse().ok().map(Ballot::Gradient),
    }
}

/// The codes among which one answers by this method, in the order in which they are offered.
pub fn choices(method: Method, has_options: bool) -> Vec<&'static str> {
    match method {
        Method::Consent => vec!["agree", "live-with", "concern"],
        Method::Majority | Method::Supermajority => vec!["for", "against", "abstain"],
        Method::Gradients => vec![
            "step-1", "step-2", "step-3", "step-4", "step-5", "step-6", "step-7", "step-8",
        ],
        Method::Advisory if !has_options => vec!["for", "against", "abstain"],
        Method::Ranked | Method::Advisory => vec!["ranking"],
    }
}

/// Whether an answer asks for a reason: others have to know what to mend.
pub fn needs_reason(choice: &str) -> bool {
    matches!(choice, "concern" | "step-7" | "step-8")
}

#[derive(Serialize, Deserialize)]
struct Kept {
    seal: String,
    choice: String,
    #[serde(default)]
    ranking: String,
}

/// The box as it is kept: ordered by seals, which are as good as random.
pub fn boxed(slips: &BTreeSet<Slip>, options: &[String]) -> String {
    let kept: Vec<Kept> = slips
        .iter()
        .map(|slip| {
            let (choice, ranking) = written(&slip.ballot, options);
            Kept {
                seal: slip.seal.clone(),
                choice,
                ranking,
            }
        })
        .collect();
    serde_json::to_string(&kept).expect("ballots are plain JSON")
}

/// The slips in a box; nothing where it cannot be read.
pub fn unboxed(kept: &str, options: &[String]) -> Option<BTreeSet<Slip>> {
    if kept.is_empty() {
        return Some(BTreeSet::new());
    }
    let kept: Vec<Kept> = serde_json::from_str(kept).ok()?;
    let slips = kept.into_iter().map(|one| {
        let ballot = read(&one.choice, &one.ranking, options)?;
        Some(Slip {
            seal: one.seal,
            ballot,
        })
    });
    slips.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_read_back_and_a_foreign_option_is_none() {
        let options = ["one".to_owned(), "two".to_owned()];
        for method in Method::ALL {
            for code in choices(*method, false) {
                let ballot = read(code, "two one", &options).expect(code);
                assert_eq!(
                    read(&written(&ballot, &options).0, "two one", &options),
                    Some(ballot)
                );
            }
        }
        let ranking = Ballot::Ranking(vec![1, 0]);
        assert_eq!(
            written(&ranking, &options),
            ("ranking".to_owned(), "two one".to_owned())
        );
        assert_eq!(read("ranking", "three", &options), None);
        assert_eq!(read("step-x", "", &options), None);
    }

    #[test]
    fn the_box_tells_ballots_and_no_order() {
        let options = Vec::new();
        let slip = |seal: &str, ballot| Slip {
            seal: seal.to_owned(),
            ballot,
        };
        let (one, two) = (slip("b", Ballot::For), slip("a", Ballot::Against));
        let first = boxed(&BTreeSet::from([one.clone(), two.clone()]), &options);
        let second = boxed(&BTreeSet::from([two.clone(), one.clone()]), &options);
        assert_eq!(first, second);
        assert_eq!(unboxed(&first, &options), Some(BTreeSet::from([one, two])));
        assert_eq!(unboxed("", &options), Some(BTreeSet::new()));
        assert_eq!(unboxed("{", &options), None);
    }
}
