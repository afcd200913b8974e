//! Files among the readings: what kinds we take, by their content and not by their name, keeping and taking them off.

use domain::ids::MeetingId;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::objects;

use super::agenda_store::{self as store, ReadingRow};
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Bytes of one file: a long report with pictures.
pub const FILE_BYTES_MAX: usize = 20 << 20;
/// Readings of one meeting.
const READINGS_MAX: usize = 60;
/// Characters of a file's name that are kept.
const NAME_MAX: usize = 120;
/// How far into an archive its own list of parts is looked for.
const LOOK_BYTES: usize = 4 << 20;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A page description that prints.
    Pdf,
    /// A document of a word processor, Office Open XML.
    Docx,
    /// A workbook, Office Open XML.
    Xlsx,
    /// Slides, Office Open XML.
    Pptx,
    /// A document, OpenDocument.
    Odt,
    /// A workbook, OpenDocument.
    Ods,
    /// Slides, OpenDocument.
    Odp,
    /// A picture of dots.
    Png,
    /// A photograph.
    Jpeg,
    /// Plain text.
    Text,
}

impl Sort {
    /// What content is. Nothing: we do not take it. A document with programs in it is none that we take.
    pub fn of(content: &[u8]) -> Option<Self> {
        if content.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if content.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if content.starts_with(&[0xff, 0xd8, 0xff]) {
            return Some(Self::Jpeg);
        }
        if content.starts_with(b"PK\x03\x04") {
            return Self::of_archive(content);
        }
        let is_text = std::str::from_utf8(content).is_ok_and(|text| {
            let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
            !text.chars().any(is_odd)
        });
        // What a browser could take for a page is no plain text, whatever its name says.
        let is_markup = content.trim_ascii_start().starts_with(b"<");
        (is_text && !is_markup && !content.is_empty()).then_some(Self::Text)
    }

    /// Documents are archives; what parts they have stands in their lists, uncompressed.
    fn of_archive(content: &[u8]) -> Option<Self> {
        let holds = |words: &[u8]| {
            let ends = [
                &content[..content.len().min(LOOK_BYTES)],
                &content[content.len().saturating_sub(LOOK_BYTES)..],
            ];
            ends.iter()
                .any(|end| end.windows(words.len()).any(|window| window == words))
        };
        if holds(b"vbaProject.bin") {
            return None;
        }
        let open: [(&[u8], Self); 3] = [
            (b"mimetypeapplication/vnd.oasis.opendocument.text", Self::Odt),
            (
                b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                Self::Ods,
            ),
            (
                b"mimetypeapplication/vnd.oasis.opendocument.presentation",
                Self::Odp,
            ),
        ];
        if let Some((_, sort)) = open.into_iter().find(|(words, _)| holds(words)) {
            return Some(sort);
        }
        let office: [(&[u8], Self); 3] = [
            (b"word/document.xml", Self::Docx),
            (b"xl/workbook.xml", Self::Xlsx),
            (b"ppt/presentation.xml", Self::Pptx),
        ];
        let found = office.into_iter().find(|(words, _)| holds(words));
        found
            .filter(|_| holds(b"[Content_Types].xml"))
            .map(|(_, sort)| sort)
    }

    /// The end of its name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Odp => "odp",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Text => "txt",
        }
    }

    /// What it is called on the way to a browser.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

/// A file as it came: its name is words to show, never a path.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    /// The name it came with.
    pub file_name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// The last part of a name, without what could be taken for a path or for a header.
fn plain_name(name: &str, sort: Sort) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let stem: String = stem
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*'))
        .take(NAME_MAX)
        .collect();
    let stem = stem.trim().trim_start_matches('.');
    let stem = if stem.is_empty() { "reading" } else { stem };
    format!("{stem}.{}", sort.ending())
}

/// Looks at a file before it is kept, noting what is wrong at its field; gives the name it is kept under.
pub(crate) fn checked(check: &mut Check, field: &str, sent: &Sent) -> String {
    let sort = Sort::of(&sent.content);
    match sort {
        _ if sent.content.is_empty() => check.wrong(field, "reading-file-none"),
        _ if sent.content.len() > FILE_BYTES_MAX => {
            let problem = check.problem(field, "reading-file-large");
            check.note(problem.with("most", FILE_BYTES_MAX >> 20));
        }
        None => check.wrong(field, "reading-file-kind"),
        Some(_) => {}
    }
    plain_name(&sent.file_name, sort.unwrap_or(Sort::Text))
}

