//! Signals that the backbone has an effect: 27 kinds by function, each from what Mainstay knows, or honestly from nothing yet.
//!
//! The kinds follow FSG, "27 Indicators of Backbone Effectiveness" (2013), in words of our own. They are not a score: a number
//! here shows where to look, not how good anybody is.

use axum::response::Response;
use domain::access::{Action, Thing};
use domain::backbone::Function;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::Words;

use super::tabs;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Table, cell, link_if, page};
use crate::dates;
use crate::directory::pages::address;
use crate::error::Error;

const DAY_MILLIS: i64 = 24 * 3600 * 1000;
const YEAR_MILLIS: i64 = 365 * DAY_MILLIS;

/// What is known over a year; of what stands today, both years tell the same.
#[derive(Debug, Clone, Default, FromQueryResult)]
struct Known {
    endorsed: i64,
    newsletters: i64,
    tied: i64,
    committee: i64,
    leading: i64,
    sectors: i64,
    meetings: i64,
    trust: i64,
    together: i64,
    cycles: i64,
    thanks: i64,
    figures: i64,
    sent: i64,
    accepted: i64,
    decided: i64,
    sessions: i64,
    readers: i64,
    inputs: i64,
    residents: i64,
    volunteered: i64,
    spoken: i64,
    moving: i64,
    policy: i64,
    funders: i64,
    money: i64,
}

/// What happened from one instant to another; days are the instants' own. One query, whatever there is.
async fn known(
    connection: &Connection,
    (from, to): (i64, i64),
    days: (&str, &str),
) -> Result<Known, DbError> {
    let sql = "select
      (select count(distinct e.organisation_id) from agenda_endorsement e where e.collaborative_id = $1
         and e.withdrawn_at is null and e.created_at >= $2 and e.created_at < $3) as endorsed,
      (select count(*) from newsletter n where n.collaborative_id = $1 and n.sent_at >= $2 and n.sent_at < $3) as newsletters,
      (select count(*) from activity a where a.collaborative_id = $1 and a.strategy_key is not null
         and a.created_at >= $2 and a.created_at < $3) as tied,
      (select count(*) from decision d join body b on b.collaborative_id = d.collaborative_id and b.body_id = d.body_id
         where d.collaborative_id = $1 and b.kind = 'steering-committee' and d.decided_at >= $2 and d.decided_at < $3) as committee,
      (select count(distinct a.lead_id) from activity a where a.collaborative_id = $1
         and a.created_at >= $2 and a.created_at < $3) as leading,
      (select count(distinct s.sector) from seat s where s.collaborative_id = $1 and s.sector <> ''
         and s.person_id is not null and s.until_on is null) as sectors,
      (select count(*) from meeting m where m.collaborative_id = $1 and m.state = 'held'
         and m.begins_at >= $2 and m.begins_at < $3) as meetings,
      (select count(*) from assessment q where q.collaborative_id = $1 and q.subject = 'principles' and q.state = 'closed'
         and q.closes_at >= $2 and q.closes_at < $3) as trust,
      (select count(distinct p.activity_id) from activity_partner p
         join activity a on a.collaborative_id = p.collaborative_id and a.activity_id = p.activity_id
         where p.collaborative_id = $1 and a.created_at >= $2 and a.created_at < $3) as together,
      (select count(*) from improvement_cycle c where c.collaborative_id = $1
         and c.decided_at >= $2 and c.decided_at < $3) as cycles,
      (select count(*) from minutes_line l
         join meeting m on m.collaborative_id = l.collaborative_id and m.meeting_id = l.meeting_id
         where l.collaborative_id = $1 and l.mark = 'thanks' and m.begins_at >= $2 and m.begins_at < $3) as thanks,
      (select count(distinct o.indicator_id) from observation o where o.collaborative_id = $1
         and o.accepted_at >= $2 and o.accepted_at < $3) as figures,
      (select count(*) from submission s where s.collaborative_id = $1 and s.sent_at >= $2 and s.sent_at < $3) as sent,
      (select count(*) from submission s where s.collaborative_id = $1 and s.state = 'accepted'
         and s.sent_at >= $2 and s.sent_at < $3) as accepted,
      (select count(*) from decision d where d.collaborative_id = $1 and d.indicators <> '[]'
         and d.decided_at >= $2 and d.decided_at < $3) as decided,
      (select count(*) from learning_session l where l.collaborative_id = $1
         and l.created_at >= $2 and l.created_at < $3) as sessions,
      (select count(*) from subscriber b where b.collaborative_id = $1
         and b.confirmed_at >= $2 and b.confirmed_at < $3) as readers,
      (select count(*) from agenda_input i where i.collaborative_id = $1
         and i.created_at >= $2 and i.created_at < $3) as inputs,
      (select count(*) from seat s where s.collaborative_id = $1 and s.sector = 'residents'
         and s.person_id is not null and s.until_on is null) as residents,
      (select cast(coalesce(sum(v.people), 0) as bigint) from volunteer_hours v where v.collaborative_id = $1
         and v.removed_at is null and v.done_on >= $4 and v.done_on < $5) as volunteered,
      (select count(*) from policy_action t where t.collaborative_id = $1 and t.removed_at is null
         and t.lobbying_minutes > 0 and t.done_on >= $4 and t.done_on < $5) as spoken,
      (select count(*) from policy_item i where i.collaborative_id = $1 and i.stage = 'moving') as moving,
      (select count(*) from policy_item i where i.collaborative_id = $1 and i.stage in ('adopted', 'in-force')
         and i.adopted_on >= $4 and i.adopted_on < $5) as policy,
      (select count(*) from contribution c
         join organisation o on o.collaborative_id = c.collaborative_id and o.organisation_id = c.organisation_id
           and o.kind = 'funder'
         where c.collaborative_id = $1 and c.withdrawn_at is null and c.happened_on >= $4 and c.happened_on < $5
           and (exists (select 1 from contribution_settled t
                        where t.collaborative_id = $1 and t.contribution_id = c.contribution_id and t.kind = 'resources')
             or (not exists (select 1 from contribution_settled t
                             where t.collaborative_id = $1 and t.contribution_id = c.contribution_id)
               and (select count(*) from contribution_coding k
                    where k.collaborative_id = $1 and k.contribution_id = c.contribution_id and k.kind = 'resources') = 2))) as funders,
      (select count(*) from policy_item i where i.collaborative_id = $1 and i.stage in ('adopted', 'in-force')
         and i.money > 0 and i.adopted_on >= $4 and i.adopted_on < $5) as money";
    let row = connection.row(sql, args![from, to, days.0, days.1]).await?;
    Ok(row.unwrap_or_default())
}

