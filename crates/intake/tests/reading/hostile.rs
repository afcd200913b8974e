//! Files made to hurt: refused with their own reason, or read without growth.

use std::io::{Cursor, Write};

use intake::{Limits, Rules, Unreadable, Workbook};
use zip::write::SimpleFileOptions;

fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    intake::read(bytes, "file", &Rules::default(), &Limits::default())
}

fn code(bytes: &[u8]) -> &'static str {
    read(bytes).map_or_else(|refusal| refusal.code(), |_| "read")
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(body).unwrap();
    }
    archive.finish().unwrap().into_inner()
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

#[test]
fn two_cells_that_claim_a_billion_are_refused_without_growth() {
    let rows =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    assert_eq!(code(&workbook(&sheet(rows))), "too-many-columns");
    let tall =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row>"#;
    let read = read(&workbook(&sheet(tall))).unwrap();
    assert!(read.sheets[0].cells.len() < 10);
}

#[test]
fn a_zip_bomb_is_refused_by_its_directory_and_by_what_it_unpacks() {
    let zeros = vec![b'0'; 8 * 1024 * 1024];
    assert_eq!(code(&workbook(&String::from_utf8(zeros).unwrap())), "zip-bomb");
    // The same archive with the sizes in its directory falsified to 10 bytes.
    let mut lying = workbook(&"0".repeat(8 * 1024 * 1024));
    let size = (8 * 1024 * 1024_u32).to_le_bytes();
    let places: Vec<usize> = lying
        .windows(4)
        .enumerate()
        .filter(|(_, w)| *w == size)
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(
        ["zip-bomb", "broken-archive"].contains(&code(&lying)),
        "{}",
        code(&lying)
    );
}

#[test]
fn a_file_cut_off_anywhere_is_refused_or_read() {
    let whole = workbook(&sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#));
    assert_eq!(read(&whole).map(|book| book.sheets.len()), Ok(1));
    for end in (4..whole.len()).step_by(7) {
        assert_eq!(
            code(&whole[..end]),
            "broken-archive",
            "cut at {end} of {}",
            whole.len()
        );
    }
}

#[test]
fn sixty_thousand_attributes_and_entities_are_refused_or_read() {
    let attributes: String = (0..60_000).map(|n| format!(" a{n}=\"1\"")).collect();
    let many = sheet(&format!(r#"<row r="1"{attributes}><c r="A1"><v>1</v></c></row>"#));
    assert!(["read", "broken-workbook"].contains(&code(&workbook(&many))));
    let laughs = format!(
        r#"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>{}"#,
        sheet(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>"#)
            .split_once("?>")
            .unwrap()
            .1
    );
    let text = read(&workbook(&laughs))
        .map(|book| format!("{:?}", book.sheets[0].cells))
        .unwrap_or_default();
    assert!(!text.contains("hahahaha"));
}

#[test]
fn more_than_the_limits_is_refused_with_the_limit_that_was_passed() {
    let limits = Limits {
        cells: 10,
        rows: 100,
        columns: 5,
        sheets: 1,
        text_file_bytes: 1_000,
        ..Limits::default()
    };
    let refused = |text: &str| {
        intake::read(text.as_bytes(), "file", &Rules::default(), &limits)
            .unwrap_err()
            .code()
    };
    assert_eq!(refused("a,b\n1,2\n1,2\n1,2\n1,2\n1,2\n"), "too-many-cells");
    assert_eq!(refused("a,b,c,d,e,f\n"), "too-many-columns");
    assert_eq!(refused(&format!("a\n{}1\n", "\n".repeat(200))), "too-many-rows");
    assert_eq!(refused(&"a,b\n".repeat(1_000)), "too-large");
    // Few cells far apart: the empty ones between them count.
    let wide: String = (0..40)
        .map(|row| {
            if row == 0 {
                "a,b,c,d,e\n".into()
            } else {
                format!("{row}\n")
            }
        })
        .collect();
    let limits = Limits {
        cells: 100,
        ..Limits::default()
    };
    let refused = intake::read(wide.as_bytes(), "file", &Rules::default(), &limits).unwrap_err();
    assert_eq!(refused.code(), "too-many-cells");
}

#[test]
fn files_of_other_kinds_get_their_own_sentence() {
    let sentences: Vec<String> = [
        (zipped(&[("word/document.xml", b"<w/>")]), "word-document"),
        (zipped(&[("ppt/presentation.xml", b"<p/>")]), "presentation"),
        (zipped(&[("Index/Tables/DataList.iwa", b"x")]), "apple-document"),
        (zipped(&[("xl/workbook.bin", b"x")]), "binary-workbook"),
        (
            zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text")]),
            "word-document",
        ),
        (zipped(&[("photo.jpg", b"x")]), "archive"),
        (b"%PDF-1.4".to_vec(), "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "picture"),
        (Vec::new(), "empty"),
        (b"\0\x01\x02\x03\x04\x05\x06\x0e".repeat(9), "unknown-kind"),
    ]
    .into_iter()
    .map(|(bytes, wanted)| {
        let refusal = read(&bytes).unwrap_err();
        assert_eq!(refusal.code(), wanted);
        let json = serde_json::to_value(&refusal).unwrap();
        assert_eq!(json["code"], wanted);
        assert_eq!(serde_json::from_value::<Unreadable>(json).unwrap(), refusal);
        refusal.to_string()
    })
    .collect();
    assert!(sentences.iter().all(|sentence| sentence.ends_with('.')));
}

#[test]
fn a_locked_workbook_says_so() {
    let mut compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    compound.extend([0; 500]);
    compound.extend(
        "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .chain([0, 0]),
    );
    assert_eq!(code(&compound), "locked");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..2_000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn arbitrary_tables_never_panic(text in "([a-z0-9*<%.,;\"=\\-\n\r\t é]{0,12}[,;\n]){0,80}") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn a_workbook_with_a_changed_byte_never_panics(at in 0..900_usize, byte in proptest::num::u8::ANY) {
        let mut bytes = workbook(&sheet(r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>"#));
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes);
    }
}
