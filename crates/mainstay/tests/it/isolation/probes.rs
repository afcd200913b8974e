//! Addresses to try: a route's variable parts filled with own, foreign and unknown values.

use crate::kit::{Neighbourhood, Route};

/// One route with one method.
pub struct Target {
    pub route: Route,
    pub method: String,
}

/// Every route and method; reading comes first, since writing may end what is read.
pub fn targets(routes: &[Route]) -> Vec<Target> {
    let mut targets = Vec::new();
    for is_reading in [true, false] {
        for route in routes {
            for method in route
                .methods
                .iter()
                .filter(|method| (*method == "GET") == is_reading)
            {
                targets.push(Target {
                    route: route.clone(),
                    method: method.clone(),
                });
            }
        }
    }
    targets
}

/// How a probe names what is foreign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    Id,
    Slug,
    Token,
}

/// The same address with a foreign value and with one that nobody has, of equal length.
pub struct Probe {
    pub variant: Variant,
    pub foreign: String,
    pub random: String,
    /// The two values that differ.
    pub changed: (String, String),
}

/// Each variable part but the collaborative, made foreign in turn while the others stay our own.
pub fn variants(target: &Target, own: &Neighbourhood, foreign: &Neighbourhood) -> Vec<Probe> {
    let mut probes = Vec::new();
    let names = target.route.variables();
    for wanted in names.iter().filter(|name| **name != "collaborative") {
        for variant in [Variant::Id, Variant::Slug, Variant::Token] {
            let Some((value, unknown)) = values(&target.route, wanted, variant, foreign) else {
                continue;
            };
            let address = |changed: &str| {
                target.route.filled(|name| {
                    if name == *wanted {
                        changed.to_owned()
                    } else {
                        own_value(&target.route, name, own, 0, Variant::Id)
                    }
                })
            };
            probes.push(Probe {
                variant,
                foreign: address(&value),
                random: address(&unknown),
                changed: (value, unknown),
            });
        }
    }
    probes
}

/// A foreign value for a variable, and an unknown one of the same length.
fn values(route: &Route, name: &str, variant: Variant, foreign: &Neighbourhood) -> Option<(String, String)> {
    let table = table_of(route, name);
    let value = match variant {
        Variant::Token if is_token(name) => token_for(route, foreign),
        Variant::Id if !is_token(name) => foreign.id(&format!("{table}_id"), 0)?.to_owned(),
        Variant::Slug if !is_token(name) => {
            foreign.id(&format!("{table}_id"), 0)?;
            foreign.slug_of(table, 0)
        }
        Variant::Token | Variant::Id | Variant::Slug => return None,
    };
    let unknown = match variant {
        Variant::Id => uuid::Uuid::now_v7().to_string(),
        Variant::Slug | Variant::Token => scrambled(&value),
    };
    Some((value, unknown))
}

/// The same length and letters, another value.
fn scrambled(value: &str) -> String {
    let half = value.len() - 8;
    format!("{}{}", &value[..half], "zqzqzqzq")
}

/// The address with everything our own, by identifier.
pub fn own_address(route: &Route, own: &Neighbourhood, row: usize) -> String {
    route.filled(|name| own_value(route, name, own, row, Variant::Id))
}

/// The address with everything our own, by identifier and by slug.
pub fn own_addresses(route: &Route, own: &Neighbourhood, row: usize) -> Vec<String> {
    let by_slug = route.filled(|name| own_value(route, name, own, row, Variant::Slug));
    let mut addresses = vec![own_address(route, own, row), by_slug];
    addresses.dedup();
    addresses
}

fn own_value(route: &Route, name: &str, own: &Neighbourhood, row: usize, variant: Variant) -> String {
    if name == "collaborative" {
        return own.slug.clone();
    }
    if is_token(name) {
        return token_for(route, own);
    }
    match name {
        // Words of an address that name no row.
        "step" => return "place".to_owned(),
        "way" => return "accept".to_owned(),
        _ => {}
    }
    let table = table_of(route, name);
    let Some(id) = own.id(&format!("{table}_id"), row) else {
        // Numbers of editions, names of files: the first of its kind.
        return "1".to_owned();
    };
    if variant == Variant::Slug {
        own.slug_of(table, row)
    } else {
        id.to_owned()
    }
}

pub fn is_token(name: &str) -> bool {
    name == "token"
}

/// The link that opens a route: for vetting a draft, for answering a proposal, else for sending data.
fn token_for(route: &Route, of: &Neighbourhood) -> String {
    let is_vetting = route.path.ends_with("/draft");
    let path = route.path.as_str();
    if is_vetting {
        of.vet_token.clone()
    } else if path.ends_with("/{token}/credit") {
        of.credit_token.clone()
    } else if path.ends_with("/decide") {
        of.decide_token.clone()
    } else if path.ends_with("/assess") {
        of.assess_token.clone()
    } else if path.ends_with("/hours") {
        of.hours_token.clone()
    } else if path.ends_with("/benchmarks") {
        of.peer_token.clone()
    } else if path.contains("/{token}/meeting") {
        of.meeting_token.clone()
    } else if path.contains("/{token}/agreement") {
        of.sign_token.clone()
    } else if path.contains("/{token}/encodings") {
        of.encode_token.clone()
    } else if path.ends_with("calendar.ics") {
        of.calendar_token.clone()
    } else if path.ends_with("/{token}/mail") {
        of.mail_token.clone()
    } else if path.ends_with("/{token}/promises") {
        of.promises_token.clone()
    } else if path.contains("/agenda") {
        of.endorse_token.clone()
    } else if path.contains("/newsletter/") {
        of.news_token.clone()
    } else if path.contains("/{token}/review") {
        of.review_token.clone()
    } else if path.contains("/{token}/position") {
        of.position_token.clone()
    } else if path.contains("/{token}/payments") {
        of.payee_token.clone()
    } else if path.contains("/said/") {
        of.said_token.clone()
    } else if path.contains("/family/") {
        of.family_token.clone()
    } else {
        of.submit_token.clone()
    }
}

/// The table that a variable of an address speaks of.
fn table_of<'name>(route: &Route, name: &'name str) -> &'name str {
    match name {
        "slug" if route.path.contains("/requests/{slug}") => "data_request",
        "request" => "data_request",
        "partner" => "organisation",
        "figure" => "submission_figure",
        "proposal" if route.path.contains("/desk/") => "breakdown_proposal",
        other => other,
    }
}
