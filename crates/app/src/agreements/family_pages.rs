//! The page of a family, or of a grown participant: what would be shared, two buttons, and what was said. Opening it changes
//! nothing; nobody needs an account, and nobody's name stands on it.

use askama::Template;
use axum::Form as Body;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::{Action, Actor, FamilyLink, LinkState, Subject, Thing, Who, may};
use domain::agreements::{Consent, Linking};
use domain::ids::AgreementId;
use platform::db::{Connection, Scope};
use platform::web::RequestId;

use super::clauses::Facts;
use super::consent::{self, StandingWord};
use super::family_links::{self, FamilyLinkRow};
use super::gate::{self, Governed};
use super::views;
use super::written::Written;
use crate::accounts::guest::Guest;
use crate::accounts::limit::{self, Counted, FAMILY_WORD, FAMILY_WORD_FROM_NETWORK};
use crate::accounts::visit::{path_param, refusal};
use crate::blocks::Typed;
use crate::collaborative::pages::LinkFrame;
use crate::collaborative::store::CollaborativeRow;
use crate::dates;
use crate::directory::pages::Pairs;
use crate::error::{Error, Spoken};
use crate::state::AppState;

/// Somebody who opened a family's link.
#[derive(Debug, Clone)]
pub struct FamilyVisit {
    collaborative: CollaborativeRow,
    scope: Scope,
    guest: Guest,
    link: FamilyLinkRow,
    governed: Governed,
    access: Actor,
    secret: String,
    request_id: String,
}

impl FromRequestParts<AppState> for FamilyVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let Ok(guest) = Guest::from_request_parts(parts, state).await;
        Spoken::tell(parts, guest.words.language);
        let slug = path_param(parts, state, "collaborative")
            .await
            .unwrap_or_default();
        let secret = path_param(parts, state, "token").await.unwrap_or_default();
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone());
        let found = Self::find(state, &slug, secret, guest).await;
        let visit = found.map_err(IntoResponse::into_response)?;
        let visit = Self {
            request_id: request_id.unwrap_or_default(),
            ..visit
        };
        if visit.is_ended() {
            return Err(visit.ended().await.unwrap_or_else(IntoResponse::into_response));
        }
        Ok(visit)
    }
}

impl FamilyVisit {
    async fn find(state: &AppState, slug: &str, secret: String, guest: Guest) -> Result<Self, Error> {
        let (collaborative, scope) = crate::collaborative::actions::find(&state.database, slug).await?;
        let reader = scope.read().await?;
        let link = family_links::by_secret(&reader, &secret)
            .await?
            .ok_or(Error::NotFound)?;
        let governed = gate::speaking(&reader, &link.root_id)
            .await?
            .ok_or(Error::NotFound)?;
        drop(reader);
        let today = scope.clock().today(&collaborative.time_zone);
        let held = FamilyLink {
            agreement: link.root_id.parse().map_err(|_| Error::NotFound)?,
            state: link.state(&governed, today),
        };
        let access = Actor {
            collaborative: scope.collaborative(),
            who: Who::Family(held),
        };
        Ok(Self {
            collaborative,
            scope,
            guest,
            link,
            governed,
            access,
            secret,
            request_id: String::new(),
        })
    }

    fn is_ended(&self) -> bool {
        match &self.access.who {
            Who::Family(link) => link.state != LinkState::Live,
            Who::Public | Who::Link(_) | Who::Person(_) => true,
        }
    }

    fn allow(&self) -> Result<(), Error> {
        let root: AgreementId = self.link.root_id.parse().map_err(|_| Error::NotFound)?;
        let subject = Subject::within(self.scope.collaborative(), Thing::Agreement(root));
        let verdict = may(&self.access, Action::SayForFamily, &subject).into_result();
        verdict
            .map(|_| ())
            .map_err(|reason| refusal(reason, &self.guest.words, &self.base()))
    }

    /// Who acts, for the history: a link of which nobody here knows whose it is.
    fn actor(&self) -> Result<platform::history::Actor, Error> {
        let id = self.link.family_link_id.parse().map_err(|_| Error::NotFound)?;
        let mut actor = platform::history::Actor::new("family-link", id, "family-link");
        actor.request_id = Some(self.request_id.clone());
        Ok(actor)
    }

    fn base(&self) -> String {
        format!("/{}/family/{}", self.collaborative.slug, self.secret)
    }

    fn frame(&self, title: &str) -> LinkFrame {
        let words = self.guest.words;
        LinkFrame {
            words,
            title: title.to_owned(),
            collaborative: self.collaborative.name.clone(),
            slug: self.collaborative.slug.clone(),
            other_language: format!("?lang={}", words.language.other().code()),
            is_fictitious: self.collaborative.is_fictitious,
            has_send_bar: false,
        }
    }

    async fn facts(&self, connection: &Connection) -> Result<Facts, Error> {
        let written = Written::of(&self.governed.row);
        Facts::load(connection, &self.governed.row, &written, &self.collaborative.name).await
    }

    /// The page of a link that opens nothing any more, with a way on.
    async fn ended(&self) -> Result<Response, Error> {
        let words = self.guest.words;
        let facts = self.facts(&*self.scope.read().await?).await?;
        let key = match self.link.revoked_at {
            Some(_) => "family-link-replaced",
            None => "family-link-over",
        };
        let page = EndedPage {
            text: words.with(key, &[("gives", facts.gives.into())]),
            contact: self.collaborative.contact_email.clone(),
            frame: self.frame(&words.say("link-ended-title")),
        };
        rendered(&page, StatusCode::GONE)
    }
}

