//! A browser without scripts: keeps cookies, sends forms, and hands over every byte that came back.
//!
//! It speaks HTTP/1.1 itself, one connection a request, so that a test sees exactly what the server sent.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Form;

/// How long an answer may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);
/// Redirects followed before it is called a loop.
const REDIRECTS_MAX: usize = 8;

/// One browser: its cookies are its own.
#[derive(Debug, Clone)]
pub struct Client {
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
}

/// One part of a form with files.
#[derive(Debug, Clone)]
pub enum Part<'a> {
    Field(&'a str, &'a str),
    File {
        name: &'a str,
        filename: &'a str,
        bytes: &'a [u8],
    },
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Head and body as they came over the wire.
    pub bytes: Vec<u8>,
    /// The path that was asked for.
    pub path: String,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// Sends this header with every request from now on.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same browser, gone to a server at another address.
    pub fn at(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// The cookie of a name, if the server set one.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.request("GET", path, None).await
    }

    /// Opens a page and follows redirects, as a browser does.
    pub async fn visit(&mut self, path: &str) -> Answer {
        let answer = self.get(path).await;
        self.follow(answer).await
    }

    /// Sends a form; the answer is the redirect itself (see [`Client::follow`]).
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = urlencoded(fields);
        let kind = "application/x-www-form-urlencoded";
        self.request("POST", path, Some((kind, body.into_bytes()))).await
    }

    /// As [`Client::post`], for servers that may die meanwhile.
    pub async fn try_post(&mut self, path: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let kind = "application/x-www-form-urlencoded";
        let body = urlencoded(fields).into_bytes();
        self.try_request("POST", path, Some((kind, body))).await
    }

    /// Sends a form with files.
    pub async fn upload(&mut self, path: &str, parts: &[Part<'_>]) -> Answer {
        let boundary = "----mainstay-test-boundary";
        let kind = format!("multipart/form-data; boundary={boundary}");
        self.request("POST", path, Some((&kind, multipart(boundary, parts))))
            .await
    }

    /// As [`Client::upload`], for servers that may die meanwhile.
    pub async fn try_upload(&mut self, path: &str, parts: &[Part<'_>]) -> std::io::Result<Answer> {
        let boundary = "----mainstay-test-boundary";
        let kind = format!("multipart/form-data; boundary={boundary}");
        let body = multipart(boundary, parts);
        self.try_request("POST", path, Some((&kind, body))).await
    }

    /// Presses the button of a form on a page, with some fields filled in differently.
    pub async fn submit(&mut self, form: &Form, filled: &[(&str, &str)]) -> Answer {
        let fields = form.filled(filled);
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        if form.is_get() {
            let path = format!("{}?{}", form.action, urlencoded(&pairs));
            return self.get(&path).await;
        }
        if form.is_multipart() {
            let parts: Vec<Part<'_>> = pairs.iter().map(|(n, v)| Part::Field(n, v)).collect();
            return self.upload(&form.action, &parts).await;
        }
        self.post(&form.action, &pairs).await
    }

    /// Follows redirects to the page they end at; any other answer comes back as it is.
    pub async fn follow(&mut self, answer: Answer) -> Answer {
        let mut answer = answer;
        for _ in 0..REDIRECTS_MAX {
            let Some(next) = answer.location() else {
                return answer;
            };
            answer = self.get(&next).await;
        }
        panic!("{} redirects without end", answer.path);
    }

    /// Any request; `body` is its content type and bytes. Panics when the server does not answer.
    pub async fn request(&mut self, method: &str, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        self.try_request(method, path, body)
            .await
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// As [`Client::request`], for servers that may die meanwhile.
    pub async fn try_request(
        &mut self,
        method: &str,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> std::io::Result<Answer> {
        let head = self.head(
            method,
            path,
            body.as_ref().map(|(kind, bytes)| (*kind, bytes.len())),
        );
        let exchange = async {
            let mut stream = TcpStream::connect(self.address).await?;
            stream.write_all(head.as_bytes()).await?;
            if let Some((_, bytes)) = &body {
                // A server may answer and close before it read a refused body to its end.
                let _ = stream.write_all(bytes).await;
            }
            let mut bytes = Vec::new();
            match stream.read_to_end(&mut bytes).await {
                Ok(_) => {}
                Err(_) if !bytes.is_empty() => {}
                Err(error) => return Err(error),
            }
            Ok(bytes)
        };
        let bytes = tokio::time::timeout(PATIENCE, exchange)
            .await
            .map_err(|_| std::io::Error::from(std::io::ErrorKind::TimedOut))??;
        let answer = Answer::read(path, method == "HEAD", bytes)?;
        self.remember_cookies(&answer);
        Ok(answer)
    }

    fn head(&self, method: &str, path: &str, body: Option<(&str, usize)>) -> String {
        let address = self.address;
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
        let is_set = |name: &str| self.headers.iter().any(|(set, _)| set.eq_ignore_ascii_case(name));
        if method != "GET" && method != "HEAD" && !is_set("sec-fetch-site") && !is_set("origin") {
            head.push_str("sec-fetch-site: same-origin\r\n");
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            head.push_str(&format!("cookie: {}\r\n", pairs.join("; ")));
        }
        if let Some((kind, length)) = body {
            head.push_str(&format!("content-type: {kind}\r\ncontent-length: {length}\r\n"));
        }
        head.push_str("\r\n");
        head
    }

    fn remember_cookies(&mut self, answer: &Answer) {
        for (name, value) in &answer.headers {
            if name != "set-cookie" {
                continue;
            }
            let pair = value.split(';').next().unwrap_or_default();
            let Some((cookie, content)) = pair.split_once('=') else {
                continue;
            };
            if value.to_ascii_lowercase().contains("max-age=0") || content.is_empty() {
                self.cookies.remove(cookie);
            } else {
                self.cookies.insert(cookie.to_owned(), content.to_owned());
            }
        }
    }
}

impl Answer {
    fn read(path: &str, is_head: bool, bytes: Vec<u8>) -> std::io::Result<Self> {
        let broken = |what: &str| std::io::Error::new(std::io::ErrorKind::UnexpectedEof, what.to_owned());
        let mut slots = [httparse::EMPTY_HEADER; 64];
        let mut response = httparse::Response::new(&mut slots);
        let parsed = response
            .parse(&bytes)
            .map_err(|error| broken(&error.to_string()))?;
        let httparse::Status::Complete(length) = parsed else {
            return Err(broken("the answer ends within its head"));
        };
        let headers: Vec<(String, String)> = response
            .headers
            .iter()
            .map(|header| {
                let value = String::from_utf8_lossy(header.value).into_owned();
                (header.name.to_ascii_lowercase(), value)
            })
            .collect();
        let status = response.code.unwrap_or(0);
        let named = |wanted: &str| {
            headers
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, v)| v.as_str())
        };
        let is_chunked = named("transfer-encoding").is_some_and(|value| value.contains("chunked"));
        let promised: Option<usize> = named("content-length").and_then(|value| value.parse().ok());
        let rest = &bytes[length..];
        let body = if is_chunked {
            unchunk(rest).ok_or_else(|| broken("the answer ends within a chunk"))?
        } else {
            rest.to_vec()
        };
        if !is_head && promised.is_some_and(|promised| promised != body.len()) {
            return Err(broken("the answer is shorter than it promised"));
        }
        let path = path.to_owned();
        Ok(Self {
            status,
            headers,
            body,
            bytes,
            path,
        })
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }

    /// A header's value; its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(other, _)| other == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// Where a redirect leads, as a path of this server.
    pub fn location(&self) -> Option<String> {
        if !(300..400).contains(&self.status) {
            return None;
        }
        let to = self.header("location")?;
        Some(path_of(to))
    }

    /// Fails unless the status is this one; shows the page when it is not.
    #[track_caller]
    pub fn expect_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.path, self.text());
        self
    }

    /// Fails unless the page holds these words.
    #[track_caller]
    pub fn expect_text(self, words: &str) -> Self {
        let text = self.text();
        assert!(text.contains(words), "{}: {words:?} is not in\n{text}", self.path);
        self
    }

    /// The page's forms, in order.
    pub fn forms(&self) -> Vec<Form> {
        super::forms::forms_of(&self.path, &self.text())
    }

    /// The form whose address holds these characters.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let found = self.forms().into_iter().find(|form| form.action.contains(action));
        found.unwrap_or_else(|| panic!("{}: no form leads to {action}\n{}", self.path, self.text()))
    }

    /// Addresses of every link on the page, as paths of this server.
    pub fn links(&self) -> Vec<String> {
        super::forms::links_of(&self.text())
    }
}

/// The path of an address of this server; other addresses stay as they are.
pub fn path_of(address: &str) -> String {
    let Some((_, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    rest.find('/')
        .map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}

fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|pair| pair == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..line]).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[line + 2..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size + 2..)?;
    }
}

fn urlencoded(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", percent(name), percent(value)))
        .collect();
    pairs.join("&")
}

/// Percent-encodes all but the plainest characters.
pub fn percent(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn multipart(boundary: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        body.extend_from_slice(format!("--{boundary}\r\ncontent-disposition: form-data; ").as_bytes());
        match part {
            Part::Field(name, value) => {
                body.extend_from_slice(format!("name=\"{name}\"\r\n\r\n{value}").as_bytes());
            }
            Part::File {
                name,
                filename,
                bytes,
            } => {
                let kind = "content-type: application/octet-stream";
                let head = format!("name=\"{name}\"; filename=\"{filename}\"\r\n{kind}\r\n\r\n");
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(bytes);
            }
        }
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body
}
