//! A guest: what a request tells of anyone, before or without a sign-in.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use platform::words::{Language, Words};

use super::session::cookie_value;
use crate::collaborative::pages::PlainFrame;
use crate::state::AppState;

/// Remembers the language a reader switched to; it tells nothing else.
const LANGUAGE_COOKIE: &str = "language";
/// Longest path that is come back to, in bytes.
const RETURN_TO_MAX: usize = 500;

/// Anyone who sends a request.
#[derive(Debug, Clone)]
pub struct Guest {
    /// Words of the language they asked for.
    pub words: Words,
    /// This page in the other language.
    pub other_language: String,
    /// Where they come from, as far as limits need it: an address, or the network of one.
    pub network: String,
    /// What their browser calls itself.
    pub user_agent: String,
    /// Their cookies and other headers.
    pub headers: HeaderMap,
}

impl Guest {
    /// What the layout needs.
    pub fn frame(&self, title: &str) -> PlainFrame {
        PlainFrame {
            words: self.words,
            title: title.to_owned(),
            other_language: self.other_language.clone(),
        }
    }
}

impl FromRequestParts<AppState> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let language = language_of(&parts.uri, &parts.headers);
        let agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok());
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|info| info.0.ip());
        let told = state
            .settings
            .is_behind_proxy
            .then(|| told_by_proxy(&parts.headers));
        Ok(Self {
            words: crate::words::words(language),
            other_language: in_other_language(&parts.uri, language),
            network: network_of(told.flatten().or(peer)),
            user_agent: agent.unwrap_or_default().to_owned(),
            headers: parts.headers.clone(),
        })
    }
}

/// The language of `?lang=`, else the one chosen before, else the first of the browser's that we speak.
pub fn language_of(uri: &Uri, headers: &HeaderMap) -> Language {
    let chosen = cookie_value(headers, LANGUAGE_COOKIE).and_then(Language::from_code);
    let browser = || {
        let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        accepted
            .split(',')
            .find_map(|one| Language::from_code(one.split(';').next()?.trim()))
    };
    asked_language(uri)
        .or(chosen)
        .or_else(browser)
        .unwrap_or_default()
}

/// The language of `?lang=`.
pub fn asked_language(uri: &Uri) -> Option<Language> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(name, _)| *name == "lang")
        .find_map(|(_, code)| Language::from_code(code))
}

/// The same query with the other language; what else it holds stays.
fn in_other_language(uri: &Uri, language: Language) -> String {
    let kept = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let mut pairs: Vec<&str> = kept.collect();
    let switch = format!("lang={}", language.other().code());
    pairs.push(&switch);
    format!("?{}", pairs.join("&"))
}

/// The address that the web server in front saw: the last one, since those before it are whatever the sender wrote.
fn told_by_proxy(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all("x-forwarded-for").iter().next_back()?;
    let last = line.to_str().ok()?.rsplit(',').next()?.trim();
    last.parse().ok()
}

/// One IPv4 address, or the /64 of an IPv6 address: a household has that many to itself.
fn network_of(peer: Option<IpAddr>) -> String {
    match peer.map(|address| address.to_canonical()) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        // Without an address everybody counts together: a limit that cannot tell people apart is still one.
        None => "unknown".to_owned(),
    }
}

/// Keeps a language that was switched to, for the pages that follow.
pub async fn keep_language(request: Request, next: Next) -> Response {
    let asked = asked_language(request.uri());
    let mut response = next.run(request).await;
    if let Some(language) = asked {
        let code = language.code();
        let cookie = format!("{LANGUAGE_COOKIE}={code}; Path=/; SameSite=Lax; Max-Age=31536000");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// A path of ours to come back to. Whatever might lead elsewhere gives nothing.
pub fn own_path(text: &str) -> Option<&str> {
    let is_ours = text.starts_with('/') && !text.starts_with("//") && text.len() <= RETURN_TO_MAX;
    // A browser reads a backslash as a slash, and drops tabs and line ends, so that `/\n/evil` leads away.
    let is_plain = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (is_ours && is_plain).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_come_back_to() {
        for good in ["/", "/bridgeport/work", "/a/link/data?period=2025&x=%2F"] {
            assert_eq!(own_path(good), Some(good));
        }
        let bad = [
            "",
            "work",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil",
            "/a b",
            "/é",
            "\\\\evil",
            "javascript:alert(1)",
        ];
        for bad in bad {
            assert_eq!(own_path(bad), None, "{bad:?}");
        }
        assert_eq!(own_path(&format!("/{}", "a".repeat(RETURN_TO_MAX))), None);
    }

    #[test]
    fn the_language_is_the_one_asked_for_then_chosen_then_the_browsers() {
        let mut headers = HeaderMap::new();
        headers.insert("accept-language", HeaderValue::from_static("fr, es-MX;q=0.8, en"));
        let plain = Uri::from_static("/sign-in");
        assert_eq!(language_of(&plain, &headers), Language::Spanish);
        headers.insert("cookie", HeaderValue::from_static("language=en"));
        assert_eq!(language_of(&plain, &headers), Language::English);
        let asked = Uri::from_static("/sign-in?return_to=/a&lang=es");
        assert_eq!(language_of(&asked, &headers), Language::Spanish);
        assert_eq!(
            in_other_language(&asked, Language::Spanish),
            "?return_to=/a&lang=en"
        );
    }

    #[test]
    fn only_the_last_address_is_the_web_servers_word() {
        let told = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", HeaderValue::from_static(line));
            }
            told_by_proxy(&headers).map(|address| address.to_string())
        };
        assert_eq!(told(&["203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(told(&["10.0.0.1, 203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(told(&["10.0.0.1", "2001:db8::7"]).as_deref(), Some("2001:db8::7"));
        assert_eq!(told(&["203.0.113.9, someone"]), None);
        assert_eq!(told(&[]), None);
    }

    #[test]
    fn a_household_counts_as_one() {
        let of = |text: &str| network_of(Some(text.parse().unwrap()));
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
