//! A finished page or file as it goes out: compressed once, tagged by its content, headers ready.

use std::io::Write;

use axum::body::{Body as HttpBody, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use data_encoding::HEXLOWER;
use platform::web::{CSP, CSP_EMBED};
use sha2::{Digest, Sha256};

/// What a body is: decides its type, its policy and who may embed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page of the public site.
    Page,
    /// A page made to be framed by other sites.
    Embed,
    /// Comma-separated values, to be saved.
    Csv,
    /// JSON.
    Json,
    /// JSON that says what CSV files hold.
    CsvMetadata,
    /// JSON in which names are addresses.
    LinkedData,
    /// A workbook.
    Xlsx,
    /// An archive.
    Zip,
    /// News, as Atom.
    Feed,
    /// A picture as SVG.
    Svg,
    /// A picture as PNG.
    Png,
    /// A printed report card.
    Pdf,
    /// The style sheet.
    Style,
    /// A script of ours.
    Script,
    /// A font.
    Font,
    /// An icon.
    Icon,
    /// Plain text.
    Text,
}

/// Bytes and what they are.
#[derive(Debug, Clone)]
pub struct Body {
    /// What it is.
    pub kind: Kind,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A body in every encoding it is sent in.
#[derive(Debug)]
pub struct Ready {
    plain: Variant,
    gzip: Option<Variant>,
    brotli: Option<Variant>,
    etag: HeaderValue,
}

#[derive(Debug)]
struct Variant {
    bytes: Bytes,
    headers: HeaderMap,
}

/// Strong enough at a tenth of the time of the best; pages are compressed when first asked for.
const BROTLI_QUALITY: u32 = 6;
/// Bodies below this gain nothing from compression.
const COMPRESS_FROM: usize = 512;

impl Kind {
    fn content_type(self) -> &'static str {
        match self {
            Self::Page | Self::Embed => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
            Self::CsvMetadata => "application/csvm+json",
            Self::LinkedData => "application/ld+json",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Zip => "application/zip",
            Self::Feed => "application/atom+xml; charset=utf-8",
            Self::Svg | Self::Icon => "image/svg+xml",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Style => "text/css; charset=utf-8",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Font => "font/woff2",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    fn is_compressible(self) -> bool {
        !matches!(self, Self::Png | Self::Pdf | Self::Font | Self::Xlsx | Self::Zip)
    }

    /// Assets have their hash in the address; pages are asked for anew, and answered with 304 if unchanged.
    fn cache_control(self) -> &'static str {
        match self {
            Self::Style | Self::Script | Self::Font | Self::Icon | Self::Text => {
                "public, max-age=31536000, immutable"
            }
            Self::Page
            | Self::Embed
            | Self::Csv
            | Self::Json
            | Self::CsvMetadata
            | Self::LinkedData
            | Self::Xlsx
            | Self::Zip
            | Self::Feed
            | Self::Svg
            | Self::Png
            | Self::Pdf => "public, no-cache",
        }
    }

    /// Published figures and pictures are for everyone's pages; our own pages and scripts are not.
    fn is_for_other_sites(self) -> bool {
        match self {
            Self::Embed
            | Self::Csv
            | Self::Json
            | Self::CsvMetadata
            | Self::LinkedData
            | Self::Xlsx
            | Self::Zip
            | Self::Feed
            | Self::Svg
            | Self::Png
            | Self::Pdf => true,
            Self::Page | Self::Style | Self::Script | Self::Font | Self::Icon | Self::Text => false,
        }
    }

