//! The words people read: Fluent catalogues in English and Spanish.

use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Code for `lang=` and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The language for a code such as `es` or `es-MX`.
    pub fn from_code(code: &str) -> Option<Self> {
        let short = code
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == short)
    }

    /// The other language, for the switch on each page.
    pub fn other(self) -> Self {
        match self {
            Self::English => Self::Spanish,
            Self::Spanish => Self::English,
        }
    }

    /// The text in this language, else in the other: a text not yet translated beats an empty place.
    pub fn pick<'text>(self, english: &'text str, spanish: &'text str) -> &'text str {
        let (own, other) = match self {
            Self::English => (english, spanish),
            Self::Spanish => (spanish, english),
        };
        if own.is_empty() { other } else { own }
    }
}

/// All texts of the product, in every language.
pub struct Catalogue {
    english: FluentBundle<FluentResource>,
    spanish: FluentBundle<FluentResource>,
    keys: [BTreeSet<String>; 2],
}

impl Catalogue {
    /// Builds the catalogue from Fluent sources. Broken sources are bugs of ours: it panics and names them.
    pub fn new(english: &[&str], spanish: &[&str]) -> Self {
        let keys = [keys_of(english), keys_of(spanish)];
        Self {
            english: bundle("en-US", english),
            spanish: bundle("es-US", spanish),
            keys,
        }
    }

    /// The words of one language.
    pub fn words(&'static self, language: Language) -> Words {
        Words {
            catalogue: self,
            language,
        }
    }

    /// Keys that one language has and the other lacks: a test keeps this empty.
    pub fn untranslated(&self) -> Vec<&String> {
        self.keys[0].symmetric_difference(&self.keys[1]).collect()
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Catalogue of {} texts", self.keys[0].len())
    }
}

fn bundle(locale: &str, sources: &[&str]) -> FluentBundle<FluentResource> {
    let locale: LanguageIdentifier = locale.parse().expect("our locales are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("a catalogue is broken: {errors:?}"));
        if let Err(errors) = bundle.add_resource(resource) {
            panic!("a text stands twice in the catalogues: {errors:?}");
        }
    }
    bundle
}

/// Keys are what stands before ` =` at the start of a line.
fn keys_of(sources: &[&str]) -> BTreeSet<String> {
    let lines = sources.iter().flat_map(|source| source.lines());
    let keys = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    keys.filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.to_owned())
        .collect()
}

/// The words of one language. Cheap to copy; templates hold one.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    catalogue: &'static Catalogue,
    /// The language.
    pub language: Language,
}

impl Words {
    /// The text for a key. A missing key shows itself, so that it is seen and mended; tests refuse it.
    pub fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text for a key with its arguments: `words.with("rows-read", &[("rows", 214.into())])`.
    pub fn with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        let bundle = match self.language {
            Language::English => &self.catalogue.english,
            Language::Spanish => &self.catalogue.spanish,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::warn!(key, "a text is missing in the catalogue");
            return key.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, argument) in arguments {
            values.set((*name).to_owned(), argument.0.clone());
        }
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned();
        if !errors.is_empty() {
            tracing::warn!(key, ?errors, "a text lacks an argument");
        }
        text
    }

    /// Whether the key is known.
    pub fn has(&self, key: &str) -> bool {
        self.catalogue.english.has_message(key)
    }

    /// Picks the text in this language, falling back to the other.
    pub fn pick<'text>(&self, english: &'text str, spanish: &'text str) -> &'text str {
        self.language.pick(english, spanish)
    }

    /// The code of the language, for `lang=`.
    pub fn code(&self) -> &'static str {
        self.language.code()
    }
}

/// A value inside a text: a number (for plurals) or a text.
#[derive(Debug, Clone)]
pub struct Argument(FluentValue<'static>);

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self(FluentValue::from(text.to_owned()))
    }
}
impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self(FluentValue::from(text))
    }
}
impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self(FluentValue::from(text.clone()))
    }
}
impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self(FluentValue::from(number))
    }
}
impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self(FluentValue::from(number))
    }
}
