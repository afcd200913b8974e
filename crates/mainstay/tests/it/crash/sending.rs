//! A partner sends a file, and the data manager accepts it, while the machine dies under them.

use std::collections::BTreeSet;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use platform::db::{Connection, Value};

use super::deeds::{Deed, People, press};
use crate::kit::{Neighbourhood, Part};

/// A partner chooses a file and presses send; the receipt is the acknowledgement.
pub struct SendFile {
    link: String,
    place: String,
    /// Files that were uploaded: whoever comes back presses send and does not upload again.
    uploaded: Mutex<BTreeSet<String>>,
    sent: AtomicU64,
}

impl SendFile {
    async fn upload(&self, people: &mut People, key: &str) -> io::Result<()> {
        // Each file differs from the one before, so that accepting it always writes something.
        let part = 20 + self.sent.fetch_add(1, Ordering::SeqCst) % 80;
        let place = &self.place;
        let text = format!("Place,Chronically absent,Students\n{place},{part},120\n");
        let filename = format!("{key}.csv");
        let file = Part::File {
            name: "file",
            filename: &filename,
            bytes: text.as_bytes(),
        };
        let answer = people
            .partner
            .try_upload(&format!("{}/file", self.link), &[file])
            .await?;
        assert_eq!(answer.status, 303, "{}", answer.text());
        self.uploaded
            .lock()
            .expect("nobody panicked")
            .insert(key.to_owned());
        Ok(())
    }
}

impl Deed for SendFile {
    const NAME: &'static str = "files sent";
    // One partner has one draft at a time.
    const WRITERS: usize = 1;

    fn of(neighbourhood: &Neighbourhood) -> Self {
        Self {
            link: format!("/{}/link/{}", neighbourhood.slug, neighbourhood.submit_token),
            place: format!("{}-1-place-name", neighbourhood.mark),
            uploaded: Mutex::default(),
            sent: AtomicU64::default(),
        }
    }

    async fn act(&self, people: &mut People, key: &str) -> io::Result<()> {
        let is_uploaded = self.uploaded.lock().expect("nobody panicked").contains(key);
        if !is_uploaded {
            self.upload(people, key).await?;
        }
        let check = format!("{}/check", self.link);
        let Some(answer) = press(&mut people.partner, &check, "/send").await? else {
            assert!(
                is_uploaded,
                "a clean file cannot be sent\n{}",
                people.partner.get(&check).await.text()
            );
            // Sent before the crash, though nobody was told.
            return Ok(());
        };
        assert_eq!(answer.status, 303, "{}", answer.text());
        Ok(())
    }

    async fn count(&self, connection: &Connection, key: &str) -> i64 {
        // A whole submission: sent, with its reading and its figures.
        let sql = "select count(*) as n
                   from submission s
                   join object o on o.collaborative_id = s.collaborative_id and o.hash = s.reading_hash
                   where s.collaborative_id = $1 and s.file_name = $2 and s.sent_at is not null
                     and exists (select 1 from submission_figure f
                                 where f.collaborative_id = s.collaborative_id and f.submission_id = s.submission_id)";
        let values = vec![Value::from(format!("{key}.csv"))];
        connection.number(sql, values).await.expect("a count")
    }
}

/// The data manager accepts what the partner sent.
pub struct AcceptFile {
    sending: SendFile,
    desk: String,
}

impl Deed for AcceptFile {
    const NAME: &'static str = "files sent and accepted";
    const WRITERS: usize = 1;

    fn of(neighbourhood: &Neighbourhood) -> Self {
        Self {
            sending: SendFile::of(neighbourhood),
            desk: format!("/{}/work/data", neighbourhood.slug),
        }
    }

    async fn act(&self, people: &mut People, key: &str) -> io::Result<()> {
        self.sending.act(people, key).await?;
        let desk = people.data_manager.try_request("GET", &self.desk, None).await?;
        let waiting: Vec<String> = desk
            .links()
            .into_iter()
            .filter(|link| link.contains("/submissions/"))
            .collect();
        for submission in waiting {
            if let Some(answer) = press(&mut people.data_manager, &submission, "/accept").await? {
                assert_eq!(answer.status, 303, "{}", answer.text());
            }
        }
        Ok(())
    }

    async fn count(&self, connection: &Connection, key: &str) -> i64 {
        // Accepted, with at least one figure that became an observation.
        let sql = "select count(*) as n
                   from submission s
                   where s.collaborative_id = $1 and s.file_name = $2 and s.decided_at is not null
                     and exists (select 1 from observation o
                                 where o.collaborative_id = s.collaborative_id and o.submission_id = s.submission_id)";
        let values = vec![Value::from(format!("{key}.csv"))];
        connection.number(sql, values).await.expect("a count")
    }
}
