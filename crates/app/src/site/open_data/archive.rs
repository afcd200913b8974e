//! Everything about an edition in one archive: the data package with its tables, and the other forms beside it.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::files::File;
use super::tables::Table;
use super::{csvw, dataset, kept, package, workbook};
use crate::site::data;
use crate::site::frame::Visit;

/// Every file of the archive by its name, in the order in which they stand.
pub fn contents(visit: &Visit<'_>) -> Option<Vec<(&'static str, Vec<u8>)>> {
    let mut files = vec![(File::Package.name(), package::bytes(visit))];
    files.extend(
        Table::ALL
            .into_iter()
            .map(|table| (table.file(), package::table_bytes(visit, table))),
    );
    files.push((File::Kept.name(), kept::bytes(visit.document)));
    files.push(("data.json", data::json(visit, None).bytes));
    files.push((File::CsvMetadata.name(), csvw::bytes(visit)));
    files.push((File::Dataset.name(), dataset::bytes(visit)));
    files.push((File::Workbook.name(), workbook::bytes(visit)?));
    Some(files)
}

/// The archive; the same edition gives the same bytes.
pub fn bytes(visit: &Visit<'_>) -> Option<Vec<u8>> {
    let files = contents(visit)?;
    let written = write(&files);
    written
        .inspect_err(|error| tracing::error!(%error, "an archive cannot be written"))
        .ok()
}

fn write(files: &[(&str, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    // The day of the format's beginning, since the hour of writing is nobody's news.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
