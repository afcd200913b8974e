//! A body's rules as they are kept: JSON of codes, read leniently, since a body without rules of its own has the house's.

use domain::decisions::{
    ChairAbsent, Counting, MajorityOf, Method, NoQuorum, Quorum, RankedCount, Recusal, Rules, Secrecy, Share,
    Tie, Vacant,
};
use serde::{Deserialize, Serialize};

use crate::problems::{Check, Refusal};

/// Days for which a vote is open where nothing else is said.
pub const DAYS_OPEN: i64 = 7;
/// Kinds of quorum, by code.
pub const QUORUMS: [&str; 3] = ["more-than-half", "share", "number"];

/// Rules as text: in a form, and as JSON in the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rulebook {
    /// Method that new proposals begin with.
    pub method: String,
    /// `more-than-half`, `share` or `number`.
    pub quorum: String,
    /// Such as `2/3` or `5`.
    pub quorum_size: String,
    /// [`Counting`].
    pub counting: String,
    /// [`Vacant`].
    pub vacant: String,
    /// [`MajorityOf`].
    pub majority_of: String,
    /// Such as `2/3`.
    pub supermajority: String,
    /// Percent.
    pub gradient_percent: String,
    /// [`Recusal`].
    pub recusal: String,
    /// [`Tie`].
    pub tie: String,
    /// [`ChairAbsent`].
    pub chair_absent: String,
    /// [`NoQuorum`].
    pub no_quorum: String,
    /// [`Secrecy`].
    pub secrecy: String,
    /// [`RankedCount`].
    pub ranked: String,
    /// Days for which a vote is open.
    pub days_open: String,
}

impl Rulebook {
    /// The rules kept in a column.
    pub fn read(column: &str) -> Self {
        serde_json::from_str(column).unwrap_or_default()
    }

    /// The rules as they are kept.
    pub fn written(&self) -> String {
        serde_json::to_string(self).expect("a rulebook is plain JSON")
    }

    /// The rules in force: what is not said, or cannot be read, is the house's.
    pub fn rules(&self) -> Rules {
        let house = Rules::default();
        Rules {
            quorum: self.quorum().unwrap_or(house.quorum),
            counting: Counting::from_code(&self.counting).unwrap_or(house.counting),
            vacant: Vacant::from_code(&self.vacant).unwrap_or(house.vacant),
            majority_of: MajorityOf::from_code(&self.majority_of).unwrap_or(house.majority_of),
            supermajority: share(&self.supermajority).unwrap_or(house.supermajority),
            gradient_percent: self.percent().unwrap_or(house.gradient_percent),
            recusal: Recusal::from_code(&self.recusal).unwrap_or(house.recusal),
            tie: Tie::from_code(&self.tie).unwrap_or(house.tie),
            chair_absent: ChairAbsent::from_code(&self.chair_absent).unwrap_or(house.chair_absent),
            no_quorum: NoQuorum::from_code(&self.no_quorum).unwrap_or(house.no_quorum),
            secrecy: Secrecy::from_code(&self.secrecy).unwrap_or(house.secrecy),
            ranked: RankedCount::from_code(&self.ranked).unwrap_or(house.ranked),
        }
    }

    /// The method that new proposals begin with.
    pub fn method(&self) -> Method {
        Method::from_code(&self.method).unwrap_or(Method::Consent)
    }

    /// Days for which a vote is open.
    pub fn days_open(&self) -> i64 {
        let days = self.days_open.parse().ok();
        days.filter(|days| (1..=60).contains(days)).unwrap_or(DAYS_OPEN)
    }

    fn quorum(&self) -> Option<Quorum> {
        match self.quorum.as_str() {
            "more-than-half" => Some(Quorum::MoreThanHalf),
            "share" => share(&self.quorum_size).map(Quorum::Share),
            "number" => self.quorum_size.trim().parse().ok().map(Quorum::Number),
            _ => None,
        }
    }

    fn percent(&self) -> Option<u32> {
        let percent = self.gradient_percent.trim().parse().ok();
        percent.filter(|percent| (1..=100).contains(percent))
    }

