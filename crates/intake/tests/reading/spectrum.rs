//! The corner cases of CSV collected as csv-spectrum: quotes, line ends, delimiters and line ends inside cells.

use intake::{Limits, Rules};
use serde_json::{Map, Value as Json};

#[test]
fn every_corner_case_of_csv_spectrum_is_parsed_right() {
    let Some(data) = super::shared("every_corner_case_of_csv_spectrum_is_parsed_right") else {
        return;
    };
    let folder = data.join("standards/csv-spectrum");
    let mut files = 0;
    for entry in std::fs::read_dir(folder.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let wanted = std::fs::read_to_string(folder.join("json").join(format!("{name}.json"))).unwrap();
        // The CSV files of this collection have lost their returns on the way, their answers have not.
        let wanted = wanted.replace("\\r\\n", "\\n");
        let wanted: Json = serde_json::from_str(&wanted).unwrap();
        let workbook = intake::read_path(&path, &Rules::default(), &Limits::default()).unwrap();
        let sheet = &workbook.sheets[0];
        assert_eq!(sheet.header_rows, [1], "{name}");
        let mut got = Vec::new();
        let last = sheet.cells.iter().map(|cell| cell.row).max().unwrap();
        for row in 2..=last {
            let mut object = Map::new();
            for head in sheet.cells.iter().filter(|cell| cell.row == 1) {
                let raw = sheet
                    .cell(row, head.col)
                    .map_or(String::new(), |cell| cell.raw.clone());
                object.insert(head.raw.clone(), Json::String(raw));
            }
            got.push(Json::Object(object));
        }
        if name == "location_coordinates" {
            // The collection's own answer is one object instead of a list, with another telephone number in it.
            assert_eq!(
                got[0]["Location Coordinates"], wanted["Location Coordinates"],
                "{name}"
            );
        } else {
            assert_eq!(Json::Array(got), wanted, "{name}");
        }
        files += 1;
    }
    assert_eq!(files, 12);
}
