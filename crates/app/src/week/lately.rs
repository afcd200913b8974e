//! What happened lately: facts as sentences, the partner first. The backbone's own steps are few among them.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::Words;

use crate::dates;

/// Sentences shown.
const SHOWN: i64 = 8;

#[derive(FromQueryResult)]
struct FactRow {
    at: i64,
    kind: String,
    organisation: Option<String>,
    request: Option<String>,
    request_es: Option<String>,
    edition: Option<String>,
    asked: Option<String>,
    asked_es: Option<String>,
    person: Option<String>,
    home: Option<String>,
}

/// One sentence.
#[derive(Debug, Clone)]
pub struct Happening {
    /// The day, ISO 8601.
    pub day: String,
    /// The day in words.
    pub when: String,
    /// Who: the partner, before all others.
    pub who: String,
    /// What.
    pub what: String,
}

/// The latest happenings, newest first.
pub async fn load(connection: &Connection, words: Words, time_zone: &str) -> Result<Vec<Happening>, DbError> {
    let sql = "select f.at, f.kind, o.name as organisation, r.title as request, r.title_es as request_es,
                 e.title as edition, q.title as asked, q.title_es as asked_es, p.name as person, h.name as home
               from fact f
               left join submission s on s.collaborative_id = f.collaborative_id
                 and f.subject like 'submission:%' and s.submission_id = substr(f.subject, 12)
               left join organisation o on o.collaborative_id = s.collaborative_id
                 and o.organisation_id = s.organisation_id
               left join data_request r on r.collaborative_id = s.collaborative_id
                 and r.data_request_id = s.data_request_id
               left join edition e on e.collaborative_id = f.collaborative_id
                 and f.subject like 'edition:%' and e.edition_id = substr(f.subject, 9)
               left join data_request q on q.collaborative_id = f.collaborative_id
                 and f.subject like 'request:%' and q.data_request_id = substr(f.subject, 9)
               left join person p on p.collaborative_id = f.collaborative_id and f.actor like 'person:%'
                 and p.person_id = substr(f.actor, 8)
               left join organisation h on h.collaborative_id = p.collaborative_id
                 and h.organisation_id = p.organisation_id
               where f.collaborative_id = $1
                 and f.kind in ('submission.sent', 'submission.accepted', 'submission.figure-corrected',
                                'edition.published', 'edition.vetting-answered', 'request.opened')
               order by f.seq desc
               limit $2";
    let rows: Vec<FactRow> = connection.rows(sql, args![SHOWN]).await?;
    Ok(rows.iter().map(|row| happening(row, words, time_zone)).collect())
}

fn happening(row: &FactRow, words: Words, time_zone: &str) -> Happening {
    let day = dates::day_of(row.at, time_zone);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let title = [(&row.request, &row.request_es), (&row.asked, &row.asked_es)]
        .into_iter()
        .map(|(english, spanish)| words.pick(&text(english), &text(spanish)).to_owned())
        .find(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| text(&row.edition));
    let who = match row.kind.as_str() {
        "edition.vetting-answered" => row.home.clone().unwrap_or_else(|| text(&row.person)),
        _ => text(&row.organisation),
    };
    let key = format!("lately-{}", row.kind.replace('.', "-"));
    Happening {
        day: day.to_string(),
        when: dates::near(words, day),
        who,
        what: words.with(&key, &[("title", title.into())]),
    }
}
