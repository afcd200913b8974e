//! The template: an xlsx file with a row for each place and group that is asked for, and empty cells for the counts.

use domain::measurement::Group;
use domain::quantity::Unit;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::{Language, Words};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Format, FormatBorder, Workbook, XlsxError};

use super::store::{RequestRow, RequestScope};
use crate::editions::document::Text;
use crate::error::Error;
use crate::measurement::sheet::Sheet;

/// Most rows of a template; beyond it places are left for the partner to fill in.
const ROWS_MAX: usize = 20_000;
/// Most places taken over from earlier figures.
const PLACES_MAX: i64 = 2_000;

/// A dimension asked for, with its categories' labels.
#[derive(Debug, Clone)]
pub struct AskedDimension {
    /// Slug.
    pub slug: String,
    /// Label.
    pub label: String,
    /// Slug and label of each category, in order.
    pub categories: Vec<(String, String)>,
}

/// What stands in a template.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Key of the period; empty where the partner fills it in.
    pub period: String,
    /// Names of the places.
    pub places: Vec<String>,
    /// Dimensions asked for.
    pub dimensions: Vec<AskedDimension>,
    /// Headings of the cells to fill in.
    pub figures: Vec<String>,
}

#[derive(FromQueryResult)]
struct PlaceRow {
    place_id: String,
    name: String,
}

#[derive(FromQueryResult)]
struct CategoryRow {
    dimension: String,
    dimension_en: String,
    dimension_es: String,
    slug: String,
    label_en: String,
    label_es: String,
}

#[derive(FromQueryResult)]
struct SheetRow {
    unit: String,
    definition: String,
}

/// What the template of a request holds, in a reader's language.
pub async fn plan(connection: &Connection, request: &RequestRow, words: Words) -> Result<Plan, DbError> {
    let asked = request.asked();
    let sheet = sheet(connection, request).await?;
    Ok(Plan {
        period: request.period.clone(),
        places: places(connection, request, &asked).await?,
        dimensions: dimensions(connection, &asked, words).await?,
        figures: figures(sheet.as_ref(), request, words)
            .into_iter()
            .map(|(heading, _)| heading)
            .collect(),
    })
}

/// Headings of a request's template in every language, with the word for what stands below each: `place`, `period`,
/// `category:<dimension>`, `numerator`, `denominator`, `value`. Who reads a file knows them without guessing.
pub async fn known_headings(
    connection: &Connection,
    request: &RequestRow,
) -> Result<Vec<(String, String)>, DbError> {
    let (asked, sheet) = (request.asked(), sheet(connection, request).await?);
    let mut known = Vec::new();
    for language in Language::ALL {
        let words = crate::words::words(language);
        known.push((words.say("template-place"), "place".to_owned()));
        known.push((words.say("template-period"), "period".to_owned()));
        for dimension in dimensions(connection, &asked, words).await? {
            known.push((dimension.label, format!("category:{}", dimension.slug)));
        }
        let figures = figures(sheet.as_ref(), request, words).into_iter();
        known.extend(figures.map(|(heading, role)| (heading, role.to_owned())));
    }
    Ok(known)
}

async fn sheet(connection: &Connection, request: &RequestRow) -> Result<Option<SheetRow>, DbError> {
    let sql = "select unit, definition from indicator_version
               where collaborative_id = $1 and indicator_id = $2
               order by version desc
               limit 1";
    connection.row(sql, args![request.indicator_id.clone()]).await
}

/// The words of the definition sheet, so that a partner reads whom to count; plain ones where it has none.
fn figures(row: Option<&SheetRow>, request: &RequestRow, words: Words) -> Vec<(String, &'static str)> {
    let title = words.pick(&request.indicator_title_en, &request.indicator_title_es);
    let unit = row
        .and_then(|row| Unit::from_code(&row.unit))
        .unwrap_or(Unit::Percent);
    let sheet = row
        .and_then(|row| Sheet::from_json(&row.definition).ok())
        .unwrap_or_default();
    let own = |text: &Text, plain: String| match words.pick(&text.en, &text.es) {
        "" => plain,
        own => own.to_owned(),
    };
    match unit {
        Unit::Percent | Unit::PerThousand => {
            let counted = words.with("template-numerator", &[("title", title.into())]);
            let all = own(&sheet.denominator, words.say("template-denominator"));
            vec![
                (all, "denominator"),
                (own(&sheet.numerator, counted), "numerator"),
            ]
        }
        Unit::Count | Unit::Number => vec![(title.to_owned(), "value")],
    }
}

