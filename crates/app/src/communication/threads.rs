//! What people say about a thing, one below the other; who is named with @ and who spoke before is told.

use domain::ids::PersonId;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope};
use platform::history::{Actor, NewFact};
use platform::words::Language;

use super::notices::{self, Told};
use crate::collaborative::store::CollaborativeRow;
use crate::directory::actions::commit;
use crate::problems::{Check, Refusal};

/// Most sayings of one thread that are shown.
const LIST_MAX: i64 = 500;

/// Something that somebody said.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct SayingRow {
    /// Identifier.
    pub comment_id: String,
    /// Who.
    pub author_id: String,
    /// Who, by name.
    pub author: String,
    /// What.
    pub words: String,
    /// When.
    pub created_at: i64,
}

/// The thread about a thing, the oldest first.
pub async fn sayings(connection: &Connection, kind: &str, id: &str) -> Result<Vec<SayingRow>, DbError> {
    let sql = "select c.comment_id, c.author_id, p.name as author, c.words, c.created_at
               from comment c
               join person p on p.collaborative_id = c.collaborative_id and p.person_id = c.author_id
               where c.collaborative_id = $1 and c.subject_kind = $2 and c.subject_id = $3 and c.withdrawn_at is null
               order by c.created_at, c.comment_id
               limit $4";
    connection.rows(sql, args![kind, id, LIST_MAX]).await
}

/// Somebody who may be named and told.
#[derive(Debug, Clone)]
pub struct Hearer {
    /// Who.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Code of the language of their letters.
    pub language: String,
}

/// In place of one body: whoever sits in any.
pub const ANY_BODY: &str = "*";

/// Who may be named beside the staff: those of a body, of an organisation, one person.
#[derive(Debug, Clone, Default)]
pub struct Hearers {
    /// A body, or [`ANY_BODY`]; may be empty.
    pub body: String,
    /// An organisation; may be empty.
    pub organisation: String,
    /// A person; may be empty.
    pub person: String,
}

#[derive(FromQueryResult)]
struct HearerRow {
    person_id: String,
    name: String,
    language: String,
}

/// Everybody who may be named and told on a day.
pub async fn hearers(connection: &Connection, wanted: &Hearers, today: &str) -> Result<Vec<Hearer>, DbError> {
    let sql = "select p.person_id, p.name, p.language
               from person p
               where p.collaborative_id = $1 and p.state <> 'left'
                 and (p.person_id = $4 or p.organisation_id = $3
                   or exists (
                     select 1 from staff_role r
                     where r.collaborative_id = $1 and r.person_id = p.person_id and r.since_on <= $5
                       and (r.until_on is null or r.until_on >= $5)
                       and r.role in ('director', 'facilitator', 'data-manager'))
                   or ($2 <> '' and exists (
                     select 1 from seat s
                     where s.collaborative_id = $1 and s.person_id = p.person_id and (s.body_id = $2 or $2 = '*')
                       and s.since_on <= $5 and (s.until_on is null or s.until_on >= $5))))
               order by p.name, p.person_id
               limit 2000";
    let values = args![
        wanted.body.clone(),
        wanted.organisation.clone(),
        wanted.person.clone(),
        today
    ];
    let rows: Vec<HearerRow> = connection.rows(sql, values).await?;
    let hearers = rows.into_iter().map(|row| Hearer {
        person_id: row.person_id,
        name: row.name,
        language: row.language,
    });
    Ok(hearers.collect())
}

/// What a thread is about, and where it is read.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// Its kind.
    pub kind: &'a str,
    /// Its identifier.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its page, as letters name it.
    pub path: &'a str,
}

/// Adds something to a thread. The identifier comes with the form, so that said twice it stands once.
pub async fn say(
    scope: &Scope,
    actor: Actor,
    collaborative: &CollaborativeRow,
    (author, name): (PersonId, &str),
    subject: Subject<'_>,
    (comment, words): (&str, &str),
    hearers: &[Hearer],
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let words = check.optional_prose("saying", words);
    if words.is_empty() {
        check.wrong("saying", "text-empty");
    }
    let words = check.finish(words)?;
    let tx = scope.write(actor).await?;
    let before = sayings(&tx, subject.kind, subject.id).await?;
    let sql = "insert into comment (collaborative_id, comment_id, subject_kind, subject_id, author_id, words, created_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, comment_id) do nothing";
    let now = tx.clock().now_millis();
    let values = args![
        comment,
        subject.kind,
        subject.id,
        author.to_string(),
        words.clone(),
        now
    ];
    if tx.run(sql, values).await? == 0 {
        return Ok(());
    }
    let named = mentioned(&words, hearers);
    let spoke = |hearer: &Hearer| before.iter().any(|saying| saying.author_id == hearer.person_id);
    let told = hearers
        .iter()
        .filter(|hearer| hearer.person_id != author.to_string());
    let told = told.filter_map(|hearer| {
        let is_named = named.contains(&hearer.person_id.as_str());
        let (kind, key) = match (is_named, spoke(hearer)) {
            (true, _) => ("mention", "thread-named"),
            (false, true) => ("comment", "thread-goes-on"),
            (false, false) => return None,
        };
        let own = crate::words::words(Language::from_code(&hearer.language).unwrap_or_default());
        Some(Told {
            person_id: hearer.person_id.clone(),
            kind,
            told_once: format!("comment:{comment}"),
            heading: own.with(key, &[("name", name.into()), ("title", subject.title.into())]),
            words: words.clone(),
            path: subject.path.to_owned(),
        })
    });
    let told = told.collect();
    notices::tell(&tx, collaborative, told).await?;
    let id = crate::directory::actions::id_of(subject.id);
    commit(tx, vec![NewFact::new("thread.said", subject.kind, id)]).await
}

/// Who is named: `@` and the whole name, or a first name that only one of them has.
fn mentioned<'a>(words: &str, hearers: &'a [Hearer]) -> Vec<&'a str> {
    let words = words.to_lowercase();
    let first = |hearer: &Hearer| {
        let first = hearer.name.split(' ').next().unwrap_or_default();
        first.to_lowercase()
    };
    let is_named = |hearer: &&Hearer| {
        let own = first(hearer);
        let is_only = hearers.iter().filter(|other| first(other) == own).count() == 1;
        let is_whole = words.contains(&format!("@{}", hearer.name.to_lowercase()));
        let mut parts =
            words.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?'));
        is_whole || (is_only && parts.any(|part| part == format!("@{own}")))
    };
    hearers
        .iter()
        .filter(is_named)
        .map(|hearer| hearer.person_id.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_after_an_at_sign_names_one_person() {
        let hearer = |id: &str, name: &str| Hearer {
            person_id: id.into(),
            name: name.into(),
            language: "en".into(),
        };
        let all = [
            hearer("1", "Rosa Linares"),
            hearer("2", "Rory Galley"),
            hearer("3", "Rosa Ash"),
        ];
        assert_eq!(mentioned("@Rory, what do you think?", &all), ["2"]);
        assert_eq!(mentioned("@rosa linares and rory", &all), ["1"]);
        assert!(mentioned("@Rosa?", &all).is_empty(), "two have this name");
        assert!(mentioned("mail rory@galley.example", &all).is_empty());
    }
}
