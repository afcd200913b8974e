//! Scoped links: one person, one purpose, until a date, revocable; not single-use, since mail scanners open links.
//!
//! Opening one changes nothing that matters (only when it was last opened is noted); a pressed button does.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Actor, HeldLink, LinkState, Purpose, Reach, Subject, Thing, Who, may};
use domain::agreements::Side;
use domain::ids::{DataRequestId, EditionId, LinkId, OrganisationId, PersonId};
use platform::args;
use platform::clock::from_millis;
use platform::db::{DbError, FromQueryResult, Reader, Scope, Tx};
use platform::history::NewFact;
use platform::secrets::{new_uuid, sha256_hex, token};
use platform::web::RequestId;
use platform::words::{Language, Words};

use super::visit::{Person, PersonRow, path_param, person_of, refusal};
use crate::collaborative::store::CollaborativeRow;
use crate::error::{Error, Spoken};
use crate::state::AppState;

/// Somebody who opened a scoped link.
#[derive(Debug, Clone)]
pub struct LinkVisit {
    /// The collaborative at the address.
    pub collaborative: CollaborativeRow,
    /// The handle to its rows.
    pub scope: Scope,
    /// For whom the link was made.
    pub person: Person,
    /// What it is for.
    pub purpose: Purpose,
    /// Words: of `?lang=`, else of the person.
    pub words: Words,
    /// Who acts, for `domain::access`.
    pub access: Actor,
    /// The link's secret, as it stands in the address.
    pub token: String,
    /// Which link.
    pub link: LinkId,
    /// When it ends by itself, milliseconds since 1970 UTC.
    pub expires_at: i64,
    /// Whether it ended because a colleague has one instead.
    pub is_passed_on: bool,
    /// Id of the request.
    pub request_id: String,
}

impl LinkVisit {
    /// Whether an action on a thing of this collaborative may be done.
    pub fn allow(&self, action: Action, thing: Thing) -> Result<Reach, Error> {
        let subject = Subject::within(self.scope.collaborative(), thing);
        let verdict = may(&self.access, action, &subject).into_result();
        verdict.map_err(|reason| refusal(reason, &self.words, &self.base()))
    }

    /// Who acts, for the history.
    pub fn actor(&self) -> platform::history::Actor {
        let mut actor = platform::history::Actor::new("person", self.person.id.uuid(), "link");
        actor.request_id = Some(self.request_id.clone());
        actor
    }

    /// Whether its person still belongs to the organisation it speaks for.
    pub fn speaks_for(&self, organisation: OrganisationId) -> bool {
        self.person.organisation == Some(organisation)
    }

    /// Address of the link's first page, without a slash at the end.
    pub fn base(&self) -> String {
        format!("/{}/link/{}", self.collaborative.slug, self.token)
    }

    /// Whether the link still opens anything; its page says what to do where it does not.
    pub fn state(&self) -> LinkState {
        match &self.access.who {
            Who::Link(link) => link.state,
            Who::Public | Who::Family(_) | Who::Person(_) => LinkState::Live,
        }
    }
}

#[derive(Debug, Clone, FromQueryResult)]
struct LinkRow {
    link_id: String,
    person_id: String,
    purpose: String,
    subject_id: String,
    expires_at: i64,
    revoked_at: Option<i64>,
    replaced_by: Option<String>,
}

/// What a new link is for.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// For whom.
    pub person: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// When it ends, milliseconds since 1970 UTC.
    pub expires_at: i64,
}