/// The places asked for; where none are named, those with figures of this indicator already.
async fn places(
    connection: &Connection,
    request: &RequestRow,
    asked: &RequestScope,
) -> Result<Vec<String>, DbError> {
    let sql = "select p.place_id, p.name
               from place p
               where p.collaborative_id = $1
               order by p.position, p.name, p.place_id
               limit 10000";
    let all: Vec<PlaceRow> = connection.rows(sql, args![]).await?;
    let wanted = if asked.places.is_empty() {
        let sql = "select distinct o.place_id, '' as name
                   from observation o
                   where o.collaborative_id = $1 and o.indicator_id = $2
                   order by o.place_id
                   limit $3";
        let known: Vec<PlaceRow> = connection
            .rows(sql, args![request.indicator_id.clone(), PLACES_MAX])
            .await?;
        known.into_iter().map(|row| row.place_id).collect()
    } else {
        asked.places.clone()
    };
    let named = all.into_iter().filter(|row| wanted.contains(&row.place_id));
    Ok(named.map(|row| row.name).collect())
}

async fn dimensions(
    connection: &Connection,
    asked: &RequestScope,
    words: Words,
) -> Result<Vec<AskedDimension>, DbError> {
    let sql = "select d.slug as dimension, d.label_en as dimension_en, d.label_es as dimension_es,
                 c.slug, c.label_en, c.label_es
               from category c
               join dimension d on d.collaborative_id = c.collaborative_id and d.dimension_id = c.dimension_id
               where c.collaborative_id = $1
               order by d.position, d.slug, c.position, c.slug
               limit 5000";
    let rows: Vec<CategoryRow> = connection.rows(sql, args![]).await?;
    let mut dimensions: Vec<AskedDimension> = Vec::new();
    for row in rows
        .into_iter()
        .filter(|row| asked.dimensions.contains(&row.dimension))
    {
        let category = (row.slug, words.pick(&row.label_en, &row.label_es).to_owned());
        match dimensions.last_mut().filter(|last| last.slug == row.dimension) {
            Some(last) => last.categories.push(category),
            None => dimensions.push(AskedDimension {
                label: words.pick(&row.dimension_en, &row.dimension_es).to_owned(),
                slug: row.dimension,
                categories: vec![category],
            }),
        }
    }
    Ok(dimensions)
}

impl Plan {
    /// Everyone, then each category of each dimension: one way of breaking down at a time.
    pub fn groups(&self) -> Vec<Group> {
        let single = self.dimensions.iter().flat_map(|dimension| {
            let categories = dimension.categories.iter();
            categories.map(|(category, _)| Group::of(&dimension.slug, category))
        });
        std::iter::once(Group::everyone()).chain(single).collect()
    }

    /// The headings.
    pub fn headings(&self, words: Words) -> Vec<String> {
        let fixed = [words.say("template-place"), words.say("template-period")];
        let dimensions = self.dimensions.iter().map(|dimension| dimension.label.clone());
        fixed
            .into_iter()
            .chain(dimensions)
            .chain(self.figures.iter().cloned())
            .collect()
    }

