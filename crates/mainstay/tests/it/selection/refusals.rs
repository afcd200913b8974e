//! A backbone is never self-appointed: its people are refused by page, link and API, and in the committee, with the reason.

use domain::access::Purpose;

use super::{CHAIR, Choice, DIRECTOR, FACILITATOR, LIST, MEMBERS, TIED, candidate_of, give};

const NEVER: &str = "A backbone is never self-appointed";

#[tokio::test]
async fn whoever_belongs_to_the_backbone_neither_agrees_nor_scores_nor_recommends() {
    let choice = Choice::open().await;
    let address = choice.begun().await;
    for email in [DIRECTOR, FACILITATOR] {
        let mut staff = choice.signed_in(email).await;
        let page = staff.get(&address).await.expect_status(200);
        for part in ["agree", "review", "recommend"] {
            assert!(
                !page.forms().iter().any(|form| form.action.ends_with(part)),
                "{email} sees {part}"
            );
            let answer = staff.post(&format!("{address}/{part}"), &[]).await;
            answer.expect_status(403).expect_text(NEVER);
        }
        let id = address.rsplit('/').next().unwrap();
        let api = format!("/api/v1/harbor/selections/{id}/scores");
        let sent = br#"{"scores":{}}"#.to_vec();
        let answer = staff
            .request("POST", &api, Some(("application/json", sent)))
            .await;
        answer.expect_status(403).expect_text(NEVER);
        let person = choice.people[if email == DIRECTOR { 3 } else { 4 }].to_string();
        staff
            .post(&format!("{address}/reviewers"), &[("person", &person)])
            .await
            .expect_text(NEVER);
    }
    let sql = "select count(*) as n from selection_reviewer where collaborative_id = $1";
    assert_eq!(choice.number(sql).await, 0);
}

#[tokio::test]
async fn a_link_that_somebody_of_the_backbone_got_all_the_same_opens_nothing() {
    let choice = Choice::open().await;
    let address = choice.scoring().await;
    let selection = address.rsplit('/').next().unwrap().parse().unwrap();
    let secret = choice
        .a_link(choice.people[3], Purpose::Review { selection })
        .await;
    let link = format!("/harbor/link/{secret}/review");
    let mut phone = choice.world.client();
    phone.get(&link).await.expect_status(403).expect_text(NEVER);
    phone
        .post(&link, &[("score-x", "5")])
        .await
        .expect_status(403)
        .expect_text(NEVER);
    // A member who was not asked holds a link by chance: nothing is there for them.
    let secret = choice
        .a_link(choice.people[2], Purpose::Review { selection })
        .await;
    phone
        .get(&format!("/harbor/link/{secret}/review"))
        .await
        .expect_status(404);
}

#[tokio::test]
async fn a_tie_to_one_candidate_keeps_a_reviewer_from_all_of_them() {
    let choice = Choice::open().await;
    let address = choice.scoring().await;
    let mut staff = choice.signed_in(FACILITATOR).await;
    let person = choice.people[5].to_string();
    staff
        .post(&format!("{address}/reviewers"), &[("person", &person)])
        .await
        .expect_text("There is a tie to one of the candidates");
    // Lena finds a tie after she has scored: she steps aside, and her scores no longer count.
    let mut lena = choice.signed_in(MEMBERS[1]).await;
    let review = format!("{address}/review");
    give(&mut lena, &review, "/review", &["1", "1", "5", "5"])
        .await
        .expect_status(303);
    lena.post(&format!("{address}/aside"), &[("aside_because", "")])
        .await
        .expect_status(200);
    lena.post(
        &format!("{address}/aside"),
        &[("aside_because", "My brother works there.")],
    )
    .await
    .expect_status(303);
    let link = choice.link_of(CHAIR).await;
    let mut phone = choice.world.client();
    give(&mut phone, &link, "/review", &["5", "5", "1", "1"])
        .await
        .expect_status(303);
    let mut chair = choice.signed_in(CHAIR).await;
    chair
        .get(&address)
        .await
        .expect_text("5.00")
        .expect_text("Reviewers whose scores count: 1.")
        .expect_text("Stepped aside: My brother works there.");
    // One opinion is no panel.
    let page = chair.get(&address).await;
    let tidewater = candidate_of(&page, "Tidewater Trust");
    let fields = [
        ("candidate", tidewater.as_str()),
        ("recommend_because_en", "Mine."),
    ];
    chair
        .post(&format!("{address}/recommend"), &fields)
        .await
        .expect_text("Two reviewers at least have to score first.");
}

