//! Web pages saved as spreadsheets: many portals answer "download Excel" with a table in HTML.

use crate::grid::{Grid, GridBuilder, Merge, RawCell, Taken};
use crate::open::{Opened, encoding};
use crate::{Limits, Unreadable};

/// Opens every table of a page that has more than one cell, each as a sheet.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Opened, Unreadable> {
    let decoded = encoding::decode(bytes);
    let mut grids = Vec::new();
    let mut taken = Taken::default();
    let lower = decoded.text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(start) = lower[from..].find("<table").map(|at| from + at) {
        let end = lower[start..]
            .find("</table")
            .map_or(lower.len(), |at| start + at);
        let name = format!("Table {}", grids.len() + 1);
        let grid = table(
            &decoded.text[start..end],
            &lower[start..end],
            name,
            limits,
            &mut taken,
        )?;
        if grid.rows.len() > 1 {
            grids.push(grid);
        }
        if grids.len() > limits.sheets {
            return Err(Unreadable::TooManySheets {
                sheets: grids.len(),
                limit: limits.sheets,
            });
        }
        from = (end + 1).min(lower.len());
        while !lower.is_char_boundary(from) {
            from += 1;
        }
    }
    if grids.is_empty() {
        return Err(Unreadable::WebPage);
    }
    Ok(Opened {
        grids,
        encoding: Some(decoded.encoding),
        ..Opened::default()
    })
}

/// Where the walk through a table stands.
struct Walk<'a, 'b> {
    builder: GridBuilder<'b>,
    row: u32,
    col: u32,
    /// Rows that cells from above still cover, by column.
    covered: Vec<u32>,
    open: Option<(&'a str, u32, u32)>,
    text: String,
}

fn table(
    html: &str,
    lower: &str,
    name: String,
    limits: &Limits,
    taken: &mut Taken,
) -> Result<Grid, Unreadable> {
    let builder = GridBuilder::new(name, limits, taken);
    let mut walk = Walk {
        builder,
        row: 0,
        col: 0,
        covered: Vec::new(),
        open: None,
        text: String::new(),
    };
    let mut at = 0;
    while at < html.len() {
        let Some(tag_start) = html[at..].find('<').map(|found| at + found) else {
            walk.text.push_str(&html[at..]);
            break;
        };
        walk.text.push_str(&html[at..tag_start]);
        let tag_end = html[tag_start..]
            .find('>')
            .map_or(html.len(), |found| tag_start + found + 1);
        let tag = lower[tag_start..tag_end]
            .trim_start_matches('<')
            .trim_end_matches('>');
        let name = tag
            .split(|c: char| c.is_whitespace() || c == '/')
            .find(|part| !part.is_empty())
            .unwrap_or("");
        match (tag.starts_with('/'), name) {
            (false, "tr") => {
                walk.close(limits)?;
                walk.row += 1;
                walk.col = 0;
                walk.covered
                    .iter_mut()
                    .for_each(|rows| *rows = rows.saturating_sub(1));
            }
            (false, "td" | "th") => {
                walk.close(limits)?;
                walk.row = walk.row.max(1);
                walk.text.clear();
                walk.open = Some((tag, attribute(tag, "colspan"), attribute(tag, "rowspan")));
            }
            (true, "td" | "th" | "tr") => walk.close(limits)?,
            (false, "br" | "p" | "div") => walk.text.push(' '),
            _ => {}
        }
        at = tag_end;
    }
    walk.close(limits)?;
    Ok(walk.builder.finish())
}

impl Walk<'_, '_> {
    fn close(&mut self, limits: &Limits) -> Result<(), Unreadable> {
        let Some((_, colspan, rowspan)) = self.open.take() else {
            return Ok(());
        };
        self.col += 1;
        while self.covered.get(self.col as usize).is_some_and(|rows| *rows > 0) {
            self.col += 1;
        }
        let text = entities(&self.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        self.builder.push(
            self.row,
            RawCell {
                col: self.col,
                text,
                ..RawCell::default()
            },
        )?;
        let right = (self.col + colspan - 1).min(limits.columns);
        let bottom = self.row + rowspan - 1;
        if colspan > 1 || rowspan > 1 {
            self.builder.merge(Merge {
                top: self.row,
                left: self.col,
                bottom,
                right,
            });
        }
        if rowspan > 1 {
            let width = self.covered.len().max(right as usize + 1);
            self.covered.resize(width, 0);
            (self.col..=right).for_each(|col| self.covered[col as usize] = rowspan);
        }
        self.col = right.max(self.col);
        Ok(())
    }
}

/// A span of a cell, 1 where it says nothing sensible.
fn attribute(tag: &str, name: &str) -> u32 {
    let value = tag
        .split_once(name)
        .map(|(_, rest)| rest.trim_start_matches(['=', '"', '\'', ' ']));
    let digits = value.map(|value| value.chars().take_while(char::is_ascii_digit).collect::<String>());
    digits
        .and_then(|digits| digits.parse().ok())
        .filter(|span| (1..=10_000).contains(span))
        .unwrap_or(1)
}

/// The few entities that tables hold.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let mut plain = text.to_string();
    for (entity, letter) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#160;", " "),
        ("&dagger;", "†"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&ntilde;", "ñ"),
        ("&aacute;", "á"),
        ("&eacute;", "é"),
        ("&iacute;", "í"),
        ("&oacute;", "ó"),
        ("&uacute;", "ú"),
        // Last, or "&amp;lt;" would become "<".
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_a_page_is_a_sheet() {
        let page = "<html><body><table><tr><th rowspan=2>Town</th><th colspan='2'>2020</th></tr>\
            <tr><td>n</td><td>%</td></tr><tr><td>A &amp; B</td><td>&lt;5</td><td>7</td></tr></table>";
        let opened = open(page.as_bytes(), &Limits::default()).unwrap();
        let grid = &opened.grids[0];
        assert_eq!(grid.rows[1].cells[0].col, 2);
        assert_eq!(grid.rows[2].text(1), "A & B");
        assert_eq!(grid.rows[2].text(2), "<5");
        assert_eq!(grid.merges.len(), 2);
        let page = "<html><p>Sign in</p></html>";
        assert_eq!(
            open(page.as_bytes(), &Limits::default()).unwrap_err().code(),
            "web-page"
        );
    }
}
