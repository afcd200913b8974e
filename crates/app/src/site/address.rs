//! Addresses of the public site: a finite list that the document gives. What is not on it does not exist.

use platform::words::Language;

use super::open_data::files::File;
use crate::editions::document::{Document, IndicatorPart};
use crate::printing::form::Form;

/// Where a page stands: whose, in which language, of which edition, and which page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Slug of the collaborative.
    pub collaborative: String,
    /// Language of the page.
    pub language: Language,
    /// Number of the edition; none is the newest.
    pub edition: Option<i64>,
    /// The page.
    pub page: Page,
}

/// A page of the tree that every edition has in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// All results on one page.
    ReportCard,
    /// One indicator, with its groups in an order.
    Indicator(String, Order),
    /// Every figure of an indicator as a table, with the other places.
    Table(String),
    /// The figures as a file: of one indicator, or of all.
    Data(Option<String>, Format),
    /// What can be downloaded, what it is for, and how to cite it.
    OpenData,
    /// Another file of open data.
    File(File),
    /// A figure of an indicator as a picture.
    Picture(String, Drawn, Image),
    /// An indicator's trend, made to be framed by other sites.
    Embed(String),
    /// The whole report card as a PDF, if it was printed.
    Print(Form),
    /// Definitions, rules for small numbers, corrections, downloads.
    Methods,
    /// The ratified agenda.
    Agenda,
    /// What partners do, where an edition holds a plan.
    Plan,
    /// Who takes part.
    Partners,
    /// What was decided, where an edition holds decisions.
    Decisions,
    /// The way from cradle to career.
    Pathway,
    /// What the collaborative is.
    About,
    /// How accessible these pages are.
    Accessibility,
    /// What is known of readers, and of the people in the figures.
    Privacy,
    /// Every edition and what changed in it.
    Editions,
    /// The newsletters that were sent. They are about no edition.
    Newsletters,
    /// One newsletter.
    Newsletter(String),
    /// The newsletters as an Atom feed.
    NewsletterFeed,
}

/// The order of groups that a reader chose; by name unless they choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By name.
    Name,
    /// Largest step toward the goal first.
    Gain,
    /// Largest number of people first.
    Number,
}

/// A format of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
}

/// Which figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// The trend.
    Trend,
    /// The groups against the goal.
    Groups,
    /// How far apart the groups are, by year.
    Spread,
    /// The place beside others.
    Places,
    /// The places on a map.
    Map,
    /// The control chart of a monthly measure.
    Control,
}

impl Drawn {
    /// Every figure but the trend, each with its part of the address.
    pub const NAMED: [(Self, &'static str); 5] = [
        (Self::Groups, "groups"),
        (Self::Spread, "spread"),
        (Self::Places, "places"),
        (Self::Map, "map"),
        (Self::Control, "control"),
    ];
}

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Image {
    /// Lines and text.
    Svg,
    /// Dots.
    Png,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Name, Self::Gain, Self::Number];

    fn suffix(self) -> &'static str {
        match self {
            Self::Name => "",
            Self::Gain => "/by-gain",
            Self::Number => "/by-number",
        }
    }
}

impl Image {
    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

impl Page {
    /// The pages without an indicator in them.
    const GENERAL: [Self; 14] = [
        Self::ReportCard,
        Self::Agenda,
        Self::Plan,
        Self::Methods,
        Self::Partners,
        Self::Decisions,
        Self::Pathway,
        Self::About,
        Self::Accessibility,
        Self::Privacy,
        Self::Editions,
        Self::OpenData,
        Self::Newsletters,
        Self::NewsletterFeed,
    ];

    /// The part of the address after the collaborative, language and edition.
    pub fn tail(&self) -> String {
        match self {
            Self::ReportCard => String::new(),
            Self::Indicator(slug, order) => format!("results/{slug}{}", order.suffix()),
            Self::Table(slug) => format!("results/{slug}/table"),
            Self::Data(Some(slug), format) => format!("results/{slug}.{}", format.ending()),
            Self::Data(None, format) => format!("data.{}", format.ending()),
            Self::Picture(slug, Drawn::Trend, image) => format!("results/{slug}.{}", image.ending()),
            Self::Picture(slug, drawn, image) => {
                let named = Drawn::NAMED.iter().find(|(other, _)| other == drawn);
                let name = named.map_or("groups", |(_, name)| name);
                format!("results/{slug}/{name}.{}", image.ending())
            }
            Self::Embed(slug) => format!("embed/{slug}"),
            Self::Print(form) => form.file_name().to_owned(),
            Self::Methods => "methods".to_owned(),
            Self::Agenda => "agenda".to_owned(),
            Self::Plan => "plan".to_owned(),
            Self::Partners => "partners".to_owned(),
            Self::Decisions => "decisions".to_owned(),
            Self::Pathway => "pathway".to_owned(),
            Self::About => "about".to_owned(),
            Self::Accessibility => "accessibility".to_owned(),
            Self::Privacy => "privacy".to_owned(),
            Self::Editions => "editions".to_owned(),
            Self::OpenData => "open-data".to_owned(),
            Self::Newsletters => "newsletter".to_owned(),
            Self::Newsletter(slug) => format!("newsletter/{slug}"),
            Self::NewsletterFeed => "newsletter.atom".to_owned(),
            Self::File(file) => file.name().to_owned(),
        }
    }

