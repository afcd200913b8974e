//! What of the plan is somebody's to do: open milestones of the activities that they take part in, on "This week" and on
//! their own view of the plan.

use domain::access::{Action, Thing};
use jiff::Span;
use platform::db::Connection;

use super::commitments::{asking, store};
use super::steps_store::{self, DueRow};
use super::views;
use crate::accounts::visit::Visit;
use crate::dates;
use crate::directory::pages::address;
use crate::error::Error;
use crate::week::needs::{Need, Step};

/// "This week" names what is due within these days.
const SOON_DAYS: i32 = 14;
/// One's own view names what is due within these.
const AHEAD_DAYS: i32 = 92;
/// Milestones that "This week" names; the rest stands behind a link.
const NAMED_MAX: usize = 3;
/// Milestones of one's own, and of one's groups, that one's own view names.
const LINES_MAX: usize = 20;

/// An open milestone as somebody's own view shows it.
#[derive(Debug, Clone)]
pub struct DueLine {
    /// What.
    pub title: String,
    /// Where it is settled.
    pub href: String,
    /// Of which activity.
    pub activity: String,
    /// Who leads that.
    pub lead: String,
    /// Class of the tag.
    pub class: &'static str,
    /// By when.
    pub when: String,
}

async fn due(visit: &Visit, connection: &Connection, days: i32) -> Result<Vec<DueRow>, Error> {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let until = today.saturating_add(Span::new().days(days)).to_string();
    let person = visit.person.id.to_string();
    Ok(steps_store::due_for(connection, &person, (&today.to_string(), &until)).await?)
}

/// What is to be reached in the months to come, the earliest first: by one's own organisation, and in one's groups by others.
pub async fn due_lines(visit: &Visit, connection: &Connection) -> Result<[Vec<DueLine>; 2], Error> {
    let words = visit.words;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let rows = due(visit, connection, AHEAD_DAYS).await?;
    let (own, of_groups): (Vec<DueRow>, Vec<DueRow>) = rows.into_iter().partition(|row| row.is_own);
    let line = |row: DueRow| DueLine {
        title: words.pick(&row.title_en, &row.title_es).to_owned(),
        href: address(visit, &format!("plan/activities/{}", row.activity_id)),
        activity: words.pick(&row.activity_en, &row.activity_es).to_owned(),
        lead: row.lead,
        class: if row.due_on < today { "down" } else { "wait" },
        when: if row.due_on < today {
            let day = views::day(words, &row.due_on);
            words.with("plan-was-due", &[("day", day.into())])
        } else {
            views::day(words, &row.due_on)
        },
    };
    Ok([own, of_groups].map(|rows| rows.into_iter().take(LINES_MAX).map(line).collect()))
}

/// The lines of "This week" for whoever takes part in something; nothing for others.
pub async fn load(visit: &Visit, connection: &Connection) -> Result<Vec<Need>, Error> {
    if !visit.shows(Action::ViewPlan, Thing::Whole) {
        return Ok(Vec::new());
    }
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let mut rows = due(visit, connection, SOON_DAYS).await?;
    // What others of the group are to reach is theirs to do.
    rows.retain(|row| row.is_own);
    let named = rows.iter().take(NAMED_MAX).map(|row| {
        let day = row.due_on.parse::<jiff::civil::Date>();
        let is_past = day.as_ref().is_ok_and(|day| *day < today);
        let day = day.map(|day| dates::near(words, day)).unwrap_or_default();
        let key = if is_past { "plan-was-due" } else { "week-until" };
        let activity = words.pick(&row.activity_en, &row.activity_es);
        Need {
            heading: words.pick(&row.title_en, &row.title_es).to_owned(),
            when: words.with(key, &[("day", day.into())]),
            text: words.with(
                "plan-need-text",
                &[("activity", activity.into()), ("lead", (&row.lead).into())],
            ),
            step: Some(step(
                words.say("plan-need-step"),
                address(visit, &format!("plan/activities/{}", row.activity_id)),
            )),
        }
    });
    let mut needs: Vec<Need> = to_answer(visit, connection).await?.into_iter().collect();
    needs.extend(named);
    let more = rows.len().saturating_sub(NAMED_MAX);
    if more > 0 {
        needs.push(Need {
            heading: words.with("plan-need-more", &[("count", more.into())]),
            when: String::new(),
            text: String::new(),
            step: Some(step(words.say("plan-need-all"), address(visit, "plan?view=mine"))),
        });
    }
    Ok(needs)
}

/// What became of one's own organisation's promises is asked on "This week", too.
async fn to_answer(visit: &Visit, connection: &Connection) -> Result<Option<Need>, Error> {
    let words = visit.words;
    let Some(organisation) = visit.person.organisation else {
        return Ok(None);
    };
    if !visit.shows(Action::AnswerCommitments, Thing::Organisation(organisation)) {
        return Ok(None);
    }
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let rows = store::promises(connection, &organisation.to_string()).await?;
    let asking = asking::asking(rows, today).into_values().flatten().count();
    Ok((asking > 0).then(|| Need {
        heading: words.with("promises-need", &[("count", asking.into())]),
        when: String::new(),
        text: words.say("promises-need-text"),
        step: Some(step(
            words.say("promises-need-step"),
            address(visit, "plan/promises"),
        )),
    }))
}

fn step(label: String, href: String) -> Step {
    Step {
        label,
        href,
        is_button: false,
    }
}
