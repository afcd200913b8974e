//! The giving side's page for families' links: a list of its participants in, links to hand out back, as a file or as letters.
//!
//! The answer holds the secrets and stands behind no address: they are kept nowhere, and the same form makes the same ones.

use askama::Template;
use axum::Form as Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::agreements::{Consent, Side, Standing};
use domain::ids::AgreementId;
use platform::secrets;
use platform::words::{Language, Words};

use super::actions::standing;
use super::clauses::Facts;
use super::family_links::{self, LETTERS_AT_ONCE, LINKS_AT_ONCE, MadeLink, Making};
use super::gate::{self, Governed};
use super::signing::signatory;
use super::views;
use super::written::Written;
use crate::accounts::factor_pages::{Picture, picture_of};
use crate::accounts::guest::Guest;
use crate::accounts::limit::{self, Counted, FAMILY_LISTS};
use crate::accounts::link::LinkVisit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::Pairs;
use crate::error::Error;
use crate::problems::Problem;
use crate::site::open_data::cells::Cell;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "agreements/families.html")]
struct FamiliesPage {
    frame: LinkFrame,
    lede: String,
    base: String,
    counts: Vec<(String, String)>,
    key: String,
    list_secret: String,
    typed: String,
    error: String,
}

#[derive(Template)]
#[template(path = "agreements/letters.html")]
struct LettersPage {
    frame: LinkFrame,
    letters: Vec<Letter>,
    said: Vec<(Words, String, String)>,
}

/// One sheet to hand out.
struct Letter {
    key: String,
    address: String,
    picture: Picture,
}

/// The agreement as it speaks now, for its signatory on the giving side; to others it does not exist.
async fn asked(visit: &LinkVisit) -> Result<(AgreementId, Governed), Error> {
    let Purpose::Sign { agreement, side } = visit.purpose else {
        return Err(Error::NotFound);
    };
    visit.allow(Action::MakeFamilyLinks, Thing::Agreement(agreement))?;
    let reader = visit.scope.read().await?;
    let row = super::store::agreement(&reader, &agreement.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let governed = gate::speaking(&reader, &row.root_id)
        .await?
        .ok_or(Error::NotFound)?;
    // Whoever signed an earlier version, and signs no more for this side, hands nothing out.
    let is_signatory = signatory(&governed.row, side) == visit.person.id.to_string();
    let asks = standing(&governed.row) == Standing::InForce && governed.terms.consent != Consent::NotAsked;
    if side != Side::Gives || !is_signatory || !asks {
        return Err(Error::NotFound);
    }
    let root = row.root_id.parse().map_err(|_| Error::NotFound)?;
    Ok((root, governed))
}

/// How many links there are, and the form for a list.
pub async fn show(visit: LinkVisit) -> Result<Response, Error> {
    let list_secret = secrets::token();
    families_page(&visit, (&list_secret, ""), &[]).await
}

async fn families_page(
    visit: &LinkVisit,
    (list_secret, typed): (&str, &str),
    problems: &[Problem],
) -> Result<Response, Error> {
    let (_, governed) = asked(visit).await?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let counts = family_links::counts(&reader, &governed.row.root_id).await?;
    drop(reader);
    let arguments = [
        ("title", views::title(words, &governed.row).into()),
        ("end", views::day(words, &governed.row.ends_on).into()),
        ("key", governed.consent_key.as_str().into()),
    ];
    let counts = [
        ("family-links-live", counts.links),
        ("family-own-yes", counts.own_yes),
        ("family-own-no", counts.own_no),
        ("family-noted-yes", counts.noted_yes),
        ("family-noted-no", counts.noted_no),
    ];
    let sentences: Vec<String> = problems.iter().map(|one| one.sentence(words)).collect();
    let page = FamiliesPage {
        lede: words.with("family-give-lede", &arguments),
        base: visit.base(),
        counts: counts
            .map(|(key, count)| (words.say(key), count.to_string()))
            .to_vec(),
        key: words.with("field-participant_keys", &arguments),
        list_secret: list_secret.to_owned(),
        typed: typed.to_owned(),
        error: sentences.join(" "),
        frame: LinkFrame::new(visit, &words.say("family-give-title")),
    };
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

/// Makes links for a list, and answers with them.
pub async fn make(
    visit: LinkVisit,
    guest: Guest,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let (root, governed) = asked(&visit).await?;
    let person = visit.person.id.to_string();
    if let Counted::Beyond { retry_after } = limit::count(&state.database, FAMILY_LISTS, &person).await? {
        return Ok(crate::accounts::pages::too_many(
            &guest,
            retry_after,
            "family-too-many",
        ));
    }
    let typed = Typed::from_pairs(pairs);
    let is_letters = typed.get("links_as") == "letters";
    let making = Making {
        keys: typed.get("participant_keys"),
        list_secret: typed.get("list_secret"),
        most: if is_letters {
            LETTERS_AT_ONCE
        } else {
            LINKS_AT_ONCE
        },
    };
    let made = match problems_of(family_links::make(&visit.scope, visit.actor(), root, making).await)? {
        Ok(made) => made,
        Err(problems) => {
            let fresh = secrets::token();
            return families_page(&visit, (&fresh, making.keys), &problems).await;
        }
    };
    let start = format!("{}/{}/family/", state.settings.base_url, visit.collaborative.slug);
    if is_letters {
        return letters(&visit, &governed, made, start).await;
    }
    list(&made, &start)
}

/// The list as a file: the key as it was typed, and the link.
fn list(made: &[MadeLink], start: &str) -> Result<Response, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["participant", "link"])
        .map_err(|error| Error::Fault(error.to_string()))?;
    for one in made {
        let key = Cell::Text(one.key.clone()).in_csv();
        writer
            .write_record([key, format!("{start}{}", one.secret)])
            .map_err(|error| Error::Fault(error.to_string()))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Error::Fault(error.to_string()))?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"family-links.csv\""),
    ];
    Ok(platform::web::private((headers, bytes).into_response()))
}

