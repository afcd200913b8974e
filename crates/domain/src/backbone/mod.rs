//! The backbone's own work (DOMAIN B, T): its functions, what members say of it in confidence, and how that is told.
//!
//! Start with [`telling`]: nothing of a confidential assessment is shown but what [`telling::release`] made.

pub mod hours;
pub mod mirror;
#[cfg(test)]
mod mirror_tests;
pub mod questions;
pub mod telling;
#[cfg(test)]
mod telling_tests;

/// The six functions of a backbone, in the order in which the field counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Function {
    /// Guide vision and strategy.
    Vision,
    /// Support aligned activities.
    Activities,
    /// Establish shared measurement.
    Measurement,
    /// Build community engagement and ownership.
    Community,
    /// Advance policy.
    Policy,
    /// Mobilise resources.
    Resources,
}

impl Function {
    /// All six, first to sixth.
    pub const ALL: [Self; 6] = [
        Self::Vision,
        Self::Activities,
        Self::Measurement,
        Self::Community,
        Self::Policy,
        Self::Resources,
    ];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vision => "vision",
            Self::Activities => "activities",
            Self::Measurement => "measurement",
            Self::Community => "community",
            Self::Policy => "policy",
            Self::Resources => "resources",
        }
    }

    /// The function with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// How far a collaborative has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The first years.
    Early,
    /// Work is under way and measured.
    Middle,
    /// Results hold, and the system changes.
    Mature,
}

impl Stage {
    /// All three, in order.
    pub const ALL: [Self; 3] = [Self::Early, Self::Middle, Self::Mature];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Middle => "middle",
            Self::Mature => "mature",
        }
    }

    /// The stage with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The functions that ask for most of a backbone's time in this stage.
    ///
    /// Source: FSG and Collective Impact Forum, Backbone Starter Guide (2017), after Turner, Merchant, Kania and Martin (2012):
    /// vision, aligned activities and shared measurement first; resources and policy as the work matures. Between the two
    /// the guide says nothing, and neither do we.
    pub fn emphasis(self) -> &'static [Function] {
        match self {
            Self::Early => &[Function::Vision, Function::Activities, Function::Measurement],
            Self::Middle => &[],
            Self::Mature => &[Function::Policy, Function::Resources],
        }
    }
}
