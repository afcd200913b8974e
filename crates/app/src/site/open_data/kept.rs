//! The edition itself, as JSON in the shape in which it is kept: what another installation can take over.

use crate::editions::document::{Document, StoryPart};
use crate::site::figures::Subject;

/// The edition as its pages tell it, byte for byte the same for the same document.
pub fn bytes(document: &Document) -> Vec<u8> {
    public(document).to_bytes()
}

/// The document without what its own pages leave out: a story whose figures are hidden goes with them, since its
/// words were written by someone who saw them; the work that is done stays.
fn public(document: &Document) -> Document {
    let words = crate::words::words(platform::words::Language::English);
    let mut public = document.clone();
    for part in &mut public.indicators {
        let is_told =
            Subject::of(document, &part.slug, words).is_some_and(|subject| subject.story().is_some());
        if is_told {
            continue;
        }
        if let Some(story) = &mut part.story {
            *story = StoryPart {
                actions: std::mem::take(&mut story.actions),
                ..StoryPart::default()
            };
        }
    }
    public
}
