//! A story as a form shows it and sends it back, and as a list of named texts that can be compared.

use platform::words::Words;

use crate::blocks::{Choice, Form, Shape, Typed};
use crate::editions::document::{ActionPart, Passage, StoryPart, Text};
use crate::problems::Check;

/// Where an action stands.
pub const ACTION_STATES: [&str; 4] = ["on-course", "complete", "slower", "not-started"];
/// Most passages about what is behind the numbers.
const BEHIND_MAX: usize = 8;
/// Most actions.
const ACTIONS_MAX: usize = 12;
/// Empty places offered after those that are filled.
const EMPTY_PLACES: usize = 1;

/// Reads what was typed. Places whose texts are all empty are no passage and no action.
pub fn read(check: &mut Check, typed: &Typed) -> StoryPart {
    let mut text = |name: &str| Text {
        en: check.optional_prose(&format!("{name}_en"), typed.get(&format!("{name}_en"))),
        es: check.optional_prose(&format!("{name}_es"), typed.get(&format!("{name}_es"))),
    };
    let is_said = |text: &Text| !text.en.is_empty() || !text.es.is_empty();
    let mut passage = |name: &str| {
        let passage = Passage {
            title: text(&format!("{name}-title")),
            text: text(&format!("{name}-text")),
        };
        let says = is_said(&passage.title) || is_said(&passage.text);
        says.then_some(passage)
    };
    let behind = (0..BEHIND_MAX).filter_map(|number| passage(&format!("b{number}")));
    let behind = behind.collect();
    let voice = passage("voice");
    let actions = (0..ACTIONS_MAX).filter_map(|number| {
        let title = text(&format!("a{number}-title"));
        let field = |name: &str| typed.get(&format!("a{number}-{name}")).trim().to_owned();
        let partners = field("partners");
        let partners = partners.split(',').map(str::trim).filter(|name| !name.is_empty());
        is_said(&title).then(|| ActionPart {
            title,
            partners: partners.map(str::to_owned).collect(),
            state: field("state"),
            began: field("began"),
            credit: None,
        })
    });
    let actions = actions.collect();
    StoryPart {
        headline: text("headline"),
        lede: text("lede"),
        behind,
        voice,
        actions,
    }
}

/// The story as the form begins with it.
pub fn typed(story: &StoryPart) -> Typed {
    let put = |typed: Typed, name: String, text: &Text| {
        typed
            .with(&format!("{name}_en"), &text.en)
            .with(&format!("{name}_es"), &text.es)
    };
    let mut typed = put(Typed::default(), "headline".to_owned(), &story.headline);
    typed = put(typed, "lede".to_owned(), &story.lede);
    let behind = story.behind.iter().enumerate();
    let named = behind.map(|(number, passage)| (format!("b{number}"), passage));
    for (name, passage) in named.chain(story.voice.iter().map(|voice| ("voice".to_owned(), voice))) {
        typed = put(typed, format!("{name}-title"), &passage.title);
        typed = put(typed, format!("{name}-text"), &passage.text);
    }
    for (number, action) in story.actions.iter().enumerate() {
        typed = put(typed, format!("a{number}-title"), &action.title)
            .with(&format!("a{number}-partners"), action.partners.join(", "))
            .with(&format!("a{number}-state"), &action.state)
            .with(&format!("a{number}-began"), &action.began);
    }
    typed
}

/// The fields of a story, with an empty place after what is filled.
pub fn fields(words: Words, form: Form, filled: &Typed) -> Form {
    let places = |prefix: &str, most: usize| {
        let is_filled = |number: &usize| {
            let titles = ["title_en", "title_es", "text_en", "text_es"];
            titles
                .iter()
                .any(|name| !filled.get(&format!("{prefix}{number}-{name}")).trim().is_empty())
        };
        let last = (0..most).filter(is_filled).max().map_or(0, |number| number + 1);
        (last + EMPTY_PLACES).min(most)
    };
    let mut form = pair(
        words,
        form.heading("story-finding"),
        "headline",
        "story-headline",
        &Shape::Line("text"),
    );
    form = pair(words, form, "lede", "story-lede", &Shape::Area);
    form = form.heading("story-behind");
    for number in 0..places("b", BEHIND_MAX) {
        form = passage(
            words,
            form,
            &format!("b{number}"),
            ["story-passage-title", "story-passage-text"],
            number,
        );
    }
    form = form.heading("story-voice");
    form = passage(words, form, "voice", ["story-voice-who", "story-voice-words"], 0);
    form = form.heading("story-actions");
    for number in 0..places("a", ACTIONS_MAX) {
        form = action(words, form, number);
    }
    form
}

/// A text in both languages.
fn pair(words: Words, form: Form, name: &str, key: &str, shape: &Shape) -> Form {
    ["en", "es"].iter().fold(form, |form, language| {
        let label = words.say(&format!("{key}-{language}"));
        form.named(&format!("{name}_{language}"), label, shape.clone())
    })
}

