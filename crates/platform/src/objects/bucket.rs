//! A bucket of S3, or of what speaks like it (MinIO, Garage, Ceph).
//!
//! Requests are signed by `rusty-s3` and sent by `ureq`. What goes wrong is told in fixed sentences: a signed address is a key
//! for a while, and must stand in no log.

use std::sync::LazyLock;
use std::time::Duration;

use rusty_s3::{Credentials, S3Action, UrlStyle};
use ureq::Agent;
use url::Url;

use super::OBJECT_BYTES_MAX;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a signed address is good for.
const SIGNED_FOR: Duration = Duration::from_secs(90);

static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .build()
        .into()
});

/// Why a bucket did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BucketError {
    /// The address of the bucket makes no sense.
    #[error("{0}")]
    Address(String),
    /// There are no credentials, or their file cannot be used.
    #[error("{0}")]
    Credentials(String),
    /// It holds nothing under this name.
    #[error("the bucket holds no such content")]
    Missing,
    /// It said no.
    #[error("the bucket answered {0}; look at its credentials, name and region")]
    Refused(u16),
    /// It did not answer.
    #[error("the bucket does not answer; look at its endpoint and at the network")]
    Unreachable,
}

/// Where contents are kept beside the database: `s3://NAME/PREFIX?endpoint=URL&region=REGION&credentials=FILE`.
///
/// Without an endpoint it is Amazon's; the region is `us-east-1` unless told. Credentials are two lines of a file that its
/// owner alone may read, key and secret; without a file they are `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    text: String,
    prefix: String,
    credentials: Option<String>,
    bucket: rusty_s3::Bucket,
}

impl Bucket {
    /// Reads the address of a bucket. Errors: what of it makes no sense, and what was expected.
    pub fn parse(text: &str) -> Result<Self, BucketError> {
        let wrong = |what: &str| {
            BucketError::Address(format!(
                "{text}: {what}; expected s3://NAME/PREFIX?endpoint=URL&region=REGION&credentials=FILE"
            ))
        };
        let url = Url::parse(text).map_err(|_| wrong("this is no address"))?;
        if url.scheme() != "s3" {
            return Err(wrong("an address of a bucket begins with s3://"));
        }
        let name = url
            .host_str()
            .filter(|name| !name.is_empty())
            .ok_or_else(|| wrong("the name of the bucket is missing"))?;
        let (mut endpoint, mut region, mut credentials) = (None, "us-east-1".to_owned(), None);
        for (key, value) in url.query_pairs() {
            match key.as_ref() {
                "endpoint" => endpoint = Some(value.into_owned()),
                "region" => region = value.into_owned(),
                "credentials" => credentials = Some(value.into_owned()),
                other => return Err(wrong(&format!("{other} is not known"))),
            }
        }
        let (endpoint, style) = match endpoint {
            Some(endpoint) => (endpoint, UrlStyle::Path),
            None => (
                format!("https://s3.{region}.amazonaws.com"),
                UrlStyle::VirtualHost,
            ),
        };
        let endpoint = Url::parse(&endpoint).map_err(|_| wrong("the endpoint is no address"))?;
        let bucket = rusty_s3::Bucket::new(endpoint, style, name.to_owned(), region)
            .map_err(|_| wrong("the endpoint is no http:// or https:// address"))?;
        let prefix = url.path().trim_matches('/');
        Ok(Self {
            text: text.to_owned(),
            prefix: if prefix.is_empty() {
                String::new()
            } else {
                format!("{prefix}/")
            },
            credentials,
            bucket,
        })
    }