#[derive(Template)]
#[template(path = "accounts/link_notice.html")]
struct EndedPage {
    frame: LinkFrame,
    text: String,
    contact: String,
}

#[derive(Template)]
#[template(path = "agreements/family.html")]
struct FamilyPage {
    frame: LinkFrame,
    lede: String,
    said: String,
    is_recorded: bool,
    facts: Vec<(String, String)>,
    base: String,
    ask: String,
}

fn rendered(page: &impl Template, status: StatusCode) -> Result<Response, Error> {
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    let mut response = platform::web::private(Html(html).into_response());
    *response.status_mut() = status;
    Ok(response)
}

/// What would be shared, what was said, and two buttons.
pub async fn show(visit: FamilyVisit) -> Result<Response, Error> {
    visit.allow()?;
    let words = visit.guest.words;
    let reader = visit.scope.read().await?;
    let named = visit.facts(&reader).await?;
    let standing = consent::standing_word(&reader, &visit.link.root_id, &visit.link.key_hash).await?;
    drop(reader);
    let gives = [("gives", named.gives.as_str().into())];
    let page = FamilyPage {
        lede: words.with("family-lede", &gives),
        said: said(&visit, &named, standing.as_ref()),
        is_recorded: standing.is_some(),
        facts: facts(&visit, &named),
        base: visit.base(),
        ask: words.with("family-ask", &gives),
        frame: visit.frame(&words.with("family-title", &gives)),
    };
    rendered(&page, StatusCode::OK)
}

/// What stands for this person now, and how to change it.
fn said(visit: &FamilyVisit, named: &Facts, standing: Option<&StandingWord>) -> String {
    let words = visit.guest.words;
    let Some(standing) = standing else {
        let key = match visit.governed.terms.consent {
            Consent::OptIn => "family-silent-opt-in",
            Consent::OptOut | Consent::NotAsked => "family-silent-opt-out",
        };
        return words.say(key);
    };
    let on = dates::day_of(standing.noted_at, &visit.collaborative.time_zone);
    let how = if standing.is_own() { "own" } else { "noted" };
    let arguments = [
        ("day", dates::plain(words, on).into()),
        ("gives", named.gives.as_str().into()),
    ];
    words.with(&format!("family-said-{how}-{}", standing.word), &arguments)
}

/// What a family has to know, one line each.
fn facts(visit: &FamilyVisit, named: &Facts) -> Vec<(String, String)> {
    let words = visit.guest.words;
    let (row, terms) = (&visit.governed.row, &visit.governed.terms);
    let written = Written::of(row);
    let names: Vec<&str> = terms.elements.iter().map(|one| one.name.as_str()).collect();
    let purposes: Vec<String> = written
        .purposes
        .iter()
        .map(|code| words.say(&format!("agreement-purpose-{code}")))
        .collect();
    let exactly = words.pick(&written.exactly_en, &written.exactly_es);
    let purposes = format!("{}. {exactly}", purposes.join("; "));
    let arguments = [
        ("gives", named.gives.as_str().into()),
        ("receives", named.receives.as_str().into()),
        ("names", names.join(", ").into()),
        ("end", views::day(words, &row.ends_on).into()),
        ("days", row.kept_days.max(1).into()),
    ];
    let linking = match terms.linking {
        Linking::Refused => "family-linking-refused",
        Linking::Allowed => "family-linking-allowed",
    };
    let public = words.say(&format!("family-public-{}", terms.publication.code()));
    let silent = words.with("family-if-no-text", &arguments);
    vec![
        (
            words.say("family-what"),
            words.with("family-what-text", &arguments),
        ),
        (words.say("family-who"), words.with("family-who-text", &arguments)),
        (words.say("family-why"), purposes.trim().to_owned()),
        (
            words.say("family-until"),
            words.with("family-until-text", &arguments),
        ),
        (
            words.say("family-never"),
            format!("{} {}", words.say("family-never-text"), words.say(linking)),
        ),
        (words.say("family-public"), public),
        (words.say("family-if-no"), silent),
    ]
}

/// Keeps what the family says. Pressing twice does no harm.
pub async fn say(
    visit: FamilyVisit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow()?;
    let typed = Typed::from_pairs(pairs);
    let back = format!("{}?lang={}", visit.base(), visit.guest.words.code());
    let word = typed.get("family_word");
    let Some(word) = consent::WORDS.into_iter().find(|one| *one == word) else {
        return Ok(Redirect::to(&back).into_response());
    };
    let keys = [
        (FAMILY_WORD, visit.link.family_link_id.as_str()),
        (FAMILY_WORD_FROM_NETWORK, visit.guest.network.as_str()),
    ];
    for (limit, key) in keys {
        if let Counted::Beyond { retry_after } = limit::count(&state.database, limit, key).await? {
            return Ok(crate::accounts::pages::too_many(
                &visit.guest,
                retry_after,
                "family-too-many",
            ));
        }
    }
    family_links::say(&visit.scope, visit.actor()?, &visit.link, word).await?;
    Ok(Redirect::to(&back).into_response())
}
