//! The next meeting, what somebody promised, and what waits for their answer.

use domain::access::{Action, Rows, Thing};
use platform::args;
use platform::db::{Connection, FromQueryResult};

use super::needs::{Need, link};
use crate::accounts::visit::Visit;
use crate::dates;
use crate::error::Error;
use crate::meetings::store::{self, GuestRow, MeetingRow, Wanted};
use crate::meetings::{agenda_store, promises, views};

/// Promises and answers of one kind that are named.
const NAMED_MAX: usize = 4;
/// A meeting still counts as the next one this long after it began.
const UNDER_WAY_MILLIS: i64 = 2 * 3600 * 1000;
/// Promises due within so many days are told.
const SOON_DAYS: i64 = 7;
/// Items of the agenda that are shown.
const ITEMS_MAX: usize = 8;

/// The next meeting, as the panel shows it.
#[derive(Debug, Clone)]
pub struct NextMeeting {
    /// Its title.
    pub title: String,
    /// When.
    pub when: String,
    /// Where, and how many come.
    pub about: String,
    /// Items with their minutes.
    pub items: Vec<(String, String)>,
    /// Its page.
    pub href: String,
}

/// The meeting that comes next for this person, with its guests.
pub async fn next(
    visit: &Visit,
    connection: &Connection,
) -> Result<Option<(NextMeeting, Option<Need>)>, Error> {
    let Ok(reach) = visit.allow(Action::ViewMeetings, Thing::Whole) else {
        return Ok(None);
    };
    let me = visit.person.id.to_string();
    let wanted = Wanted {
        person: if reach.rows == Rows::Collaborative {
            String::new()
        } else {
            me.clone()
        },
        from: visit.scope.clock().now_millis() - UNDER_WAY_MILLIS,
        ..Wanted::all()
    };
    // One of the next few, since the very next may be called off.
    let rows = store::meetings(connection, &wanted, 5).await?;
    let Some(row) = rows.into_iter().find(|row| row.state == "planned") else {
        return Ok(None);
    };
    let guests = store::guests(connection, &row.meeting_id).await?;
    let items = agenda_store::items(connection, &row.meeting_id).await?;
    let words = visit.words;
    let yes = guests.iter().filter(|guest| guest.reply == "yes").count();
    let coming = words.with(
        "week-coming",
        &[("yes", yes.into()), ("asked", guests.len().into())],
    );
    let items = items.iter().take(ITEMS_MAX).map(|item| {
        let minutes = words.with("minutes-short", &[("minutes", item.minutes.into())]);
        (views::item_title(words, item), minutes)
    });
    let href = format!("/{}/work/meetings/{}", visit.collaborative.slug, row.meeting_id);
    let panel = NextMeeting {
        title: views::title(words, &row),
        when: views::when(words, &row),
        about: match row.place.is_empty() {
            true => coming,
            false => format!("{}. {coming}", row.place),
        },
        items: items.collect(),
        href: href.clone(),
    };
    let own = guests.iter().find(|guest| guest.person_id == me);
    Ok(Some((panel, own.and_then(|own| asked(visit, &row, own, href)))))
}

/// The question whether this person comes, while they have not said.
fn asked(visit: &Visit, row: &MeetingRow, own: &GuestRow, href: String) -> Option<Need> {
    let words = visit.words;
    own.reply.is_empty().then(|| Need {
        heading: words.with("week-do-you-come", &[("title", views::title(words, row).into())]),
        when: views::when(words, row) + ".",
        text: row.place.clone(),
        step: Some(link(words.say("week-answer"), href)),
    })
}

/// What this person promised and is due soon or late, the latest first.
pub async fn promised(visit: &Visit, connection: &Connection) -> Result<Vec<Need>, Error> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let soon = today
        .saturating_add(jiff::Span::new().days(SOON_DAYS))
        .to_string();
    let rows = promises::store::open(connection, &visit.person.id.to_string()).await?;
    let due = rows
        .into_iter()
        .filter(|row| row.due_on.as_deref().is_some_and(|due| due <= soon.as_str()));
    let needs = due.take(NAMED_MAX).map(|row| {
        let day = row.due_on.as_deref().and_then(|due| due.parse().ok());
        let day = day.map(|day| dates::near(words, day)).unwrap_or_default();
        Need {
            heading: row.title,
            when: words.with("action-due", &[("day", day.into())]),
            text: words.with(
                "week-promised",
                &[("body", words.pick(&row.body, &row.body_es).into())],
            ),
            step: Some(link(
                words.say("week-open-promises"),
                format!("/{}/work/actions", visit.collaborative.slug),
            )),
        }
    });
    Ok(needs.collect())
}

#[derive(FromQueryResult)]
struct OpenRow {
    proposal_id: String,
    title_en: String,
    title_es: String,
    closes_at: Option<i64>,
}

/// Decisions that wait for this person's answer, those that close first before the others.
pub async fn to_answer(visit: &Visit, connection: &Connection) -> Result<Vec<Need>, Error> {
    let words = visit.words;
    let sql = "select p.proposal_id, p.title_en, p.title_es, p.closes_at
               from proposal_voter v
               join proposal p on p.collaborative_id = v.collaborative_id and p.proposal_id = v.proposal_id and p.state = 'open'
               where v.collaborative_id = $1 and v.person_id = $2 and v.left_on is null
                 and not exists (select 1 from answer a
                                 where a.collaborative_id = $1 and a.proposal_id = v.proposal_id and a.seat_id = v.seat_id)
                 and not exists (select 1 from ballot_receipt b
                                 where b.collaborative_id = $1 and b.proposal_id = v.proposal_id and b.seat_id = v.seat_id)
                 and not exists (select 1 from recusal r
                                 where r.collaborative_id = $1 and r.proposal_id = v.proposal_id and r.seat_id = v.seat_id)
               order by p.closes_at, p.number
               limit 4";
    let rows: Vec<OpenRow> = connection.rows(sql, args![visit.person.id.to_string()]).await?;
    let needs = rows.into_iter().map(|row| {
        let title = words.pick(&row.title_en, &row.title_es);
        let until = row
            .closes_at
            .map(|at| dates::day_of(at, &visit.collaborative.time_zone));
        let until = until.map(|day| words.with("week-until", &[("day", dates::near(words, day).into())]));
        Need {
            heading: words.with("item-decide", &[("title", title.into())]),
            when: until.unwrap_or_default(),
            text: words.say("week-decide-text"),
            step: Some(link(
                words.say("week-answer"),
                format!("/{}/work/decisions/{}", visit.collaborative.slug, row.proposal_id),
            )),
        }
    });
    Ok(needs.collect())
}
