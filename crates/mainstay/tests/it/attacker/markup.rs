//! Our own pages and drawings taken apart: tags, and the texts between them.
//!
//! Not an HTML parser: our templates close every tag, quote every attribute and escape what stands in it.

/// A part of a page, in its order.
#[derive(Debug, Clone, Copy)]
pub enum Piece<'a> {
    /// A tag that opens, with its attributes as they stand.
    Open(&'a str, &'a str),
    Close(&'a str),
    Text(&'a str),
}

/// Takes a page apart.
pub fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        if !text.trim().is_empty() {
            pieces.push(Piece::Text(text));
        }
        let end = tag.find('>').expect("a tag ends");
        let inner = &tag[1..end];
        rest = &tag[end + 1..];
        match inner.strip_prefix('/') {
            Some(name) => pieces.push(Piece::Close(name.trim())),
            None => {
                let name = inner.split([' ', '\n', '/']).next().unwrap_or_default();
                pieces.push(Piece::Open(name, &inner[name.len()..]));
            }
        }
    }
    if !rest.trim().is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The value of an attribute.
pub fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let at = attributes.find(&format!(" {name}=\""))?;
    let value = &attributes[at + name.len() + 3..];
    value.split('"').next()
}

/// The attribute as a number.
pub fn number(attributes: &str, name: &str) -> Option<f64> {
    attribute(attributes, name)?.parse().ok()
}

/// A text as a reader sees it.
pub fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    let marks = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", "\u{a0}"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    for (mark, character) in marks {
        plain = plain.replace(mark, character);
    }
    plain.trim().to_owned()
}

/// Everything that a page says in words: its texts, and the attributes that are read aloud or shown elsewhere.
pub fn words(page: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in pieces(page) {
        match piece {
            Piece::Text(text) => words.push(plain(text)),
            Piece::Open(_, attributes) => {
                let said = ["title", "alt", "aria-label", "content", "value"];
                words.extend(
                    said.iter()
                        .filter_map(|name| attribute(attributes, name))
                        .map(plain),
                );
            }
            Piece::Close(_) => {}
        }
    }
    words
}

/// The cells of every row that opens with a heading of its own, by the identifier of the table.
pub fn rows(page: &str) -> Vec<(String, Vec<String>)> {
    let mut rows = Vec::new();
    let (mut table, mut row, mut cell) = (String::new(), Vec::new(), None::<String>);
    for piece in pieces(page) {
        match piece {
            Piece::Open("table", attributes) => {
                table = attribute(attributes, "id").unwrap_or_default().to_owned();
            }
            Piece::Open("tr", _) => row = Vec::new(),
            Piece::Open("td" | "th", _) => cell = Some(String::new()),
            Piece::Text(text) => {
                if let Some(cell) = &mut cell {
                    cell.push_str(&plain(text));
                }
            }
            Piece::Close("td" | "th") => row.extend(cell.take()),
            Piece::Close("tr") => rows.push((table.clone(), std::mem::take(&mut row))),
            Piece::Open(_, _) | Piece::Close(_) => {}
        }
    }
    rows
}
