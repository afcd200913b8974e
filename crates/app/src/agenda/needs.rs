//! What of the agenda needs somebody this week: parts whose review is due (DOMAIN C1.4), and what waits for an answer.

use domain::access::{Action, Thing};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};

use crate::accounts::visit::Visit;
use crate::error::Error;
use crate::week::needs::{Need, Step};

#[derive(FromQueryResult)]
struct Waiting {
    reviews: i64,
    suggestions: i64,
    inputs: i64,
}

/// How much waits, in one query: "This week" asks for it at every visit.
async fn waiting(connection: &Connection, today: &str) -> Result<Waiting, DbError> {
    let sql = "select
        (select count(*) from agenda_part p
         where p.collaborative_id = $1 and p.review_on < $2
           and p.agenda_version_id = (select v.agenda_version_id from agenda_version v
                                      where v.collaborative_id = $1 and v.state = 'ratified'
                                      order by v.number desc limit 1)) as reviews,
        (select count(*) from agenda_suggestion s
         where s.collaborative_id = $1 and s.state = 'open') as suggestions,
        (select count(*) from agenda_input i
         where i.collaborative_id = $1 and i.became = 'open') as inputs";
    let row = connection.row(sql, args![today]).await?;
    Ok(row.unwrap_or(Waiting {
        reviews: 0,
        suggestions: 0,
        inputs: 0,
    }))
}

/// The lines for whoever drafts the agenda; nothing for others.
pub async fn load(visit: &Visit, connection: &Connection) -> Result<Vec<Need>, Error> {
    if !visit.shows(Action::DraftAgenda, Thing::Whole) {
        return Ok(Vec::new());
    }
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let waiting = waiting(connection, &today.to_string()).await?;
    let lines = [
        ("agenda-need-reviews", waiting.reviews, "agenda"),
        ("agenda-need-suggestions", waiting.suggestions, "agenda"),
        ("agenda-need-inputs", waiting.inputs, "agenda/inputs"),
    ];
    let open = lines.into_iter().filter(|(_, count, _)| *count > 0);
    let needs = open.map(|(key, count, path)| Need {
        heading: words.with(key, &[("count", count.into())]),
        when: String::new(),
        text: words.say(&format!("{key}-text")),
        step: Some(Step {
            label: words.say("agenda-need-step"),
            href: format!("/{}/work/{path}", visit.collaborative.slug),
            is_button: false,
        }),
    });
    Ok(needs.collect())
}
