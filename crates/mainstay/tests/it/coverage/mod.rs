//! Coverage through its door: what is missing and what is doubled is found, and somebody is asked in two clicks.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod pathway;
mod size;

use platform::args;

use crate::partners::{Community, FACILITATOR, MARIA, new_id};

/// A community with an agenda of two strategies and one stage.
struct Planned {
    community: Community,
    stage: String,
}

struct Activity<'a> {
    title: &'a str,
    lead: usize,
    strategy: &'a str,
    place: Option<usize>,
    ends_on: Option<&'a str>,
}

impl Planned {
    async fn open() -> Self {
        let community = Community::open().await;
        let (version, stage) = (new_id(), new_id());
        let sql = "insert into agenda_version (collaborative_id, agenda_version_id, title_en, state, number, decision_id,
                     text_hash, created_at, created_by)
                   values ($1, $2, 'Agenda', 'ratified', 1, $2, 'x', 0, 'installation:0')";
        community.run(sql, args![version.clone()]).await;
        let sql = "insert into agenda_part (collaborative_id, agenda_part_id, agenda_version_id, part_key, kind, position,
                     title_en, changed_at, changed_by)
                   values ($1, $2, $3, $4, 'strategy', $5, $6, 0, 'installation:0')";
        for (place, key, title) in [(1, "tutors", "Tutors in schools"), (2, "buses", "Buses on time")] {
            let values = args![new_id(), version.clone(), key, place, title];
            community.run(sql, values).await;
        }
        let sql = "insert into pathway_stage (collaborative_id, pathway_stage_id, slug, title_en)
                   values ($1, $2, 'elementary', 'Elementary grades')";
        community.run(sql, args![stage.clone()]).await;
        let planned = Self { community, stage };
        let sql = "update organisation set kind = 'service_provider' where collaborative_id = $1";
        planned.community.run(sql, args![]).await;
        planned
    }

    async fn add(&self, activity: &Activity<'_>) -> String {
        let id = new_id();
        let sql =
            "insert into activity (collaborative_id, activity_id, slug, title_en, lead_id, strategy_key,
                     pathway_stage_id, starts_on, ends_on, entry_key, created_at, created_by)
                   values ($1, $2, $2, $3, $4, $5, $6, '2020-01-01', $7, $2, 0, 'installation:0')";
        let values = args![
            id.clone(),
            activity.title,
            self.community.organisations[activity.lead].clone(),
            activity.strategy,
            self.stage.clone(),
            activity.ends_on
        ];
        self.community.run(sql, values).await;
        if let Some(place) = activity.place {
            let sql =
                "insert into activity_place (collaborative_id, activity_id, place_id) values ($1, $2, $3)";
            let place = self.community.places[place].clone();
            self.community.run(sql, args![id.clone(), place]).await;
        }
        id
    }

    fn page(&self, matrix: &str) -> String {
        self.community.work(&format!("/plan/coverage?matrix={matrix}"))
    }
}

const TUTORS: Activity<'_> = Activity {
    title: "Reading tutors",
    lead: 0,
    strategy: "tutors",
    place: Some(0),
    ends_on: None,
};

