//! Data coming in: every open request as squares and in words, with late partners by name.

use domain::access::{Action, Thing};
use platform::words::Words;

use crate::accounts::visit::Visit;
use crate::requests::board::{self, Board};

/// Late partners named in one sentence.
const NAMED_MAX: usize = 3;

/// One open request.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Part of its address.
    pub slug: String,
    /// "Fall attendance from 23 partners".
    pub heading: String,
    /// Squares, as SVG.
    pub squares: String,
    /// "15 received, 3 being checked, 4 to come, 1 late".
    pub tally: String,
    /// "Eastlake Youth Works is late."; empty where nobody is.
    pub late: String,
    /// Whether there is help to offer.
    pub may_offer_help: bool,
}

/// The open requests, the next due first.
pub fn views(visit: &Visit, boards: &[Board]) -> Vec<Incoming> {
    let words = visit.words;
    let may_manage = visit.shows(Action::ManageRequests, Thing::Whole);
    let views = boards.iter().map(|board| {
        let title = words.pick(&board.request.title, &board.request.title_es);
        let partners = board.partners.len();
        let heading = words.with(
            "week-incoming",
            &[("title", title.into()), ("count", partners.into())],
        );
        Incoming {
            slug: board.request.slug.clone(),
            squares: board::squares(&heading, board.tally, words),
            heading,
            tally: board::sentence(board.tally, words),
            late: late(board, visit, words),
            may_offer_help: may_manage && board.tally.late > 0,
        }
    });
    views.collect()
}

fn late(board: &Board, visit: &Visit, words: Words) -> String {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let due = board.request.due();
    let late = board
        .partners
        .iter()
        .filter(|partner| board::response(partner).is_late(due, today));
    let names: Vec<&str> = late.map(|partner| partner.organisation_name.as_str()).collect();
    let days = today.since(due).map_or(0, |span| span.get_days());
    let days = ("days", i64::from(days).into());
    match names.as_slice() {
        [] => String::new(),
        [one] => words.with("week-late-one", &[("partner", (*one).into()), days]),
        some => {
            let named = some
                .iter()
                .take(NAMED_MAX)
                .copied()
                .collect::<Vec<_>>()
                .join(", ");
            let key = if some.len() > NAMED_MAX {
                "week-late-more"
            } else {
                "week-late-some"
            };
            let more = some.len().saturating_sub(NAMED_MAX);
            words.with(key, &[("partners", named.into()), ("more", more.into()), days])
        }
    }
}
