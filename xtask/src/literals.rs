//! Finds the string literals of a Rust source: what tidy needs to read SQL where it stands.

/// A string literal.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// Byte at which it begins.
    pub start: usize,
    /// Byte after its end.
    pub end: usize,
    /// What stands between the quotes, as written.
    pub text: String,
}

/// The string literals of a source, in order. Comments, characters and lifetimes are passed over.
pub fn literals(source: &str) -> Vec<Literal> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &source.as_bytes()[at..];
        if rest.starts_with(b"//") {
            at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        } else if rest.starts_with(b"/*") {
            at += find(rest, b"*/").map_or(rest.len(), |end| end + 2);
        } else if let Some(hashes) = raw_hashes(bytes, at) {
            let open = at + 2 + hashes;
            let closing = format!("\"{}", "#".repeat(hashes));
            let length = find(&bytes[open..], closing.as_bytes()).unwrap_or(bytes.len() - open);
            found.push(literal(source, at, open, open + length, closing.len()));
            at = open + length + closing.len();
        } else if rest[0] == b'"' {
            let length = plain_length(&bytes[at + 1..]);
            found.push(literal(source, at, at + 1, at + 1 + length, 1));
            at += length + 2;
        } else if rest[0] == b'\'' {
            at += character_length(rest);
        } else {
            at += 1;
        }
    }
    found
}

fn literal(source: &str, start: usize, open: usize, close: usize, closing: usize) -> Literal {
    let close = close.min(source.len());
    Literal {
        start,
        end: (close + closing).min(source.len()),
        text: source.get(open..close).unwrap_or_default().to_owned(),
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The number of `#` of a raw string that begins here.
fn raw_hashes(bytes: &[u8], at: usize) -> Option<usize> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if bytes[at] != b'r' || (at > 0 && is_word(bytes[at - 1]) && bytes[at - 1] != b'b') {
        return None;
    }
    let hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
    (bytes.get(at + 1 + hashes) == Some(&b'"')).then_some(hashes)
}

fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// A character literal's length, or 1 for the quote of a lifetime.
fn character_length(rest: &[u8]) -> usize {
    match rest.get(1) {
        Some(b'\\') => rest[2..]
            .iter()
            .skip(1)
            .position(|byte| *byte == b'\'')
            .map_or(1, |end| end + 4),
        Some(_) => (2..=5)
            .find(|at| rest.get(*at) == Some(&b'\''))
            .map_or(1, |end| end + 1),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        literals(source).into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn strings_are_found_and_nothing_else() {
        let source = "let a = \"one \\\" two\"; // \"no\"\n/* \"no\" */ let b = r#\"raw \"x\"\"#; \
                      let c = '\"'; let d: &'static str = \"end\"; let e = '\\''; let f = b\"bytes\";";
        assert_eq!(texts(source), ["one \\\" two", "raw \"x\"", "end", "bytes"]);
    }

    #[test]
    fn an_unfinished_string_ends_with_the_file() {
        assert_eq!(texts("let a = \"open"), ["open"]);
    }
}
