//! Data-sharing agreements: written, signed by both sides, amended, ended; and the gates they are.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

pub mod ending;
pub mod families;
pub mod gates;
mod signing;

use platform::args;
use platform::db::FromQueryResult;

use crate::kit::{Client, path_of};
use crate::partners::{Community, DIRECTOR, MARIA, PRIYA};

/// A community in which Priya writes agreements with Casa Aurora; Maria signs for it and Dana for the team.
pub struct Agreed {
    pub community: Community,
    pub priya: Client,
    /// Address of the newest version.
    pub page: String,
}

impl Agreed {
    pub async fn open() -> Self {
        let community = Community::open().await;
        let priya = community.world.signed_in(PRIYA).await;
        Self {
            community,
            priya,
            page: String::new(),
        }
    }

    /// Who somebody is in the directory.
    pub async fn person(&self, email: &str) -> String {
        #[derive(FromQueryResult)]
        struct Row {
            person_id: String,
        }
        let reader = self.community.scope.read().await.unwrap();
        let sql = "select person_id from person where collaborative_id = $1 and email = $2";
        let found = reader.row::<Row>(sql, args![email]).await.unwrap();
        found.unwrap().person_id
    }

    /// Writes a draft with what is changed in the plain one, and keeps its address.
    pub async fn draft(&mut self, changed: &[(&str, &str)]) {
        let address = self.community.work("/agreements/new?template=counts");
        let form = self
            .priya
            .get(&address)
            .await
            .expect_status(200)
            .form("/agreements/new");
        let filled = self.filled(changed).await;
        let pairs: Vec<(&str, &str)> = filled.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let made = self.priya.submit(&form, &pairs).await.expect_status(303);
        self.page = made.location().unwrap();
    }

    /// What is typed into the form.
    pub async fn filled(&self, changed: &[(&str, &str)]) -> Vec<(String, String)> {
        let (maria, dana) = (self.person(MARIA).await, self.person(DIRECTOR).await);
        let plain = [
            ("title_en", "Attendance counts"),
            ("signs_for_giver", maria.as_str()),
            ("signs_for_receiver", dana.as_str()),
            ("elements_quasi", "Place: Site\nGrade"),
            ("elements_plain", "Enrolled\nPresent: Attending regularly\nPeriod"),
            ("senders", MARIA),
            ("users", PRIYA),
            ("runs_from", "2026-09-01"),
            ("runs_until", "2027-06-30"),
            ("kept_days", "30"),
        ];
        let is_changed = |name: &str| changed.iter().any(|(other, _)| *other == name);
        let kept = plain.into_iter().filter(|(name, _)| !is_changed(name));
        let all = kept.chain(changed.iter().copied());
        all.map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    /// Freezes the text and gives each side's link: of Maria, of Dana.
    pub async fn ask(&mut self) -> [String; 2] {
        let before = self.community.world.mails().await.len();
        let page = self.priya.get(&self.page).await.expect_status(200);
        self.priya
            .submit(&page.form("/ask"), &[])
            .await
            .expect_status(303);
        let mails = self.community.world.mails().await.split_off(before);
        [MARIA, DIRECTOR].map(|address| {
            let mail = mails.iter().find(|mail| mail.to_address == address).unwrap();
            let line = mail
                .body_text
                .lines()
                .find(|line| line.contains("/link/"))
                .unwrap();
            path_of(line.trim())
        })
    }

    /// Signs at a link.
    pub async fn sign(&self, link: &str, name: &str) {
        let mut client = self.community.world.client();
        let page = client.get(link).await.expect_status(200);
        let form = page.form("/agreement");
        client
            .submit(&form, &[("signed_name", name)])
            .await
            .expect_status(303);
    }

    /// Puts a newer version in force, with what is changed in it.
    pub async fn amend(&mut self, changed: &[(&str, &str)]) {
        let page = self.priya.get(&self.page).await.expect_status(200);
        let begun = self.priya.submit(&page.form("/amend"), &[]).await;
        let edit = begun.expect_status(303).location().unwrap();
        let form = self.priya.get(&edit).await.form("/edit");
        self.priya.submit(&form, changed).await.expect_status(303);
        self.page = edit.trim_end_matches("/edit").to_owned();
        let [maria, dana] = self.ask().await;
        self.sign(&maria, "Maria Delgado").await;
        self.sign(&dana, "Dana Cole").await;
    }

    /// A signed agreement.
    pub async fn in_force(changed: &[(&str, &str)]) -> Self {
        let mut agreed = Self::open().await;
        agreed.draft(changed).await;
        let [maria, dana] = agreed.ask().await;
        agreed.sign(&maria, "Maria Delgado").await;
        agreed.sign(&dana, "Dana Cole").await;
        agreed
    }
}
