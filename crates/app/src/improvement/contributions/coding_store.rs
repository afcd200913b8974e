//! Queries on what coders said of contributions.

use domain::contributions::{Code, Kind, Reach, Standing, Strength};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx, Value};

/// A contribution with its codings, for lists and its own page.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CodedRow {
    /// Identifier.
    pub contribution_id: String,
    /// Beside which indicator.
    pub indicator_id: String,
    /// `event` or `action`.
    pub kind: String,
    /// Day, ISO 8601.
    pub happened_on: String,
    /// What was done, English.
    pub title_en: String,
    /// What was done, Spanish.
    pub title_es: String,
    /// `internal` or `public`.
    pub visibility: String,
    /// What shows it.
    pub evidence: String,
    /// Where that stands.
    pub evidence_address: String,
    /// The partner's name.
    pub organisation: Option<String>,
    /// Who coded first, and what.
    pub first_coder: Option<String>,
    /// First kind.
    pub first_kind: Option<String>,
    /// First reach.
    pub first_reach: Option<String>,
    /// First strength.
    pub first_strength: Option<String>,
    /// Who coded second, and what.
    pub second_coder: Option<String>,
    /// Second kind.
    pub second_kind: Option<String>,
    /// Second reach.
    pub second_reach: Option<String>,
    /// Second strength.
    pub second_strength: Option<String>,
    /// Settled kind.
    pub settled_kind: Option<String>,
    /// Settled reach.
    pub settled_reach: Option<String>,
    /// Settled strength.
    pub settled_strength: Option<String>,
    /// Why it was settled so.
    pub settled_because: Option<String>,
}

fn code(kind: Option<&str>, reach: Option<&str>, strength: Option<&str>) -> Option<Code> {
    Some(Code {
        kind: Kind::from_code(kind?)?,
        reach: Reach::from_code(reach?)?,
        strength: Strength::from_code(strength?)?,
    })
}

impl CodedRow {
    /// What was coded, in order.
    pub fn codings(&self) -> Vec<Code> {
        let first = code(
            self.first_kind.as_deref(),
            self.first_reach.as_deref(),
            self.first_strength.as_deref(),
        );
        let second = code(
            self.second_kind.as_deref(),
            self.second_reach.as_deref(),
            self.second_strength.as_deref(),
        );
        first.into_iter().chain(second).collect()
    }

    /// How far its coding has come.
    pub fn standing(&self) -> Standing {
        let settled = code(
            self.settled_kind.as_deref(),
            self.settled_reach.as_deref(),
            self.settled_strength.as_deref(),
        );
        Standing::of(&self.codings(), settled)
    }

    /// Whether somebody has coded it.
    pub fn is_coded_by(&self, person: &str) -> bool {
        [&self.first_coder, &self.second_coder]
            .iter()
            .any(|coder| coder.as_deref() == Some(person))
    }
}

macro_rules! coded {
    ($rest:literal) => {
        concat!(
            "select c.contribution_id, c.indicator_id, c.kind, c.happened_on, c.title_en, c.title_es, c.visibility,
               c.evidence, c.evidence_address, o.name as organisation, a.coder_id as first_coder,
               a.kind as first_kind, a.reach as first_reach, a.strength as first_strength,
               b.coder_id as second_coder, b.kind as second_kind, b.reach as second_reach,
               b.strength as second_strength, s.kind as settled_kind, s.reach as settled_reach,
               s.strength as settled_strength, s.because as settled_because
             from contribution c
             left join organisation o
               on o.collaborative_id = c.collaborative_id and o.organisation_id = c.organisation_id
             left join contribution_coding a on a.collaborative_id = c.collaborative_id
               and a.contribution_id = c.contribution_id and a.place = 1
             left join contribution_coding b on b.collaborative_id = c.collaborative_id
               and b.contribution_id = c.contribution_id and b.place = 2
             left join contribution_settled s
               on s.collaborative_id = c.collaborative_id and s.contribution_id = c.contribution_id
             where c.collaborative_id = $1 and c.withdrawn_at is null ",
            $rest
        )
    };
}

/// One contribution that was not withdrawn.
pub async fn contribution(connection: &Connection, id: &str) -> Result<Option<CodedRow>, DbError> {
    let sql = coded!("and c.contribution_id = $2");
    connection.row(sql, args![id]).await
}

/// What a list of contributions is to hold.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Beside which indicator; empty: any.
    pub indicator: String,
    /// How far the coding has come; empty: anything.
    pub standing: String,
    /// Who looks: what waits for *them* is what they have not coded.
    pub person: String,
    /// How many newer ones are passed over.
    pub from: i64,
    /// How many at most.
    pub most: i64,
}

