//! Places: codes over time, other names, import from CSV, and which place a text means.

use std::collections::BTreeMap;

use domain::ids::PlaceId;
use domain::place::{Alias, KnownPlace, PlaceCode, PlaceKind, Places, name_key};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::actions::{commit, id_of};
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};

/// Most places and codes read at once.
const LIST_MAX: i64 = 100_000;
/// A place.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct PlaceRow {
    /// Identifier.
    pub place_id: String,
    /// Part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Name, Spanish; empty where it is the same.
    pub name_es: String,
    /// Name as it is compared.
    pub name_key: String,
    /// Kind.
    pub kind: String,
    /// What it is part of now.
    pub parent_id: Option<String>,
    /// Order in lists.
    pub position: i64,
}

/// A code of a place.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct PlaceCodeRow {
    /// Whose.
    pub place_id: String,
    /// Who gives the code.
    pub scheme: String,
    /// The code.
    pub code: String,
    /// First day of validity, if bounded.
    pub valid_from: Option<String>,
    /// Last day of validity, if bounded.
    pub valid_to: Option<String>,
    /// What the place was part of meanwhile.
    pub part_of_id: Option<String>,
}

/// Another name of a place.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct PlaceAliasRow {
    /// Whose.
    pub place_id: String,
    /// The name.
    pub alias: String,
    /// Who says so; empty where everybody does.
    pub learned_from: String,
}

const PLACE: &str = "place_id, slug, name, name_es, name_key, kind, parent_id, position";

