//! What partners did, coded (DOMAIN C2.9, E2): what kind of thing it was, how many of those it is for it can reach, how
//! strongly it works on the conditions they live in. Two people code each contribution, the second without seeing the first.
//!
//! Kind, reach and strength are what community coalitions have long been documented by (Fawcett and others, 1995,
//! "Using empowerment theory in collaborative partnerships"; Francisco, Paine and Fawcett, 1993, "A methodology for
//! monitoring and evaluating community health coalitions"): *changes* of programmes, policies and practices are counted
//! apart from what leads up to them, because only they stay when the people who brought them about have gone.

macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$one])* $variant),+
        }

        impl $name {
            /// All of them, in the order of forms and tables.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Their codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The word kept in rows and catalogue keys.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// The one with a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

codes! {
    /// What kind of thing a contribution is.
    Kind {
        /// A programme that is new, or is run in a new way.
        Programme = "programme",
        /// A rule, law or budget that is new or changed.
        Policy = "policy",
        /// A way of working that is new or changed.
        Practice = "practice",
        /// Something done to bring a change about: meetings with those who decide, plans, agreements.
        Action = "action",
        /// A service given: classes, visits, advice.
        Service = "service",
        /// Money, people, rooms or things brought in.
        Resources = "resources",
        /// Words spread: news, campaigns, reports.
        Dissemination = "dissemination",
    }
}

codes! {
    /// How many of the people it is for it can reach.
    Reach {
        /// At most one in twenty.
        Few = "few",
        /// At most one in five.
        Some = "some",
        /// More than that.
        Many = "many",
    }
}

codes! {
    /// How strongly it works on the conditions people live in.
    Strength {
        /// Tells people something or teaches them.
        Informs = "informs",
        /// Helps people with what they want to do.
        Supports = "supports",
        /// Changes what is allowed, what it costs, or what is there at all.
        Changes = "changes",
    }
}

impl Kind {
    /// Whether it is a change that stays: of a programme, a policy or a practice.
    pub fn is_change(self) -> bool {
        match self {
            Self::Programme | Self::Policy | Self::Practice => true,
            Self::Action | Self::Service | Self::Resources | Self::Dissemination => false,
        }
    }
}

/// What one coder says of a contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// What kind of thing it is.
    pub kind: Kind,
    /// How many it can reach.
    pub reach: Reach,
    /// How strongly it works.
    pub strength: Strength,
}

/// How far the coding of a contribution has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has coded it.
    Open,
    /// One has; a second is awaited.
    Once(Code),
    /// Two coded it alike.
    Confirmed(Code),
    /// Two coded it differently, and have not settled it.
    Differs {
        /// What the first said.
        first: Code,
        /// What the second said.
        second: Code,
    },
    /// Two coded it differently; it was settled with a word why.
    Settled(Code),
}

impl Standing {
    /// From what was coded, in the order it was, and how a difference was settled.
    pub fn of(codings: &[Code], settled: Option<Code>) -> Self {
        match (codings, settled) {
            ([], _) => Self::Open,
            ([once], _) => Self::Once(*once),
            ([first, second, ..], _) if first == second => Self::Confirmed(*first),
            (_, Some(settled)) => Self::Settled(settled),
            ([first, second, ..], None) => Self::Differs {
                first: *first,
                second: *second,
            },
        }
    }

    /// What counts in figures: what two agree on, or how their difference was settled. One opinion alone does not count.
    pub fn code(self) -> Option<Code> {
        match self {
            Self::Confirmed(code) | Self::Settled(code) => Some(code),
            Self::Open | Self::Once(_) | Self::Differs { .. } => None,
        }
    }

    /// The word for it in catalogue keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Once(_) => "once",
            Self::Confirmed(_) => "confirmed",
            Self::Differs { .. } => "differs",
            Self::Settled(_) => "settled",
        }
    }
}

/// Whether somebody may see what others coded: once two have, or once they have coded themselves.
///
/// Nobody else may, whatever their role: who has seen the first coding is no second opinion.
pub fn may_see_codings(codings: usize, has_coded: bool) -> bool {
    codings >= 2 || has_coded
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Code = Code {
        kind: Kind::Policy,
        reach: Reach::Many,
        strength: Strength::Changes,
    };
    const B: Code = Code {
        reach: Reach::Some,
        ..A
    };

    #[test]
    fn only_what_two_agree_on_or_settled_counts() {
        let cases = [
            (vec![], None, Standing::Open, None),
            (vec![A], None, Standing::Once(A), None),
            (vec![A, A], None, Standing::Confirmed(A), Some(A)),
            (vec![A, B], None, Standing::Differs { first: A, second: B }, None),
            (vec![A, B], Some(B), Standing::Settled(B), Some(B)),
            // A word about a difference that is none changes nothing.
            (vec![A, A], Some(B), Standing::Confirmed(A), Some(A)),
            (vec![A], Some(B), Standing::Once(A), None),
        ];
        for (codings, settled, standing, code) in cases {
            assert_eq!(Standing::of(&codings, settled), standing);
            assert_eq!(standing.code(), code);
        }
    }

    #[test]
    fn the_second_coder_codes_blind() {
        assert!(!may_see_codings(0, false));
        assert!(
            !may_see_codings(1, false),
            "a second coder sees nothing of the first"
        );
        assert!(may_see_codings(1, true), "one sees one's own");
        assert!(may_see_codings(2, false));
    }

    #[test]
    fn codes_are_read_back_and_three_kinds_are_changes() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(*kind));
        }
        assert_eq!(Kind::from_code("Policy"), None);
        assert_eq!(Kind::ALL.iter().filter(|kind| kind.is_change()).count(), 3);
    }
}
