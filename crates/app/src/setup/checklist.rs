//! What comes next in a young collaborative, by stage: the first month, then the first year. Each line ticks itself off by what
//! is there; done, the list is gone.

use domain::access::{Action, Thing};
use platform::db::Connection;

use super::actions::STEPS;
use super::store::{self, Counts};
use crate::accounts::visit::Visit;
use crate::error::Error;

/// The list, as "This week" shows it.
#[derive(Debug, Clone)]
pub struct Checklist {
    /// Its heading.
    pub heading: String,
    /// What it is for.
    pub lede: String,
    /// Its lines, those that are open first.
    pub lines: Vec<Line>,
}

/// One line of it.
#[derive(Debug, Clone)]
pub struct Line {
    /// What to do.
    pub label: String,
    /// Where.
    pub href: String,
    /// Whether it is done.
    pub is_done: bool,
}

/// The stage's list for whoever leads the collaborative; none once everything on it is done, or for others.
///
/// A collaborative that publishes already has no need of it, whatever was never ticked.
pub async fn load(visit: &Visit, connection: &Connection) -> Result<Option<Checklist>, Error> {
    if !visit.shows(Action::SetUp, Thing::Whole) {
        return Ok(None);
    }
    let counts = store::counts(connection).await?;
    let passed = store::steps(connection).await?;
    let has_passed_all = STEPS
        .iter()
        .all(|step| passed.iter().any(|row| row.step == *step));
    if counts.published > 0 {
        return Ok(None);
    }
    let first_month = month(&counts, has_passed_all);
    let (key, lines) = if first_month.iter().all(|(_, _, is_done)| *is_done) {
        ("year", year(&counts))
    } else {
        ("month", first_month)
    };
    let words = visit.words;
    let mut lines: Vec<Line> = lines
        .into_iter()
        .map(|(line, path, is_done)| Line {
            label: words.say(&format!("setup-todo-{line}")),
            href: format!("/{}/work/{path}", visit.collaborative.slug),
            is_done,
        })
        .collect();
    lines.sort_by_key(|line| line.is_done);
    Ok(lines.iter().any(|line| !line.is_done).then(|| Checklist {
        heading: words.say(&format!("setup-stage-{key}")),
        lede: words.say(&format!("setup-stage-{key}-lede")),
        lines,
    }))
}

type Todo = (&'static str, &'static str, bool);

fn month(counts: &Counts, has_passed_all: bool) -> Vec<Todo> {
    vec![
        ("steps", "setup", has_passed_all),
        ("results", "results", counts.results > 0),
        ("people", "people", counts.people > 2),
        ("agenda", "agenda", counts.ratified > 0 || counts.decisions > 0),
        ("request", "data/requests/new", counts.requests > 0),
    ]
}

fn year(counts: &Counts) -> Vec<Todo> {
    vec![
        ("figures", "data", counts.observations > 0),
        ("goals", "results", counts.targets > 0),
        ("ratify", "agenda", counts.ratified > 0),
        ("endorse", "agenda", counts.endorsements > 0),
        ("publish", "editions", counts.published > 0),
    ]
}
