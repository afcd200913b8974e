//! What was done for an indicator over time: what partners did, changes tried, learning sessions, and what people took on.

use charts::{Dates, Lane, Task, TaskState, Timeline};
use jiff::civil::{Date, date};
use platform::db::Connection;
use platform::words::Words;

use crate::accounts::visit::Visit;
use crate::blocks::Drawing;
use crate::dates;
use crate::error::Error;
use crate::improvement::shared::Named;
use crate::improvement::{contributions, cycles, sessions};
use crate::meetings::promises::actions as promises;
use crate::site::figures::chart_words;

/// Fewer than this are a list, not a timeline.
const TASKS_MIN: usize = 2;
/// Most things that partners did which it holds, the newest: more are counted on a page of their own.
const TOLD_MOST: usize = 24;
/// A timeline longer than this is named by its years alone.
const MONTHS_MOST: i32 = 26 * 30;

/// The timeline of an indicator. None: too little was noted.
pub(in crate::improvement) async fn drawn(
    visit: &Visit,
    connection: &Connection,
    named: &Named,
) -> Result<Option<Drawing>, Error> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let id = named.id.to_string();
    let mut plan = Plan {
        words,
        today,
        lanes: Vec::new(),
    };
    let told = contributions::store::told(connection, &id).await?;
    let older = told.len().saturating_sub(TOLD_MOST);
    for told in told.into_iter().skip(older) {
        let lane = told.organisation.unwrap_or_else(|| words.say("contributions"));
        let title = words.pick(&told.title_en, &told.title_es);
        let (until, state) = match told.kind.as_str() {
            "action" => (today.to_string(), TaskState::UnderWay),
            _ => (told.happened_on.clone(), TaskState::Done),
        };
        plan.add(lane, title, (&told.happened_on, &until), state);
    }
    let months = cycles::store::last_months(connection, &id).await?;
    for cycle in cycles::store::cycles(connection, &id).await? {
        let last = months
            .iter()
            .find(|row| row.improvement_cycle_id == cycle.improvement_cycle_id);
        let last = last.map(|row| format!("{}-28", row.month));
        let (until, state) = match (&cycle.decision, last) {
            (Some(_), Some(last)) => (last, TaskState::Done),
            (Some(_), None) => (cycle.began_on.clone(), TaskState::Done),
            (None, _) => (today.to_string(), TaskState::UnderWay),
        };
        let lane = cycle.organisation.unwrap_or_else(|| words.say("cycles"));
        plan.add(lane, &cycle.title, (&cycle.began_on, &until), state);
    }
    let promised = promises::of_indicator(connection, &id).await?;
    for session in sessions::store::sessions(connection, &id).await? {
        let day = &session.held_on;
        let title = words.say("timeline-session");
        plan.add(words.say("sessions"), &title, (day, day), TaskState::Done);
        let own = promised
            .iter()
            .filter(|row| row.learning_session_id.as_ref() == Some(&session.learning_session_id));
        for taken in own {
            if let (Some(due), "open" | "done") = (&taken.due_on, taken.state.as_str()) {
                let is_done = taken.state == "done";
                plan.promise(&taken.title, (day, due), is_done);
            }
        }
    }
    Ok(plan.timeline(&named.title).map(|timeline| {
        let mut drawing = Drawing::of(words, &timeline.draw(&chart_words(words.language)), "tl");
        drawing.notes = vec![words.say("timeline-caveat")];
        drawing
    }))
}

/// The lanes as they are gathered.
struct Plan {
    words: Words,
    today: Date,
    lanes: Vec<Lane>,
}

impl Plan {
    fn add(&mut self, lane: String, title: &str, (from, until): (&str, &str), state: TaskState) {
        let (Ok(from), Ok(until)) = (from.parse::<Date>(), until.parse::<Date>()) else {
            return;
        };
        let dates = Dates {
            from: self.day(from),
            until: self.day(until.max(from)),
            first_until: None,
        };
        self.put(lane, title, dates, state, String::new());
    }

    /// What somebody took on: what runs over its day goes on until today, and says so.
    fn promise(&mut self, title: &str, (from, due): (&str, &str), is_done: bool) {
        let (Ok(from), Ok(due)) = (from.parse::<Date>(), due.parse::<Date>()) else {
            return;
        };
        let is_late = !is_done && due < self.today;
        let (until, note) = match (is_done, is_late) {
            (true, _) => (due.min(self.today), String::new()),
            (false, true) => (self.today, self.words.say("timeline-late")),
            (false, false) => (due, String::new()),
        };
        let dates = Dates {
            from: self.day(from),
            until: self.day(until.max(from)),
            first_until: is_late.then(|| self.day(due)),
        };
        let state = if is_done {
            TaskState::Done
        } else {
            TaskState::UnderWay
        };
        self.put(self.words.say("session-will"), title, dates, state, note);
    }

    fn put(&mut self, lane: String, title: &str, dates: Dates, state: TaskState, note: String) {
        let task = Task {
            name: title.to_owned(),
            owner: String::new(),
            dates: Some(dates),
            state,
            note,
        };
        match self.lanes.iter_mut().find(|known| known.name == lane) {
            Some(known) => known.tasks.push(task),
            None => self.lanes.push(Lane {
                name: lane,
                tasks: vec![task],
            }),
        }
    }

    fn day(&self, day: Date) -> (i32, String) {
        (number(day), dates::plain(self.words, day))
    }