/// Contributions as wanted, the newest first.
pub async fn list(connection: &Connection, wanted: &Wanted) -> Result<Vec<CodedRow>, DbError> {
    let sql = coded!(
        "and ($2 = '' or c.indicator_id = $2)
         and ($3 = '' or ($3 = 'open' and a.kind is null) or ($3 = 'once' and a.kind is not null and b.kind is null)
           or ($3 = 'differs' and s.kind is null and b.kind is not null
               and (a.kind <> b.kind or a.reach <> b.reach or a.strength <> b.strength))
           or ($3 = 'done' and (s.kind is not null or (a.kind = b.kind and a.reach = b.reach
               and a.strength = b.strength)))
           or ($3 = 'mine' and b.kind is null and (a.kind is null or a.coder_id <> $4)))
         order by c.happened_on desc, c.contribution_id
         limit $5 offset $6"
    );
    let wanted = wanted.clone();
    let values = args![
        wanted.indicator,
        wanted.standing,
        wanted.person,
        wanted.most,
        wanted.from
    ];
    connection.rows(sql, values).await
}

/// A contribution beside an indicator, as its curve counts it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CountedRow {
    /// Day, ISO 8601.
    pub happened_on: String,
    /// The kind that two coders agree on, or settled.
    pub kind: Option<String>,
}

/// Every contribution beside an indicator with its agreed kind, the oldest first.
pub async fn counted(connection: &Connection, indicator: &str) -> Result<Vec<CountedRow>, DbError> {
    let sql = "select c.happened_on, case when s.kind is not null then s.kind
                 when a.kind = b.kind and a.reach = b.reach and a.strength = b.strength then a.kind end as kind
               from contribution c
               left join contribution_coding a on a.collaborative_id = c.collaborative_id
                 and a.contribution_id = c.contribution_id and a.place = 1
               left join contribution_coding b on b.collaborative_id = c.collaborative_id
                 and b.contribution_id = c.contribution_id and b.place = 2
               left join contribution_settled s
                 on s.collaborative_id = c.collaborative_id and s.contribution_id = c.contribution_id
               where c.collaborative_id = $1 and c.indicator_id = $2 and c.withdrawn_at is null
               order by c.happened_on, c.contribution_id
               limit $3";
    connection.rows(sql, args![indicator, COUNTED_MAX]).await
}

/// Most contributions that one curve counts.
const COUNTED_MAX: i64 = 50_000;

/// How often two coders said so.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PairRow {
    /// `kind`, `reach` or `strength`.
    pub question: String,
    /// What the first said.
    pub first: String,
    /// What the second said.
    pub second: String,
    /// How often.
    pub n: i64,
}

/// What the first coder said beside what the second said, of everything that two have coded.
pub async fn pairs(connection: &Connection) -> Result<Vec<PairRow>, DbError> {
    let sql = "select 'kind' as question, a.kind as first, b.kind as second, count(*) as n
               from contribution_coding a
               join contribution_coding b on b.collaborative_id = a.collaborative_id
                 and b.contribution_id = a.contribution_id and b.place = 2
               where a.collaborative_id = $1 and a.place = 1
               group by a.kind, b.kind
               union all
               select 'reach' as question, a.reach as first, b.reach as second, count(*) as n
               from contribution_coding a
               join contribution_coding b on b.collaborative_id = a.collaborative_id
                 and b.contribution_id = a.contribution_id and b.place = 2
               where a.collaborative_id = $1 and a.place = 1
               group by a.reach, b.reach
               union all
               select 'strength' as question, a.strength as first, b.strength as second, count(*) as n
               from contribution_coding a
               join contribution_coding b on b.collaborative_id = a.collaborative_id
                 and b.contribution_id = a.contribution_id and b.place = 2
               where a.collaborative_id = $1 and a.place = 1
               group by a.strength, b.strength
               order by 1, 2, 3
               limit $2";
    connection.rows(sql, args![PAIRS_MAX]).await
}

/// Seven kinds, three reaches and three strengths, each with each.
const PAIRS_MAX: i64 = 7 * 7 + 3 * 3 + 3 * 3;

/// Keeps what a coder said as the first or second; gives how many rows were added: none if that place is taken.
pub async fn insert_coding(
    tx: &Tx,
    id: &str,
    (place, coder): (i64, &str),
    code: Code,
) -> Result<u64, DbError> {
    let sql = "insert into contribution_coding
                 (collaborative_id, contribution_id, place, coder_id, kind, reach, strength, coded_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (collaborative_id, contribution_id, place) do nothing";
    tx.run(
        sql,
        coding_values(id, (place, coder), code, tx.clock().now_millis()),
    )
    .await
}

fn coding_values(id: &str, (place, coder): (i64, &str), code: Code, now: i64) -> Vec<Value> {
    args![
        id,
        place,
        coder,
        code.kind.code(),
        code.reach.code(),
        code.strength.code(),
        now
    ]
}

/// Keeps how a difference was settled; a later word takes the place of an earlier.
pub async fn settle(tx: &Tx, id: &str, code: Code, because: &str) -> Result<u64, DbError> {
    let sql = "insert into contribution_settled
                 (collaborative_id, contribution_id, kind, reach, strength, because, settled_at, settled_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (collaborative_id, contribution_id) do update
               set kind = excluded.kind, reach = excluded.reach, strength = excluded.strength,
                 because = excluded.because, settled_at = excluded.settled_at, settled_by = excluded.settled_by";
    let values = args![
        id,
        code.kind.code(),
        code.reach.code(),
        code.strength.code(),
        because,
        tx.clock().now_millis(),
        tx.actor().key()
    ];
    tx.run(sql, values).await
}