/// Attaches a file to an item. The identifier comes with the form, so that sent twice it stands once.
pub async fn attach(
    scope: &Scope,
    actor: Actor,
    id: MeetingId,
    row: &ReadingRow,
    sent: Sent,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let file_name = checked(&mut check, "reading_file", &sent);
    // A file that nobody gave a title is called by its name.
    let title = match row.title.trim() {
        "" => file_name.clone(),
        title => check.title("reading_title", title),
    };
    let tx = scope.write(actor).await?;
    if store::readings(&tx, &id.to_string()).await?.len() >= READINGS_MAX {
        check.wrong("reading_file", "reading-too-many");
    }
    let mut row = check.finish(ReadingRow {
        title,
        file_name,
        href: String::new(),
        ..row.clone()
    })?;
    let items = store::items(&tx, &id.to_string()).await?;
    if items.iter().all(|item| item.agenda_item_id != row.agenda_item_id) {
        return Err(Error::NotFound.into());
    }
    let hash = objects::put(&tx, &sent.content).await?;
    row.file_hash = Some(hash.clone());
    if store::insert_reading(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("meeting.reading-attached", "meeting", id.uuid());
    commit(tx, vec![fact.set("file", &hash)]).await
}

/// Takes a reading off. Taken off twice is once.
pub async fn remove(scope: &Scope, actor: Actor, id: MeetingId, reading: &str) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let known = store::readings(&tx, &id.to_string()).await?;
    if known.iter().all(|row| row.reading_id != reading) {
        return Err(Error::NotFound);
    }
    store::remove_reading(&tx, reading).await?;
    tx.commit(vec![NewFact::new(
        "meeting.reading-removed",
        "meeting",
        id.uuid(),
    )])
    .await?;
    Ok(())
}

/// A file of a meeting, with what it is. Errors: `NotFound` for a reading of another meeting, or one that is a page.
pub async fn file(
    connection: &Connection,
    meeting: &str,
    reading: &str,
) -> Result<(ReadingRow, Sort, Vec<u8>), Error> {
    let known = store::readings(connection, meeting).await?;
    let row = known.into_iter().find(|row| row.reading_id == reading);
    let row = row.ok_or(Error::NotFound)?;
    let hash = row.file_hash.clone().ok_or(Error::NotFound)?;
    let content = objects::get(connection, &hash).await?;
    let sort = Sort::of(&content).ok_or(Error::NotFound)?;
    Ok((row, sort, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_holds_and_not_what_it_is_called() {
        let office = |part: &[u8]| [b"PK\x03\x04[Content_Types].xml", part].concat();
        for (content, sort) in [
            (b"%PDF-1.7 ...".to_vec(), Some(Sort::Pdf)),
            (b"\x89PNG\r\n\x1a\n....".to_vec(), Some(Sort::Png)),
            (vec![0xff, 0xd8, 0xff, 0xe0], Some(Sort::Jpeg)),
            ("Añadir, línea a línea\n".as_bytes().to_vec(), Some(Sort::Text)),
            (office(b"word/document.xml"), Some(Sort::Docx)),
            (office(b"xl/workbook.xml"), Some(Sort::Xlsx)),
            (office(b"ppt/presentation.xml"), Some(Sort::Pptx)),
            (
                b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text".to_vec(),
                Some(Sort::Odt),
            ),
            // Programs, pages, archives of anything, and bytes that are nothing we know.
            (office(b"word/document.xml word/vbaProject.bin"), None),
            (b"PK\x03\x04 a folder of things".to_vec(), None),
            (b"<!doctype html><script>".to_vec(), None),
            (b"  <svg xmlns=".to_vec(), None),
            (b"MZ\x90\x00".to_vec(), None),
            (b"\x7fELF".to_vec(), None),
            (Vec::new(), None),
        ] {
            let told = String::from_utf8_lossy(&content).into_owned();
            assert_eq!(Sort::of(&content), sort, "{told}");
        }
    }

    #[test]
    fn a_name_is_words_and_ends_as_its_content_does() {
        assert_eq!(plain_name("Report 2026.pdf", Sort::Pdf), "Report 2026.pdf");
        assert_eq!(plain_name("../../etc/passwd", Sort::Text), "passwd.txt");
        assert_eq!(plain_name("C:\\x\\plan.exe", Sort::Pdf), "plan.pdf");
        assert_eq!(plain_name("a\"\r\nb.pdf", Sort::Pdf), "ab.pdf");
        assert_eq!(plain_name("", Sort::Png), "reading.png");
    }
}
