//! The plan of action (DOMAIN C3): how an activity stands, and how a promise of an organisation stands.
//!
//! Nobody types a standing. That of an activity follows from its milestones, its days and the promises that belong to it
//! ([`Course::standing`]); that of a promise follows from its newest answer and the calendar ([`Pledge::of`]).

pub mod reading;
#[cfg(test)]
mod tests;

use jiff::Span;
use jiff::civil::Date;

/// The kind of an organisation that holds the backbone. Partners act; the backbone never stands as who does it.
pub const BACKBONE: &str = "backbone";
/// A promise is asked about this many days before its day.
pub const ASK_DAYS: i32 = 14;
/// What was answered is left alone this many days, unless its day comes meanwhile.
const QUIET_DAYS: i32 = 14;

/// How an activity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Something is past its day.
    Late,
    /// It goes on, and nothing is past its day.
    OnCourse,
    /// It has not begun.
    Planned,
    /// It is over, and what it promised was done.
    Done,
    /// It was ended before that, with a reason.
    Stopped,
}

impl Standing {
    /// Every standing, what needs somebody first.
    pub const ALL: [Self; 5] = [
        Self::Late,
        Self::OnCourse,
        Self::Planned,
        Self::Done,
        Self::Stopped,
    ];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::OnCourse => "on-course",
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }

    /// The standing of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Whether anybody still works on it.
    pub fn is_open(self) -> bool {
        match self {
            Self::Late | Self::OnCourse | Self::Planned => true,
            Self::Done | Self::Stopped => false,
        }
    }
}

/// What a standing follows from, so that a page can say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was ended with a reason.
    Stopped,
    /// Its last day has come, and nothing is open.
    NothingOpen,
    /// A milestone is past its day.
    MilestonePast,
    /// A promise is past its day, and nobody said what became of it.
    PledgePast,
    /// A partner says that its promise will be late.
    PledgeLate,
    /// Its last day has passed, and nothing says that anything was done.
    EndPast,
    /// Its first day is still to come.
    NotBegun,
    /// It goes on.
    GoesOn,
}

impl Why {
    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::NothingOpen => "nothing-open",
            Self::MilestonePast => "milestone-past",
            Self::PledgePast => "pledge-past",
            Self::PledgeLate => "pledge-late",
            Self::EndPast => "end-past",
            Self::NotBegun => "not-begun",
            Self::GoesOn => "goes-on",
        }
    }
}

/// What the standing of an activity follows from.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// First day.
    pub starts_on: Date,
    /// Last day, if it has one.
    pub ends_on: Option<Date>,
    /// Whether it was ended with a reason.
    pub is_stopped: bool,
    /// Milestones and deliverables that were reached.
    pub reached: i64,
    /// The day of the earliest that is open; none where none is.
    pub next_open: Option<Date>,
    /// How the promises that belong to it stand.
    pub pledges: &'a [Pledge],
}

impl Course<'_> {
    /// How it stands on a day, and why. The last day counts in full.
    pub fn standing(&self, today: Date) -> (Standing, Why) {
        if self.is_stopped {
            return (Standing::Stopped, Why::Stopped);
        }
        let has = |wanted: Pledge| self.pledges.contains(&wanted);
        let is_settled = self.next_open.is_none() && self.pledges.iter().all(|one| one.is_settled());
        let is_something_done = self.reached > 0 || has(Pledge::Kept);
        let has_come = self.ends_on.is_some_and(|end| end <= today);
        if has_come && is_settled && is_something_done {
            return (Standing::Done, Why::NothingOpen);
        }
        if self.next_open.is_some_and(|due| due < today) {
            return (Standing::Late, Why::MilestonePast);
        }
        if has(Pledge::Past) {
            return (Standing::Late, Why::PledgePast);
        }
        if has(Pledge::Late) {
            return (Standing::Late, Why::PledgeLate);
        }
        if self.ends_on.is_some_and(|end| end < today) {
            return (Standing::Late, Why::EndPast);
        }
        if self.starts_on > today {
            return (Standing::Planned, Why::NotBegun);
        }
        (Standing::OnCourse, Why::GoesOn)
    }
}

/// What an organisation answers about its promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It goes as promised.
    OnCourse,
    /// It was done.
    Kept,
    /// It will be done later: with a new day and a word why.
    Late,
    /// It became something else: with new words and a word why.
    Changed,
    /// It will not be done: with a word why.
    Dropped,
}

impl Answer {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Kept,
        Self::OnCourse,
        Self::Late,
        Self::Changed,
        Self::Dropped,
    ];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnCourse => "on-course",
            Self::Kept => "kept",
            Self::Late => "late",
            Self::Changed => "changed",
            Self::Dropped => "dropped",
        }
    }

    /// The answer of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What an answer needs beside itself, and lacks.
    pub fn lacks(self, because: &str, new_day: Option<Date>, new_words: &str) -> Option<Lacking> {
        let has_reason = !because.trim().is_empty();
        match self {
            Self::OnCourse | Self::Kept => None,
            Self::Late if new_day.is_none() => Some(Lacking::Day),
            Self::Changed if new_words.trim().is_empty() => Some(Lacking::Words),
            Self::Late | Self::Changed | Self::Dropped => (!has_reason).then_some(Lacking::Reason),
        }
    }
}

/// What is still missing from an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// A word why.
    Reason,
    /// The new day.
    Day,
    /// What it became.
    Words,
}

/// How a promise of an organisation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pledge {
    /// Its day has passed, and nobody said what became of it.
    Past,
    /// It will be late; the new day is still to come.
    Late,
    /// It became something else, which is still to be done.
    Changed,
    /// It is to be done.
    Open,
    /// It was done.
    Kept,
    /// It will not be done.
    Dropped,
}

impl Pledge {
    /// Every standing, what needs somebody first.
    pub const ALL: [Self; 6] = [
        Self::Past,
        Self::Late,
        Self::Changed,
        Self::Open,
        Self::Kept,
        Self::Dropped,
    ];

    /// How it stands after its newest answer; `due` is the day that holds now. The day itself counts in full.
    pub fn of(newest: Option<Answer>, due: Date, today: Date) -> Self {
        match newest {
            Some(Answer::Kept) => Self::Kept,
            Some(Answer::Dropped) => Self::Dropped,
            Some(Answer::OnCourse | Answer::Late | Answer::Changed) | None if due < today => Self::Past,
            Some(Answer::Late) => Self::Late,
            Some(Answer::Changed) => Self::Changed,
            Some(Answer::OnCourse) | None => Self::Open,
        }
    }

    /// Whether nothing more is expected.
    pub fn is_settled(self) -> bool {
        match self {
            Self::Kept | Self::Dropped => true,
            Self::Past | Self::Late | Self::Changed | Self::Open => false,
        }
    }

    /// Whether its organisation is asked about it: shortly before its day and after it, and not again within days of an
    /// answer, unless the day came since.
    pub fn asks(self, due: Date, answered_on: Option<Date>, today: Date) -> bool {
        if self.is_settled() || due > today.saturating_add(Span::new().days(ASK_DAYS)) {
            return false;
        }
        answered_on.is_none_or(|on| {
            let is_long_ago = on < today.saturating_sub(Span::new().days(QUIET_DAYS));
            let came_since = on <= due && due < today;
            is_long_ago || came_since
        })
    }

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Late => "late",
            Self::Changed => "changed",
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Dropped => "dropped",
        }
    }
}
