//! Zipped workbooks: told apart from other archives, and unpacked once into nothing before any reader sees them.

use std::io::{Cursor, Read};

use crate::{Limits, Unreadable};

/// What a zip archive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    Xlsx,
    Ods,
}

/// Tells what is inside, and refuses what would unpack beyond the limits.
///
/// The sizes in the directory are the sender's claims; so every part that a reader may open is also unpacked here,
/// counted and thrown away.
pub(crate) fn examine(bytes: &[u8], limits: &Limits) -> Result<Inside, Unreadable> {
    let broken = |error: zip::result::ZipError| Unreadable::BrokenArchive {
        detail: error.to_string(),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let entries = archive.len();
    if entries > limits.archive_entries {
        return Err(Unreadable::TooManyParts {
            entries,
            limit: limits.archive_entries,
        });
    }
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map_or_else(|_| String::new(), |name| name.into_owned()))
        .collect();
    let inside = recognise(&names, || mimetype(bytes))?;
    let mut claimed = 0_u64;
    for at in 0..entries {
        let entry = archive.by_index_raw(at).map_err(broken)?;
        if entry.encrypted() {
            return Err(Unreadable::Locked);
        }
        claimed = claimed.saturating_add(entry.size());
        check_ratio(entry.size(), entry.compressed_size(), limits)?;
    }
    if claimed > limits.inflated_bytes {
        return Err(Unreadable::ZipBomb {
            inflated: claimed,
            limit: limits.inflated_bytes,
        });
    }
    let mut inflated = 0_u64;
    for at in 0..entries {
        let mut entry = archive.by_index(at).map_err(broken)?;
        let is_read = entry.name().is_ok_and(|name| is_read(&name));
        if is_read {
            let packed = entry.compressed_size();
            inflated += inflate(
                &mut entry,
                packed,
                limits.inflated_bytes - inflated.min(limits.inflated_bytes),
                limits,
            )?;
        }
    }
    if inside == Inside::Ods && is_locked_ods(&mut archive) {
        return Err(Unreadable::Locked);
    }
    Ok(inside)
}

/// Unpacks one part into nothing; the size, unless it passes a limit.
fn inflate(entry: &mut impl Read, packed: u64, left: u64, limits: &Limits) -> Result<u64, Unreadable> {
    let mut buffer = [0_u8; 64 * 1024];
    let mut size = 0_u64;
    loop {
        let count = match entry.read(&mut buffer) {
            Ok(0) => return Ok(size),
            Ok(count) => count as u64,
            Err(error) => {
                return Err(Unreadable::BrokenArchive {
                    detail: error.to_string(),
                });
            }
        };
        size += count;
        if size > left {
            return Err(Unreadable::ZipBomb {
                inflated: size,
                limit: limits.inflated_bytes,
            });
        }
        check_ratio(size, packed, limits)?;
    }
}

fn check_ratio(size: u64, packed: u64, limits: &Limits) -> Result<(), Unreadable> {
    let allowed = packed
        .saturating_mul(limits.inflation_ratio)
        .max(crate::limits::RATIO_FREE_BYTES);
    if size > allowed {
        return Err(Unreadable::ZipBomb {
            inflated: size,
            limit: allowed,
        });
    }
    Ok(())
}

/// Parts that a workbook reader opens: markup and bare names; pictures and fonts are passed over.
fn is_read(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".xml", ".rels", ".vml", ".bin"]
        .iter()
        .any(|end| lower.ends_with(end))
        || !lower.contains('.')
}

fn recognise(names: &[String], mimetype: impl Fn() -> String) -> Result<Inside, Unreadable> {
    let has = |wanted: &str| {
        names
            .iter()
            .any(|name| name.replace('\\', "/").eq_ignore_ascii_case(wanted))
    };
    let under = |folder: &str| names.iter().any(|name| name.to_lowercase().starts_with(folder));
    if has("xl/workbook.bin") {
        return Err(Unreadable::BinaryWorkbook);
    }
    if has("xl/workbook.xml") || (has("[Content_Types].xml") && under("xl/")) {
        return Ok(Inside::Xlsx);
    }
    if under("word/") {
        return Err(Unreadable::WordDocument);
    }
    if under("ppt/") {
        return Err(Unreadable::Presentation);
    }
    if under("index/") || has("index.zip") || has("preview.jpg") {
        let apple = |program: &str| {
            Err(Unreadable::AppleDocument {
                program: program.into(),
            })
        };
        // A Numbers file keeps its cells as tables; Pages and Keynote files rarely do.
        let program = if under("index/tables/") || under("index/calculationengine") {
            "Numbers"
        } else {
            "Pages"
        };
        return apple(program);
    }
    match mimetype().as_str() {
        kind if kind.contains("opendocument.spreadsheet") => Ok(Inside::Ods),
        kind if kind.contains("opendocument.text") => Err(Unreadable::WordDocument),
        kind if kind.contains("opendocument.presentation") => Err(Unreadable::Presentation),
        kind if kind.contains("opendocument") => Err(Unreadable::UnknownKind),
        _ => Err(Unreadable::Archive),
    }
}

/// The first bytes of the part that names an OpenDocument file's kind.
fn mimetype(bytes: &[u8]) -> String {
    read_part(bytes, "mimetype", 200)
}

fn read_part(bytes: &[u8], name: &str, most: u64) -> String {
    let mut text = Vec::new();
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes))
        && let Ok(entry) = archive.by_name(name)
        && entry.take(most).read_to_end(&mut text).is_err()
    {
        text.clear();
    }
    String::from_utf8_lossy(&text).into_owned()
}

fn is_locked_ods(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut manifest = Vec::new();
    let read = archive
        .by_name("META-INF/manifest.xml")
        .map(|entry| entry.take(1 << 20).read_to_end(&mut manifest));
    matches!(read, Ok(Ok(_))) && manifest.windows(15).any(|window| window == b"encryption-data")
}
