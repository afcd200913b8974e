//! Who acts in tests that try every route.

/// Who somebody is in a collaborative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persona {
    Contact,
    Member,
    Facilitator,
    DataManager,
    Director,
    Funder,
}

impl Persona {
    pub const ALL: [Self; 6] = [
        Self::Contact,
        Self::Member,
        Self::Facilitator,
        Self::DataManager,
        Self::Director,
        Self::Funder,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Member => "member",
            Self::Facilitator => "facilitator",
            Self::DataManager => "data-manager",
            Self::Director => "director",
            Self::Funder => "funder",
        }
    }

    /// Whether they see all that their own collaborative works on, or only their organisation's part.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Facilitator | Self::DataManager | Self::Director)
    }
}
