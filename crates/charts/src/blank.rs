//! Why a value is not there. A blank always has a name; it is never a zero and never a bare dash.

/// The five reasons why a figure shows no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Blank {
    /// Nobody has measured it so far.
    NotYetMeasured,
    /// It was measured, but in a way that does not bear comparison with the rest.
    NotComparable,
    /// It would give away too much about a few people. This does not mean zero.
    Protected,
    /// Too few schools or sites for a figure that means something.
    TooFew,
    /// It was due and has not come.
    Late,
}

impl Blank {
    /// All five, in the order of this list.
    pub const ALL: [Self; 5] = [
        Self::NotYetMeasured,
        Self::NotComparable,
        Self::Protected,
        Self::TooFew,
        Self::Late,
    ];

    /// The stable name for data files: the `status` column of a table twin.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotYetMeasured => "not_yet_measured",
            Self::NotComparable => "not_comparable",
            Self::Protected => "protected",
            Self::TooFew => "too_few",
            Self::Late => "late",
        }
    }
}
