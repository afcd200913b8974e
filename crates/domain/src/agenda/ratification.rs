//! From a draft to a ratified version: laid before the steering committee, frozen while it decides, and ratified by its
//! decision alone (DOMAIN C1.3, G6).

use crate::access::BodyKind;

/// How far a version has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Staff works on it; members comment and suggest.
    Draft,
    /// It lies before the committee and cannot be changed meanwhile.
    Proposed,
    /// The committee ratified it. It is frozen for good.
    Ratified,
    /// It was given up; it stays readable.
    SetAside,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Proposed, Self::Ratified, Self::SetAside];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Ratified => "ratified",
            Self::SetAside => "set-aside",
        }
    }

    /// The state of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether its parts may be changed.
    pub fn is_open(self) -> bool {
        self == Self::Draft
    }
}

/// A decision that was recorded, as far as it concerns a version of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The kind of body that decided.
    pub body: BodyKind,
    /// Whether it adopted the proposal, with quorum and by its own method.
    pub is_adopted: bool,
    /// The fingerprint of the text that it decided on.
    pub text: String,
}

/// What becomes of a version by a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is ratified.
    Ratified,
    /// It is a draft again: the committee did not adopt it.
    BackToDraft,
    /// Nothing: another body gave its opinion.
    Advised,
}

/// Why a decision makes nothing of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSettled {
    /// It does not lie before the committee.
    #[error("the version does not lie before the committee")]
    NotProposed,
    /// Its text is not the one that was decided on.
    #[error("the text is not the one that was decided on")]
    AnotherText,
}

/// What a decision makes of a version whose text has this fingerprint now.
///
/// Errors: the version was not laid before the committee; its text is another one by now.
pub fn settle(state: State, text: &str, decision: &Settled) -> Result<Outcome, NotSettled> {
    match decision.body {
        BodyKind::Steering => {}
        BodyKind::WorkingGroup | BodyKind::Council | BodyKind::ExpertGroup | BodyKind::Backbone => {
            return Ok(Outcome::Advised);
        }
    }
    if state != State::Proposed {
        return Err(NotSettled::NotProposed);
    }
    if !decision.is_adopted {
        return Ok(Outcome::BackToDraft);
    }
    if decision.text != text {
        return Err(NotSettled::AnotherText);
    }
    Ok(Outcome::Ratified)
}
