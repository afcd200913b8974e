//! A mail server on loopback that takes every letter and keeps it: a few verbs of SMTP, no more.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A letter as it came over the wire.
#[derive(Debug, Clone)]
pub struct Received {
    pub to: String,
    /// Head and body, lines ended by LF.
    pub raw: String,
}

impl Received {
    /// A header's value, put together again.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self
            .raw
            .split("\n\n")
            .next()?
            .replace("\n ", " ")
            .replace("\n\t", " ");
        head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }

    /// The parts of a letter in several forms: kind and decoded text.
    pub fn parts(&self) -> Vec<(String, String)> {
        let kind = self.header("content-type").unwrap_or_default();
        let Some((_, boundary)) = kind.split_once("boundary=\"") else {
            return Vec::new();
        };
        let boundary = boundary.trim_end_matches('"');
        let between = format!("--{boundary}");
        let pieces = self.raw.split(&between).skip(1);
        let pieces = pieces.filter(|piece| !piece.starts_with("--"));
        let pieces = pieces.filter_map(|piece| piece.trim_start_matches('\n').split_once("\n\n"));
        pieces
            .map(|(head, body)| {
                let value = |name: &str| {
                    let line = head.lines().find(|line| line.to_lowercase().starts_with(name));
                    line.and_then(|line| line.split_once(": "))
                        .map_or("", |(_, value)| value)
                        .to_owned()
                };
                let text = match value("content-transfer-encoding").as_str() {
                    "base64" => base64(body),
                    "quoted-printable" => quoted_printable(body),
                    _ => body.to_owned(),
                };
                (value("content-type"), text)
            })
            .collect()
    }
}

fn base64(body: &str) -> String {
    let joined: String = body.split_whitespace().collect();
    let bytes = data_encoding::BASE64.decode(joined.as_bytes()).expect("base64");
    String::from_utf8(bytes).expect("text")
}

fn quoted_printable(body: &str) -> String {
    let joined = body.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match (first, code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("text")
}

/// The server; it ends with the test's runtime.
#[derive(Debug, Clone)]
pub struct PostOffice {
    pub address: SocketAddr,
    letters: Arc<Mutex<Vec<Received>>>,
}

impl PostOffice {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let office = Self {
            address,
            letters: Arc::default(),
        };
        let own = office.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let letters = own.letters.clone();
                tokio::spawn(async move { serve(stream, letters).await });
            }
        });
        office
    }

    /// Its address as a setting.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Everything that came, the oldest first.
    pub fn letters(&self) -> Vec<Received> {
        self.letters.lock().expect("no panic holds it").clone()
    }
}

async fn serve(stream: TcpStream, letters: Arc<Mutex<Vec<Received>>>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 test ESMTP\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let verb = line
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" | "HELO" => b"250 test\r\n",
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                b"250 ok\r\n"
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut raw = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    // A dot at the head of a line was doubled on the way.
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push('\n');
                }
                let letter = Received { to: to.clone(), raw };
                letters.lock().expect("no panic holds it").push(letter);
                b"250 kept\r\n"
            }
            "QUIT" => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        writer.write_all(answer).await?;
    }
    Ok(())
}
