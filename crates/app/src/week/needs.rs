//! What needs you: submissions to review, drafts to vet or to see through, late partners, and one's own data.

use domain::access::{Action, Role, Thing};
use platform::db::Connection;

use crate::accounts::visit::Visit;
use crate::dates;
use crate::editions::actions::current_answer;
use crate::editions::store as editions;
use crate::error::Error;
use crate::requests::board::{self, Board};
use crate::submissions::review_queue::{self, WaitingView};

/// Things of one kind that are named; the rest stands behind a link.
const NAMED_MAX: usize = 4;
/// Partners named in the line of a draft.
const NAMES_MAX: usize = 4;

/// One thing that needs somebody.
#[derive(Debug, Clone)]
pub struct Need {
    /// What.
    pub heading: String,
    /// Until when, or since.
    pub when: String,
    /// What there is to know.
    pub text: String,
    /// What to do about it; none where it is done elsewhere.
    pub step: Option<Step>,
}

/// A next step.
#[derive(Debug, Clone)]
pub struct Step {
    /// The word on it.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is a button that changes something, rather than a link.
    pub is_button: bool,
}

/// Everything that needs this person, the most pressing first.
pub async fn load(visit: &Visit, connection: &Connection, boards: &[Board]) -> Result<Vec<Need>, Error> {
    let mut needs = Vec::new();
    if visit.shows(Action::ReviewSubmission, Thing::Whole) {
        needs.extend(to_review(visit, connection).await?);
    }
    needs.extend(drafts(visit, connection).await?);
    if visit.shows(Action::ManageRequests, Thing::Whole) {
        needs.extend(late(visit, boards));
    }
    needs.extend(own_data(visit, boards));
    needs.extend(crate::agenda::needs::load(visit, connection).await?);
    needs.extend(crate::activities::needs::load(visit, connection).await?);
    Ok(needs)
}

async fn to_review(visit: &Visit, connection: &Connection) -> Result<Vec<Need>, Error> {
    let (words, zone) = (visit.words, &visit.collaborative.time_zone);
    let today = visit.scope.clock().today(zone);
    let queue = review_queue::load(connection, today).await?;
    let base = format!("/{}/work/data", visit.collaborative.slug);
    let mut needs: Vec<Need> = Vec::new();
    for waiting in queue.iter().take(NAMED_MAX) {
        let view = WaitingView::new(waiting, words, zone);
        needs.push(Need {
            heading: view.heading,
            when: view.urgency,
            text: view.about,
            step: Some(link(
                words.say("board-look"),
                format!("{base}/submissions/{}", view.submission),
            )),
        });
    }
    let more = queue.len().saturating_sub(NAMED_MAX);
    if more > 0 {
        needs.push(Need {
            heading: words.with("week-more-to-review", &[("count", more.into())]),
            when: String::new(),
            text: String::new(),
            step: Some(link(words.say("week-open-data"), base)),
        });
    }
    Ok(needs)
}

/// Drafts with leaders: for who was asked, the question; for staff, who is still silent. Silence is never consent.
async fn drafts(visit: &Visit, connection: &Connection) -> Result<Vec<Need>, Error> {
    let words = visit.words;
    let is_staff = visit.shows(Action::ViewWorkspace, Thing::Whole);
    let mut needs = Vec::new();
    for edition in editions::editions(connection).await? {
        if edition.state != "vetting" {
            continue;
        }
        let asked = editions::vettings(connection, &edition.edition_id).await?;
        let href = format!(
            "/{}/work/editions/{}",
            visit.collaborative.slug, edition.edition_id
        );
        let until = |due: &str| {
            let day = due.parse().map(|day| dates::near(words, day)).unwrap_or_default();
            words.with("week-until", &[("day", day.into())])
        };
        let silent: Vec<_> = asked
            .iter()
            .filter(|one| current_answer(&edition, one).is_none())
            .collect();
        let me = visit.person.id.to_string();
        let own = silent.iter().find(|one| one.person_id == me);
        if let Some(own) = own {
            needs.push(Need {
                heading: words.with("week-vet", &[("title", (&edition.title).into())]),
                when: until(&own.due_on),
                text: words.say("week-vet-text"),
                step: Some(link(words.say("week-vet-step"), href.clone())),
            });
        }
        if is_staff && !silent.is_empty() {
            let names: Vec<&str> = silent
                .iter()
                .take(NAMES_MAX)
                .map(|one| one.organisation.as_deref().unwrap_or(&one.name))
                .collect();
            needs.push(Need {
                heading: words.with("week-draft", &[("title", (&edition.title).into())]),
                when: silent.first().map(|one| until(&one.due_on)).unwrap_or_default(),
                text: words.with(
                    "week-draft-text",
                    &[
                        ("answered", (asked.len() - silent.len()).into()),
                        ("asked", asked.len().into()),
                        ("names", names.join(", ").into()),
                    ],
                ),
                step: Some(link(words.say("week-draft-step"), href)),
            });
        }
    }
    Ok(needs)
}

/// Partners past the date: one press offers help.
fn late(visit: &Visit, boards: &[Board]) -> Vec<Need> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let mut needs = Vec::new();
    for board in boards {
        let due = board.request.due();
        let title = words.pick(&board.request.title, &board.request.title_es);
        for partner in board
            .partners
            .iter()
            .filter(|one| board::response(one).is_late(due, today))
        {
            if needs.len() == NAMED_MAX {
                return needs;
            }
            let heading = [
                ("partner", (&partner.organisation_name).into()),
                ("title", title.into()),
            ];
            let (slug, request) = (&visit.collaborative.slug, &board.request.slug);
            needs.push(Need {
                heading: words.with("week-late", &heading),
                when: words.with("data-request-due", &[("day", dates::near(words, due).into())]) + ".",
                text: words.with("week-late-text", &[("person", (&partner.person_name).into())]),
                step: Some(Step {
                    label: words.say("board-offer-help"),
                    href: format!(
                        "/{slug}/work/data/requests/{request}/help/{}",
                        partner.organisation_id
                    ),
                    is_button: true,
                }),
            });
        }
    }
    needs
}

/// For who answers for a partner's figures: what is asked of them.
fn own_data(visit: &Visit, boards: &[Board]) -> Vec<Need> {
    let words = visit.words;
    let own = |organisation: &str| {
        visit.roles().iter().any(|role| match role {
            Role::Contact { organisation: own } => own.to_string() == organisation,
            Role::Director { .. }
            | Role::Facilitator
            | Role::DataManager
            | Role::Seat { .. }
            | Role::Funder
            | Role::Network
            | Role::Host => false,
        })
    };
    let mut needs = Vec::new();
    for board in boards {
        for partner in board
            .partners
            .iter()
            .filter(|partner| own(&partner.organisation_id))
        {
            if !board::response(partner).is_partners_turn() {
                continue;
            }
            let title = words.pick(&board.request.title, &board.request.title_es);
            let day = dates::near(words, board.request.due());
            needs.push(Need {
                heading: words.with("week-own-data", &[("title", title.into())]),
                when: words.with("data-request-due", &[("day", day.into())]) + ".",
                text: words.with("week-own-data-text", &[("person", (&partner.person_name).into())]),
                step: None,
            });
        }
    }
    needs
}

pub(super) fn link(label: String, href: String) -> Step {
    Step {
        label,
        href,
        is_button: false,
    }
}