/// Every place, in order.
pub async fn places(connection: &Connection) -> Result<Vec<PlaceRow>, DbError> {
    let sql = format!(
        "select {PLACE} from place where collaborative_id = $1 order by position, name, place_id limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// The place at a slug.
pub async fn place_by_slug(connection: &Connection, slug: &str) -> Result<Option<PlaceRow>, DbError> {
    let sql = format!("select {PLACE} from place where collaborative_id = $1 and slug = $2");
    connection.row(&sql, args![slug]).await
}

/// Every code of every place, by place, scheme and first day.
pub async fn codes(connection: &Connection) -> Result<Vec<PlaceCodeRow>, DbError> {
    let sql = "select place_id, scheme, code, valid_from, valid_to, part_of_id from place_code
               where collaborative_id = $1
               order by place_id, scheme, valid_from, code
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Every other name, by name.
pub async fn aliases(connection: &Connection) -> Result<Vec<PlaceAliasRow>, DbError> {
    let sql = "select place_id, alias, learned_from from place_alias
               where collaborative_id = $1
               order by name_key, learned_from
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Every place ready to be found by code or name: `gazetteer(..).find("0150011", day, partner)`.
///
/// `partner` in a question is an organisation's identifier, as given to [`learn_alias`].
pub async fn gazetteer(connection: &Connection) -> Result<Places, DbError> {
    let mut known: BTreeMap<String, KnownPlace> = BTreeMap::new();
    for row in places(connection).await? {
        let names = [row.name, row.name_es];
        let place = KnownPlace {
            id: PlaceId::from_uuid(id_of(&row.place_id)),
            names: names.into_iter().filter(|name| !name.is_empty()).collect(),
            codes: Vec::new(),
            aliases: Vec::new(),
        };
        known.insert(row.place_id, place);
    }
    for row in codes(connection).await? {
        if let Some(place) = known.get_mut(&row.place_id) {
            place.codes.push(PlaceCode {
                scheme: row.scheme,
                code: row.code,
                valid_from: row.valid_from.and_then(|day| day.parse().ok()),
                valid_to: row.valid_to.and_then(|day| day.parse().ok()),
            });
        }
    }
    for row in aliases(connection).await? {
        if let Some(place) = known.get_mut(&row.place_id) {
            place.aliases.push(Alias {
                alias: row.alias,
                learned_from: row.learned_from,
            });
        }
    }
    let known: Vec<KnownPlace> = known.into_values().collect();
    Ok(Places::new(&known))
}

/// A place as typed.
#[derive(Debug, Clone, Default)]
pub struct PlaceForm {
    /// Part of its address; made from the name when empty.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Name, Spanish; empty where it is the same.
    pub name_es: String,
    /// Kind.
    pub kind: String,
    /// What it is part of.
    pub parent: Option<PlaceId>,
}

impl PlaceForm {
    fn check(&self, id: &str, slug: Option<&str>) -> Result<PlaceRow, Refusal> {
        let mut check = Check::form();
        let kind = check.code("kind", &self.kind, PlaceKind::from_code);
        let name = check.title("name", &self.name);
        let row = PlaceRow {
            place_id: id.to_owned(),
            slug: match slug {
                Some(slug) => slug.to_owned(),
                None => check.slug("slug", &self.slug, &self.name),
            },
            name_key: name_key(&name),
            name,
            name_es: check.optional_title("name_es", &self.name_es),
            kind: kind.map(PlaceKind::code).unwrap_or_default().to_owned(),
            parent_id: self.parent.map(|parent| parent.to_string()),
            position: 0,
        };
        if row.parent_id.as_deref() == Some(id) {
            check.wrong("parent", "problem-part-of-itself");
        }
        check.finish(row)
    }
}

/// Adds a place.
pub async fn add_place(scope: &Scope, actor: Actor, form: &PlaceForm) -> Result<PlaceId, Refusal> {
    let tx = scope.write(actor).await?;
    let id = PlaceId::from_uuid(secrets::new_uuid());
    let mut row = form.check(&id.to_string(), None)?;
    let sql = "select max(position) as n from place where collaborative_id = $1";
    row.position = tx.number(sql, args![]).await? + 1;
    super::actions::taken("name", insert_places(&tx, vec![row.clone()]).await)?;
    let fact = NewFact::new("directory.place-added", "place", id.uuid());
    commit(tx, vec![fact.set("name", &row.name).set("kind", &row.kind)]).await?;
    Ok(id)
}

/// Changes a place's name, kind or parent.
pub async fn change_place(scope: &Scope, actor: Actor, id: PlaceId, form: &PlaceForm) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let all = places(&tx).await?;
    let old = all
        .iter()
        .find(|row| row.place_id == id.to_string())
        .ok_or(Error::NotFound)?;
    let new = form.check(&old.place_id, Some(&old.slug))?;
    let parents = [&old.parent_id, &new.parent_id].map(|parent| parent.clone().unwrap_or_default());
    let fields = [
        ("name", &old.name, &new.name),
        ("name_es", &old.name_es, &new.name_es),
        ("kind", &old.kind, &new.kind),
        ("parent", &parents[0], &parents[1]),
    ];
    let fact = NewFact::new("directory.place-changed", "place", id.uuid());
    let Some(fact) = super::actions::with_changes(fact, &fields) else {
        return Ok(());
    };
    let sql = "update place set name = $3, name_es = $4, name_key = $5, kind = $6, parent_id = $7
               where collaborative_id = $1 and place_id = $2";
    let values = args![
        new.place_id,
        new.name,
        new.name_es,
        new.name_key,
        new.kind,
        new.parent_id
    ];
    super::actions::taken("parent", tx.run(sql, values).await.map(|_| ()))?;
    commit(tx, vec![fact]).await
}

/// A code as typed.
#[derive(Debug, Clone, Default)]
pub struct CodeForm {
    /// Who gives the code.
    pub scheme: String,
    /// The code.
    pub code: String,
    /// First day of validity; empty: not bounded.
    pub valid_from: String,
    /// Last day of validity; empty: not bounded.
    pub valid_to: String,
}

/// Gives a place a code, or another validity to a code it has.
pub async fn set_code(scope: &Scope, actor: Actor, place: PlaceId, form: &CodeForm) -> Result<(), Refusal> {
    let mut check = Check::form();
    let scheme = check.title("scheme", &form.scheme);
    let code = check.title("code", &form.code);
    let (from, to) = validity(&mut check, &form.valid_from, &form.valid_to);
    let (scheme, code) = check.finish((scheme, code))?;
    let tx = scope.write(actor).await?;
    let sql = "select count(*) as n from place where collaborative_id = $1 and place_id = $2";
    if tx.number(sql, args![place.to_string()]).await? == 0 {
        return Err(Error::NotFound.into());
    }
    let sql = "insert into place_code (collaborative_id, place_id, scheme, code, valid_from, valid_to)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, scheme, code, place_id)
               do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to";
    let values = args![
        place.to_string(),
        scheme.clone(),
        code.clone(),
        from.clone(),
        to.clone()
    ];
    tx.run(sql, values).await?;
    let fact = NewFact::new("directory.place-code-set", "place", place.uuid())
        .set("scheme", scheme)
        .set("code", code)
        .set("valid_from", from.unwrap_or_default())
        .set("valid_to", to.unwrap_or_default());
    commit(tx, vec![fact]).await
}

/// Remembers that a name or code means a place; `learned_from` is an organisation's identifier, or empty for everybody.
pub async fn learn_alias(
    scope: &Scope,
    actor: Actor,
    place: PlaceId,
    alias: &str,
    learned_from: &str,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let fact = learn_alias_in(&tx, place, alias, learned_from).await?;
    commit(tx, vec![fact]).await
}

/// As [`learn_alias`], within a change that is being made; its fact goes into that change's commit.
pub async fn learn_alias_in(
    tx: &Tx,
    place: PlaceId,
    alias: &str,
    learned_from: &str,
) -> Result<NewFact, Refusal> {
    let mut check = Check::form();
    let alias = check.title("alias", alias);
    let alias = check.finish(alias)?;
    let sql = "insert into place_alias (collaborative_id, name_key, place_id, alias, learned_from)
               values ($1, $2, $3, $4, $5)
               on conflict (collaborative_id, name_key, learned_from)
               do update set place_id = excluded.place_id, alias = excluded.alias";
    let values = args![name_key(&alias), place.to_string(), alias.clone(), learned_from];
    super::actions::taken("alias", tx.run(sql, values).await.map(|_| ()))?;
    let fact = NewFact::new("directory.place-alias-learned", "place", place.uuid());
    Ok(fact.set("alias", alias).set("learned_from", learned_from))
}

/// Two bounds, checked against each other.
pub(super) fn validity(check: &mut Check, from: &str, to: &str) -> (Option<String>, Option<String>) {
    let (from, to) = (
        check.optional_day("valid_from", from),
        check.optional_day("valid_to", to),
    );
    if let (Some(from), Some(to)) = (&from, &to)
        && to < from
    {
        check.wrong("valid_to", "problem-ends-before-it-begins");
    }
    (from, to)
}

/// Adds places, each after its parent.
pub(super) async fn insert_places(tx: &Tx, rows: Vec<PlaceRow>) -> Result<(), DbError> {
    let columns = &[
        "place_id",
        "slug",
        "name",
        "name_es",
        "name_key",
        "kind",
        "parent_id",
        "position",
    ];
    let rows = rows.into_iter().map(|row| {
        args![
            row.place_id,
            row.slug,
            row.name,
            row.name_es,
            row.name_key,
            row.kind,
            row.parent_id,
            row.position,
        ]
    });
    tx.insert_many("place", columns, rows.collect()).await
}

/// Problems that an unknown place makes, for other imports.
pub(crate) fn unknown_place(check: &Check, column: &str, text: &str) -> Problem {
    check.problem(column, "problem-unknown-place").with("text", text)
}