#[tokio::test]
async fn a_gap_is_found_and_two_clicks_later_a_partner_has_a_letter() {
    let planned = Planned::open().await;
    planned.add(&TUTORS).await;
    // Luis's organisation works in the other place; what is over covers nothing.
    planned
        .add(&Activity {
            title: "Story hours",
            lead: 1,
            place: Some(1),
            ..TUTORS
        })
        .await;
    planned
        .add(&Activity {
            title: "An old bus line",
            strategy: "buses",
            ends_on: Some("2021-01-01"),
            ..TUTORS
        })
        .await;
    let mut fran = planned.community.world.signed_in(FACILITATOR).await;
    let page = fran.get(&planned.page("strategy-partner")).await;
    let page = page.expect_text("Nobody does anything for “Buses on time”");
    assert!(
        !page
            .text()
            .contains("Nobody does anything for “Tutors in schools”")
    );
    let gap = page
        .links()
        .into_iter()
        .find(|href| href.contains("row=buses"))
        .unwrap();
    let cell = fran
        .get(&gap)
        .await
        .expect_text("Nothing is under way or to come.");
    let form = cell.form("/plan/coverage/invite");
    assert!(form.value("letter").unwrap().contains("Buses on time"));
    // A letter to nobody is none; what was typed stays.
    fran.submit(&form, &[("organisation", ""), ("letter", "Dear neighbors")])
        .await
        .expect_text("Please choose whom to ask.")
        .expect_text("Dear neighbors");
    let faro = planned.community.organisations[1].clone();
    for _ in 0..2 {
        fran.submit(&form, &[("organisation", &faro)])
            .await
            .expect_status(303);
    }
    let mails = planned.community.world.mails().await;
    let sent: Vec<_> = mails
        .iter()
        .filter(|mail| mail.to_address == "luis@faro.example")
        .collect();
    assert_eq!(sent.len(), 1, "sent twice is one letter");
    assert!(sent[0].body_text.contains("Buses on time"));
    fran.get(&planned.page("strategy-partner"))
        .await
        .expect_text("Casa Faro was asked.");
    // What is meant is pointed out no more.
    let cell = fran.get(&gap).await;
    let meant = cell.form("/plan/coverage/meant");
    fran.submit(&meant, &[]).await.expect_text("Please fill this in.");
    fran.submit(&meant, &[("why_so", "The city takes it over")])
        .await
        .expect_status(303);
    let page = fran.get(&planned.page("strategy-partner")).await;
    assert!(!page.text().contains("Nobody does anything"));
}

#[tokio::test]
async fn two_partners_who_do_the_same_without_each_other_are_found_where_they_meet() {
    let planned = Planned::open().await;
    let twins = [
        planned.add(&TUTORS).await,
        planned
            .add(&Activity {
                title: "Homework help",
                lead: 1,
                ..TUTORS
            })
            .await,
    ];
    let mut fran = planned.community.world.signed_in(FACILITATOR).await;
    let said = "Two partners do the same for “Tutors in schools” without each other";
    let page = fran.get(&planned.page("stage-place")).await.expect_text(said);
    let href = page
        .links()
        .into_iter()
        .find(|href| href.contains("row=tutors"))
        .unwrap();
    let cell = fran
        .get(&href)
        .await
        .expect_text("Reading tutors")
        .expect_text("Homework help")
        .expect_text("These do the same, each without the other")
        .expect_text("Two of us do the same");
    // One letter goes to both who lead it, once.
    let form = cell.form("/plan/coverage/invite");
    let [aurora, faro] = &planned.community.organisations;
    let mut asked = [form.value("organisation").unwrap(), form.value("also").unwrap()];
    asked.sort_unstable();
    let mut leads = [aurora.as_str(), faro.as_str()];
    leads.sort_unstable();
    assert_eq!(asked, leads);
    for _ in 0..2 {
        fran.submit(&form, &[]).await.expect_status(303);
    }
    let mails = planned.community.world.mails().await;
    for address in [MARIA, "luis@faro.example"] {
        let sent = mails.iter().filter(|mail| mail.to_address == address);
        assert_eq!(sent.count(), 1, "{address}");
    }
    // One takes part in the other's: they know of each other.
    let sql =
        "insert into activity_partner (collaborative_id, activity_id, organisation_id) values ($1, $2, $3)";
    let partner = planned.community.organisations[1].clone();
    planned.community.run(sql, args![twins[0].clone(), partner]).await;
    let page = fran.get(&planned.page("stage-place")).await;
    assert!(!page.text().contains(said));
    let mut maria = planned.community.world.signed_in(MARIA).await;
    maria.get(&planned.page("stage-place")).await.expect_status(403);
    maria
        .post(
            &planned.community.work("/plan/coverage/meant"),
            &[("matrix", "stage-place")],
        )
        .await
        .expect_status(403);
    let nowhere = planned
        .community
        .work("/plan/coverage/cell?matrix=stage-place&row=x");
    fran.get(&nowhere).await.expect_status(404);
}

