//! Frames of pages: the layout data every template shares, and the error page.

use askama::Template;
use axum::http::StatusCode;
use platform::words::{Language, Words};

/// What every page's layout shows.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Words of the page's language.
    pub words: Words,
    /// Title in the browser's tab, without the collaborative's name.
    pub title: String,
    /// Name of the collaborative.
    pub collaborative: String,
    /// Slug of the collaborative; addresses begin with it.
    pub slug: String,
    /// Address of this page in the other language.
    pub other_language: String,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    words: Words,
    title: &'a str,
    text: &'a str,
    code: u16,
}

/// The page for an error; offers a way on.
pub fn error_page(status: StatusCode, title: &str, text: &str) -> String {
    let page = ErrorPage {
        words: crate::words::words(Language::English),
        title,
        text,
        code: status.as_u16(),
    };
    page.render().unwrap_or_else(|_| format!("{title}. {text}"))
}