    fn parse(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            [""] => Self::ReportCard,
            ["results", last] => match last.rsplit_once('.') {
                None => Self::Indicator((*last).to_owned(), Order::Name),
                Some((slug, "csv")) => Self::Data(Some(slug.to_owned()), Format::Csv),
                Some((slug, "json")) => Self::Data(Some(slug.to_owned()), Format::Json),
                Some((slug, "svg")) => Self::Picture(slug.to_owned(), Drawn::Trend, Image::Svg),
                Some((slug, "png")) => Self::Picture(slug.to_owned(), Drawn::Trend, Image::Png),
                Some(_) => return None,
            },
            ["results", slug, "by-gain"] => Self::Indicator((*slug).to_owned(), Order::Gain),
            ["results", slug, "by-number"] => Self::Indicator((*slug).to_owned(), Order::Number),
            ["results", slug, "table"] => Self::Table((*slug).to_owned()),
            ["results", slug, picture] => {
                let (name, ending) = picture.split_once('.')?;
                let (drawn, _) = Drawn::NAMED.into_iter().find(|(_, other)| *other == name)?;
                let image = match ending {
                    "svg" => Image::Svg,
                    "png" => Image::Png,
                    _ => return None,
                };
                Self::Picture((*slug).to_owned(), drawn, image)
            }
            ["data.csv"] => Self::Data(None, Format::Csv),
            ["data.json"] => Self::Data(None, Format::Json),
            // What is asked for there by form has an address of its own, beside the letters.
            ["newsletter", "subscribe"] => return None,
            ["newsletter", slug] => Self::Newsletter((*slug).to_owned()),
            ["newsletter.atom"] => Self::NewsletterFeed,
            ["embed", slug] => Self::Embed((*slug).to_owned()),
            [only] if let Some(form) = Form::of_file(only) => Self::Print(form),
            [name] if name.contains('.') => Self::File(File::named(name)?),
            [only] => Self::GENERAL.into_iter().find(|page| page.tail() == *only)?,
            _ => return None,
        })
    }

    /// Whether the document has this page.
    pub fn is_in(&self, document: &Document) -> bool {
        match self {
            Self::Indicator(slug, Order::Name)
            | Self::Table(slug)
            | Self::Data(Some(slug), _)
            | Self::Picture(slug, Drawn::Trend, _)
            | Self::Embed(slug) => document.indicator(slug).is_some(),
            Self::Indicator(slug, Order::Gain | Order::Number) | Self::Picture(slug, Drawn::Groups, _) => {
                document.indicator(slug).is_some_and(has_groups)
            }
            Self::Picture(slug, drawn, _) => super::picture::has(document, slug, *drawn),
            Self::Agenda => document.agenda.is_some(),
            Self::Plan => document.plan.is_some(),
            Self::Pathway => document.pathway.is_some(),
            Self::Decisions => {
                !document.decisions.is_empty()
                    || !document.selections.is_empty()
                    || !document.policies.is_empty()
            }
            // Whether it was printed or sent, the shelf knows.
            Self::Newsletters
            | Self::Newsletter(_)
            | Self::NewsletterFeed
            | Self::ReportCard
            | Self::Print(_)
            | Self::Data(None, _)
            | Self::Methods
            | Self::Partners
            | Self::About
            | Self::Accessibility
            | Self::Privacy
            | Self::Editions
            | Self::OpenData
            | Self::File(_) => true,
        }
    }

    /// Whether it tells of every edition, and so has one address for all of them.
    pub fn is_of_every_edition(&self) -> bool {
        match self {
            Self::File(file) => file.is_of_every_edition(),
            other => matches!(
                other,
                Self::Newsletters | Self::Newsletter(_) | Self::NewsletterFeed
            ),
        }
    }

    /// Every page of a document.
    pub fn all(document: &Document) -> Vec<Self> {
        let general = Self::GENERAL.into_iter();
        let mut pages: Vec<Self> = general.filter(|page| page.is_in(document)).collect();
        pages.extend([Format::Csv, Format::Json].map(|format| Self::Data(None, format)));
        pages.extend(File::ALL.map(Self::File));
        for indicator in &document.indicators {
            let slug = || indicator.slug.clone();
            pages.extend(Order::ALL.map(|order| Self::Indicator(slug(), order)));
            pages.extend([Self::Table(slug()), Self::Embed(slug())]);
            pages.extend([Format::Csv, Format::Json].map(|format| Self::Data(Some(slug()), format)));
            let named = Drawn::NAMED.map(|(drawn, _)| drawn);
            for drawn in std::iter::once(Drawn::Trend).chain(named) {
                pages.extend([Image::Svg, Image::Png].map(|image| Self::Picture(slug(), drawn, image)));
            }
        }
        pages.retain(|page| page.is_in(document));
        pages
    }
}

