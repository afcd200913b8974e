//! The reading as other tools expect it: one flat JSON object for each sheet.

use serde_json::{Map, Value as Json, json};

use crate::sheet::{Sheet, Workbook};

/// One object for each sheet, as `mainstay inspect FILE --json` prints them.
pub fn contract(workbook: &Workbook) -> Json {
    Json::Array(
        workbook
            .sheets
            .iter()
            .map(|sheet| sheet_object(workbook, sheet))
            .collect(),
    )
}

fn sheet_object(workbook: &Workbook, sheet: &Sheet) -> Json {
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| {
        object.insert(key.into(), value);
    };
    put("file", json!(workbook.file));
    put("encoding", json!(workbook.encoding));
    put("delimiter", json!(workbook.delimiter));
    put("line_end", json!(workbook.line_end));
    put(
        "sheet",
        json!(if sheet.name.is_empty() {
            None
        } else {
            Some(&sheet.name)
        }),
    );
    put("title_rows", json!(sheet.title_rows));
    put("filter_rows", json!(sheet.filter_rows));
    put("header_rows", json!(sheet.header_rows));
    put("blank_rows", json!(sheet.blank_rows));
    put("total_rows", json!(sheet.total_rows));
    put("notes_rows", json!(sheet.notes_rows));
    put("first_data_row", json!(sheet.first_data_row));
    put("last_data_row", json!(sheet.last_data_row));
    put("records", json!(sheet.records));
    put(
        "columns",
        json!(
            sheet
                .columns
                .iter()
                .map(|column| &column.name)
                .collect::<Vec<_>>()
        ),
    );
    put("column_kinds", json!(sheet.columns));
    put("wide", json!(sheet.wide));
    put("tables", json!(sheet.tables));
    put(
        "tidied",
        json!(
            sheet
                .tidied
                .iter()
                .map(|tidied| json!({"kind": tidied.kind, "count": tidied.count}))
                .collect::<Vec<_>>()
        ),
    );
    put("problems", json!(sheet.problems));
    put("cells", json!(sheet.cells));
    Json::Object(object)
}
