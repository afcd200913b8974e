//! Settings of a running Mainstay, from the command line and the environment.

use std::net::SocketAddr;
use std::path::PathBuf;

/// What a server needs to know to start.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where data live: the data folder, or a PostgreSQL URL.
    pub storage: Storage,
    /// Address to listen at.
    pub listen: SocketAddr,
    /// Address that readers use, without a slash at the end; links in mails begin with it.
    pub base_url: String,
    /// SMTP URL and sender; without it mails are laid into the outbox folder.
    pub smtp: Option<(String, String)>,
    /// Folder for mails where there is no SMTP.
    pub outbox: PathBuf,
    /// The program that opens hostile files (our own binary).
    pub reader: PathBuf,
    /// Whether a web server of ours stands in front and its X-Forwarded-For tells who asks.
    pub is_behind_proxy: bool,
    /// The program that prints report cards, where it is installed.
    pub press: Option<PathBuf>,
    /// Where larger contents move to, if anywhere.
    pub objects: Option<platform::objects::bucket::Bucket>,
    /// The worker that keeps participants' rows.
    pub vault: crate::vault::worker::Vault,
    /// Whether this is the demonstration: mails can be read on a page and personas have sign-in links.
    pub is_demonstration: bool,
}

/// Where data live.
#[derive(Debug, Clone)]
pub enum Storage {
    /// SQLite in a folder.
    Folder(PathBuf),
    /// PostgreSQL.
    Url(String),
}

/// The address that readers of this machine use when none is given. A loopback address is called by its name:
/// passkeys belong to names, and cookies of a name and of a number do not meet.
pub fn base_url_of(listen: SocketAddr) -> String {
    if listen.ip().is_loopback() {
        return format!("http://localhost:{}", listen.port());
    }
    format!("http://{listen}")
}

impl Settings {
    /// Whether cookies may be sent over https only.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}
