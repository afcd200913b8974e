//! What a programme did, in words: counts where they may be read, "Protected" where a few people could be known.

use domain::programmes::Shown;
use platform::words::Words;

use super::actions::counts;
use super::store::MeasureRow;
use crate::numbers;

/// From so many people on, a share is told with a decimal.
const DECIMAL_FROM: i64 = 100;

/// The four measures of a period.
#[derive(Debug, Clone)]
pub struct Told {
    /// People reached: how much was done.
    pub reached: String,
    /// Take-up.
    pub take_up: String,
    /// How well.
    pub how_well: String,
    /// Whether anyone is better off.
    pub better_off: String,
}

/// The measures for a reader to whom counts from 1 to below `minimum` are not shown.
pub fn told(words: Words, row: &MeasureRow, minimum: i64) -> Told {
    let counts = counts(row);
    let reached = match counts.reached_shown(minimum) {
        Shown::Counts { part, .. } => numbers::count(part),
        Shown::Protected => words.say("programme-protected"),
        Shown::Nothing => words.say("programme-not-counted"),
    };
    Told {
        reached,
        take_up: share(words, counts.take_up(minimum)),
        how_well: share(words, counts.how_well(minimum)),
        better_off: share(words, counts.better_off(minimum)),
    }
}

fn share(words: Words, shown: Shown) -> String {
    match shown {
        Shown::Protected => words.say("programme-protected"),
        Shown::Nothing => words.say("programme-not-counted"),
        Shown::Counts { part, whole } => {
            let arguments = [
                ("part", numbers::count(part).into()),
                ("whole", numbers::count(whole).into()),
                ("percent", percent(part, whole).into()),
            ];
            words.with("programme-share", &arguments)
        }
    }
}

fn percent(part: i64, whole: i64) -> String {
    if whole == 0 {
        return "0%".to_owned();
    }
    let share = part as f64 * 100.0 / whole as f64;
    if whole < DECIMAL_FROM {
        format!("{share:.0}%")
    } else {
        format!("{share:.1}%")
    }
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;

    #[test]
    fn the_partner_reads_all_and_others_no_small_count() {
        let words = crate::words::words(Language::English);
        let row = MeasureRow {
            meant_for: Some(400),
            reached: 120,
            served_well: Some(113),
            better_off: None,
            ..MeasureRow::default()
        };
        let own = told(words, &row, 0);
        assert_eq!(own.how_well, "113 of 120 (94.2%)");
        let other = told(words, &row, 10);
        assert_eq!(
            [other.reached, other.take_up, other.how_well, other.better_off],
            ["120", "120 of 400 (30.0%)", "Protected", "Not counted"]
        );
    }
}
