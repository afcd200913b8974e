//! How strong a comparison's design is, and what may therefore be said. The sentences themselves stand elsewhere; here is
//! which of them is allowed.

use crate::level::Estimate;
use crate::participation::balance::Label;
use crate::participation::before::PreTrend;

/// Below this p the groups were not on one path before.
const PATHS_DIFFER_BELOW: f64 = 0.05;

/// How people came to take part and what they are compared with.
#[derive(Debug, Clone, Copy)]
pub enum Design<'a> {
    /// Nobody to compare with: who took part, and what came after.
    TakeUp,
    /// Beside others as they are.
    SideBySide,
    /// Beside others who were weighted or matched to be alike.
    Alike(&'a Label),
    /// Gains beside the gains of others.
    OverTime {
        /// Whether both were on one path before, if there is a period to test it on.
        before: Option<&'a PreTrend>,
        /// Whether they were also alike, if they were weighted or matched.
        alike: Option<&'a Label>,
    },
    /// A lottery or another draw decided who took part.
    Drawn,
}

/// How strong a design is. Only the highest speaks of causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 0: nobody is compared with.
    TakeUp,
    /// 1: beside others who may have been different from the start.
    SideBySide,
    /// 2: beside people who were alike in everything that is known.
    Alike,
    /// 3: gained beside people who were on the same path before.
    OverTime,
    /// 4: who took part was drawn.
    Drawn,
}

/// What a sentence may claim, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claim {
    /// "People who took part had …".
    Had,
    /// "People who took part had … than people who did not; they may have been different from the start."
    HadBesideOthers,
    /// "People who took part had … than people like them who did not."
    HadBesideAlike,
    /// "People who took part gained … than people who did not; both were on the same path before."
    GainedBesideOthers,
    /// "Taking part made …"
    Caused,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding {
    /// More, beyond chance.
    More,
    /// Less, beyond chance.
    Less,
    /// No difference that chance does not explain. This is not "no effect".
    NotBeyondChance,
}

/// A sentence of the fixed list, by what it claims and what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wording {
    /// What it claims.
    pub claim: Claim,
    /// What was found.
    pub finding: Finding,
}

impl Design<'_> {
    /// The grade that the design has earned: one whose checks failed is no better than side by side.
    ///
    /// Gains without a period to test the paths on are graded as alike if people were weighted or matched to a green
    /// label, otherwise side by side.
    ///
    /// ```
    /// # use mainstay_statistics::{Design, Grade, Label, PreTrend};
    /// assert_eq!(Design::Alike(&Label::Green).grade(), Grade::Alike);
    /// assert_eq!(Design::Alike(&Label::Refused(vec![])).grade(), Grade::SideBySide);
    /// let apart = PreTrend { statistic: 20.0, figures: 2, p: 0.001 };
    /// assert_eq!(Design::OverTime { before: Some(&apart), alike: None }.grade(), Grade::SideBySide);
    /// ```
    pub fn grade(self) -> Grade {
        let of_label = |label: &Label| match label {
            Label::Green => Grade::Alike,
            Label::Refused(_) => Grade::SideBySide,
        };
        match self {
            Self::TakeUp => Grade::TakeUp,
            Self::SideBySide => Grade::SideBySide,
            Self::Alike(label) => of_label(label),
            Self::OverTime {
                before: Some(test),
                alike,
            } if test.p >= PATHS_DIFFER_BELOW => match alike {
                None | Some(Label::Green) => Grade::OverTime,
                Some(Label::Refused(_)) => Grade::SideBySide,
            },
            // Paths that differed cannot be mended by balance at one time.
            Self::OverTime { before: Some(_), .. } => Grade::SideBySide,
            Self::OverTime { before: None, alike } => alike.map_or(Grade::SideBySide, of_label),
            Self::Drawn => Grade::Drawn,
        }
    }
}

impl Grade {
    /// From 0 to 4.
    ///
    /// ```
    /// # use mainstay_statistics::Grade;
    /// assert_eq!(Grade::OverTime.number(), 3);
    /// ```
    pub fn number(self) -> u8 {
        match self {
            Self::TakeUp => 0,
            Self::SideBySide => 1,
            Self::Alike => 2,
            Self::OverTime => 3,
            Self::Drawn => 4,
        }
    }

    /// What a sentence at this grade may claim; of causes only where who took part was drawn.
    ///
    /// ```
    /// # use mainstay_statistics::{Claim, Grade};
    /// assert_eq!(Grade::Alike.claim(), Claim::HadBesideAlike);
    /// ```
    pub fn claim(self) -> Claim {
        match self {
            Self::TakeUp => Claim::Had,
            Self::SideBySide => Claim::HadBesideOthers,
            Self::Alike => Claim::HadBesideAlike,
            Self::OverTime => Claim::GainedBesideOthers,
            Self::Drawn => Claim::Caused,
        }
    }

    /// The sentence for a difference found at this grade.
    ///
    /// ```
    /// # use mainstay_statistics::{Estimate, Finding, Grade, Interval};
    /// let difference = Estimate { value: 2.0, interval: Interval { lower: -1.0, upper: 5.0 } };
    /// assert_eq!(Grade::Alike.wording(difference).finding, Finding::NotBeyondChance);
    /// ```
    pub fn wording(self, difference: Estimate) -> Wording {
        let finding = if !difference.is_beyond_chance() {
            Finding::NotBeyondChance
        } else if difference.value > 0.0 {
            Finding::More
        } else {
            Finding::Less
        };
        Wording {
            claim: self.claim(),
            finding,
        }
    }
}