/// One sheet for each participant, in both languages: which one a family reads, nobody here knows.
async fn letters(
    visit: &LinkVisit,
    governed: &Governed,
    made: Vec<MadeLink>,
    start: String,
) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let written = Written::of(&governed.row);
    let named = Facts::load(&reader, &governed.row, &written, &visit.collaborative.name).await?;
    drop(reader);
    let drawn = tokio::task::spawn_blocking(move || {
        let sheets = made.into_iter().map(|one| {
            let address = format!("{start}{}", one.secret);
            let picture = picture_of(&address)?;
            Ok(Letter {
                key: one.key,
                address,
                picture,
            })
        });
        sheets.collect::<Result<Vec<Letter>, Error>>()
    });
    let letters = drawn.await.map_err(|error| Error::Fault(error.to_string()))??;
    let said = [Language::English, Language::Spanish].map(|language| {
        let words = crate::words::words(language);
        let arguments = [
            ("gives", named.gives.as_str().into()),
            ("receives", named.receives.as_str().into()),
            ("end", views::day(words, &governed.row.ends_on).into()),
        ];
        let title = words.with("family-letter-title", &arguments);
        (words, title, words.with("family-letter-text", &arguments))
    });
    let page = LettersPage {
        frame: LinkFrame::new(visit, &visit.words.say("family-letters")),
        letters,
        said: said.to_vec(),
    };
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

/// Ends the link of one participant, or all of them; what families said stands.
pub async fn end(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (root, _) = asked(&visit).await?;
    let typed = Typed::from_pairs(pairs);
    let key = typed.get("participant_key");
    // An empty field must not end every link: that has a button of its own.
    if typed.get("which_links") == "all" || !key.trim().is_empty() {
        let key = if typed.get("which_links") == "all" {
            ""
        } else {
            key
        };
        family_links::end(&visit.scope, visit.actor(), root, key).await?;
    }
    let back = format!("{}/agreement/families?lang={}", visit.base(), visit.words.code());
    Ok(Redirect::to(&back).into_response())
}
