//! Beginnings of agreements, in our own plain words and both languages: a form that is filled in and can be changed.

use platform::words::{Language, Words};

use crate::blocks::Typed;

/// The beginnings there are.
pub const TEMPLATES: [&str; 3] = ["counts", "participants", "programme"];

/// What a form begins with. An unknown template is an empty form.
pub fn typed(words: Words, template: &str) -> Typed {
    let Some(template) = TEMPLATES.iter().find(|one| **one == template) else {
        return Typed::default();
    };
    let key = |what: &str| format!("agreement-template-{template}-{what}");
    let in_both = |typed: Typed, field: &str, what: &str| {
        let say = |language| crate::words::words(language).say(&key(what));
        typed
            .with(&format!("{field}_en"), say(Language::English))
            .with(&format!("{field}_es"), say(Language::Spanish))
    };
    let typed = in_both(Typed::default(), "title", "title");
    let typed = in_both(typed, "exactly", "exactly");
    let typed = in_both(typed, "further", "further");
    let typed = ["direct", "quasi", "sensitive", "plain"]
        .iter()
        .fold(typed, |typed, class| {
            let name = key(class);
            // A template of counts has nothing that names anybody.
            let lines = if words.has(&name) {
                words.say(&name)
            } else {
                String::new()
            };
            typed.with(&format!("elements_{class}"), lines)
        });
    let (purposes, linking, publication, consent, kept): (&[&str], _, _, _, _) = match *template {
        "participants" => (
            &["shared_measures", "take_up"],
            "allowed",
            "groups",
            "opt-out",
            "90",
        ),
        "programme" => (&["improvement"], "refused", "nothing", "not-asked", "30"),
        _ => (&["shared_measures"], "refused", "groups", "not-asked", "365"),
    };
    let typed = purposes.iter().fold(typed, |typed, purpose| {
        typed.with(&format!("for_{purpose}"), "yes")
    });
    typed
        .with("may_link", linking)
        .with("may_publish", publication)
        .with("families_asked", consent)
        .with("kept_days", kept)
}
