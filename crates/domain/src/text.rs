//! Texts with a rule: each has a type whose only constructor is `parse`.

use std::fmt;

/// Why a text was refused. The sentence for it stands in the catalogue under `text-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing but spaces.
    #[error("empty")]
    Empty,
    /// Longer than the limit, in characters.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// A slug holds lower-case letters, digits and single hyphens only.
    #[error("not a slug")]
    NotASlug,
}

impl BadText {
    /// The stable code of this refusal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong(_) => "too-long",
            Self::NotAnEmail => "not-an-email",
            Self::NotASlug => "not-a-slug",
        }
    }
}

macro_rules! text_types {
    ($($(#[$about:meta])* $name:ident by $check:path),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Checks and normalises a text. Errors: see [`BadText`].
            pub fn parse(text: &str) -> Result<Self, BadText> {
                $check(text).map(Self)
            }
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

text_types! {
    /// A name or title on one line, at most 200 characters.
    Title by title,
    /// A paragraph of plain text or Markdown, at most 20,000 characters.
    Prose by prose,
    /// An e-mail address, lower-cased.
    Email by email,
    /// Part of a public address; never changes once published.
    Slug by slug,
    /// A reason given by a person, at most 2,000 characters.
    Reason by reason,
}

/// Longest title, in characters.
pub const TITLE_MAX: usize = 200;
/// Longest prose, in characters.
pub const PROSE_MAX: usize = 20_000;
/// Longest reason, in characters.
pub const REASON_MAX: usize = 2_000;
/// Longest slug, in characters.
pub const SLUG_MAX: usize = 80;

fn bounded(text: &str, most: usize) -> Result<String, BadText> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BadText::Empty);
    }
    if text.chars().count() > most {
        return Err(BadText::TooLong(most));
    }
    Ok(text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect())
}

fn title(text: &str) -> Result<String, BadText> {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    bounded(&joined, TITLE_MAX)
}

fn prose(text: &str) -> Result<String, BadText> {
    bounded(&text.replace("\r\n", "\n"), PROSE_MAX)
}

fn reason(text: &str) -> Result<String, BadText> {
    bounded(&text.replace("\r\n", "\n"), REASON_MAX)
}

/// Only the shape is checked: whether an address exists is known when a mail to it is answered.
fn email(text: &str) -> Result<String, BadText> {
    let text = bounded(text, TITLE_MAX)?.to_lowercase();
    let Some((local, host)) = text.split_once('@') else {
        return Err(BadText::NotAnEmail);
    };
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '@' | '(' | ')');
    let is_shaped = !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    if !is_shaped || !local.chars().all(plain) || !host.chars().all(plain) {
        return Err(BadText::NotAnEmail);
    }
    Ok(text)
}

fn slug(text: &str) -> Result<String, BadText> {
    let text = bounded(text, SLUG_MAX)?;
    let is_plain = text
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_plain || text.starts_with('-') || text.ends_with('-') || text.contains("--") {
        return Err(BadText::NotASlug);
    }
    Ok(text)
}

impl Slug {
    /// Makes a slug out of a title: "Ready for school" becomes `ready-for-school`.
    ///
    /// Errors: `Empty` when no letter or digit of ASCII remains.
    pub fn from_title(text: &str) -> Result<Self, BadText> {
        let plain: String = text.to_lowercase().chars().map(unaccented).collect();
        let words: Vec<&str> = plain
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect();
        let mut joined = words.join("-");
        joined.truncate(SLUG_MAX);
        Self::parse(joined.trim_end_matches('-'))
    }
}

/// The letters of Spanish and its neighbours without their marks; other characters unchanged.
fn unaccented(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded() {
        assert_eq!(
            Title::parse("  Ready \n for school ").unwrap().as_str(),
            "Ready for school"
        );
        assert_eq!(Title::parse(" \t"), Err(BadText::Empty));
        assert_eq!(Title::parse(&"a".repeat(201)), Err(BadText::TooLong(200)));
        assert!(Title::parse(&"a".repeat(200)).is_ok());
    }

    #[test]
    fn addresses_need_a_name_and_a_host() {
        assert_eq!(
            Email::parse(" Ana@Harbor.Example ").unwrap().as_str(),
            "ana@harbor.example"
        );
        for bad in [
            "ana",
            "@x.example",
            "ana@",
            "ana@x",
            "a b@x.example",
            "a@b@x.example",
            "<a@x.example>",
        ] {
            assert_eq!(Email::parse(bad), Err(BadText::NotAnEmail), "{bad}");
        }
    }

    #[test]
    fn slugs_come_from_titles() {
        assert_eq!(
            Slug::from_title("¿Listos para la niñez?").unwrap().as_str(),
            "listos-para-la-ninez"
        );
        assert_eq!(Slug::parse("a--b"), Err(BadText::NotASlug));
        assert_eq!(Slug::from_title("…"), Err(BadText::Empty));
    }
}
