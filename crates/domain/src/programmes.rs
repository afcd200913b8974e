//! What a programme did in a period (DOMAIN C2.10): how much, how well, whether anyone is better off, and take-up.

/// The counts of one programme and period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// People for whom the programme is meant.
    pub meant_for: Option<i64>,
    /// People it reached: how much was done.
    pub reached: i64,
    /// Of those reached, people who were served as well as the programme means to.
    pub well: Option<i64>,
    /// Of those reached, people who are better off.
    pub better: Option<i64>,
}

/// Why counts cannot be right. The sentence for it stands in the catalogue under `programme-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCounts {
    /// Nobody can be counted less than zero times.
    #[error("less than zero")]
    Negative(Field),
    /// More reached than the programme is meant for.
    #[error("more reached than meant for")]
    MoreThanMeant,
    /// More served well, or better off, than were reached.
    #[error("more than were reached")]
    MoreThanReached(Field),
}

/// One of the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// People for whom it is meant.
    MeantFor,
    /// People reached.
    Reached,
    /// People served well.
    Well,
    /// People better off.
    Better,
}

impl Field {
    /// Its name in forms and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::MeantFor => "meant_for",
            Self::Reached => "reached",
            Self::Well => "served_well",
            Self::Better => "better_off",
        }
    }
}

/// A part of a whole, as somebody may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Both counts.
    Counts {
        /// The part.
        part: i64,
        /// The whole.
        whole: i64,
    },
    /// A few people could be known by it.
    Protected,
    /// Nobody counted it.
    Nothing,
}

impl Counts {
    /// Whether the counts can be right. Errors: [`BadCounts`], the first in the order of the form.
    pub fn checked(self) -> Result<Self, BadCounts> {
        let all = [
            (Field::MeantFor, self.meant_for),
            (Field::Reached, Some(self.reached)),
            (Field::Well, self.well),
            (Field::Better, self.better),
        ];
        for (field, count) in all {
            if count.is_some_and(|count| count < 0) {
                return Err(BadCounts::Negative(field));
            }
        }
        if self.meant_for.is_some_and(|meant| meant < self.reached) {
            return Err(BadCounts::MoreThanMeant);
        }
        for (field, part) in [(Field::Well, self.well), (Field::Better, self.better)] {
            if part.is_some_and(|part| part > self.reached) {
                return Err(BadCounts::MoreThanReached(field));
            }
        }
        Ok(self)
    }

    /// How many people were reached, for a reader to whom counts from 1 to `minimum` − 1 are not shown.
    pub fn reached_shown(self, minimum: i64) -> Shown {
        if is_small(self.reached, minimum) {
            return Shown::Protected;
        }
        Shown::Counts {
            part: self.reached,
            whole: self.reached,
        }
    }

    /// People reached of those it is meant for.
    pub fn take_up(self, minimum: i64) -> Shown {
        share(Some(self.reached), self.meant_for, minimum)
    }

    /// People served well of those reached.
    pub fn how_well(self, minimum: i64) -> Shown {
        share(self.well, Some(self.reached), minimum)
    }

    /// People better off of those reached.
    pub fn better_off(self, minimum: i64) -> Shown {
        share(self.better, Some(self.reached), minimum)
    }
}

/// Both sides of a share are people: 48 of 50 tells of two, so that the rest must not be few either.
fn share(part: Option<i64>, whole: Option<i64>, minimum: i64) -> Shown {
    let (Some(part), Some(whole)) = (part, whole) else {
        return Shown::Nothing;
    };
    if [part, whole, whole - part]
        .iter()
        .any(|count| is_small(*count, minimum))
    {
        return Shown::Protected;
    }
    Shown::Counts { part, whole }
}

fn is_small(count: i64, minimum: i64) -> bool {
    count > 0 && count < minimum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(meant_for: Option<i64>, reached: i64, well: Option<i64>, better: Option<i64>) -> Counts {
        Counts {
            meant_for,
            reached,
            well,
            better,
        }
    }

    #[test]
    fn nobody_is_better_off_whom_the_programme_did_not_reach() {
        let cases = [
            (counts(Some(60), 50, Some(50), Some(50)), None),
            (counts(Some(50), 50, None, None), None),
            (counts(Some(49), 50, None, None), Some(BadCounts::MoreThanMeant)),
            (
                counts(None, 50, Some(51), None),
                Some(BadCounts::MoreThanReached(Field::Well)),
            ),
            (
                counts(None, 50, Some(50), Some(51)),
                Some(BadCounts::MoreThanReached(Field::Better)),
            ),
            (
                counts(None, -1, None, None),
                Some(BadCounts::Negative(Field::Reached)),
            ),
        ];
        for (counts, expected) in cases {
            assert_eq!(counts.checked().err(), expected, "{counts:?}");
        }
    }

    #[test]
    fn few_people_on_either_side_of_a_share_are_protected() {
        let all = counts(Some(300), 120, Some(110), Some(111));
        let part = |part, whole| Shown::Counts { part, whole };
        assert_eq!(all.reached_shown(10), part(120, 120));
        assert_eq!(all.take_up(10), part(120, 300));
        assert_eq!(all.how_well(10), part(110, 120), "ten are not few");
        assert_eq!(all.better_off(10), Shown::Protected, "nine are");
        assert_eq!(all.better_off(0), part(111, 120), "the partner itself reads all");
        let few = counts(None, 9, Some(0), None);
        assert_eq!(few.reached_shown(10), Shown::Protected);
        assert_eq!(few.take_up(10), Shown::Nothing);
        assert_eq!(few.how_well(10), Shown::Protected, "none of a few tells of a few");
        assert_eq!(counts(None, 0, None, None).reached_shown(10), part(0, 0));
    }
}
