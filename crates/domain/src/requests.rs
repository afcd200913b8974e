//! Data requests: where each partner stands, when to offer help, how long a link lasts (DOMAIN C2.4).

use jiff::ToSpan;
use jiff::civil::Date;

/// Days after the due date until which a partner's link works: late files and returned values still find their way.
pub const LINK_DAYS_AFTER_DUE: i64 = 30;
/// Days before the due date on which a partner who has sent nothing is reminded.
pub const REMIND_DAYS_BEFORE: [i64; 2] = [7, 2];
/// Days after the due date on which help is offered, once.
pub const REMIND_DAYS_AFTER: i64 = 3;

/// How far a partner has come with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Response {
    /// The request is still a draft.
    NotAsked,
    /// The mail went out.
    Asked,
    /// The link was opened.
    Opened,
    /// A file was read, or figures were typed, and not sent.
    Started,
    /// Sent, and waiting for review.
    Sent,
    /// At least one value went back with a reason.
    Returned,
    /// Every value is accepted.
    Accepted,
}

impl Response {
    /// The word kept in catalogue keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::Asked => "asked",
            Self::Opened => "opened",
            Self::Started => "started",
            Self::Sent => "sent",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
        }
    }

    /// Whether it is the partner's turn.
    pub fn is_partners_turn(self) -> bool {
        match self {
            Self::Asked | Self::Opened | Self::Started | Self::Returned => true,
            Self::NotAsked | Self::Sent | Self::Accepted => false,
        }
    }

    /// Whether it is late today. The due date itself counts in full, where the collaborative is.
    pub fn is_late(self, due: Date, today: Date) -> bool {
        self.is_partners_turn() && due < today
    }
}

/// How many partners stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Accepted.
    pub received: usize,
    /// Sent, waiting for review.
    pub being_checked: usize,
    /// With the partner, not past the due date.
    pub to_come: usize,
    /// With the partner, past the due date.
    pub late: usize,
}

impl Tally {
    /// Counts responses.
    pub fn of(responses: impl IntoIterator<Item = Response>, due: Date, today: Date) -> Self {
        let mut tally = Self::default();
        for response in responses {
            match response {
                Response::Accepted => tally.received += 1,
                Response::Sent => tally.being_checked += 1,
                _ if response.is_late(due, today) => tally.late += 1,
                Response::NotAsked
                | Response::Asked
                | Response::Opened
                | Response::Started
                | Response::Returned => tally.to_come += 1,
            }
        }
        tally
    }

    /// Partners asked.
    pub fn all(self) -> usize {
        self.received + self.being_checked + self.to_come + self.late
    }
}

/// Why a mail goes to a partner who has sent nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reminder {
    /// Some days are left.
    Before,
    /// The date has passed: we offer help.
    After,
    /// Somebody pressed "offer help".
    ByHand,
}

impl Reminder {
    /// The word kept in facts, jobs and catalogue keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::ByHand => "by-hand",
        }
    }

    /// The reminder for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Before, Self::After, Self::ByHand]
            .into_iter()
            .find(|reminder| reminder.code() == code)
    }
}

/// The days on which reminders go out, for a request opened `today`; none on the day it opens or earlier.
pub fn reminders(due: Date, today: Date) -> Vec<(Date, Reminder)> {
    let before = REMIND_DAYS_BEFORE.map(|days| (due.saturating_sub(days.days()), Reminder::Before));
    let after = (due.saturating_add(REMIND_DAYS_AFTER.days()), Reminder::After);
    let all = before.into_iter().chain([after]);
    all.filter(|(day, _)| *day > today).collect()
}

/// The last day on which a link made `today` works; it counts in full.
pub fn link_last_day(due: Date, today: Date) -> Date {
    due.max(today).saturating_add(LINK_DAYS_AFTER_DUE.days())
}