/// Makes a link in a change's transaction; gives its secret, its id and the fact for the commit.
pub async fn issue(tx: &Tx, new: &NewLink) -> Result<(String, LinkId, NewFact), DbError> {
    let secret = token();
    let id = LinkId::from_uuid(new_uuid());
    let (purpose, subject) = match new.purpose {
        Purpose::Submit {
            request,
            organisation,
        } => ("submit", format!("{request}/{organisation}")),
        Purpose::Vet { edition } => ("vet", edition.to_string()),
        Purpose::Attend { meeting } => ("attend", meeting.to_string()),
        Purpose::Calendar => ("calendar", new.person.to_string()),
        Purpose::Mail => ("mail", new.person.to_string()),
        Purpose::Commit { organisation } => ("commit", organisation.to_string()),
        Purpose::Credit {
            contribution,
            organisation,
        } => ("credit", format!("{contribution}/{organisation}")),
        Purpose::Endorse {
            version,
            organisation,
        } => ("endorse", format!("{version}/{organisation}")),
        Purpose::Decide { proposal } => ("decide", proposal.to_string()),
        Purpose::Assess { assessment } => ("assess", assessment.to_string()),
        Purpose::Hours => ("hours", new.person.to_string()),
        Purpose::PeerReview { review } => ("peer-review", review.to_string()),
        Purpose::Review { selection } => ("review", selection.to_string()),
        Purpose::Position { organisation } => ("position", organisation.to_string()),
        Purpose::Payee => ("payee", new.person.to_string()),
        Purpose::Sign { agreement, side } => ("sign", format!("{agreement}/{}", side.code())),
        Purpose::Encode { linkage, agreement } => ("encode", format!("{linkage}/{agreement}")),
    };
    let sql =
        "insert into scoped_link (collaborative_id, link_id, token_hash, person_id, purpose, subject_id,
                 expires_at, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (now, person) = (tx.clock().now_millis(), new.person.to_string());
    let values = args![
        id.to_string(),
        sha256_hex(&secret),
        person,
        purpose,
        subject.clone(),
        new.expires_at,
        now
    ];
    tx.run(sql, values).await?;
    let fact = NewFact::new("link.issued", "link", id.uuid());
    // Who is paid, and who has still to answer in confidence, is theirs to tell: history says that there is a link, and not whose.
    let is_private = matches!(new.purpose, Purpose::Payee | Purpose::Assess { .. });
    let fact = if is_private {
        fact.personal("person", &new.person.to_string())
    } else {
        fact.set("person", new.person).set("subject", subject)
    };
    let fact = fact
        .set("purpose", purpose)
        .set("expires_at", from_millis(new.expires_at));
    Ok((secret, id, fact))
}

/// Ends a link at once; gives the fact for the commit. A link that was ended before stays as it is.
pub async fn revoke(tx: &Tx, link: LinkId, replaced_by: Option<LinkId>) -> Result<NewFact, DbError> {
    let sql = "update scoped_link
               set revoked_at = $3, replaced_by = $4
               where collaborative_id = $1 and link_id = $2 and revoked_at is null";
    let replaced_by = replaced_by.map(|link| link.to_string());
    tx.run(sql, args![link.to_string(), tx.clock().now_millis(), replaced_by])
        .await?;
    Ok(NewFact::new("link.revoked", "link", link.uuid()))
}

impl FromRequestParts<AppState> for LinkVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let AnyLink(visit) = AnyLink::from_request_parts(parts, state).await?;
        match visit.state() {
            LinkState::Live => Ok(visit),
            // Every page behind an ended link is the same page: it says so, and offers a way on.
            LinkState::Expired { .. } | LinkState::Revoked { .. } => Err(super::link_pages::ended(&visit)),
        }
    }
}

/// A link whether it has ended or not: for asking for a fresh one, and nothing else.
#[derive(Debug, Clone)]
pub struct AnyLink(pub LinkVisit);

impl FromRequestParts<AppState> for AnyLink {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let slug = path_param(parts, state, "collaborative")
            .await
            .unwrap_or_default();
        let secret = path_param(parts, state, "token").await.unwrap_or_default();
        link_visit(state, &slug, secret, parts)
            .await
            .map(Self)
            .map_err(IntoResponse::into_response)
    }
}

