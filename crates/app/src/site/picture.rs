//! A figure as a picture that travels alone: with its headline, source, edition and address.

use std::sync::{Arc, LazyLock};

use charts::{Caption, Figure, Palette, Size};
use platform::words::Language;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::address::{Drawn, Image, Order, Page};
use super::figures::Subject;
use super::frame::Visit;
use super::reply::{Body, Kind};
use crate::editions::document::Document;

/// Pixels for each unit of the drawing: sharp on dense screens and in print.
const SCALE: f32 = 2.0;

/// The bundled fonts; the machine's own are never asked, so that a picture is the same everywhere.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(include_bytes!("../../assets/fonts/mainstay-sans-regular.ttf").to_vec());
    fonts.load_font_data(include_bytes!("../../assets/fonts/mainstay-sans-semibold.ttf").to_vec());
    fonts.set_sans_serif_family("Mainstay Sans");
    Arc::new(fonts)
});

/// A figure of an indicator as a file.
pub fn body(visit: &Visit<'_>, slug: &str, drawn: Drawn, image: Image) -> Option<Body> {
    let subject = Subject::of(visit.document, slug, visit.words)?;
    let (figure, headline) = match drawn {
        Drawn::Trend => (subject.leading_figure(), subject.headline()),
        Drawn::Groups => {
            let figure = subject.groups(Order::Name)?.groups;
            (figure.draw(&subject.chart_words), figure.title.clone())
        }
        Drawn::Spread => {
            let spread = subject.spread()?;
            (spread.plot.draw(&subject.chart_words), spread.heading)
        }
        Drawn::Places => titled(subject.places()?.draw(&subject.chart_words)),
        Drawn::Map => titled(subject.map()?.draw(&subject.chart_words)),
        Drawn::Control => titled(subject.control()?.draw(&subject.chart_words)),
    };
    let svg = standalone(visit, &subject, &figure, headline);
    let (kind, bytes) = match image {
        Image::Svg => (Kind::Svg, svg.into_bytes()),
        Image::Png => (Kind::Png, png(&svg)?),
    };
    Some(Body { kind, bytes })
}

/// Whether an edition has what a figure of an indicator is drawn from.
pub fn has(document: &Document, slug: &str, drawn: Drawn) -> bool {
    let subject = Subject::of(document, slug, crate::words::words(Language::English));
    subject.is_some_and(|subject| match drawn {
        Drawn::Trend => true,
        Drawn::Groups => subject.groups(Order::Name).is_some(),
        Drawn::Spread => subject.spread().is_some(),
        Drawn::Places => subject.places().is_some(),
        Drawn::Map => subject.map().is_some(),
        Drawn::Control => subject.control().is_some(),
    })
}

fn titled(figure: Figure) -> (Figure, String) {
    let title = figure.title.clone();
    (figure, title)
}

fn standalone(visit: &Visit<'_>, subject: &Subject<'_>, figure: &Figure, headline: String) -> String {
    let slug = subject.sheet.indicator.slug.clone();
    let credit = &visit.document.collaborative.credit;
    let mut footer = vec![
        format!("{} · {}", visit.document.collaborative.name, visit.edition_line()),
        visit.lasting(Page::Indicator(slug, Order::Name)),
    ];
    let credit = visit.words.pick(&credit.en, &credit.es);
    if !credit.is_empty() {
        footer.insert(0, credit.to_owned());
    }
    let caption = Caption {
        headline,
        subtitle: format!("{}, {}", subject.title(), subject.place_name()),
        footer,
    };
    figure.standalone(Size::Wide, &caption, &Palette::LIGHT)
}

/// Dots from lines. None: a drawing of ours could not be read back, which is a bug and answers as a missing page.
fn png(svg: &str) -> Option<Vec<u8>> {
    let options = Options {
        fontdb: FONTS.clone(),
        font_family: "Mainstay Sans".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)
        .inspect_err(|error| tracing::error!(%error, "a drawing cannot be read back"))
        .ok()?;
    let size = tree.size().to_int_size().scale_by(SCALE)?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().ok()
}
