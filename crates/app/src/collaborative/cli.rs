//! `mainstay collaborative create`: an operator makes a collaborative with its first director.

use clap::{Args, Subcommand};
use domain::text::Email;
use platform::clock::Clock;
use platform::history::Actor;

use super::actions::{NewCollaborative, create};
use super::store;
use crate::cli::Where;
use crate::directory::actions::{PersonForm, add_people};

/// The console's link is good for an hour.
const FIRST_LINK_MILLIS: i64 = 3600 * 1000;

/// What an operator does to collaboratives.
#[derive(Debug, Subcommand)]
pub enum Collaborative {
    /// Make one, with its first director; prints a one-time link to sign in.
    Create(Create),
    /// Print a one-time link to sign in, for a person whose mail does not arrive.
    Link(Link),
}

/// What a new collaborative needs.
#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    place: Where,
    /// Part of its address, such as `bridgeport`.
    #[arg(long)]
    slug: String,
    /// Its name.
    #[arg(long)]
    name: String,
    /// Where it works, such as "Bridgeport, Connecticut".
    #[arg(long, default_value = "")]
    place_name: String,
    /// Name of the first director.
    #[arg(long)]
    director: String,
    /// E-mail address of the first director; questions of the public go there too, until settings say otherwise.
    #[arg(long)]
    email: String,
    /// Address that readers use.
    #[arg(long, default_value = "http://localhost:8080")]
    base_url: String,
}

/// For whom a link is printed.
#[derive(Debug, Args)]
pub struct Link {
    #[command(flatten)]
    place: Where,
    /// E-mail address of a person in a directory.
    #[arg(long)]
    email: String,
    /// Address that readers use.
    #[arg(long, default_value = "http://localhost:8080")]
    base_url: String,
}

impl Collaborative {
    /// Runs it; gives what is to be printed.
    pub async fn run(self) -> Result<String, String> {
        match self {
            Self::Create(create) => create.run().await,
            Self::Link(link) => link.run().await,
        }
    }
}

impl Create {
    async fn run(self) -> Result<String, String> {
        let database = crate::server::open(&self.place.storage(), Clock::System)
            .await
            .map_err(|error| error.to_string())?;
        let new = NewCollaborative {
            slug: self.slug,
            name: self.name,
            place_name: self.place_name,
            contact_email: self.email.clone(),
            ..NewCollaborative::default()
        };
        let scope = create(&database, new).await.map_err(|error| error.to_string())?;
        // Whose day it is: pages judge roles by the collaborative's calendar, not by the server's.
        let zone = store::time_zone(&*scope.read().await.map_err(|error| error.to_string())?)
            .await
            .map_err(|error| error.to_string())?;
        let director = PersonForm {
            name: self.director,
            email: self.email.clone(),
            staff_role: Some(("director".into(), Clock::System.today(&zone).to_string())),
            ..PersonForm::default()
        };
        add_people(&scope, Actor::installation(), &[director])
            .await
            .map_err(|refusal| format!("{refusal:?}"))?;
        first_link(&database, &self.email, &self.base_url).await
    }
}

impl Link {
    async fn run(self) -> Result<String, String> {
        let database = crate::server::open(&self.place.storage(), Clock::System)
            .await
            .map_err(|error| error.to_string())?;
        let members = crate::accounts::members::memberships(&database, &self.email)
            .await
            .map_err(|error| error.to_string())?;
        if members.is_empty() {
            return Err(format!("{} is in no directory", self.email));
        }
        first_link(&database, &self.email, &self.base_url).await
    }
}

async fn first_link(
    database: &platform::db::Database,
    email: &str,
    base_url: &str,
) -> Result<String, String> {
    let email = Email::parse(email).map_err(|error| format!("{email}: {error}"))?;
    let base_url = base_url.trim_end_matches('/');
    let link = crate::accounts::sign_in::console_link(database, base_url, &email, FIRST_LINK_MILLIS)
        .await
        .map_err(|error| error.to_string())?;
    Ok(format!(
        "Start the server, then open this link. It works once, within an hour:\n{link}"
    ))
}
