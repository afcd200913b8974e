//! Structures to begin from: bodies that a coalition may take over, with names and purposes it then makes its own.

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;

use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Shape, Typed, page, problems_of};
use crate::decisions::rulebook::Rulebook;
use crate::directory::bodies::{self, BodyForm};
use crate::directory::pages::{Pairs, address, to};
use crate::error::Error;
use crate::problems::Problem;
use crate::words;
use platform::words::Language;

/// Bodies of the example: part of the key of its texts, its kind, its seats, the method it begins with.
///
/// After the structure of a coalition for early learning in Houston (DOMAIN G1): a committee that decides, five working
/// groups, two councils that advise, two groups of experts.
const EXAMPLE: [(&str, &str, i64, &str); 10] = [
    ("steering", "steering-committee", 11, "consent"),
    ("quality", "working-group", 8, "consent"),
    ("families", "working-group", 8, "consent"),
    ("early-grades", "working-group", 8, "consent"),
    ("policy", "working-group", 7, "majority"),
    ("health", "working-group", 7, "consent"),
    ("business", "council", 9, "advisory"),
    ("foundations", "council", 7, "advisory"),
    ("communications", "expert-group", 5, "gradients"),
    ("data", "expert-group", 5, "gradients"),
];

fn choose_page(visit: &Visit, problems: &[Problem]) -> Result<Response, Error> {
    let say = visit.words;
    let typed = EXAMPLE
        .iter()
        .fold(Typed::default(), |typed, (key, ..)| typed.with(key, "yes"));
    let action = address(visit, "bodies/templates");
    let mut form = Form::new(say, action, "templates-take", &typed, problems);
    for (key, kind, ..) in EXAMPLE {
        let name = say.say(&format!("template-{key}"));
        let kind = say.say(&format!("body-kind-{kind}"));
        form = form.named(key, format!("{name} ({kind})"), Shape::Tick);
    }
    let frame = visit.frame(&say.say("body-templates"), "partners");
    page(
        frame,
        say.say("templates-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// The example, to choose from.
pub async fn choose(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    choose_page(&visit, &[])
}

/// Makes the bodies that were chosen.
pub async fn take(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let typed = Typed::from_pairs(pairs);
    let (english, spanish) = (words::words(Language::English), words::words(Language::Spanish));
    let chosen = EXAMPLE.iter().filter(|(key, ..)| typed.is_ticked(key));
    let forms: Vec<BodyForm> = chosen
        .map(|(key, kind, seats, method)| BodyForm {
            slug: String::new(),
            name: english.say(&format!("template-{key}")),
            name_es: spanish.say(&format!("template-{key}")),
            kind: (*kind).to_owned(),
            purpose_en: english.say(&format!("template-{key}-purpose")),
            purpose_es: spanish.say(&format!("template-{key}-purpose")),
            seats_planned: seats.to_string(),
            rules: Some(
                Rulebook {
                    method: (*method).to_owned(),
                    ..Rulebook::default()
                }
                .complete(),
            ),
            ..BodyForm::default()
        })
        .collect();
    match problems_of(bodies::add_bodies(&visit.scope, visit.actor(), &forms).await)? {
        Ok(_) => Ok(to(&visit, "bodies")),
        Err(problems) => choose_page(&visit, &problems),
    }
}
