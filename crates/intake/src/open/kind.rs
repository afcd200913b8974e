//! What kind of file it is, by its first bytes: names and extensions are only claims.

use crate::Unreadable;

/// A kind of file that may hold a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Html,
    Zip,
    Xls,
}

/// First bytes of the kinds of pictures.
const PICTURES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
];

/// First bytes of files that hold no table for us.
const FOREIGN: &[&[u8]] = &[
    b"SQLite format 3",
    b"\x7fELF",
    b"MZ",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"PAR1",
    b"wOF",
    b"ID3",
    b"OggS",
    b"fLaC",
];

/// Tells the kind of a file.
///
/// Errors: the reason of its own for every kind that people send and that holds no cells.
pub(crate) fn recognise(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) || bytes == b"\xef\xbb\xbf" {
        return Err(Unreadable::Empty);
    }
    if let Some(picture) = picture(bytes) {
        return Err(Unreadable::Picture {
            format: picture.into(),
        });
    }
    if bytes[..bytes.len().min(1024)]
        .windows(5)
        .any(|window| window == b"%PDF-")
    {
        return Err(Unreadable::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(bytes);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Unreadable::WordDocument);
    }
    if FOREIGN.iter().any(|magic| bytes.starts_with(magic)) && !printable(bytes) {
        return Err(Unreadable::UnknownKind);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table") {
        return Ok(Kind::Html);
    }
    if start.starts_with('<') && (start.contains("<html") || start.contains("<table")) {
        return Ok(Kind::Html);
    }
    if is_text(bytes) {
        Ok(Kind::Text)
    } else {
        Err(Unreadable::UnknownKind)
    }
}

fn picture(bytes: &[u8]) -> Option<&'static str> {
    if let Some((magic, name)) = PICTURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // "BM" also begins the word "BMI" in a heading, and Apple's "II*" may begin a note.
        return (magic.len() > 2 || !printable(bytes)).then_some(*name);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some("WebP");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let brand = bytes.get(8..12)?;
        let heic: [&[u8]; 7] = [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"avif"];
        return heic.contains(&brand).then_some("HEIC");
    }
    None
}

/// Old Office files share one container; the names of the streams inside tell them apart.
fn compound(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let holds = |name: &str| {
        let wide: Vec<u8> = name
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .chain([0, 0])
            .collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") {
        return Err(Unreadable::Locked);
    }
    if holds("WordDocument") {
        return Err(Unreadable::WordDocument);
    }
    if holds("PowerPoint Document") {
        return Err(Unreadable::Presentation);
    }
    if holds("Workbook") || holds("Book") {
        return Ok(Kind::Xls);
    }
    Err(Unreadable::UnknownKind)
}

/// Whether the first bytes are letters, digits, signs and line ends of a text without wide characters.
fn printable(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(512)];
    start
        .iter()
        .all(|b| matches!(b, 9 | 10 | 13 | 0x20..=0x7e | 0x80..=0xff))
}

/// Text of one byte or of two bytes a character; control characters tell rubbish.
fn is_text(bytes: &[u8]) -> bool {
    if super::encoding::wide_order(bytes).is_some() {
        return true;
    }
    let start = &bytes[..bytes.len().min(64 * 1024)];
    let controls = start
        .iter()
        .filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
        .count();
    controls * 200 <= start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_cells_get_their_own_reason() {
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0";
        for (bytes, code) in [
            (&b""[..], "empty"),
            (b" \r\n", "empty"),
            (b"\x89PNG\r\n\x1a\n", "picture"),
            (b"\xff\xd8\xff\xe0", "picture"),
            (b"GIF89a", "picture"),
            (b"II*\0\x08", "picture"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
            (heic, "picture"),
            (b"%PDF-1.7", "pdf"),
            (b"{\\rtf1", "word-document"),
            (b"\x01\x02\x03\x04\x05\x06\x07\x0e\x0f", "unknown-kind"),
            (b"SQLite format 3\0\x10\0", "unknown-kind"),
        ] {
            assert_eq!(
                recognise(bytes).map_err(|refusal| refusal.code()),
                Err(code),
                "{bytes:?}"
            );
        }
        assert_eq!(recognise(b"BMI,Count\n1,2"), Ok(Kind::Text));
        assert_eq!(recognise(b"MZ district,Count\n1,2"), Ok(Kind::Text));
        assert_eq!(recognise(b"<html><body><table>"), Ok(Kind::Html));
    }
}
