//! A visit: somebody signed in, at one collaborative's address, with the rights that follow from their roles.
//!
//! Only this extractor (and the one for links) builds the handle to a collaborative's rows.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{
    Action, Actor, BodyKind, Level, Membership, Reach, Reason, Role, SecondFactor, SignedIn,
    SmallCountsGrant, Subject, Thing, Who, may,
};
use domain::ids::{AccountId, OrganisationId, PersonId};
use platform::args;
use platform::db::{DbError, FromQueryResult, Reader, Scope};
use platform::web::RequestId;
use platform::words::{Language, Words};

use super::session::{self, SessionRow};
use crate::collaborative::pages::WorkFrame;
use crate::collaborative::store::CollaborativeRow;
use crate::error::{Error, Spoken};
use crate::state::AppState;

/// The person in this collaborative's directory.
#[derive(Debug, Clone)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Organisation they stand for.
    pub organisation: Option<OrganisationId>,
    /// Language they chose.
    pub language: Language,
}

/// Somebody signed in, at one collaborative.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The collaborative at the address.
    pub collaborative: CollaborativeRow,
    /// The handle to its rows.
    pub scope: Scope,
    /// Who it is, here.
    pub person: Person,
    /// Words of their language.
    pub words: Words,
    /// Who acts, for `domain::access`.
    pub access: Actor,
    /// Path and query of the request, to come back to after a second factor.
    pub path: String,
    /// Id of the request.
    pub request_id: String,
}

impl Visit {
    /// Whether an action on a thing of this collaborative may be done, and how far it reaches.
    pub fn allow(&self, action: Action, thing: Thing) -> Result<Reach, Error> {
        let subject = Subject::within(self.scope.collaborative(), thing);
        may(&self.access, action, &subject)
            .into_result()
            .map_err(|reason| refusal(reason, &self.words, &self.path))
    }

    /// As [`Visit::allow`], for the collaborative as a whole or a list in it.
    pub fn allow_whole(&self, action: Action) -> Result<Reach, Error> {
        self.allow(action, Thing::Whole)
    }

    /// Whether a control for an action is shown at all: what one may not do is absent, not grey. An action
    /// that only lacks the second factor is shown; the factor is asked for when it is pressed.
    pub fn shows(&self, action: Action, thing: Thing) -> bool {
        let subject = Subject::within(self.scope.collaborative(), thing);
        match may(&self.access, action, &subject).into_result() {
            Ok(_) => true,
            Err(reason) => reason == Reason::NeedsSecondFactor,
        }
    }

    /// Who acts, for the history.
    pub fn actor(&self) -> platform::history::Actor {
        let mut actor = platform::history::Actor::new("person", self.person.id.uuid(), &self.authority());
        actor.request_id = Some(self.request_id.clone());
        actor
    }

    /// What every page of the workspace shows around its main part.
    pub fn frame(&self, title: &str, section: &'static str) -> WorkFrame {
        WorkFrame::new(self, title, section)
    }

    /// Roles in force.
    pub fn roles(&self) -> &[Role] {
        match &self.access.who {
            Who::Person(person) => &person.roles,
            Who::Public | Who::Link(_) | Who::Family(_) => &[],
        }
    }

    fn authority(&self) -> String {
        let first = self.roles().first().map(|role| match role {
            Role::Director { .. } => "director",
            Role::Facilitator => "facilitator",
            Role::DataManager => "data-manager",
            Role::Seat { .. } => "seat",
            Role::Contact { .. } => "contact",
            Role::Funder => "funder",
            Role::Network => "network",
            Role::Host => "host",
        });
        first.unwrap_or("member").to_owned()
    }
}

/// The answer for a refusal: not found, a way to sign in, or a sentence.
pub fn refusal(reason: Reason, words: &Words, path: &str) -> Error {
    match reason {
        Reason::NotYours => Error::NotFound,
        Reason::NeedsSignIn => Error::SignIn {
            return_to: path.to_owned(),
        },
        Reason::NeedsSecondFactor => Error::SecondFactor {
            return_to: path.to_owned(),
        },
        Reason::NotYourRole
        | Reason::NotConfirmed
        | Reason::LinkExpired { .. }
        | Reason::LinkRevoked
        | Reason::OwnFigures
        | Reason::NeverSelfAppointed
        | Reason::StaffNeverRatifies => Error::Refused(words.say(&format!("refused-{}", reason.code()))),
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let slug = path_param(parts, state, "collaborative")
            .await
            .unwrap_or_default();
        let path = parts
            .uri
            .path_and_query()
            .map(|path| path.as_str().to_owned())
            .unwrap_or_default();
        let is_https = state.settings.is_https();
        let session = session::of_request(&state.database, &parts.headers, is_https)
            .await
            .map_err(|error| Error::from(error).into_response())?;
        let Some(session) = session else {
            // Whether the collaborative exists is not told to who did not sign in.
            return Err(Redirect::to(&sign_in_path(&path)).into_response());
        };
        visit(state, session, &slug, path, parts)
            .await
            .map_err(IntoResponse::into_response)
    }
}

/// Where to sign in, coming back to a path of ours afterwards.
pub fn sign_in_path(return_to: &str) -> String {
    format!("/sign-in?return_to={}", encoded(return_to))
}

/// Percent-encoding of a path inside a query.
pub fn encoded(text: &str) -> String {
    let keeps = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~' | b'/');
    let bytes = text.bytes().map(|b| {
        if keeps(b) {
            (b as char).to_string()
        } else {
            format!("%{b:02X}")
        }
    });
    bytes.collect()
}

