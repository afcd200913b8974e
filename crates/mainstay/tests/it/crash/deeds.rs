//! What people do while the machine dies under them, and how to find it afterwards.

use std::future::Future;
use std::io;

use domain::ids::PersonId;
use platform::db::{Connection, Value};

use crate::kit::{Client, Neighbourhood};

/// Something done by one person with one answer that says "it is done".
pub trait Deed: Sized + Send + Sync + 'static {
    const NAME: &'static str;

    /// Who does it in this collaborative, and with what.
    fn of(neighbourhood: &Neighbourhood) -> Self;

    /// Does it once under a key of its own, until it is acknowledged. Errors: the server died meanwhile.
    fn act(&self, client: &mut Client, key: &str) -> impl Future<Output = io::Result<()>> + Send;

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
    const NAME: &'static str = "requests made while being killed";

    fn of(neighbourhood: &Neighbourhood) -> Self {
        let id = |column: &str| neighbourhood.id(column, 0).expect("a filled table").to_owned();
        let person: PersonId = id("person_id").parse().expect("an id");
        Self {
            path: format!("/{}/work/data/requests/new", neighbourhood.slug),
            indicator: id("indicator_id"),
            organisation: id("organisation_id"),
            person: person.to_string(),
        }
    }

    async fn act(&self, client: &mut Client, key: &str) -> io::Result<()> {
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
        let answer = client.try_post(&self.path, &fields).await?;
        assert_eq!(answer.status, 303, "{}\n{}", self.path, answer.text());
        Ok(())
    }

    async fn count(&self, connection: &Connection, key: &str) -> i64 {
        let sql = "select count(*) as n from data_request where collaborative_id = $1 and title = $2";
        let values = vec![Value::from(key)];
        connection.number(sql, values).await.expect("a count")
    }
}