    fn timeline(self, title: &str) -> Option<Timeline> {
        let tasks = self.lanes.iter().flat_map(|lane| &lane.tasks);
        let spans: Vec<(i32, i32)> = tasks
            .filter_map(|task| task.dates.as_ref())
            .map(|dates| (dates.from.0, dates.until.0))
            .collect();
        if spans.len() < TASKS_MIN {
            return None;
        }
        let today = number(self.today);
        let from = spans.iter().map(|span| span.0).min()?;
        let until = spans.iter().map(|span| span.1).max()?.max(today);
        // What somebody dated centuries away would leave the rest no room to be seen.
        let (from, until) = (from.max(today - DAYS_MOST), until.min(today + DAYS_MOST));
        // A little room on both sides, so that a moment at the end is drawn whole.
        let room = ((until - from) / 30).max(3);
        let (from, until) = (from - room, until + room);
        let mut lanes = self.lanes;
        for dates in lanes
            .iter_mut()
            .flat_map(|lane| &mut lane.tasks)
            .filter_map(|task| task.dates.as_mut())
        {
            dates.from.0 = dates.from.0.clamp(from, until);
            dates.until.0 = dates.until.0.clamp(from, until);
        }
        Some(Timeline {
            title: self
                .words
                .with("timeline-title", &[("title", title.to_owned().into())]),
            from,
            until,
            today: Some(today),
            ticks: ticks(self.words, from, until),
            lanes,
        })
    }
}

/// Most days to each side of today that a timeline shows.
const DAYS_MOST: i32 = 50 * 366;

/// Most ticks under a timeline.
const TICKS_MOST: usize = 200;

/// The day that days are counted from.
const FIRST: Date = date(2000, 1, 1);

pub(crate) fn number(day: Date) -> i32 {
    day.since(FIRST).map_or(0, |span| span.get_days())
}

/// Where years begin; in a short timeline, months.
pub(crate) fn ticks(words: Words, from: i32, until: i32) -> Vec<(i32, String)> {
    let day = |number: i32| FIRST.saturating_add(jiff::Span::new().days(number));
    let is_long = until - from > MONTHS_MOST;
    let step = if is_long {
        jiff::Span::new().years(1)
    } else {
        jiff::Span::new().months(1)
    };
    let first = day(from);
    let mut at = if is_long {
        date(first.year(), 1, 1)
    } else {
        first.first_of_month()
    };
    let mut ticks = Vec::new();
    while number(at) <= until {
        let name = if is_long || at.month() == 1 {
            at.year().to_string()
        } else {
            words.say(&format!("month-{}", at.month()))
        };
        ticks.push((number(at), name));
        let next = at.saturating_add(step);
        // At the end of the calendar nothing follows.
        if next <= at || ticks.len() >= TICKS_MOST {
            break;
        }
        at = next;
    }
    ticks
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;

    fn plan() -> Plan {
        Plan {
            words: crate::words::words(Language::English),
            today: date(2026, 11, 20),
            lanes: Vec::new(),
        }
    }

    #[test]
    fn what_runs_over_its_day_goes_on_until_today_and_keeps_the_day_that_was_agreed() {
        let mut plan = plan();
        plan.promise("Ask families", ("2026-10-01", "2026-11-01"), false);
        plan.promise("Call home", ("2026-10-01", "2026-12-01"), false);
        plan.promise("Send the list", ("2026-10-01", "2026-12-01"), true);
        let timeline = plan.timeline("Attendance").expect("three");
        let tasks = &timeline.lanes[0].tasks;
        let dates = |at: usize| tasks[at].dates.clone().expect("dated");
        assert_eq!(dates(0).until.1, "November 20, 2026");
        assert_eq!(dates(0).first_until.expect("late").1, "November 1, 2026");
        assert_eq!(
            (dates(1).until.1.as_str(), dates(1).first_until),
            ("December 1, 2026", None)
        );
        assert_eq!(tasks[2].state, TaskState::Done);
    }

    #[test]
    fn one_thing_is_no_timeline() {
        let mut plan = plan();
        plan.add(
            "Casa".into(),
            "Bikes",
            ("2026-01-05", "2026-01-05"),
            TaskState::Done,
        );
        assert!(plan.timeline("Attendance").is_none());
    }

    #[test]
    fn a_long_timeline_names_years_and_a_short_one_months() {
        let words = crate::words::words(Language::English);
        let years = ticks(words, number(date(2021, 5, 1)), number(date(2024, 2, 1)));
        assert_eq!(years.last().map(|tick| tick.1.as_str()), Some("2024"));
        assert_eq!(years.len(), 4);
        let months = ticks(words, number(date(2026, 9, 15)), number(date(2026, 11, 20)));
        assert_eq!(months.len(), 3);
    }

    #[test]
    fn a_day_at_the_end_of_the_calendar_ends_the_timeline_too() {
        let words = crate::words::words(Language::English);
        let never = number(date(9999, 12, 31));
        assert!(ticks(words, never - 10, never + 10).len() <= 2);
        assert!(ticks(words, number(date(2026, 1, 1)), never).len() <= TICKS_MOST);
        let mut plan = plan();
        for title in ["Ask families", "Call home"] {
            plan.promise(title, ("2026-10-01", "9999-12-31"), false);
        }
        let timeline = plan.timeline("Attendance").expect("two");
        assert!(timeline.until <= number(date(2080, 1, 1)), "{}", timeline.until);
        let dates = timeline.lanes[0].tasks[0].dates.clone().expect("dated");
        assert_eq!(dates.until.0, timeline.until);
    }
}
