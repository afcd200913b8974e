//! Bodies (DOMAIN G1, G2): terms that end, and what may be told of who is at the table.

use jiff::civil::Date;

/// A term that ends within so many days is due for renewal.
pub const RENEWAL_DAYS: i32 = 90;
/// People with lived experience are told of in steps of this many, and never fewer.
///
/// A number that follows each coming and going would tell who came and who went.
pub const TOLD_IN_STEPS: usize = 5;

/// How a term stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// It has no end, or one that is far.
    Runs,
    /// It ends soon: time to talk about renewal.
    RenewalDue,
    /// It is past its end, and nobody renewed or ended it.
    Past,
}

/// How a term that ends on a day stands today.
pub fn term(ends_on: Option<Date>, today: Date) -> Term {
    let Some(ends_on) = ends_on else {
        return Term::Runs;
    };
    if ends_on < today {
        return Term::Past;
    }
    let soon = today.saturating_add(jiff::Span::new().days(RENEWAL_DAYS));
    if ends_on <= soon {
        Term::RenewalDue
    } else {
        Term::Runs
    }
}

/// How many of `all` may be said to have lived experience: "at least", in steps; nothing where it would tell of a few.
///
/// Counted are only those who agreed to it. Those who did not, or have none, must be more than a few as well: "all of
/// them" tells as much of each as "only these".
pub fn at_least(agreed: usize, all: usize) -> Option<usize> {
    let told = agreed / TOLD_IN_STEPS * TOLD_IN_STEPS;
    let others = all.saturating_sub(agreed);
    (told > 0 && others >= TOLD_IN_STEPS).then_some(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_term_is_due_ninety_days_before_its_end_and_past_the_day_after() {
        let today = date(2026, 9, 15);
        let cases = [
            (None, Term::Runs),
            (Some(date(2026, 9, 14)), Term::Past),
            (Some(today), Term::RenewalDue),
            (Some(date(2026, 12, 14)), Term::RenewalDue),
            (Some(date(2026, 12, 15)), Term::Runs),
        ];
        for (ends_on, expected) in cases {
            assert_eq!(term(ends_on, today), expected, "{ends_on:?}");
        }
    }

    #[test]
    fn a_few_people_are_never_told_of_and_one_more_changes_nothing_most_days() {
        let cases = [
            (4, 40, None),
            (5, 40, Some(5)),
            (6, 40, Some(5)),
            (9, 40, Some(5)),
            (10, 40, Some(10)),
            // All but a few: then it tells of the few.
            (36, 40, None),
            (35, 40, Some(35)),
            (0, 0, None),
        ];
        for (agreed, all, expected) in cases {
            assert_eq!(at_least(agreed, all), expected, "{agreed} of {all}");
        }
    }
}