/// What a submission holds up, the most pressing first: the order of the review queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Everyone else is in: only this review stands between the request and a draft.
    OnlyThisIsMissing,
    /// A corrected value came back, and somebody waits for a word.
    CorrectionCameBack,
    /// The due date has passed.
    PastDue,
    /// There is time.
    InTime,
}

impl Urgency {
    /// The word kept in catalogue keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnlyThisIsMissing => "only-this",
            Self::CorrectionCameBack => "correction",
            Self::PastDue => "past-due",
            Self::InTime => "in-time",
        }
    }

    /// The urgency of a submission that waits for review, in a request that stands like this.
    pub fn of(tally: Tally, has_corrections: bool, due: Date, today: Date) -> Self {
        let is_last = tally.being_checked <= 1 && tally.to_come == 0 && tally.late == 0;
        if is_last {
            Self::OnlyThisIsMissing
        } else if has_corrections {
            Self::CorrectionCameBack
        } else if due < today {
            Self::PastDue
        } else {
            Self::InTime
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_due_date_counts_in_full() {
        let due = date(2026, 9, 30);
        assert!(!Response::Asked.is_late(due, due));
        assert!(Response::Asked.is_late(due, date(2026, 10, 1)));
        assert!(Response::Returned.is_late(due, date(2026, 10, 1)));
        assert!(!Response::Sent.is_late(due, date(2026, 10, 1)));
        assert!(!Response::Accepted.is_late(due, date(2026, 10, 1)));
    }

    #[test]
    fn partners_are_counted_once_each() {
        use Response::*;
        let (due, today) = (date(2026, 9, 30), date(2026, 9, 15));
        let all = [Accepted, Accepted, Sent, Returned, Started, Opened, Asked];
        let tally = Tally::of(all, due, today);
        assert_eq!(
            (tally.received, tally.being_checked, tally.to_come, tally.late),
            (2, 1, 4, 0)
        );
        let tally = Tally::of(all, due, date(2026, 10, 2));
        assert_eq!(
            (tally.received, tally.being_checked, tally.to_come, tally.late),
            (2, 1, 0, 4)
        );
        assert_eq!(tally.all(), all.len());
    }

    #[test]
    fn reminders_lie_ahead_only() {
        let due = date(2026, 9, 30);
        let days = |today| -> Vec<Date> { reminders(due, today).into_iter().map(|(day, _)| day).collect() };
        assert_eq!(
            days(date(2026, 9, 1)),
            [date(2026, 9, 23), date(2026, 9, 28), date(2026, 10, 3)]
        );
        assert_eq!(days(date(2026, 9, 23)), [date(2026, 9, 28), date(2026, 10, 3)]);
        assert_eq!(days(date(2026, 10, 3)), []);
    }

    #[test]
    fn a_link_outlives_the_due_date_also_when_made_late() {
        assert_eq!(
            link_last_day(date(2026, 9, 30), date(2026, 9, 1)),
            date(2026, 10, 30)
        );
        assert_eq!(
            link_last_day(date(2026, 9, 30), date(2026, 10, 15)),
            date(2026, 11, 14)
        );
    }

    #[test]
    fn the_queue_begins_with_what_blocks_publication() {
        let (due, today) = (date(2026, 9, 30), date(2026, 9, 15));
        let tally = |to_come| Tally {
            received: 3,
            being_checked: 1,
            to_come,
            late: 0,
        };
        assert_eq!(
            Urgency::of(tally(0), false, due, today),
            Urgency::OnlyThisIsMissing
        );
        assert_eq!(
            Urgency::of(tally(1), true, due, today),
            Urgency::CorrectionCameBack
        );
        assert_eq!(
            Urgency::of(tally(1), false, due, date(2026, 10, 1)),
            Urgency::PastDue
        );
        assert_eq!(Urgency::of(tally(1), false, due, today), Urgency::InTime);
        assert!(Urgency::OnlyThisIsMissing < Urgency::CorrectionCameBack);
        assert!(Urgency::PastDue < Urgency::InTime);
    }
}
