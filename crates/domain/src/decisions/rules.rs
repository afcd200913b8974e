//! A body's rules for deciding: each a choice that bylaws make, with the code under which it is kept.

macro_rules! choices {
    ($($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$what])* $variant),+
        }

        impl $name {
            /// Every choice, in the order in which it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Every code, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The word kept for it.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// The choice with a code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    )+};
}

choices! {
    /// How a proposal is decided.
    Method {
        /// Adopted when no concern stands.
        Consent = "consent",
        /// More for than against.
        Majority = "majority",
        /// A larger share for, such as two thirds.
        Supermajority = "supermajority",
        /// One of several options, ranked.
        Ranked = "ranked",
        /// How far each agrees, in eight steps.
        Gradients = "gradients",
        /// A poll that binds nobody.
        Advisory = "advisory",
    }
    /// Who counts toward the quorum.
    Counting {
        /// Who answered; an abstention is an answer.
        Answering = "answering",
        /// Who answered, or is noted as present.
        Present = "present",
    }
    /// Whether seats that nobody holds are part of what the quorum is a share of.
    Vacant {
        /// They are not.
        LeftOut = "left-out",
        /// They are.
        Counted = "counted",
    }
    /// What a majority is a share of.
    MajorityOf {
        /// Votes for and against; abstentions are left out.
        Cast = "cast",
        /// Everybody who may vote.
        Eligible = "eligible",
    }
    /// What a member who steps aside is to the quorum.
    Recusal {
        /// Taken out of the number of which the quorum is a share.
        Leaves = "leaves",
        /// Still counted in that number, and not as answering.
        Stays = "stays",
    }
    /// What happens at a tie.
    Tie {
        /// The side on which the chair voted wins.
        Chair = "chair",
        /// The motion fails.
        Fails = "fails",
        /// It goes to the next meeting.
        NextMeeting = "next-meeting",
    }
    /// What happens where the chair is asked for and did not vote.
    ChairAbsent {
        /// The vice chair stands in; if there is none, the motion fails.
        ViceChair = "vice-chair",
        /// The motion fails.
        Fails = "fails",
        /// It goes to the next meeting.
        NextMeeting = "next-meeting",
    }
    /// What happens where the quorum is missed.
    NoQuorum {
        /// The proposal is closed without an outcome.
        Fails = "fails",
        /// It goes to the next meeting.
        NextMeeting = "next-meeting",
    }
    /// Whether it is known who answered what.
    Secrecy {
        /// It is, and stands in the minutes.
        Open = "open",
        /// Nobody can know, not even the staff.
        Secret = "secret",
    }
    /// How ranked answers are counted.
    RankedCount {
        /// The last option goes out, round by round, and its votes go to the next on each ballot.
        RunOff = "run-off",
        /// By beats of each option against each other (Schulze 2011).
        Schulze = "schulze",
    }
}

/// A share, such as 2 of 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: u32,
    /// The whole; never 0.
    pub of: u32,
}

impl Share {
    /// A share between nothing and all.
    pub fn new(part: u32, of: u32) -> Option<Self> {
        (of > 0 && part <= of).then_some(Self { part, of })
    }

    /// Whether `some` of `all` reach the share.
    pub fn is_reached(self, some: usize, all: usize) -> bool {
        some as u128 * u128::from(self.of) >= all as u128 * u128::from(self.part)
    }

    /// The smallest number of `all` that reaches the share.
    pub fn needed(self, all: usize) -> usize {
        (all * self.part as usize).div_ceil(self.of as usize)
    }
}

/// How many have to take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quorum {
    /// More than half.
    MoreThanHalf,
    /// At least a share.
    Share(Share),
    /// At least a number of seats.
    Number(u32),
}

impl Quorum {
    /// How many of `eligible` it takes; never nobody.
    pub fn needed(self, eligible: usize) -> usize {
        let needed = match self {
            Self::MoreThanHalf => eligible / 2 + 1,
            Self::Share(share) => share.needed(eligible),
            Self::Number(number) => number as usize,
        };
        needed.max(1)
    }
}

/// The rules by which one proposal is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How many have to take part …
    pub quorum: Quorum,
    /// … in which sense …
    pub counting: Counting,
    /// … of which seats.
    pub vacant: Vacant,
    /// What a majority is a share of.
    pub majority_of: MajorityOf,
    /// The larger share.
    pub supermajority: Share,
    /// Percent of answers in the first five steps of agreement that adopt.
    pub gradient_percent: u32,
    /// What stepping aside does to the quorum.
    pub recusal: Recusal,
    /// What happens at a tie.
    pub tie: Tie,
    /// What happens without the chair.
    pub chair_absent: ChairAbsent,
    /// What happens without a quorum.
    pub no_quorum: NoQuorum,
    /// Whether ballots are secret.
    pub secrecy: Secrecy,
    /// How ranked answers are counted.
    pub ranked: RankedCount,
}

impl Default for Rules {
    /// What a body has that wrote no rules of its own: those most bylaws begin with.
    fn default() -> Self {
        Self {
            quorum: Quorum::MoreThanHalf,
            counting: Counting::Answering,
            vacant: Vacant::LeftOut,
            majority_of: MajorityOf::Cast,
            supermajority: Share { part: 2, of: 3 },
            gradient_percent: 80,
            recusal: Recusal::Leaves,
            tie: Tie::Fails,
            chair_absent: ChairAbsent::ViceChair,
            no_quorum: NoQuorum::NextMeeting,
            secrecy: Secrecy::Open,
            ranked: RankedCount::RunOff,
        }
    }
}

impl Rules {
    /// The rules as one method can have them: a concern has to be heard, so that consent is never secret.
    pub fn for_method(mut self, method: Method) -> Self {
        if method == Method::Consent {
            self.secrecy = Secrecy::Open;
        }
        self
    }
}
