//! Which counts must be protected, and how strongly.

use crate::problem::Need;

/// The rule for one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Every count of people that is protected by this policy must be at least this large to be shown.
    pub minimum: i64,
    /// Which counts of a share are protected.
    pub protects: Protects,
    /// How a share of nobody or of everybody is treated.
    pub zeros: Zeros,
    /// When a share in the tails is coded instead of told.
    pub coding: Option<Coding>,
    /// Whether every hidden count must stay uncertain, or only those below the minimum.
    pub hidden: HiddenCounts,
}

/// Which counts of a share are protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protects {
    /// Numerator, complement and denominator: being among those counted, and being among the others, is personal.
    Both,
    /// Numerator and denominator: only being counted is personal (a death, an arrest).
    Numerator,
    /// Only the denominator.
    Denominator,
}

/// How a share of nobody or of everybody is treated. A group with nobody in it is always shown as empty: there is no
/// one to protect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// 0 of a group and all of a group are protected: either tells something about everybody in it.
    Protected,
    /// 0 and all may be shown where the group itself is large enough.
    Shown,
}

/// Top and bottom coding: "95% or more" and "5% or less" in place of the share.
///
/// Source: the rung for 40 to 99 people in NCES 2011-603 as Utah applies it. From 100 people on, a share in the tails
/// is told if numerator and complement reach the minimum, and hidden if not. Below, neither can reach it, so a coded
/// share replaces a hidden one, and only where [`crate::audit`] finds that it gives nothing away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coding {
    /// The tail, in percent: 5 codes shares up to 5% and from 95%.
    pub tail_percent: i64,
    /// Applies to denominators below this, and to unknown ones that might be.
    pub denominators_below: i64,
}

/// Which hidden counts must stay uncertain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenCounts {
    /// All of them: nothing that carries the mark can be worked out more closely than a protected count.
    AllUncertain,
    /// Only those that need protection; what is hidden for their sake may be guessable.
    ProtectedOnly,
}

impl Policy {
    /// At least 10, as most states of the USA ask of school figures: the default.
    pub const TEN: Policy = Policy::with_minimum(10);
    /// At least 11, as the US health agencies ask.
    pub const ELEVEN: Policy = Policy::with_minimum(11);
    /// At least 16, as Delaware asks.
    pub const SIXTEEN: Policy = Policy::with_minimum(16);

    /// A policy with this minimum count, and otherwise the strict choices.
    pub const fn with_minimum(minimum: i64) -> Policy {
        Policy {
            minimum,
            protects: Protects::Both,
            zeros: Zeros::Protected,
            coding: Some(Coding {
                tail_percent: 5,
                denominators_below: 100,
            }),
            hidden: HiddenCounts::AllUncertain,
        }
    }

    /// What must stay uncertain about a small count: a reader learns no more than "fewer than the minimum".
    pub fn need(&self) -> Need {
        Need::Reach {
            low: 1,
            high: self.minimum - 1,
        }
    }

    /// The width that every hidden count must keep.
    pub(crate) fn hidden_width(&self) -> i64 {
        match self.hidden {
            HiddenCounts::AllUncertain => (self.minimum - 2).max(1),
            HiddenCounts::ProtectedOnly => 0,
        }
    }

    /// Whether a group of so many people is too small to be shown. An empty group is not.
    pub fn is_group_small(&self, denominator: i64) -> bool {
        0 < denominator && denominator < self.minimum
    }

    /// Whether so many of a group (counted or not counted) are too few, or nobody where that is protected too.
    pub fn is_part_small(&self, part: i64) -> bool {
        match self.zeros {
            Zeros::Protected => part < self.minimum,
            Zeros::Shown => 0 < part && part < self.minimum,
        }
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy::TEN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_small_up_to_one_less_than_the_minimum() {
        for (policy, minimum) in [(Policy::TEN, 10), (Policy::ELEVEN, 11), (Policy::SIXTEEN, 16)] {
            assert!(policy.is_group_small(minimum - 1));
            assert!(!policy.is_group_small(minimum));
            assert!(policy.is_part_small(minimum - 1));
            assert!(!policy.is_part_small(minimum));
        }
    }

    #[test]
    fn nobody_of_a_group_is_protected_but_an_empty_group_is_not() {
        assert!(Policy::TEN.is_part_small(0));
        assert!(!Policy::TEN.is_group_small(0));
        let open = Policy {
            zeros: Zeros::Shown,
            ..Policy::TEN
        };
        assert!(!open.is_part_small(0));
        assert!(open.is_part_small(1));
    }
}