    /// The cells before the figures, row by row.
    pub fn rows(&self, words: Words) -> Vec<Vec<String>> {
        let (groups, all) = (self.groups(), words.say("template-all"));
        // Without known places, one block with the place left open.
        let places = if self.places.is_empty() {
            vec![String::new()]
        } else {
            self.places.clone()
        };
        let mut rows = Vec::new();
        for place in places {
            for group in &groups {
                let parts = self.dimensions.iter().map(|dimension| {
                    let of_this = group.parts().find(|(slug, _)| *slug == dimension.slug);
                    let label = of_this.and_then(|(_, category)| {
                        let found = dimension.categories.iter().find(|(slug, _)| slug == category);
                        found.map(|(_, label)| label.clone())
                    });
                    label.unwrap_or_else(|| all.clone())
                });
                rows.push(
                    [place.clone(), self.period.clone()]
                        .into_iter()
                        .chain(parts)
                        .collect(),
                );
                if rows.len() == ROWS_MAX {
                    return rows;
                }
            }
        }
        rows
    }
}

/// The file of a request.
pub async fn file(connection: &Connection, request: &RequestRow, words: Words) -> Result<Vec<u8>, Error> {
    let plan = plan(connection, request, words).await?;
    let written = tokio::task::spawn_blocking(move || workbook(&plan, words)).await;
    let file = written.map_err(|error| Error::Fault(error.to_string()))?;
    file.map_err(|error| Error::Fault(format!("the template: {error}")))
}

/// Headings in the first row, so that the reading of the file needs no guessing; every label a text, so that
/// "2019-20" never becomes a date nor "01" a one.
fn workbook(plan: &Plan, words: Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_border_bottom(FormatBorder::Thin);
    let text = Format::new().set_num_format("@");
    let count = Format::new().set_num_format("0");
    let sheet = workbook.add_worksheet();
    sheet.set_name(words.say("template-sheet"))?;
    let headings = plan.headings(words);
    for (column, label) in (0u16..).zip(&headings) {
        sheet.write_string_with_format(0, column, label, &heading)?;
        sheet.set_column_width(column, if column == 0 { 34.0 } else { 22.0 })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let rows = plan.rows(words);
    let labels = headings.len() - plan.figures.len();
    for (row, cells) in (1u32..).zip(&rows) {
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
        for column in labels..headings.len() {
            sheet.write_blank(row, u16::try_from(column).unwrap_or(u16::MAX), &count)?;
        }
    }
    let last_row = u32::try_from(rows.len()).unwrap_or(1).max(1);
    let first = u16::try_from(labels).unwrap_or(0);
    let last = u16::try_from(headings.len() - 1).unwrap_or(first);
    let rule = DataValidation::new()
        .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        .set_error_title(words.say("template-rule-title"))?
        .set_error_message(words.say("template-rule"))?
        // A mark such as "n/a" may be what is known: Excel asks, and lets it stand.
        .set_error_style(rust_xlsxwriter::DataValidationErrorStyle::Warning);
    sheet.add_data_validation(1, first, last_row, last, &rule)?;
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_plan(places: &[&str]) -> Plan {
        let categories = [("g6", "Grade 6"), ("g7", "Grade 7")];
        Plan {
            period: "2019-20".into(),
            places: places.iter().map(|place| (*place).to_owned()).collect(),
            dimensions: vec![AskedDimension {
                slug: "grade".into(),
                label: "Grade".into(),
                categories: categories
                    .map(|(slug, label)| (slug.into(), label.into()))
                    .to_vec(),
            }],
            figures: vec!["Enrolled".into(), "Present".into()],
        }
    }

    #[test]
    fn a_row_stands_for_each_place_and_group() {
        let words = crate::words::words(Language::English);
        let rows = a_plan(&["Lantern Street", "Oystershell Hall"]).rows(words);
        assert_eq!(rows.len(), 6);
        assert_eq!(rows[0], ["Lantern Street", "2019-20", "All"]);
        assert_eq!(rows[5], ["Oystershell Hall", "2019-20", "Grade 7"]);
    }

    #[test]
    fn without_places_one_block_is_left_open() {
        let words = crate::words::words(Language::English);
        assert_eq!(a_plan(&[]).rows(words)[0], ["", "2019-20", "All"]);
    }

    #[test]
    fn labels_are_texts_in_the_file() {
        let words = crate::words::words(Language::English);
        let file = workbook(&a_plan(&["09001"]), words).unwrap();
        assert_eq!(&file[..2], b"PK");
    }
}