/// Whether an indicator has figures of groups where its page leads.
pub fn has_groups(indicator: &IndicatorPart) -> bool {
    let mut figures = indicator.figures.iter();
    figures.any(|figure| figure.place() == indicator.headline_place && !figure.group().is_empty())
}

impl Address {
    /// Reads a path such as `/harbor/es/editions/1/results/reading`. None: no address of ours.
    pub fn parse(path: &str) -> Option<Self> {
        let mut parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        let collaborative = parts.remove(0).to_owned();
        let mut language = Language::English;
        if parts.first() == Some(&"es") {
            language = Language::Spanish;
            parts.remove(0);
        }
        let mut edition = None;
        if let ["editions", number, ..] = parts[..] {
            // Only the number as we write it, so that an edition has one address: not `01`, not `+1`.
            edition = Some(number.parse::<i64>().ok().filter(|n| n.to_string() == number)?);
            parts.drain(..2);
        }
        let page = Page::parse(&parts)?;
        if edition.is_some() && page.is_of_every_edition() {
            return None;
        }
        Some(Self {
            collaborative,
            language,
            edition,
            page,
        })
    }

    /// The path, from the root of the server.
    pub fn path(&self) -> String {
        let language = match self.language {
            Language::English => "",
            Language::Spanish => "/es",
        };
        let edition = self
            .edition
            .filter(|_| !self.page.is_of_every_edition())
            .map_or_else(String::new, |number| format!("/editions/{number}"));
        format!("/{}{language}{edition}/{}", self.collaborative, self.page.tail())
    }

    /// The same page in another place of the tree.
    pub fn with_page(&self, page: Page) -> Self {
        Self { page, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_read_as_it_is_written() {
        let slug = || "reading".to_owned();
        let mut pages = Page::GENERAL.to_vec();
        pages.extend(Order::ALL.map(|order| Page::Indicator(slug(), order)));
        pages.extend([
            Page::Table(slug()),
            Page::Newsletter("2026-09-01-autumn".to_owned()),
            Page::Embed(slug()),
            Page::Data(None, Format::Csv),
            Page::Data(Some(slug()), Format::Json),
            Page::Picture(slug(), Drawn::Trend, Image::Png),
        ]);
        pages.extend(File::ALL.map(Page::File));
        pages.extend(Drawn::NAMED.map(|(drawn, _)| Page::Picture(slug(), drawn, Image::Svg)));
        pages.extend(Form::ALL.map(Page::Print));
        for page in pages {
            for language in Language::ALL {
                for edition in [None, Some(1), Some(12)] {
                    let edition = edition.filter(|_| !page.is_of_every_edition());
                    let address = Address {
                        collaborative: "harbor".to_owned(),
                        language,
                        edition,
                        page: page.clone(),
                    };
                    assert_eq!(Address::parse(&address.path()), Some(address));
                }
            }
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for path in [
            "",
            "/",
            "/harbor",
            "/harbor/es",
            "/harbor/work",
            "/harbor/editions/1",
            "/harbor/editions/01/",
            "/harbor/editions/+1/",
            "/harbor/editions/x/about",
            "/harbor/results/reading.exe",
            "/harbor/results/reading/",
            "/harbor/results/reading/by-name",
            "/harbor/results/reading/trend.svg",
            "/harbor/results/reading/map.gif",
            "/harbor//about",
            "/harbor/about/",
            "/harbor/es/es/about",
            "/harbor/editions/1/feed.atom",
            "/harbor/editions/1/catalog.json",
            "/harbor/figures.csv",
            "/harbor/newsletter/subscribe",
            "/harbor/newsletter/end/x",
            "/harbor/editions/1/newsletter",
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }
}
