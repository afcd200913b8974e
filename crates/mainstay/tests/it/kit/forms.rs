//! Reads forms and links off our own pages, so that a test sends what a person's browser would send.
//!
//! Not an HTML parser: our templates close every tag and quote every attribute, and the tests may rely on it.

use super::client::path_of;

/// A form as it stands on a page.
#[derive(Debug, Clone)]
pub struct Form {
    /// Where it leads, as a path of this server.
    pub action: String,
    method: String,
    encoding: String,
    /// Every field with the value it stands at.
    pub fields: Vec<(String, String)>,
    /// The form's own text, for looking closer.
    pub source: String,
}

impl Form {
    pub fn is_get(&self) -> bool {
        !self.method.eq_ignore_ascii_case("post")
    }

    pub fn is_multipart(&self) -> bool {
        self.encoding.contains("multipart")
    }

    /// The value a field stands at.
    pub fn value(&self, name: &str) -> Option<&str> {
        let mut found = self.fields.iter().filter(|(other, _)| other == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// The fields with some of them filled in; names that the page does not have are added (buttons, choices).
    pub fn filled(&self, filled: &[(&str, &str)]) -> Vec<(String, String)> {
        let is_filled = |name: &str| filled.iter().any(|(other, _)| *other == name);
        let kept = self.fields.iter().filter(|(name, _)| !is_filled(name)).cloned();
        let given = filled
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        kept.chain(given).collect()
    }
}

/// The forms of a page; one without an address leads to the page itself.
pub fn forms_of(page: &str, html: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<form") {
        let source = &rest[start..];
        let end = source.find("</form>").unwrap_or(source.len());
        let source = &source[..end];
        let tag = tag_at(source);
        let action = attribute(tag, "action").map_or_else(|| page.to_owned(), |to| path_of(&to));
        forms.push(Form {
            action,
            method: attribute(tag, "method").unwrap_or_default(),
            encoding: attribute(tag, "enctype").unwrap_or_default(),
            fields: fields_of(source),
            source: source.to_owned(),
        });
        rest = &rest[start + end..];
    }
    forms
}

/// Where the links of a page lead.
pub fn links_of(html: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<a ") {
        rest = &rest[start..];
        let tag = tag_at(rest);
        links.extend(attribute(tag, "href").map(|to| path_of(&to)));
        rest = &rest[tag.len()..];
    }
    links
}

fn fields_of(source: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let tag = tag_at(rest);
        let name = attribute(tag, "name");
        if let Some(name) = name {
            let value = if tag.starts_with("<input") {
                input_value(tag)
            } else if tag.starts_with("<textarea") {
                Some(text_until(&rest[tag.len()..], "</textarea>"))
            } else if tag.starts_with("<select") {
                chosen_option(rest)
            } else {
                None
            };
            fields.extend(value.map(|value| (name, value)));
        }
        rest = &rest[tag.len().max(1)..];
    }
    fields
}

/// What an input sends; unticked boxes, files and buttons send nothing of their own.
fn input_value(tag: &str) -> Option<String> {
    let kind = attribute(tag, "type").unwrap_or_default();
    let value = attribute(tag, "value");
    match kind.as_str() {
        "submit" | "button" | "file" | "image" | "reset" => None,
        "checkbox" | "radio" if !has_flag(tag, "checked") => None,
        "checkbox" | "radio" => Some(value.unwrap_or_else(|| "on".to_owned())),
        _ => Some(value.unwrap_or_default()),
    }
}

fn chosen_option(source: &str) -> Option<String> {
    let end = source.find("</select>")?;
    let mut rest = &source[..end];
    let mut first = None;
    while let Some(start) = rest.find("<option") {
        rest = &rest[start..];
        let tag = tag_at(rest);
        let value = attribute(tag, "value").unwrap_or_else(|| text_until(&rest[tag.len()..], "</option>"));
        if has_flag(tag, "selected") {
            return Some(value);
        }
        first = first.or(Some(value));
        rest = &rest[tag.len()..];
    }
    first
}

fn text_until(source: &str, end: &str) -> String {
    unescape(source[..source.find(end).unwrap_or(source.len())].trim_matches('\n'))
}

/// The tag that begins here, to its `>`; a `>` within quotes does not end it.
fn tag_at(source: &str) -> &str {
    let mut is_quoted = false;
    for (at, character) in source.char_indices() {
        match character {
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => return &source[..=at],
            _ => {}
        }
    }
    source
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag
        .find(&format!(" {name}=\""))
        .or_else(|| tag.find(&format!("\n{name}=\"")))?;
    let value = &tag[start + name.len() + 3..];
    Some(unescape(&value[..value.find('"')?]))
}

fn has_flag(tag: &str, name: &str) -> bool {
    let mut words = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/');
    words.any(|word| word == name || word.starts_with(&format!("{name}=")))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

#[test]
fn forms_are_read_as_a_browser_sends_them() {
    let html = "<form method=\"post\" action=\"http://a.example/send?x=1&amp;y=2\">\n\
        <input type=\"hidden\" name=\"key\" value=\"a&#34;b\"> <input name=\"name\">\
        <input type=\"checkbox\" name=\"off\"><input type=\"checkbox\" name=\"on\" value=\"1\" checked>\
        <select name=\"place\"><option value=\"1\">One</option><option value=\"2\" selected>Two</option></select>\
        <textarea name=\"note\">Hello &amp; more</textarea><button name=\"go\" value=\"yes\">Go</button></form>";
    let forms = forms_of("/page", html);
    assert_eq!(forms.len(), 1);
    assert_eq!(forms[0].action, "/send?x=1&y=2");
    assert!(!forms[0].is_get());
    let fields: Vec<(&str, &str)> = forms[0]
        .fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let expected = [
        ("key", "a\"b"),
        ("name", ""),
        ("on", "1"),
        ("place", "2"),
        ("note", "Hello & more"),
    ];
    assert_eq!(fields, expected);
}
