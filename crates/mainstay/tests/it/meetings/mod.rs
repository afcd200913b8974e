//! Meetings through the door: planned, drafted, held, told by mail, and kept in calendars.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod calendars;
mod files;
mod letters;
mod readings;
mod running;
mod size;
mod threads;

use app::worker::run_waiting;
use platform::args;

use crate::kit::{Answer, Client, Mail};
use crate::partners::{Community, FACILITATOR, new_id};

/// A community with a committee and a group that meet; Maria sits in both, Luis in the group.
pub struct Table {
    pub community: Community,
    pub committee: String,
    pub group: String,
}

impl Table {
    pub async fn set() -> Self {
        let community = Community::open().await;
        let (committee, group) = (new_id(), new_id());
        for (body, slug, name, kind) in [
            (
                &committee,
                "committee",
                "Steering Committee",
                "steering-committee",
            ),
            (&group, "group", "Attendance group", "working-group"),
        ] {
            let sql =
                "insert into body (collaborative_id, body_id, slug, name, kind) values ($1, $2, $3, $4, $5)";
            community.run(sql, args![body.clone(), slug, name, kind]).await;
        }
        let [maria, luis] = community.contacts.clone();
        for (body, person, role) in [
            (&committee, &maria, "chair"),
            (&group, &maria, "member"),
            (&group, &luis, "member"),
        ] {
            let sql = "insert into seat (collaborative_id, seat_id, body_id, person_id, role, since_on)
                       values ($1, $2, $3, $4, $5, '2020-01-01')";
            let values = args![new_id(), body.clone(), person.clone(), role];
            community.run(sql, values).await;
        }
        Self {
            community,
            committee,
            group,
        }
    }

    pub async fn fran(&self) -> Client {
        self.community.world.signed_in(FACILITATOR).await
    }

    /// Plans a meeting of both bodies; gives its address.
    pub async fn planned(&self, more: &[(&str, &str)]) -> String {
        let mut fran = self.fran().await;
        let new = self.community.work("/meetings/new");
        let page = fran.get(&new).await.expect_status(200);
        let (committee, group) = (format!("body-{}", self.committee), format!("body-{}", self.group));
        let mut filled = vec![
            ("title", "Joint meeting"),
            ("title_es", "Reunión conjunta"),
            ("held_on", "2026-10-29"),
            ("begins", "16:00"),
            ("minutes", "90"),
            ("place", "Carver Library"),
            (committee.as_str(), "yes"),
            (group.as_str(), "yes"),
        ];
        filled.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
        filled.extend_from_slice(more);
        let planned = fran.submit(&page.form("/meetings/new"), &filled).await;
        planned.expect_status(303).location().unwrap()
    }

    /// Lets the worker do what waits; gives every mail so far.
    pub async fn mails(&self) -> Vec<Mail> {
        while run_waiting(&self.community.world.state).await > 0 {}
        self.community.world.mails().await
    }

    /// The newest mail to somebody.
    pub async fn mail_to(&self, person: &str) -> Mail {
        let mails = self.mails().await;
        let own = mails.into_iter().rfind(|mail| mail.to_address == person);
        own.unwrap_or_else(|| panic!("no mail to {person}"))
    }
}

/// The address in a mail that ends so, as a path of this server.
pub fn path_in(mail: &Mail, end: &str) -> String {
    let found = mail
        .body_text
        .lines()
        .find(|line| line.starts_with("http") && line.ends_with(end));
    let found = found.unwrap_or_else(|| panic!("no address that ends with {end} in {}", mail.body_text));
    crate::kit::path_of(found)
}

/// A calendar file's lines, put together again.
pub fn lines(answer: &Answer) -> Vec<String> {
    let text = answer.text().replace("\r\n ", "");
    text.lines().map(|line| line.trim_end().to_owned()).collect()
}
