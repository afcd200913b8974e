//! Links of the people of a neighbourhood.

use super::*;

impl Neighbourhood {
    pub(super) fn submitting(&self) -> Purpose {
        Purpose::Submit {
            request: self.ids["data_request_id"][0].parse().expect("an id"),
            organisation: self.ids["organisation_id"][0].parse().expect("an id"),
        }
    }

    pub(super) fn crediting(&self) -> Purpose {
        let id = |column| self.id(column, 0).expect("the table is filled").to_owned();
        Purpose::Credit {
            contribution: id("contribution_id").parse().expect("an identifier"),
            organisation: id("organisation_id").parse().expect("an identifier"),
        }
    }

    pub(super) fn deciding(&self) -> Purpose {
        Purpose::Decide {
            proposal: self.ids["proposal_id"][0].parse().expect("an id"),
        }
    }

    pub(super) fn vetting(&self) -> Purpose {
        Purpose::Vet {
            edition: self.ids["edition_id"][0].parse().expect("an id"),
        }
    }

    pub(super) fn endorsing(&self) -> Purpose {
        Purpose::Endorse {
            version: self.ids["agenda_version_id"][0].parse().expect("an id"),
            organisation: self.ids["organisation_id"][0].parse().expect("an id"),
        }
    }

    pub(super) async fn a_link(&self, purpose: Purpose) -> String {
        let tx = self
            .scope
            .write(Actor::installation())
            .await
            .expect("a transaction");
        let new = NewLink {
            person: self.ids["person_id"][0].parse().expect("an id"),
            purpose,
            expires_at: self.scope.clock().now_millis() + 7 * 24 * 3600 * 1000,
        };
        let (secret, _, fact) = issue(&tx, &new).await.expect("a link");
        tx.commit(vec![fact]).await.expect("the link is kept");
        secret
    }
}
