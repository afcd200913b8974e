//! What Typst can reach: its templates, its fonts, the book. No file, no package, no network, no clock.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// Where templates find the book.
const BOOK: &str = "book.json";

const TEMPLATES: [(&str, &str); 8] = [
    ("booklet.typ", include_str!("../templates/booklet.typ")),
    ("one_page.typ", include_str!("../templates/one_page.typ")),
    ("meeting.typ", include_str!("../templates/meeting.typ")),
    ("look.typ", include_str!("../templates/look.typ")),
    ("parts.typ", include_str!("../templates/parts.typ")),
    ("front.typ", include_str!("../templates/front.typ")),
    ("measure.typ", include_str!("../templates/measure.typ")),
    ("back.typ", include_str!("../templates/back.typ")),
];

/// The fonts, those of the public pages: a report card looks the same on every machine.
pub static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 3] = [
        include_bytes!("../../app/assets/fonts/mainstay-sans-regular.ttf"),
        include_bytes!("../../app/assets/fonts/mainstay-sans-semibold.ttf"),
        include_bytes!("../../app/assets/fonts/mainstay-serif-semibold.ttf"),
    ];
    files
        .into_iter()
        .flat_map(|file| Font::iter(Bytes::new(file)))
        .collect()
});

/// The desk on which one book is set.
pub struct Desk {
    library: LazyHash<Library>,
    fonts: LazyHash<FontBook>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    book: (FileId, Bytes),
}

impl Desk {
    /// A desk with a book on it, to be set by one of the templates.
    pub fn new(template: &str, book: Vec<u8>) -> Self {
        let sources = TEMPLATES.map(|(name, text)| (id(name), Source::new(id(name), text.to_owned())));
        Self {
            // Row headings of tables, without which a screen reader cannot say which measure a number belongs to.
            library: LazyHash::new(
                Library::builder()
                    .with_features([Feature::A11yExtras].into_iter().collect())
                    .build(),
            ),
            fonts: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            main: id(template),
            sources: sources.into(),
            book: (id(BOOK), Bytes::new(book)),
        }
    }
}

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("our names are plain");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let (book, bytes) = &self.book;
        if id == *book {
            return Ok(bytes.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