/// A parameter of the matched path.
pub(crate) async fn path_param(parts: &mut Parts, state: &AppState, name: &str) -> Option<String> {
    let params = RawPathParams::from_request_parts(parts, state).await.ok()?;
    params
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

async fn visit(
    state: &AppState,
    session: SessionRow,
    slug: &str,
    path: String,
    parts: &Parts,
) -> Result<Visit, Error> {
    let (collaborative, scope) = crate::collaborative::actions::find(&state.database, slug).await?;
    let reader = scope.read().await?;
    let row = person_by_email(&reader, &session.email)
        .await?
        .ok_or(Error::NotFound)?;
    let person = person_of(&row)?;
    let today = state.clock().today(&collaborative.time_zone).to_string();
    let roles = roles(&reader, &row, &today).await?;
    let now = state.clock().now_millis();
    let signed_in = SignedIn {
        account: session
            .account_id
            .parse::<AccountId>()
            .map_err(|_| Error::NotFound)?,
        person: Some(person.id),
        level: if session.has_second_factor(now) {
            Level::SecondFactor
        } else {
            Level::Mail
        },
        second_factor: if session.factors > 0 {
            SecondFactor::Enrolled
        } else {
            SecondFactor::None
        },
        membership: match row.state.as_str() {
            "confirmed" => Membership::Confirmed,
            "left" => Membership::Ended,
            _ => Membership::Invited,
        },
        roles,
    };
    let access = Actor {
        collaborative: scope.collaborative(),
        who: Who::Person(signed_in),
    };
    let words = crate::words::words(person.language);
    Spoken::tell(parts, words.language);
    let request_id = parts
        .extensions
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    Ok(Visit {
        collaborative,
        scope,
        person,
        words,
        access,
        path,
        request_id,
    })
}

/// A person's row, as far as access needs it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PersonRow {
    /// Identifier.
    pub person_id: String,
    /// Organisation.
    pub organisation_id: Option<String>,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Language.
    pub language: String,
    /// `invited`, `confirmed`, `left`.
    pub state: String,
}

async fn person_by_email(reader: &Reader, email: &str) -> Result<Option<PersonRow>, DbError> {
    let sql = "select person_id, organisation_id, name, email, language, state
               from person
               where collaborative_id = $1 and email = $2";
    reader.row(sql, args![email]).await
}

/// The person of a row.
pub(super) fn person_of(row: &PersonRow) -> Result<Person, Error> {
    Ok(Person {
        id: row.person_id.parse().map_err(|_| Error::NotFound)?,
        name: row.name.clone(),
        email: row.email.clone(),
        organisation: row.organisation_id.as_deref().and_then(|id| id.parse().ok()),
        language: Language::from_code(&row.language).unwrap_or_default(),
    })
}

/// Roles in force on a day of somebody in the directory who did not sign in: whose mail is read.
pub(crate) async fn roles_of(
    connection: &Reader,
    person: &crate::directory::store::PersonRow,
    today: &str,
) -> Result<Vec<Role>, Error> {
    let row = PersonRow {
        person_id: person.person_id.clone(),
        organisation_id: person.organisation_id.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
        language: person.language.clone(),
        state: person.state.clone(),
    };
    roles(connection, &row, today).await
}

#[derive(FromQueryResult)]
struct RoleRow {
    role: String,
    sees_small_counts: bool,
}

#[derive(FromQueryResult)]
struct SeatRow {
    body_id: String,
    kind: String,
}

/// Roles in force on a day: staff roles, seats, and being a partner's contact.
async fn roles(reader: &Reader, person: &PersonRow, today: &str) -> Result<Vec<Role>, Error> {
    let sql = "select role, sees_small_counts
               from staff_role
               where collaborative_id = $1 and person_id = $2 and since_on <= $3
                 and (until_on is null or until_on >= $3)
               order by role
               limit 100";
    let staff: Vec<RoleRow> = reader.rows(sql, args![person.person_id.clone(), today]).await?;
    let mut roles: Vec<Role> = staff.iter().filter_map(staff_role).collect();
    let sql = "select s.body_id, b.kind
               from seat s
               join body b on b.collaborative_id = s.collaborative_id and b.body_id = s.body_id
               where s.collaborative_id = $1 and s.person_id = $2 and s.since_on <= $3
                 and (s.until_on is null or s.until_on >= $3)
               order by s.seat_id
               limit 100";
    let seats: Vec<SeatRow> = reader.rows(sql, args![person.person_id.clone(), today]).await?;
    for seat in seats {
        let body = seat.body_id.parse().map_err(|_| Error::NotFound)?;
        roles.push(Role::Seat {
            body,
            kind: body_kind(&seat.kind),
        });
    }
    if let Some(organisation) = person.organisation_id.as_deref().and_then(|id| id.parse().ok()) {
        roles.push(Role::Contact { organisation });
    }
    Ok(roles)
}

fn staff_role(row: &RoleRow) -> Option<Role> {
    match row.role.as_str() {
        "director" => Some(Role::Director {
            small_counts: if row.sees_small_counts {
                SmallCountsGrant::Granted
            } else {
                SmallCountsGrant::Withheld
            },
        }),
        "facilitator" => Some(Role::Facilitator),
        "data-manager" => Some(Role::DataManager),
        "funder" => Some(Role::Funder),
        "network" => Some(Role::Network),
        "operator" => Some(Role::Host),
        _ => None,
    }
}

/// The kind of a body by its code.
pub(crate) fn body_kind(code: &str) -> BodyKind {
    match code {
        "steering-committee" => BodyKind::Steering,
        "council" => BodyKind::Council,
        "expert-group" => BodyKind::ExpertGroup,
        "backbone" => BodyKind::Backbone,
        _ => BodyKind::WorkingGroup,
    }
}