fn passage(words: Words, form: Form, name: &str, [title, text]: [&str; 2], number: usize) -> Form {
    let numbered = |key: &str, language: &str| {
        let label = words.say(&format!("{key}-{language}"));
        if name == "voice" {
            return label;
        }
        format!("{} {}", number + 1, label)
    };
    let parts = [("title", title, Shape::Line("text")), ("text", text, Shape::Area)];
    parts.into_iter().fold(form, |form, (part, key, shape)| {
        ["en", "es"].iter().fold(form, |form, language| {
            form.named(
                &format!("{name}-{part}_{language}"),
                numbered(key, language),
                shape.clone(),
            )
        })
    })
}

fn action(words: Words, form: Form, number: usize) -> Form {
    let label = |key: &str| format!("{} {}", number + 1, words.say(key));
    let name = |part: &str| format!("a{number}-{part}");
    let states = ACTION_STATES.iter().map(|code| Choice {
        value: (*code).to_owned(),
        label: words.say(&format!("action-state-{code}")),
    });
    form.named(&name("title_en"), label("story-action-en"), Shape::Line("text"))
        .named(&name("title_es"), label("story-action-es"), Shape::Line("text"))
        .named(
            &name("partners"),
            label("story-action-partners"),
            Shape::Line("text"),
        )
        .named(
            &name("state"),
            label("field-state"),
            Shape::Choose(states.collect()),
        )
        .named(&name("began"), label("story-action-began"), Shape::Line("date"))
}

/// Every text of a story with its name, in the order of the page.
pub fn texts(words: Words, story: &StoryPart) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    put(words, &mut texts, "story-headline", None, &story.headline);
    put(words, &mut texts, "story-lede", None, &story.lede);
    for (number, passage) in story.behind.iter().enumerate() {
        put(
            words,
            &mut texts,
            "story-passage-title",
            Some(number),
            &passage.title,
        );
        put(
            words,
            &mut texts,
            "story-passage-text",
            Some(number),
            &passage.text,
        );
    }
    if let Some(voice) = &story.voice {
        put(words, &mut texts, "story-voice-who", None, &voice.title);
        put(words, &mut texts, "story-voice-words", None, &voice.text);
    }
    for (number, action) in story.actions.iter().enumerate() {
        put(words, &mut texts, "story-action", Some(number), &action.title);
        let key = format!("action-state-{}", action.state);
        let state = if words.has(&key) {
            words.say(&key)
        } else {
            action.state.clone()
        };
        let more = [action.partners.join(", "), state, action.began.clone()];
        let more: Vec<String> = more.into_iter().filter(|text| !text.is_empty()).collect();
        let label = format!("{} {}", number + 1, words.say("story-action-more"));
        texts.push((label, more.join(" · ")));
    }
    texts
}

/// A text in both languages, numbered where there are several of its kind.
fn put(words: Words, texts: &mut Vec<(String, String)>, key: &str, number: Option<usize>, text: &Text) {
    for (language, text) in [("en", &text.en), ("es", &text.es)] {
        let label = words.say(&format!("{key}-{language}"));
        let label = number.map_or(label.clone(), |number| format!("{} {label}", number + 1));
        texts.push((label, text.clone()));
    }
}

/// Where two stories differ: the name of each text with what stood and what stands.
pub fn differences(words: Words, one: &StoryPart, other: &StoryPart) -> Vec<[String; 3]> {
    let (before, after) = (texts(words, one), texts(words, other));
    let mut names: Vec<&String> = before.iter().map(|(name, _)| name).collect();
    names.extend(
        after
            .iter()
            .map(|(name, _)| name)
            .filter(|name| !before.iter().any(|(known, _)| known == *name)),
    );
    let text = |texts: &[(String, String)], name: &String| {
        let found = texts.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let lines = names
        .into_iter()
        .map(|name| [name.clone(), text(&before, name), text(&after, name)]);
    lines.filter(|[_, before, after]| before != after).collect()
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;

    fn story() -> StoryPart {
        let text = |en: &str| Text {
            en: en.to_owned(),
            es: format!("{en} (es)"),
        };
        let passage = |title: &str| Passage {
            title: text(title),
            text: text("Because"),
        };
        StoryPart {
            headline: text("More children come"),
            lede: text("It rose."),
            behind: vec![passage("Buses"), passage("Flu")],
            voice: Some(passage("A parent")),
            actions: vec![ActionPart {
                title: text("Breakfast"),
                partners: vec!["Casa Aurora".to_owned(), "Casa Faro".to_owned()],
                state: "slower".to_owned(),
                began: "2024-09-01".to_owned(),
                credit: None,
            }],
        }
    }

    #[test]
    fn a_story_comes_back_from_its_form_as_it_was() {
        let mut check = Check::form();
        assert_eq!(read(&mut check, &typed(&story())), story());
        assert_eq!(check.into_problems(), []);
        let empty = read(&mut Check::form(), &Typed::default());
        assert_eq!(empty, StoryPart::default());
    }

    #[test]
    fn only_what_differs_is_told() {
        let words = crate::words::words(Language::English);
        let mut other = story();
        assert_eq!(differences(words, &story(), &other), Vec::<[String; 3]>::new());
        other.headline.en = "Fewer children come".to_owned();
        other.behind.pop();
        let found = differences(words, &story(), &other);
        let after: Vec<&str> = found.iter().map(|[_, _, after]| after.as_str()).collect();
        assert_eq!(after, ["Fewer children come", "", "", "", ""], "{found:?}");
    }
}