    /// Its address, as it was told. It holds no secret.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Keeps bytes under a name; what stood there goes.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), BucketError> {
        let name = self.name(name);
        let credentials = self.credentials()?;
        let address = self.bucket.put_object(Some(&credentials), &name).sign(SIGNED_FOR);
        send(move || {
            AGENT
                .put(address.as_str())
                .send(bytes)
                .map(|_| ())
                .map_err(|error| told(&error))
        })
        .await
    }

    /// The bytes under a name.
    pub async fn get(&self, name: &str) -> Result<Vec<u8>, BucketError> {
        let name = self.name(name);
        let credentials = self.credentials()?;
        let address = self.bucket.get_object(Some(&credentials), &name).sign(SIGNED_FOR);
        send(move || {
            let mut answer = AGENT.get(address.as_str()).call().map_err(|error| told(&error))?;
            let body = answer.body_mut().with_config().limit(OBJECT_BYTES_MAX);
            body.read_to_vec().map_err(|error| told(&error))
        })
        .await
    }

    /// Takes away what is under a name; nothing there is as well.
    pub async fn delete(&self, name: &str) -> Result<(), BucketError> {
        let name = self.name(name);
        let credentials = self.credentials()?;
        let address = self
            .bucket
            .delete_object(Some(&credentials), &name)
            .sign(SIGNED_FOR);
        let gone = send(move || {
            AGENT
                .delete(address.as_str())
                .call()
                .map(|_| ())
                .map_err(|error| told(&error))
        });
        match gone.await {
            Err(BucketError::Missing) => Ok(()),
            other => other,
        }
    }

    fn name(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn credentials(&self) -> Result<Credentials, BucketError> {
        let Some(path) = &self.credentials else {
            return Credentials::from_env().ok_or_else(|| {
                BucketError::Credentials(
                    "there are no credentials for the bucket; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a \
                     file in its address (credentials=FILE)"
                        .into(),
                )
            });
        };
        let bad = |what: &str| BucketError::Credentials(format!("{path}: {what}"));
        let text = std::fs::read_to_string(path).map_err(|_| bad("this file cannot be read"))?;
        if is_open_to_others(path) {
            return Err(bad("others can read this file; chmod 600 mends it"));
        }
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        match (lines.next(), lines.next(), lines.next()) {
            (Some(key), Some(secret), None) => Ok(Credentials::new(key, secret)),
            _ => Err(bad("expected two lines, the key and the secret")),
        }
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &str) -> bool {
    false
}

/// Waits for a request on a thread that may block.
async fn send<T: Send + 'static>(
    request: impl FnOnce() -> Result<T, BucketError> + Send + 'static,
) -> Result<T, BucketError> {
    tokio::task::spawn_blocking(request)
        .await
        .unwrap_or(Err(BucketError::Unreachable))
}

fn told(error: &ureq::Error) -> BucketError {
    match error {
        ureq::Error::StatusCode(404) => BucketError::Missing,
        ureq::Error::StatusCode(code) => BucketError::Refused(*code),
        _ => BucketError::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_buckets_are_read_and_refused_with_what_was_expected() {
        let own =
            Bucket::parse("s3://contents/of/here?endpoint=http://127.0.0.1:9000&region=garage").unwrap();
        assert_eq!(own.name("abc"), "of/here/abc");
        assert_eq!(
            own.bucket.object_url("abc").as_str(),
            "http://127.0.0.1:9000/contents/abc"
        );
        let amazon = Bucket::parse("s3://contents?region=eu-west-1").unwrap();
        assert_eq!(amazon.name("abc"), "abc");
        assert_eq!(
            amazon.bucket.object_url("abc").as_str(),
            "https://contents.s3.eu-west-1.amazonaws.com/abc"
        );
        let cases = [
            ("contents", "this is no address"),
            ("https://contents", "begins with s3://"),
            ("s3://?region=x", "the name of the bucket is missing"),
            ("s3://a?secret=b", "secret is not known"),
            ("s3://a?endpoint=b", "the endpoint is no address"),
            ("s3://a?endpoint=ftp://b", "no http:// or https:// address"),
        ];
        for (text, expected) in cases {
            let error = Bucket::parse(text).unwrap_err().to_string();
            assert!(
                error.contains(expected) && error.contains("expected s3://NAME"),
                "{error}"
            );
        }
    }

    #[test]
    fn credentials_are_two_lines_that_nobody_else_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let bucket = Bucket::parse(&format!("s3://a?credentials={}", path.display())).unwrap();
        let said = |text: &str| {
            std::fs::write(&path, text).unwrap();
            bucket.credentials().map_err(|error| error.to_string())
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::write(&path, "").unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
            assert!(said("key\nsecret\n").unwrap_err().contains("chmod 600"));
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        assert_eq!(said("key\nsecret\n").unwrap().key(), "key");
        assert!(said("key\n").unwrap_err().contains("expected two lines"));
        std::fs::remove_file(&path).unwrap();
        let gone = bucket.credentials().unwrap_err().to_string();
        assert!(gone.contains("cannot be read"), "{gone}");
    }
}
