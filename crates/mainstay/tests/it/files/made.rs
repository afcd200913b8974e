//! Files made to hurt, and files that are not what their sender thinks.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A file and the code of the reason it must be refused with.
pub struct Hostile {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub code: &'static str,
}

/// Every kind of file that people send by mistake or by malice.
pub fn hostile_files() -> Vec<Hostile> {
    let hostile = |name, bytes, code| Hostile { name, bytes, code };
    vec![
        hostile(
            "two-cells.xlsx",
            two_cells_that_claim_a_billion(),
            "too-many-columns",
        ),
        hostile("bomb.xlsx", workbook(&"0".repeat(30 * 1024 * 1024)), "zip-bomb"),
        hostile("strings.xlsx", inline_strings(200 * 1024 * 1024), "zip-bomb"),
        hostile("parts.xlsx", many_parts(2_000), "too-many-parts"),
        hostile("locked.xlsx", compound_with("EncryptedPackage"), "locked"),
        hostile("old.doc", compound_with("WordDocument"), "word-document"),
        hostile(
            "report.docx",
            zipped(&[("word/document.xml", b"<w/>")]),
            "word-document",
        ),
        hostile("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".repeat(20), "picture"),
        hostile("photo.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "picture"),
        hostile("report.pdf", b"%PDF-1.7\n1 0 obj\n".to_vec(), "pdf"),
        hostile(
            "slides.pptx",
            zipped(&[("ppt/presentation.xml", b"<p/>")]),
            "presentation",
        ),
        hostile(
            "table.numbers",
            zipped(&[("Index/Tables/DataList.iwa", b"x")]),
            "apple-document",
        ),
        hostile("cut.xlsx", cut_off(), "broken-archive"),
        hostile("photos.zip", zipped(&[("photo.jpg", b"x")]), "archive"),
        hostile("nothing.csv", Vec::new(), "empty"),
        hostile(
            "rubbish.csv",
            b"\0\x01\x02\x03\x04\x05\x06\x0e\xff\xfe".repeat(5_000),
            "unknown-kind",
        ),
        hostile(
            "page.xls",
            b"<!doctype html><html><body><p>Sign in".to_vec(),
            "web-page",
        ),
    ]
}

/// Markup that asks the reader to fetch, to repeat without end, or to count attributes; nothing of it may work.
pub fn markup_tricks() -> Vec<(&'static str, Vec<u8>)> {
    let declared = |declaration: &str, cell: &str| {
        let cell = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{cell}</t></is></c></row>"#);
        let sheet = sheet(&cell);
        let (_, body) = sheet.split_once("?>").expect("a declaration");
        workbook(&format!(r#"<?xml version="1.0"?>{declaration}{body}"#))
    };
    let external = r#"<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>"#;
    let laughs = (b'b'..=b'k').fold(r#"<!DOCTYPE l [<!ENTITY a "ha">"#.to_owned(), |all, name| {
        let before = format!("&{};", (name - 1) as char).repeat(10);
        format!(r#"{all}<!ENTITY {} "{before}">"#, name as char)
    });
    let attributes: String = (0..60_000).map(|n| format!(r#" a{n}="1""#)).collect();
    vec![
        ("external.xlsx", declared(external, "&a;")),
        ("laughs.xlsx", declared(&format!("{laughs}]>"), "&k;")),
        (
            "attributes.xlsx",
            workbook(&sheet(&format!(
                r#"<row r="1"{attributes}><c r="A1"><v>1</v></c></row>"#
            ))),
        ),
        ("deep.xlsx", workbook(&sheet(&"<a>".repeat(200_000)))),
    ]
}

/// An ordinary small table.
pub fn ordinary() -> Vec<u8> {
    b"Town,Count\nBridgeport,1280\nAndover,*\n".to_vec()
}

fn two_cells_that_claim_a_billion() -> Vec<u8> {
    workbook(&sheet(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
    ))
}

/// A sheet of so many bytes that packs into a few hundred kilobytes.
fn inline_strings(bytes: usize) -> Vec<u8> {
    let cell = r#"<row><c t="inlineStr"><is><t>aaaaaaaaaaaa</t></is></c></row>"#;
    workbook(&sheet(&cell.repeat(bytes / cell.len())))
}

fn many_parts(parts: usize) -> Vec<u8> {
    let names: Vec<String> = (0..parts).map(|n| format!("xl/media/{n}.bin")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    zipped(&parts)
}

fn cut_off() -> Vec<u8> {
    let mut whole = workbook(&sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#));
    whole.truncate(whole.len() / 2);
    whole
}

/// The container of old Office files, and of locked new ones, with a stream of a name.
fn compound_with(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend([0; 504]);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.extend([0; 512]);
    bytes
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(body).expect("a body");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The least workbook with one sheet of the given markup.
fn workbook(sheet: &str) -> Vec<u8> {
    let types = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let book = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let relations = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let roots = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    zipped(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", roots),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#
    )
}
