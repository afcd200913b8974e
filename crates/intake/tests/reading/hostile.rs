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

/// The least container with one stream called Workbook.
fn compound(stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let mut head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    head.resize(512, 0xff);
    head[24..32].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0]);
    head[32..34].copy_from_slice(&[6, 0]);
    head[48..52].copy_from_slice(&1_u32.to_le_bytes());
    head[60..64].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    head[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    head[76..80].copy_from_slice(&0_u32.to_le_bytes());
    let sectors = stream.len() as u32 / 512;
    let end = 0xffff_fffe_u32;
    let chain = (0..sectors).map(|at| if at + 1 == sectors { end } else { at + 3 });
    let mut table: Vec<u8> = [0xffff_fffd, end]
        .into_iter()
        .chain(chain)
        .flat_map(u32::to_le_bytes)
        .collect();
    table.resize(512, 0xff);
    let entry = |name: &str, kind: u8, start: u32, length: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let letters = entry.len() as u16 + 2;
        entry.resize(128, 0);
        entry[64..66].copy_from_slice(&letters.to_le_bytes());
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&length.to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, end, 0);
    directory.extend(entry("Workbook", 2, 2, stream.len() as u32));
    directory.resize(512, 0);
    [head, table, directory, stream].concat()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// An old workbook of one sheet with the given records.
fn old_workbook(before: &[u8], records: &[u8]) -> Vec<u8> {
    let head = record(0x0809, &[0, 6, 5, 0]);
    let end = record(0x000a, &[]);
    let place = (head.len() + before.len() + 4 + 10 + end.len()) as u32;
    let mut name = place.to_le_bytes().to_vec();
    name.extend([0, 0, 2, 0, b'A', b'B']);
    let sheet = record(0x0809, &[0, 6, 0x10, 0]);
    compound(&[&head, before, &record(0x0085, &name), &end, &sheet, records, &end].concat())
}

fn number(row: u16, col: u16, value: f64) -> Vec<u8> {
    let mut data = [row.to_le_bytes(), col.to_le_bytes(), [0, 0]].concat();
    data.extend(value.to_le_bytes());
    record(0x0203, &data)
}

#[test]
fn an_old_workbook_is_read_record_by_record_and_never_as_a_rectangle() {
    let far = [number(0, 0, 5.0), number(65_535, 255, 7.0)].concat();
    let book = read(&old_workbook(&[], &far)).unwrap();
    assert_eq!(book.sheets[0].name, "AB");
    assert_eq!(
        book.sheets[0]
            .cell(65_536, 256)
            .and_then(|cell| cell.value.number()),
        Some(7.0)
    );
    assert!(book.sheets[0].cells.len() < 10);
    // A dimension record that claims everything is not even looked at.
    let claim = record(
        0x0200,
        &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0],
    );
    assert_eq!(
        code(&old_workbook(&[], &[claim, number(0, 0, 1.0)].concat())),
        "read"
    );
    assert_eq!(
        code(&old_workbook(&record(0x002f, &[1, 0, 1, 0]), &far)),
        "locked"
    );
}

#[test]
fn one_long_text_in_a_million_cells_is_refused() {
    let text = "x".repeat(30_000);
    let cells: String = (1..=9_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    let book = workbook(&sheet(&cells));
    let strings = format!(
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>"#
    );
    let mut archive = zip::ZipWriter::new_append(Cursor::new(book)).unwrap();
    archive
        .start_file("xl/sharedStrings.xml", SimpleFileOptions::default())
        .unwrap();
    archive.write_all(strings.as_bytes()).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 200_000);
    assert_eq!(code(&bytes), "too-much-text");
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

/// An OpenDocument spreadsheet of one sheet with the given rows.
fn open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="Uno">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ])
}

#[test]
fn an_open_document_is_read_and_its_repetitions_are_counted() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let head = format!(
        "<table:table-row>{}{}{}</table:table-row>",
        text("Town"),
        text("Share"),
        text("When")
    );
    let data = format!(
        "<table:table-row table:number-rows-repeated=\"2\">{}<table:table-cell office:value-type=\"percentage\" office:value=\"0.52\"><text:p>52%</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2012-10-31T00:00:00\"><office:annotation><text:p>a remark</text:p></office:annotation><text:p>10/31/12</text:p></table:table-cell></table:table-row>",
        text("A &amp; B")
    );
    let empty = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let book = read(&open_document(&format!("{head}{data}{empty}"))).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!((sheet.name.as_str(), sheet.records), ("Uno", 2));
    assert_eq!(sheet.cell(3, 1).and_then(|cell| cell.value.text()), Some("A & B"));
    assert_eq!(sheet.cell(2, 2).and_then(|cell| cell.value.number()), Some(52.0));
    assert_eq!(
        sheet.cell(2, 3).and_then(|cell| cell.value.text()),
        Some("2012-10-31")
    );
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(code(&open_document(wide)), "too-many-columns");
    let tall = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"100\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(code(&open_document(tall)), "too-many-cells");
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
    fn an_old_workbook_with_changed_bytes_never_panics(changes in proptest::collection::vec((0..3_000_usize, proptest::num::u8::ANY), 1..4)) {
        let mut bytes = old_workbook(&[], &[number(0, 0, 5.0), number(1, 1, 7.0)].concat());
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn a_workbook_with_a_changed_byte_never_panics(at in 0..900_usize, byte in proptest::num::u8::ANY) {
        let mut bytes = workbook(&sheet(r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>"#));
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes);
    }
}
