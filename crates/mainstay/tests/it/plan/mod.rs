//! The plan of action through the door: activities, milestones, promises of organisations, and who may do what.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod activities;
mod promises;
mod public;
mod sheets;
mod size;

use platform::args;

use crate::kit::{Answer, Client};
use crate::meetings::Table;
use crate::partners::{FACILITATOR, new_id};

/// A community with a plan to make: a strategy on its agenda, and the organisation that holds the backbone.
pub struct Plan {
    pub table: Table,
    pub backbone: String,
}

impl Plan {
    pub async fn set() -> Self {
        let table = Table::set().await;
        let backbone = new_id();
        let sql = "insert into organisation (collaborative_id, organisation_id, slug, name, kind, created_at)
                   values ($1, $2, 'harbor-trust', 'Harbor Trust', 'backbone', 0)";
        table.community.run(sql, args![backbone.clone()]).await;
        let version = new_id();
        let sql = "insert into agenda_version (collaborative_id, agenda_version_id, title_en, created_at, created_by)
                   values ($1, $2, 'Agenda', 0, 'installation')";
        table.community.run(sql, args![version.clone()]).await;
        let sql = "insert into agenda_part (collaborative_id, agenda_part_id, agenda_version_id, part_key, kind, title_en,
                     title_es, changed_at, changed_by)
                   values ($1, $2, $3, $4, 'strategy', $5, $6, 0, 'installation')";
        for (key, en, es) in [
            (
                "call-home",
                "Call home on the first day",
                "Llamar a casa el primer día",
            ),
            ("buses", "Buses that come", "Autobuses que llegan"),
        ] {
            let values = args![new_id(), version.clone(), key, en, es];
            table.community.run(sql, values).await;
        }
        Self { table, backbone }
    }

    pub fn aurora(&self) -> &str {
        &self.table.community.organisations[0]
    }

    pub fn faro(&self) -> &str {
        &self.table.community.organisations[1]
    }

    pub async fn fran(&self) -> Client {
        self.table.community.world.signed_in(FACILITATOR).await
    }

    pub async fn signed_in(&self, email: &str) -> Client {
        self.table.community.world.signed_in(email).await
    }

    pub fn work(&self, path: &str) -> String {
        self.table.community.work(path)
    }

    /// Adds an activity by the short form; gives the answer.
    pub async fn add(&self, client: &mut Client, filled: &[(&str, &str)]) -> Answer {
        let page = client.get(&self.work("/plan/new")).await.expect_status(200);
        client.submit(&page.form("/plan/new"), filled).await
    }

    /// Adds an activity that must be taken; gives its address.
    pub async fn added(&self, client: &mut Client, filled: &[(&str, &str)]) -> String {
        let added = self.add(client, filled).await;
        added.expect_status(303).location().unwrap()
    }
}