#[tokio::test]
async fn in_the_committee_the_backbone_and_a_candidates_people_have_no_vote_on_it() {
    let choice = Choice::open().await;
    let address = choice.scoring().await;
    for member in [CHAIR, MEMBERS[1]] {
        let mut member = choice.signed_in(member).await;
        give(
            &mut member,
            &format!("{address}/review"),
            "/review",
            &["5", "4", "2", "2"],
        )
        .await
        .expect_status(303);
    }
    let mut chair = choice.signed_in(CHAIR).await;
    let tidewater = candidate_of(&chair.get(&address).await, "Tidewater Trust");
    let fields = [
        ("candidate", tidewater.as_str()),
        ("recommend_because_en", "Best for us."),
    ];
    chair
        .post(&format!("{address}/recommend"), &fields)
        .await
        .expect_status(303);
    let mut staff = choice.signed_in(FACILITATOR).await;
    let put = staff
        .post(&format!("{address}/put"), &[])
        .await
        .expect_status(303);
    let proposal = put.location().unwrap();
    choice
        .add(&mut staff, &proposal, "/call", &[("closes_on", "2026-09-20")])
        .await
        .expect_status(303);
    let id = proposal.rsplit('/').next().unwrap();
    for (email, at, reason) in [
        (DIRECTOR, 3, NEVER),
        (TIED, 5, "There is a tie to one of the candidates"),
    ] {
        let mut member = choice.signed_in(email).await;
        let page = member.get(&proposal).await.expect_status(200);
        page.expect_text("takes no part in deciding who is the backbone");
        let answer = member
            .post(&format!("{proposal}/answer"), &[("choice", "agree")])
            .await;
        answer.expect_text(reason);
        let api = format!("/api/v1/harbor/decisions/{id}/answer");
        let sent = br#"{"choice":"agree"}"#.to_vec();
        let answer = member
            .request("POST", &api, Some(("application/json", sent)))
            .await;
        answer.expect_status(422).expect_text(reason);
        let purpose = Purpose::Decide {
            proposal: id.parse().unwrap(),
        };
        let secret = choice.a_link(choice.people[at], purpose).await;
        let mut phone = choice.world.client();
        phone
            .post(&format!("/harbor/link/{secret}/decide"), &[("choice", "agree")])
            .await
            .expect_text(reason);
    }
    let sql = "select count(*) as n from answer where collaborative_id = $1";
    assert_eq!(choice.number(sql).await, 0);
    // The committee does not want it: nobody is chosen, and another may be recommended.
    for member in MEMBERS {
        let mut member = choice.signed_in(member).await;
        let concern = [("choice", "concern"), ("reason", "Not yet.")];
        member
            .post(&format!("{proposal}/answer"), &concern)
            .await
            .expect_status(303);
    }
    staff
        .post(&format!("{proposal}/close"), &[])
        .await
        .expect_status(303);
    staff.get(&address).await.expect_text("One is recommended");
    staff.get(LIST).await.expect_text("Who holds us together");
}

#[tokio::test]
async fn once_the_list_is_closed_only_the_committee_takes_somebody_off_it_and_ends_the_choice() {
    let choice = Choice::open().await;
    let address = choice.scoring().await;
    let mut staff = choice.signed_in(FACILITATOR).await;
    let page = staff.get(&address).await.expect_status(200);
    let text = page.text();
    let (before, _) = text
        .split_once(">Tidewater Trust<")
        .expect("a link to the candidate");
    let (_, path) = before.rsplit_once("href=\"").expect("a link");
    let path = path.trim_end_matches('"').to_owned();
    let because = [("withdrawn_because", "They asked for it.")];
    let of_the_list = format!("{path}/withdraw");
    staff
        .post(&of_the_list, &because)
        .await
        .expect_status(403)
        .expect_text(NEVER);
    let mut tied = choice.signed_in(TIED).await;
    tied.post(&of_the_list, &because)
        .await
        .expect_text("There is a tie to one of the candidates");
    tied.post(&format!("{address}/end"), &[("ended_because", "Nobody fits.")])
        .await
        .expect_text("There is a tie to one of the candidates");
    let sql = "select count(*) as n from selection_candidate where collaborative_id = $1 and withdrawn_at is not null";
    assert_eq!(choice.number(sql).await, 0);
    let mut lena = choice.signed_in(MEMBERS[1]).await;
    lena.post(&of_the_list, &because).await.expect_status(303);
    assert_eq!(choice.number(sql).await, 1);
}