    /// The rules as they hold, every field filled in: what a form begins with, and what is frozen at opening.
    pub fn complete(&self) -> Self {
        let rules = self.rules();
        let (quorum, quorum_size) = match rules.quorum {
            Quorum::MoreThanHalf => ("more-than-half", String::new()),
            Quorum::Share(share) => ("share", fraction(share)),
            Quorum::Number(number) => ("number", number.to_string()),
        };
        Self {
            method: self.method().code().into(),
            quorum: quorum.into(),
            quorum_size,
            counting: rules.counting.code().into(),
            vacant: rules.vacant.code().into(),
            majority_of: rules.majority_of.code().into(),
            supermajority: fraction(rules.supermajority),
            gradient_percent: rules.gradient_percent.to_string(),
            recusal: rules.recusal.code().into(),
            tie: rules.tie.code().into(),
            chair_absent: rules.chair_absent.code().into(),
            no_quorum: rules.no_quorum.code().into(),
            secrecy: rules.secrecy.code().into(),
            ranked: rules.ranked.code().into(),
            days_open: self.days_open().to_string(),
        }
    }

    /// What was typed, checked: a rule that cannot be read would silently be another one.
    pub fn check(&self) -> Result<Self, Refusal> {
        let mut check = Check::form();
        check.code("decided_by", &self.method, Method::from_code);
        check.code("quorum", &self.quorum, |code| {
            QUORUMS.contains(&code).then_some(())
        });
        if QUORUMS.contains(&self.quorum.as_str()) && self.quorum().is_none() {
            check.wrong("quorum_size", "rule-quorum-size-wrong");
        }
        check.code("counting", &self.counting, Counting::from_code);
        check.code("vacant", &self.vacant, Vacant::from_code);
        check.code("majority_of", &self.majority_of, MajorityOf::from_code);
        if share(&self.supermajority).is_none() {
            check.wrong("supermajority", "rule-share-wrong");
        }
        if self.percent().is_none() {
            check.wrong("gradient_percent", "rule-percent-wrong");
        }
        check.code("recusal", &self.recusal, Recusal::from_code);
        check.code("tie", &self.tie, Tie::from_code);
        check.code("chair_absent", &self.chair_absent, ChairAbsent::from_code);
        check.code("no_quorum", &self.no_quorum, NoQuorum::from_code);
        check.code("secrecy", &self.secrecy, Secrecy::from_code);
        check.code("ranked", &self.ranked, RankedCount::from_code);
        if self
            .days_open
            .trim()
            .parse()
            .ok()
            .is_none_or(|days: i64| !(1..=60).contains(&days))
        {
            check.wrong("days_open", "rule-days-wrong");
        }
        check.finish(self.complete())
    }
}

/// Reads `2/3`; nothing where it is no share of at least something.
fn share(text: &str) -> Option<Share> {
    let (part, of) = text.split_once('/')?;
    let share = Share::new(part.trim().parse().ok()?, of.trim().parse().ok()?)?;
    (share.part > 0).then_some(share)
}

fn fraction(share: Share) -> String {
    format!("{}/{}", share.part, share.of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_without_rules_has_those_of_the_house() {
        assert_eq!(Rulebook::read("").rules(), Rules::default());
        assert_eq!(Rulebook::read("not JSON").rules(), Rules::default());
        assert_eq!(
            Rulebook::default().complete().check().unwrap().rules(),
            Rules::default()
        );
    }

    #[test]
    fn rules_come_back_as_they_were_written() {
        let typed = Rulebook {
            quorum: "share".into(),
            quorum_size: "3/5".into(),
            tie: "chair".into(),
            secrecy: "secret".into(),
            ..Rulebook::default().complete()
        };
        let kept = Rulebook::read(&typed.check().unwrap().written());
        assert_eq!(kept.rules().quorum, Quorum::Share(Share { part: 3, of: 5 }));
        assert_eq!(
            (kept.rules().tie, kept.rules().secrecy),
            (Tie::Chair, Secrecy::Secret)
        );
    }

    #[test]
    fn a_rule_that_cannot_be_read_is_refused_and_never_replaced() {
        for (quorum, size) in [
            ("share", "7/5"),
            ("share", "0/3"),
            ("share", "1/0"),
            ("number", "-2"),
        ] {
            let typed = Rulebook {
                quorum: quorum.into(),
                quorum_size: size.into(),
                ..Rulebook::default().complete()
            };
            assert!(typed.check().is_err(), "{quorum} {size}");
        }
    }
}