async fn link_visit(state: &AppState, slug: &str, secret: String, parts: &Parts) -> Result<LinkVisit, Error> {
    let (collaborative, scope) = crate::collaborative::actions::find(&state.database, slug).await?;
    let reader = scope.read().await?;
    let link = link_by_token(&reader, &sha256_hex(&secret))
        .await?
        .ok_or(Error::NotFound)?;
    let row = person_by_id(&reader, &link.person_id)
        .await?
        .ok_or(Error::NotFound)?;
    let person = person_of(&row)?;
    let purpose = purpose_of(&link).ok_or(Error::NotFound)?;
    let now = state.clock().now();
    // Who left keeps no way in, whatever their links say.
    let left_at = (row.state == "left").then_some(now);
    let revoked_at = link.revoked_at.map(from_millis).or(left_at);
    let ends = LinkState::at(now, from_millis(link.expires_at), revoked_at);
    let id: LinkId = link.link_id.parse().map_err(|_| Error::NotFound)?;
    let held = HeldLink {
        link: id,
        person: person.id,
        purpose,
        state: ends,
    };
    let access = Actor {
        collaborative: scope.collaborative(),
        who: Who::Link(held),
    };
    let words = crate::words::words(language(parts).unwrap_or(person.language));
    Spoken::tell(parts, words.language);
    let request_id = parts
        .extensions
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    Ok(LinkVisit {
        collaborative,
        scope,
        person,
        purpose,
        words,
        access,
        token: secret,
        link: id,
        expires_at: link.expires_at,
        is_passed_on: link.replaced_by.is_some(),
        request_id,
    })
}

/// The language asked for by `?lang=`.
pub fn language(parts: &Parts) -> Option<Language> {
    let query = parts.uri.query()?;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(name, _)| *name == "lang")
        .find_map(|(_, code)| Language::from_code(code))
}

async fn link_by_token(reader: &Reader, token_hash: &str) -> Result<Option<LinkRow>, DbError> {
    let sql = "select link_id, person_id, purpose, subject_id, expires_at, revoked_at, replaced_by
               from scoped_link
               where collaborative_id = $1 and token_hash = $2";
    reader.row(sql, args![token_hash]).await
}

async fn person_by_id(reader: &Reader, person: &str) -> Result<Option<PersonRow>, DbError> {
    let sql = "select person_id, organisation_id, name, email, language, state
               from person
               where collaborative_id = $1 and person_id = $2";
    reader.row(sql, args![person]).await
}

fn purpose_of(link: &LinkRow) -> Option<Purpose> {
    match link.purpose.as_str() {
        "submit" => {
            let (request, organisation) = link.subject_id.split_once('/')?;
            let request: DataRequestId = request.parse().ok()?;
            Some(Purpose::Submit {
                request,
                organisation: organisation.parse().ok()?,
            })
        }
        "vet" => link
            .subject_id
            .parse::<EditionId>()
            .ok()
            .map(|edition| Purpose::Vet { edition }),
        "attend" => {
            let meeting = link.subject_id.parse().ok()?;
            Some(Purpose::Attend { meeting })
        }
        "calendar" => Some(Purpose::Calendar),
        "mail" => Some(Purpose::Mail),
        "commit" => {
            let organisation = link.subject_id.parse().ok()?;
            Some(Purpose::Commit { organisation })
        }
        "endorse" => {
            let (version, organisation) = link.subject_id.split_once('/')?;
            Some(Purpose::Endorse {
                version: version.parse().ok()?,
                organisation: organisation.parse().ok()?,
            })
        }
        "credit" => {
            let (contribution, organisation) = link.subject_id.split_once('/')?;
            Some(Purpose::Credit {
                contribution: contribution.parse().ok()?,
                organisation: organisation.parse().ok()?,
            })
        }
        "decide" => {
            let proposal = link.subject_id.parse().ok()?;
            Some(Purpose::Decide { proposal })
        }
        "assess" => {
            let assessment = link.subject_id.parse().ok()?;
            Some(Purpose::Assess { assessment })
        }
        "hours" => Some(Purpose::Hours),
        "peer-review" => {
            let review = link.subject_id.parse().ok()?;
            Some(Purpose::PeerReview { review })
        }
        "review" => {
            let selection = link.subject_id.parse().ok()?;
            Some(Purpose::Review { selection })
        }
        "position" => {
            let organisation = link.subject_id.parse().ok()?;
            Some(Purpose::Position { organisation })
        }
        "payee" => Some(Purpose::Payee),
        "sign" => {
            let (agreement, side) = link.subject_id.split_once('/')?;
            Some(Purpose::Sign {
                agreement: agreement.parse().ok()?,
                side: Side::from_code(side)?,
            })
        }
        "encode" => {
            let (linkage, agreement) = link.subject_id.split_once('/')?;
            Some(Purpose::Encode {
                linkage: linkage.parse().ok()?,
                agreement: agreement.parse().ok()?,
            })
        }
        _ => None,
    }
}