    fn headers(self) -> HeaderMap {
        let (policy, resource) = match (self, self.is_for_other_sites()) {
            (Self::Embed, _) => (CSP_EMBED, "cross-origin"),
            (_, true) => (CSP, "cross-origin"),
            (_, false) => (CSP, "same-origin"),
        };
        let fixed = [
            (header::CONTENT_TYPE, self.content_type()),
            (header::CACHE_CONTROL, self.cache_control()),
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "same-origin"),
            (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
            (HeaderName::from_static("cross-origin-resource-policy"), resource),
            (
                HeaderName::from_static("permissions-policy"),
                "camera=(), geolocation=(), microphone=(), payment=()",
            ),
        ];
        let mut headers = HeaderMap::with_capacity(14);
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if self.is_for_other_sites() {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        if self.is_compressible() {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        headers
    }
}

impl Ready {
    /// Compresses and tags a body. Takes a few milliseconds a page: call it where blocking is allowed.
    pub fn new(body: Body) -> Self {
        // Weak, since one tag stands for the content in every encoding.
        let etag = HeaderValue::from_str(&format!("W/\"{}\"", short_hash(&body.bytes)))
            .expect("hexadecimal digits in quotes are a header's value");
        let is_worth_it = body.kind.is_compressible() && body.bytes.len() >= COMPRESS_FROM;
        let variant = |bytes: Vec<u8>, encoding: Option<&'static str>| {
            let mut headers = body.kind.headers();
            headers.insert(header::ETAG, etag.clone());
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
            if let Some(encoding) = encoding {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            let bytes = bytes.into();
            Variant { bytes, headers }
        };
        let gzip = is_worth_it.then(|| variant(gzipped(&body.bytes), Some("gzip")));
        let brotli = is_worth_it.then(|| variant(brotlied(&body.bytes), Some("br")));
        let plain = variant(body.bytes, None);
        Self {
            plain,
            gzip,
            brotli,
            etag,
        }
    }

    /// The same with more headers in every encoding.
    pub fn with_headers(mut self, more: &HeaderMap) -> Self {
        let variants = [Some(&mut self.plain), self.gzip.as_mut(), self.brotli.as_mut()];
        for variant in variants.into_iter().flatten() {
            variant.headers.extend(more.clone());
        }
        self
    }

    /// Bytes it holds in memory.
    pub fn weight(&self) -> usize {
        let more = [&self.gzip, &self.brotli].into_iter().flatten();
        self.plain.bytes.len() + more.map(|variant| variant.bytes.len()).sum::<usize>()
    }

    /// The content, as it is before compression.
    pub fn plain(&self) -> &[u8] {
        &self.plain.bytes
    }

    /// The answer to a request of this method with these headers.
    pub fn answer(&self, method: &Method, asked: &HeaderMap) -> Response<HttpBody> {
        let variant = self.variant(asked);
        let is_known = asked
            .get(header::IF_NONE_MATCH)
            .and_then(|tags| tags.to_str().ok())
            .is_some_and(|tags| self.is_among(tags));
        let mut response = Response::new(HttpBody::empty());
        *response.headers_mut() = variant.headers.clone();
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_LENGTH);
            return response;
        }
        if *method != Method::HEAD {
            *response.body_mut() = HttpBody::from(variant.bytes.clone());
        }
        response
    }

    fn is_among(&self, tags: &str) -> bool {
        let own = self.etag.to_str().unwrap_or_default().trim_start_matches("W/");
        let mut listed = tags.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
        listed.any(|tag| tag == own || tag == "*")
    }

    fn variant(&self, asked: &HeaderMap) -> &Variant {
        let accepted = asked
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => brotli,
            (_, Some(gzip)) if accepts(accepted, "gzip") => gzip,
            (_, _) => &self.plain,
        }
    }
}

/// An answer that leads to another path of ours.
pub fn elsewhere(path: &str) -> Response<HttpBody> {
    let mut response = Response::new(HttpBody::empty());
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    *response.headers_mut() = Kind::Page.headers();
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, path);
    }
    response
}

/// Whether a list such as `gzip;q=0.5, br` takes this encoding: named, and not with a weight of zero.
fn accepts(list: &str, encoding: &str) -> bool {
    list.split(',').any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let weight = weight.trim().trim_start_matches("q=");
        name.trim() == encoding && weight.parse::<f32>().map_or(true, |weight| weight > 0.0)
    })
}

/// The first 16 hexadecimal digits of the SHA-256 of some bytes.
pub fn short_hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    HEXLOWER.encode(&digest[..8])
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(7));
    encoder
        .write_all(bytes)
        .expect("writing into memory does not fail");
    encoder.finish().expect("writing into memory does not fail")
}

fn brotlied(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, BROTLI_QUALITY, 20);
    writer
        .write_all(bytes)
        .expect("writing into memory does not fail");
    drop(writer);
    compressed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Ready {
        Ready::new(Body {
            kind: Kind::Page,
            bytes: "<p>One in five.</p>".repeat(200).into_bytes(),
        })
    }

    fn asked(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_best_encoding_that_is_accepted_is_sent() {
        let cases = [
            ("gzip, deflate, br", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.5", Some("gzip")),
            ("br;q=0.000", None),
            ("identity", None),
            ("", None),
        ];
        for (accepted, expected) in cases {
            let answer = page().answer(&Method::GET, &asked(header::ACCEPT_ENCODING, accepted));
            let encoding = answer
                .headers()
                .get(header::CONTENT_ENCODING)
                .map(|value| value.to_str().unwrap());
            assert_eq!(encoding, expected, "{accepted}");
            assert_eq!(answer.headers()[header::VARY], "accept-encoding");
        }
    }

    #[test]
    fn what_the_reader_has_already_is_not_sent_again() {
        let ready = page();
        let tag = ready.etag.to_str().unwrap().trim_start_matches("W/").to_owned();
        for (tags, status) in [
            (tag.clone(), 304),
            (format!("\"other\", W/{tag}"), 304),
            ("*".to_owned(), 304),
            ("\"other\"".to_owned(), 200),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_str(&tags).unwrap());
            assert_eq!(ready.answer(&Method::GET, &headers).status(), status, "{tags}");
        }
    }
}
