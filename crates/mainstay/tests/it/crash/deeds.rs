//! What people do while the machine dies under them, and how to find it afterwards.

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Mutex;

use platform::db::{Connection, Database, Value};

use crate::kit::{Answer, Client, Neighbourhood, Persona, signed_in};

/// The people who work, each in a browser of their own.
#[derive(Debug, Clone)]
pub struct People {
    /// Somebody without an account, at the address of their link.
    pub partner: Client,
    pub data_manager: Client,
    pub director: Client,
    pub facilitator: Client,
}

impl People {
    /// Signs them in where no server runs yet.
    pub async fn sign_in(database: &Database, neighbourhood: &Neighbourhood) -> Self {
        let nowhere = ([127, 0, 0, 1], 1).into();
        let browser = async |persona| signed_in(database, nowhere, &neighbourhood.email(persona)).await;
        Self {
            partner: Client::new(nowhere),
            data_manager: browser(Persona::DataManager).await,
            director: browser(Persona::Director).await,
            facilitator: browser(Persona::Facilitator).await,
        }
    }

    /// The same people at the server that runs now.
    pub fn at(self, address: SocketAddr) -> Self {
        Self {
            partner: self.partner.at(address),
            data_manager: self.data_manager.at(address),
            director: self.director.at(address),
            facilitator: self.facilitator.at(address),
        }
    }
}

/// Something done by one person with one answer that says "it is done".
pub trait Deed: Sized + Send + Sync + 'static {
    const NAME: &'static str;
    /// How many do it at the same time.
    const WRITERS: usize;

    /// Who does it in this collaborative, and with what.
    fn of(neighbourhood: &Neighbourhood) -> Self;

    /// Does it once under a key of its own, until it is acknowledged. Errors: the server died meanwhile.
    fn act(&self, people: &mut People, key: &str) -> impl Future<Output = io::Result<()>> + Send;

    /// How often the deed with this key is there.
    fn count(&self, connection: &Connection, key: &str) -> impl Future<Output = i64> + Send;
}

/// A data manager keeps a draft of a data request.
pub struct MakeRequest {
    path: String,
    indicator: String,
    organisation: String,
    person: String,
}

impl Deed for MakeRequest {
    const NAME: &'static str = "requests made";
    const WRITERS: usize = 4;

    fn of(neighbourhood: &Neighbourhood) -> Self {
        let id = |column: &str| neighbourhood.id(column, 0).expect("a filled table").to_owned();
        Self {
            path: format!("/{}/work/data/requests/new", neighbourhood.slug),
            indicator: id("indicator_id"),
            organisation: id("organisation_id"),
            person: id("person_id"),
        }
    }

    async fn act(&self, people: &mut People, key: &str) -> io::Result<()> {
        let contact = format!("contact-{}", self.organisation);
        let fields = [
            ("id", key),
            ("title", key),
            ("what", "Counts by grade"),
            ("indicator", &self.indicator),
            ("period", "2025-26"),
            ("due_on", "2099-09-30"),
            ("partner", &self.organisation),
            (contact.as_str(), &self.person),
        ];
        let answer = people.data_manager.try_post(&self.path, &fields).await?;
        assert_eq!(answer.status, 303, "{}\n{}", self.path, answer.text());
        Ok(())
    }

    async fn count(&self, connection: &Connection, key: &str) -> i64 {
        let sql = "select count(*) as n from data_request where collaborative_id = $1 and title = $2";
        let values = vec![Value::from(key)];
        connection.number(sql, values).await.expect("a count")
    }
}

/// An edition is drafted, its protection confirmed by a second person, and published by the director.
pub struct PublishEdition {
    base: String,
    choice: String,
    /// The draft of each key, so that whoever presses again presses on the same.
    drafts: Mutex<BTreeMap<String, String>>,
}

impl PublishEdition {
    /// The address of the draft with this key, made if it is not known yet.
    async fn draft(&self, people: &mut People, key: &str) -> io::Result<String> {
        if let Some(known) = self.drafts.lock().expect("nobody panicked").get(key) {
            return Ok(known.clone());
        }
        let fields = [
            ("title", key),
            ("note_en", "Test"),
            (self.choice.as_str(), "2024-25"),
        ];
        let answer = people
            .data_manager
            .try_post(&format!("{}/new", self.base), &fields)
            .await?;
        let address = answer
            .location()
            .unwrap_or_else(|| panic!("no draft was made\n{}", answer.text()));
        let mut drafts = self.drafts.lock().expect("nobody panicked");
        drafts.insert(key.to_owned(), address.clone());
        Ok(address)
    }
}

/// Opens a page and presses the button of the form that leads to `action`, if it is still there.
pub async fn press(client: &mut Client, page: &str, action: &str) -> io::Result<Option<Answer>> {
    let opened = client.try_request("GET", page, None).await?;
    let Some(form) = opened.forms().into_iter().find(|form| {
        form.action
            .split('?')
            .next()
            .is_some_and(|path| path.ends_with(action))
    }) else {
        return Ok(None);
    };
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    client.try_post(&form.action, &fields).await.map(Some)
}

impl Deed for PublishEdition {
    const NAME: &'static str = "editions published";
    // A draft is protected against what is public, so two publishers would only make each other begin anew.
    const WRITERS: usize = 1;

    fn of(neighbourhood: &Neighbourhood) -> Self {
        Self {
            base: format!("/{}/work/editions", neighbourhood.slug),
            choice: format!("until-{}", neighbourhood.slug_of("indicator", 0)),
            drafts: Mutex::default(),
        }
    }

    async fn act(&self, people: &mut People, key: &str) -> io::Result<()> {
        let draft = self.draft(people, key).await?;
        press(&mut people.facilitator, &format!("{draft}/desk"), "/disclosure").await?;
        let Some(answer) = press(&mut people.director, &draft, "/publish").await? else {
            // Published before the crash, though nobody was told.
            return Ok(());
        };
        assert_eq!(answer.status, 303, "{}", answer.text());
        let after = people.director.try_request("GET", &draft, None).await?;
        let is_published = after
            .forms()
            .iter()
            .all(|form| !form.action.ends_with("/publish"));
        assert!(is_published, "the edition was not published\n{}", after.text());
        Ok(())
    }

    async fn count(&self, connection: &Connection, key: &str) -> i64 {
        // A whole edition: numbered, with the document that its row names.
        let sql = "select count(*) as n
                   from edition e
                   join object o on o.collaborative_id = e.collaborative_id and o.hash = e.document_hash
                   where e.collaborative_id = $1 and e.title = $2 and e.state = 'published' and e.number is not null";
        let values = vec![Value::from(key)];
        connection.number(sql, values).await.expect("a count")
    }
}