#[tokio::test]
async fn from_a_gap_an_activity_is_begun_with_the_gap_already_filled_in() {
    let planned = Planned::open().await;
    planned.add(&TUTORS).await;
    let place = planned.community.places[1].clone();
    let stage = planned.stage.clone();
    // The other place has nothing of its own at this stage; the plan names it by what is over there.
    planned
        .add(&Activity {
            title: "Story hours",
            place: Some(1),
            ends_on: Some("2021-01-01"),
            ..TUTORS
        })
        .await;
    let mut fran = planned.community.world.signed_in(FACILITATOR).await;
    let gap = planned.community.work(&format!(
        "/plan/coverage/cell?matrix=stage-place&row={stage}&column={place}"
    ));
    let cell = fran
        .get(&gap)
        .await
        .expect_text("Nothing is under way or to come.");
    let begin = cell
        .links()
        .into_iter()
        .find(|href| href.contains("/plan/new?"))
        .unwrap();
    let page = fran.get(&begin).await.expect_text("Elementary grades");
    let form = page.form("/plan/new");
    let filled = [
        ("title_en", "Books on the bus"),
        ("lead", planned.community.organisations[1].as_str()),
        ("starts_on", "2020-01-01"),
    ];
    let added = fran.submit(&form, &filled).await.expect_status(303);
    let activity = added.location().unwrap();
    fran.get(&activity).await.expect_text("Elementary grades");
    // The gap is one no more.
    let cell = fran.get(&gap).await.expect_text("Books on the bus");
    assert!(!cell.text().contains("Nothing is under way or to come."));
    assert!(cell.links().contains(&activity), "what is done leads to its page");
}

#[tokio::test]
async fn who_may_only_look_is_offered_no_way_to_add() {
    let planned = Planned::open().await;
    planned.add(&TUTORS).await;
    let community = &planned.community;
    let (body, person) = (new_id(), new_id());
    let sql = "insert into body (collaborative_id, body_id, slug, name, kind)
               values ($1, $2, 'committee', 'Committee', 'steering-committee')";
    community.run(sql, args![body.clone()]).await;
    let sql = "insert into person (collaborative_id, person_id, name, email, language, state, created_at)
               values ($1, $2, 'Sol Reyes', 'sol@harbor.example', 'en', 'confirmed', 0)";
    community.run(sql, args![person.clone()]).await;
    let sql = "insert into seat (collaborative_id, seat_id, body_id, person_id, role, since_on)
               values ($1, $2, $3, $4, 'member', '2020-01-01')";
    community.run(sql, args![new_id(), body, person]).await;
    let mut client = community.world.signed_in("sol@harbor.example").await;
    let path = planned
        .community
        .work("/plan/coverage/cell?matrix=strategy-partner&row=buses");
    let cell = client
        .get(&path)
        .await
        .expect_text("Nothing is under way or to come.");
    assert!(cell.links().iter().all(|href| !href.contains("/plan/new")));
}

#[tokio::test]
async fn a_cell_with_much_in_it_is_turned_over() {
    let planned = Planned::open().await;
    for _ in 0..41 {
        planned.add(&TUTORS).await;
    }
    // One that another partner does beside them: what is doubled stands first, on the first page.
    let double = Activity {
        title: "Homework help",
        lead: 1,
        ..TUTORS
    };
    planned.add(&double).await;
    let mut fran = planned.community.world.signed_in(FACILITATOR).await;
    let path = "/plan/coverage/cell?matrix=strategy-partner&row=tutors";
    let path = planned.community.work(path);
    let activities = |page: &crate::kit::Answer| {
        let links = page.links();
        links
            .iter()
            .filter(|href| href.contains("/plan/activities/"))
            .count()
    };
    let first = fran.get(&path).await.expect_text("42 activities");
    assert_eq!(activities(&first), 40);
    assert!(!first.text().contains("Earlier in the list"));
    let next = first
        .links()
        .into_iter()
        .find(|href| href.contains("from=40"))
        .unwrap();
    let second = fran.get(&next).await.expect_text("Earlier in the list");
    assert_eq!(activities(&second), 2);
    assert!(!second.text().contains("Further in the list"));
    fran.get(&format!("{path}&from=nonsense"))
        .await
        .expect_text("42 activities");
}
