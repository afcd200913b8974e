//! The same pages as plain files, for any static host under any path.
//!
//! An exported page is the page the server sends, with one change: its links lead to files beside it
//! ([`portable`]). Links to what a folder cannot do (sign-in, the programming interface) lead to the server.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use platform::words::Language;

use super::address::{Address, Page};
use super::open_data::catalog;
use super::pages;
use super::reply::Kind;
use crate::state::PublicState;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files.
    pub files: usize,
    /// Bytes in them.
    pub bytes: u64,
}

/// Paths of every page of every edition in every language, with the assets.
pub fn paths(public: &PublicState) -> Vec<String> {
    let mut paths = vec!["/".to_owned(), catalog::OF_THE_SITE.to_owned()];
    paths.extend(crate::assets::names().map(|name| format!("/assets/{name}")));
    for slug in public.shelf.collaboratives() {
        let newest = public.shelf.newest(&slug).map(|document| (None, document));
        let all = public.shelf.editions(&slug).into_iter();
        let editions = newest
            .into_iter()
            .chain(all.map(|document| (Some(document.number), document)));
        for (edition, document) in editions {
            let has_own_address = |page: &Page| edition.is_none() || !page.is_of_every_edition();
            for page in Page::all(&document).into_iter().filter(has_own_address) {
                for language in Language::ALL {
                    let address = Address {
                        collaborative: slug.clone(),
                        language,
                        edition,
                        page: page.clone(),
                    };
                    paths.push(address.path());
                }
            }
            for language in Language::ALL {
                let letters = public.shelf.letters(&slug).into_iter();
                paths.extend(letters.filter(|_| edition.is_none()).map(|letter| {
                    let address = Address {
                        collaborative: slug.clone(),
                        language,
                        edition,
                        page: Page::Newsletter(letter.slug.clone()),
                    };
                    address.path()
                }));
                for (form, _) in pages::prints(public, &document, language) {
                    let address = Address {
                        collaborative: slug.clone(),
                        language,
                        edition,
                        page: Page::Print(form),
                    };
                    paths.push(address.path());
                }
            }
        }
    }
    paths
}

/// Writes every page into a folder. Computes and writes: call it on a blocking thread.
///
/// Errors: the folder cannot be written, in words.
pub fn write(public: &PublicState, folder: &Path) -> Result<Written, String> {
    let paths = paths(public);
    let known: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    let mut written = Written { files: 0, bytes: 0 };
    for path in &paths {
        let body = pages::at(public, path).ok_or_else(|| format!("{path} cannot be rendered"))?;
        let bytes = match body.kind {
            Kind::Page | Kind::Embed => {
                let html = String::from_utf8_lossy(&body.bytes);
                portable(&html, path, &known, &public.base_url).into_bytes()
            }
            _ => body.bytes,
        };
        let file = folder.join(file_of(path));
        let write = |file: &Path| -> std::io::Result<()> {
            if let Some(parent) = file.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(file, &bytes)
        };
        write(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        written.files += 1;
        written.bytes += bytes.len() as u64;
    }
    Ok(written)
}

/// The file in which the page of a path is kept, relative to the folder.
pub fn file_of(path: &str) -> PathBuf {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        return PathBuf::from(format!("{path}index.html"));
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    if last.contains('.') {
        PathBuf::from(path)
    } else {
        PathBuf::from(format!("{path}.html"))
    }
}

/// A page with its links made to work from a folder: relative to the page, by the names of files.
pub fn portable(html: &str, path: &str, known: &BTreeSet<&str>, base_url: &str) -> String {
    let up = "../".repeat(file_of(path).components().count() - 1);
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    // Our templates write every link of ours as `href="/…"`; nothing else in them has that form.
    while let Some(at) = rest.find("href=\"/") {
        let (before, found) = rest.split_at(at + "href=\"".len());
        out.push_str(before);
        let end = found.find('"').unwrap_or(found.len());
        out.push_str(&link(&found[..end], &up, known, base_url));
        rest = &found[end..];
    }
    out.push_str(rest);
    out
}

fn link(href: &str, up: &str, known: &BTreeSet<&str>, base_url: &str) -> String {
    let cut = href.find(['?', '#']).unwrap_or(href.len());
    let (path, tail) = href.split_at(cut);
    if !known.contains(path) {
        return format!("{base_url}{href}");
    }
    format!("{up}{}{tail}", file_of(path).display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_files_beside_the_page() {
        let known = BTreeSet::from(["/c/", "/c/es/results/a", "/assets/mainstay.css", "/c/about"]);
        let html = r##"<a href="/c/">x</a> <a href="/c/about#h">y</a> <link href="/assets/mainstay.css?v=1">
            <a href="/sign-in">z</a> <a href="https://a.example/">w</a> <a href="#main">v</a>"##;
        let expected = r##"<a href="../../../c/index.html">x</a> <a href="../../../c/about.html#h">y</a> <link href="../../../assets/mainstay.css?v=1">
            <a href="https://harbor.example/sign-in">z</a> <a href="https://a.example/">w</a> <a href="#main">v</a>"##;
        let made = portable(html, "/c/es/results/a", &known, "https://harbor.example");
        assert_eq!(made, expected);
    }
}