/// Whence a signal is read.
enum Source {
    /// What happened in a year, with where it is seen.
    Year(fn(&Known) -> i64, &'static str),
    /// What stands today.
    Today(fn(&Known) -> i64, &'static str),
    /// Nothing is recorded that would show it.
    Nowhere,
}

type Signal = (&'static str, Function, Source);

/// The 27 kinds, in the order of functions. A code never changes its meaning.
fn signals() -> [Signal; 27] {
    use Function::*;
    use Source::*;
    [
        ("agenda-described", Vision, Year(|all| all.endorsed, "agenda")),
        (
            "agenda-spoken-for",
            Vision,
            Year(|all| all.newsletters, "announcements"),
        ),
        ("work-aligned", Vision, Year(|all| all.tied, "plan")),
        (
            "leaders-turn-here",
            Vision,
            Year(|all| all.committee, "decisions"),
        ),
        ("roles-known", Activities, Year(|all| all.leading, "plan")),
        ("right-people", Activities, Today(|all| all.sectors, "bodies")),
        ("partners-talk", Activities, Year(|all| all.meetings, "meetings")),
        (
            "trust-grows",
            Activities,
            Year(|all| all.trust, "backbone/assessments"),
        ),
        ("work-together", Activities, Year(|all| all.together, "plan")),
        ("work-better", Activities, Year(|all| all.cycles, "learning")),
        ("work-cheaper", Activities, Nowhere),
        ("partners-thanked", Activities, Year(|all| all.thanks, "meetings")),
        ("data-system", Measurement, Year(|all| all.figures, "results")),
        ("data-valued", Measurement, Year(|all| all.sent, "data")),
        ("data-capacity", Measurement, Year(|all| all.accepted, "data")),
        ("data-decides", Measurement, Year(|all| all.decided, "decisions")),
        (
            "data-learned-from",
            Measurement,
            Year(|all| all.sessions, "learning"),
        ),
        ("issue-known", Community, Year(|all| all.readers, "announcements")),
        ("effort-supported", Community, Year(|all| all.inputs, "agenda")),
        ("people-have-say", Community, Today(|all| all.residents, "bodies")),
        (
            "people-act",
            Community,
            Year(|all| all.volunteered, "payments/volunteers"),
        ),
        ("officials-know", Policy, Year(|all| all.spoken, "policy")),
        ("officials-push", Policy, Today(|all| all.moving, "policy")),
        ("policy-aligned", Policy, Year(|all| all.policy, "policy")),
        ("funders-ask", Resources, Nowhere),
        ("funds-moved", Resources, Year(|all| all.funders, "contributions")),
        ("funds-new", Resources, Year(|all| all.money, "policy")),
    ]
}

/// The page.
pub async fn page_of(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let now = visit.scope.clock().now_millis();
    let reader = visit.scope.read().await?;
    let starts = [now - 2 * YEAR_MILLIS, now - YEAR_MILLIS, now];
    // The day after today closes the year: what was done today counts.
    let days = starts.map(|at| dates::day_of(at + DAY_MILLIS, &visit.collaborative.time_zone).to_string());
    let this_year = known(&reader, (starts[1], starts[2]), (&days[1], &days[2])).await?;
    let before = known(&reader, (starts[0], starts[1]), (&days[0], &days[1])).await?;
    drop(reader);
    let all = signals();
    let is_silent = |(_, _, source): &&Signal| number(source, &this_year).is_none();
    let silent = all.iter().filter(is_silent).count();
    let mut blocks = vec![
        tabs::block(&visit, "signals")?,
        Block::Paragraph(words.with(
            "signals-count",
            &[("known", (all.len() - silent).into()), ("silent", silent.into())],
        )),
    ];
    for function in Function::ALL {
        let own = all.iter().filter(|(_, of, _)| *of == function);
        let rows = own.map(|signal| row(&visit, signal, (&this_year, &before)));
        let head = ["signal", "signal-now", "signal-before", "signal-from"];
        let name = words.say(&format!("function-{}", function.code()));
        let table = Table::new(words, "signals", &head, rows.collect()).called(name);
        blocks.push(Block::Table(table));
    }
    let title = words.say("backbone-tab-signals");
    page(visit.frame(&title, "backbone"), words.say("signals-lede"), blocks)
}

/// A number above nothing, where there is one.
fn number(source: &Source, known: &Known) -> Option<i64> {
    match source {
        Source::Year(read, _) | Source::Today(read, _) => Some(read(known)).filter(|number| *number > 0),
        Source::Nowhere => None,
    }
}

fn row(
    visit: &Visit,
    (code, _, source): &Signal,
    (now, before): (&Known, &Known),
) -> Vec<crate::blocks::Cell> {
    let words = visit.words;
    let told = number(source, now);
    let text = told.map_or_else(
        || words.say("signal-nothing"),
        |number| evidence(words, code, number),
    );
    let (earlier, from) = match source {
        Source::Year(_, path) => (
            number(source, before).map_or_else(|| "0".to_owned(), |number| number.to_string()),
            seen_at(visit, code, path),
        ),
        Source::Today(_, path) => (String::new(), seen_at(visit, code, path)),
        Source::Nowhere => (String::new(), cell(words.say(&format!("signal-from-{code}")))),
    };
    vec![
        cell(words.say(&format!("signal-{code}"))),
        cell(text),
        cell(earlier),
        from,
    ]
}

/// Whence a signal is read: a link for those who may open that page, the words alone for the others.
fn seen_at(visit: &Visit, code: &str, path: &str) -> crate::blocks::Cell {
    let text = visit.words.say(&format!("signal-from-{code}"));
    let may_open = visit.shows(opened_by(path), Thing::Whole);
    link_if(may_open, text, address(visit, path))
}

/// What one must be allowed to open the page at an address of the workspace.
fn opened_by(path: &str) -> Action {
    match path {
        "agenda" => Action::ViewAgenda,
        "announcements" | "meetings" => Action::ViewMeetings,
        "plan" => Action::ViewPlan,
        "decisions" | "bodies" => Action::ViewBodies,
        "backbone/assessments" => Action::ViewBackbone,
        "learning" => Action::ScoreCandidates,
        "contributions" => Action::ViewLearning,
        "policy" => Action::ViewPolicy,
        "payments/volunteers" => Action::KeepVolunteerHours,
        _ => Action::ViewWorkspace,
    }
}

fn evidence(words: Words, code: &str, number: i64) -> String {
    words.with(&format!("signal-told-{code}"), &[("number", number.into())])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use platform::words::Language;

    use super::*;

    #[test]
    fn there_are_27_kinds_each_with_its_words_in_both_languages() {
        let all = signals();
        let codes: BTreeSet<&str> = all.iter().map(|(code, _, _)| *code).collect();
        assert_eq!(codes.len(), 27);
        for language in [Language::English, Language::Spanish] {
            let words = crate::words::words(language);
            for (code, _, source) in &all {
                assert!(words.has(&format!("signal-{code}")), "{code}");
                assert!(words.has(&format!("signal-from-{code}")), "{code}");
                let is_told = words.has(&format!("signal-told-{code}"));
                assert_eq!(is_told, !matches!(source, Source::Nowhere), "{code}");
            }
        }
    }
}
