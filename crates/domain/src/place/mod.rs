//! Places and their codes, which change over time: a county may become a planning region.

mod matching;

pub use matching::{Alias, Found, How, KnownPlace, Match, Places, SUGGESTIONS_MAX};

use jiff::civil::Date;

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A state.
    State,
    /// A county.
    County,
    /// A planning region, which took the place of counties in some states.
    PlanningRegion,
    /// A town or city.
    Town,
    /// A school district.
    District,
    /// A school.
    School,
    /// A site of a programme.
    Site,
    /// A neighbourhood.
    Neighbourhood,
}

impl PlaceKind {
    /// Every kind, from the largest.
    pub const ALL: [Self; 8] = [
        Self::State,
        Self::County,
        Self::PlanningRegion,
        Self::Town,
        Self::District,
        Self::School,
        Self::Site,
        Self::Neighbourhood,
    ];

    /// The word kept in tables and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::County => "county",
            Self::PlanningRegion => "planning-region",
            Self::Town => "town",
            Self::District => "district",
            Self::School => "school",
            Self::Site => "site",
            Self::Neighbourhood => "neighbourhood",
        }
    }

    /// The kind for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A code of a place within a scheme (FIPS, district code), valid from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCode {
    /// Who gives the code: `fips`, `ct-district`.
    pub scheme: String,
    /// The code as text: leading zeros matter.
    pub code: String,
    /// First day of validity; open when unknown.
    pub valid_from: Option<Date>,
    /// Last day of validity; open while it holds.
    pub valid_to: Option<Date>,
}

impl PlaceCode {
    /// Whether the code holds on a day; both ends count.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// The form in which names are compared: lower case, no accents or punctuation, single spaces,
/// without the words that only say what kind of place it is.
pub fn name_key(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let kept: Vec<&str> = plain
        .split_whitespace()
        .filter(|word| {
            !matches!(
                *word,
                "school" | "district" | "public" | "schools" | "town" | "city" | "of" | "the"
            )
        })
        .collect();
    if kept.is_empty() {
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        kept.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_code_holds_between_its_days() {
        let code = PlaceCode {
            scheme: "fips".into(),
            code: "09001".into(),
            valid_from: None,
            valid_to: Some(date(2022, 5, 31)),
        };
        assert!(code.holds_on(date(2022, 5, 31)));
        assert!(!code.holds_on(date(2022, 6, 1)));
    }

    #[test]
    fn names_are_compared_without_their_kind() {
        assert_eq!(name_key("Bridgeport School District"), name_key("BRIDGEPORT"));
        assert_eq!(name_key("The School District"), "the school district");
    }
}
