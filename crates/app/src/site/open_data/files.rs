//! Which files there are beside the pages, what each is called, and how it is made.

use super::tables::Table;
use super::{archive, catalog, cells, csvw, dataset, feed, kept, package, workbook};
use crate::editions::document::Document;
use crate::site::frame::Visit;
use crate::site::reply::{Body, Kind};

/// A file of open data. The figures themselves are `data.csv` and `data.json`, which were there first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// What the tables hold, column by column: a data package.
    Package,
    /// Everything in one archive.
    Archive,
    /// Everything as a workbook.
    Workbook,
    /// The edition as it is kept.
    Kept,
    /// What the tables hold, for CSV on the Web.
    CsvMetadata,
    /// The edition as a data set, for search engines.
    Dataset,
    /// Every edition as a catalogue for data portals. It is about all editions.
    Catalog,
    /// News of editions and corrections. It is about all editions.
    Feed,
    /// One of the smaller tables.
    Table(Table),
}

impl File {
    /// Every file.
    pub const ALL: [Self; 16] = [
        Self::Package,
        Self::Archive,
        Self::Workbook,
        Self::Kept,
        Self::CsvMetadata,
        Self::Dataset,
        Self::Catalog,
        Self::Feed,
        Self::Table(Table::Indicators),
        Self::Table(Table::Places),
        Self::Table(Table::Groups),
        Self::Table(Table::Targets),
        Self::Table(Table::Breaks),
        Self::Table(Table::Sources),
        Self::Table(Table::Plan),
        Self::Table(Table::Decisions),
    ];

    /// Its name in the folder of an edition.
    pub fn name(self) -> &'static str {
        match self {
            Self::Package => "datapackage.json",
            Self::Archive => "datapackage.zip",
            Self::Workbook => "data.xlsx",
            Self::Kept => "edition.json",
            Self::CsvMetadata => "csv-metadata.json",
            Self::Dataset => "dataset.jsonld",
            Self::Catalog => "catalog.json",
            Self::Feed => "feed.atom",
            Self::Table(table) => table.file(),
        }
    }

    /// The file of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// Whether it tells of every edition, and so has one address for all of them.
    pub fn is_of_every_edition(self) -> bool {
        match self {
            Self::Catalog | Self::Feed => true,
            Self::Package
            | Self::Archive
            | Self::Workbook
            | Self::Kept
            | Self::CsvMetadata
            | Self::Dataset
            | Self::Table(_) => false,
        }
    }

    /// The file of an edition. None: it cannot be made, which is logged.
    pub fn body(self, visit: &Visit<'_>, editions: &[std::sync::Arc<Document>]) -> Option<Body> {
        let (kind, bytes) = match self {
            Self::Package => (Kind::Json, package::bytes(visit)),
            Self::Archive => (Kind::Zip, archive::bytes(visit)?),
            Self::Workbook => (Kind::Xlsx, workbook::bytes(visit)?),
            Self::Kept => (Kind::Json, kept::bytes(visit.document)),
            Self::CsvMetadata => (Kind::CsvMetadata, csvw::bytes(visit)),
            Self::Dataset => (Kind::LinkedData, dataset::bytes(visit)),
            Self::Catalog => (Kind::Json, catalog::bytes(visit, editions)),
            Self::Feed => (Kind::Feed, feed::bytes(visit, editions)),
            Self::Table(table) => (Kind::Csv, cells::csv(&table.columns(), &table.rows(visit))),
        };
        Some(Body { kind, bytes })
    }
}
