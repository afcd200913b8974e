use platform::args;

use super::Plan;
use crate::kit::{Answer, Client, Part};
use crate::partners::{MARIA, new_id};

const WORKBOOK: &[u8] = include_bytes!("../../../../../demo/sheets/family-partners.xlsx");
const SPANISH: &[u8] = include_bytes!("../../../../../demo/sheets/actividades-del-puerto.csv");
const PASTED: &[u8] = include_bytes!("../../../../../demo/sheets/pasted-from-a-page.csv");

/// Who is known beside Casa Aurora and Casa Faro.
const OTHERS: [&str; 4] = [
    "Copper Kettle Early Learning",
    "Tern Hill Health Center",
    "Brightwater Afterschool",
    "Gull & Anchor Family Center",
];

struct Desk {
    plan: Plan,
    fran: Client,
}

impl Desk {
    async fn open() -> Self {
        let plan = Plan::set().await;
        for (number, name) in OTHERS.into_iter().enumerate() {
            let sql = "insert into organisation (collaborative_id, organisation_id, slug, name, created_at)
                       values ($1, $2, $3, $4, 0)";
            let slug = format!("other-{number}");
            plan.table.community.run(sql, args![new_id(), slug, name]).await;
        }
        let fran = plan.fran().await;
        Self { plan, fran }
    }

    /// Sends a file; gives the page on which it is repaired.
    async fn sent(&mut self, name: &str, bytes: &[u8]) -> Answer {
        let part = Part::File {
            name: "file",
            filename: name,
            bytes,
        };
        let read = self.fran.upload(&self.plan.work("/plan/import"), &[part]).await;
        let read = read.expect_status(303);
        self.fran.follow(read).await.expect_status(200)
    }

    async fn answer(&mut self, fields: &[(&str, &str)]) -> Answer {
        let answered = self
            .fran
            .post(&self.plan.work("/plan/import/check"), fields)
            .await;
        let answered = answered.expect_status(303);
        self.fran.follow(answered).await.expect_status(200)
    }

    async fn add(&mut self) -> Answer {
        let added = self.fran.post(&self.plan.work("/plan/import/send"), &[]).await;
        let added = added.expect_status(303);
        self.fran.follow(added).await.expect_status(200)
    }

    async fn organisation(&self, name: &str) -> String {
        #[derive(platform::db::FromQueryResult)]
        struct Id {
            id: String,
        }
        let reader = self.plan.table.community.scope.read().await.unwrap();
        let sql = "select organisation_id as id from organisation where collaborative_id = $1 and name = $2";
        reader.row::<Id>(sql, args![name]).await.unwrap().unwrap().id
    }

    /// Whether an activity stands in the plan from one day to another.
    async fn is_there(&self, title: &str, (starts, ends): (&str, &str)) -> bool {
        let sql = "select count(*) as n from activity
                   where collaborative_id = $1 and title_en = $2 and starts_on = $3 and coalesce(ends_on, '') = $4";
        let found = args![title, starts, ends];
        self.plan.table.community.number(sql, found).await == 1
    }

    async fn activities(&self) -> i64 {
        let sql = "select count(*) as n from activity where collaborative_id = $1";
        self.plan.table.community.number(sql, args![]).await
    }
}

#[tokio::test]
async fn a_workbook_with_merged_headings_is_repaired_at_its_cells_and_makes_no_doubles() {
    let mut desk = Desk::open().await;
    let page = desk.sent("family-partners.xlsx", WORKBOOK).await;
    // "CKEL" is known by its initials; a misspelling, a shortened name and a day that is none are asked about.
    let page = page
        .expect_text("Tern Hill Health Centre")
        .expect_text("Gull and Anchor")
        .expect_text("after the raffle");
    assert!(
        !page.text().contains("where the sheet says &#34;CKEL"),
        "{}",
        page.text()
    );
    let early = desk.fran.post(&desk.plan.work("/plan/import/send"), &[]).await;
    early
        .expect_status(200)
        .expect_text("Some questions are still open");
    assert_eq!(desk.activities().await, 0, "nothing is half saved");
    let tern = desk.organisation("Tern Hill Health Center").await;
    let gull = desk.organisation("Gull & Anchor Family Center").await;
    let cell = page
        .text()
        .split('"')
        .find(|piece| piece.starts_with("cell:"))
        .unwrap()
        .to_owned();
    let page = desk
        .answer(&[
            ("category:lead|tern hill health centre", &tern),
            ("category:lead|gull and anchor", &gull),
            (cell.as_str(), "2026-11-30"),
        ])
        .await;
    assert!(!page.text().contains("id=\"q1\""), "{}", page.text());
    desk.add().await.expect_text("5 activities were added");
    let list = desk.fran.get(&desk.plan.work("/plan?view=all")).await;
    for told in [
        "Homework room at the library",
        "Coffee hour for new parents",
        "Winter coats",
        "Done",
    ] {
        assert!(list.text().contains(told), "{told}");
    }
    let sql = "select count(*) as n from activity a
               join activity_place p on p.collaborative_id = a.collaborative_id and p.activity_id = a.activity_id
               where a.collaborative_id = $1";
    assert_eq!(desk.plan.table.community.number(sql, args![]).await, 4);
    desk.sent("family-partners.xlsx", WORKBOOK).await;
    desk.answer(&[
        ("category:lead|tern hill health centre", &tern),
        ("category:lead|gull and anchor", &gull),
        (cell.as_str(), "2026-11-30"),
    ])
    .await;
    desk.add()
        .await
        .expect_text("Nothing was added; 5 rows were in the plan already");
    assert_eq!(desk.activities().await, 5);
}

#[tokio::test]
async fn spanish_headings_in_the_letters_of_an_old_windows_are_read() {
    let mut desk = Desk::open().await;
    let page = desk.sent("actividades-del-puerto.csv", SPANISH).await;
    let page = page.expect_text("Tern Hill Helth Center");
    assert!(
        !page.text().contains("id=\"q2\""),
        "one question: {}",
        page.text()
    );
    let tern = desk.organisation("Tern Hill Health Center").await;
    desk.answer(&[("category:lead|tern hill helth center", &tern)])
        .await;
    desk.add().await.expect_text("4 activities were added");
    let list = desk.fran.get(&desk.plan.work("/plan?view=all")).await;
    let list = list
        .expect_text("Clases de inglés por la noche")
        .expect_text("1 stopped");
    assert!(!list.text().contains("Fuente"), "a note is no activity");
}

#[tokio::test]
async fn the_backbone_in_a_sheet_must_make_way_for_a_partner() {
    let mut desk = Desk::open().await;
    let page = desk.sent("pasted-from-a-page.csv", PASTED).await;
    let page = page
        .expect_text("holds the backbone, and partners act")
        .expect_text("Marlin Books")
        .expect_text("ask Rosa")
        .expect_text("We do not know which day");
    let cell = page
        .text()
        .split('"')
        .find(|piece| piece.starts_with("cell:"))
        .unwrap()
        .to_owned();
    let faro = desk.plan.faro().to_owned();
    let page = desk
        .answer(&[
            ("category:lead|harbor trust", &faro),
            ("category:partner|marlin books", "nothing"),
            ("category:state|ask rosa", "under-way"),
            (cell.as_str(), "2027-03-01"),
        ])
        .await;
    assert!(!page.text().contains("id=\"q1\""), "{}", page.text());
    // The reading corner stands there twice.
    desk.add()
        .await
        .expect_text("3 activities were added; one row was in the plan already");
    let led = "select count(*) as n from activity where collaborative_id = $1 and lead_id = $2";
    let backbone = desk.plan.backbone.clone();
    assert_eq!(desk.plan.table.community.number(led, args![backbone]).await, 0);
    let mut maria = desk.plan.signed_in(MARIA).await;
    let refused = maria.get(&desk.plan.work("/plan/import")).await;
    assert!(
        matches!(refused.status, 403 | 404),
        "partners do not import for all"
    );
}

#[tokio::test]
async fn one_day_tells_the_order_of_all_and_rows_are_seen_before_they_are_added() {
    let mut desk = Desk::open().await;
    let sheet = "Activity,Lead,Start,End\n\
                 Reading hour,Casa Faro,1/2/2027,31/12/2027\n\
                 Bike kitchen,Casa Faro,4/5/2027,6/7/2027\n";
    let page = desk.sent("days.csv", sheet.as_bytes()).await;
    let page = page
        .expect_text("Everything is ready to send")
        .expect_text("The activities as they will stand")
        .expect_text("This sheet writes the day first")
        .expect_text("February 1, 2027")
        .expect_text("July 6, 2027");
    assert!(!page.text().contains("id=\"q1\""), "{}", page.text());
    desk.add().await.expect_text("2 activities were added");
    assert!(desk.is_there("Reading hour", ("2027-02-01", "2027-12-31")).await);
    assert!(desk.is_there("Bike kitchen", ("2027-05-04", "2027-07-06")).await);
}

#[tokio::test]
async fn days_that_prove_no_order_are_asked_about_once() {
    let mut desk = Desk::open().await;
    let sheet = "Activity,Lead,Start,End\n\
                 Reading hour,Casa Faro,1/2/2027,3/4/2027\n\
                 Bike kitchen,Casa Faro,4/5/2027,6/7/2027\n";
    let page = desk.sent("days.csv", sheet.as_bytes()).await;
    let page = page
        .expect_text("Which day is “1/2/2027”?")
        .expect_text("January 2, 2027")
        .expect_text("February 1, 2027");
    assert!(
        !page.text().contains("id=\"q2\""),
        "one question for the whole sheet: {}",
        page.text()
    );
    let page = desk.answer(&[("dates:file", "day-first")]).await;
    let page = page.expect_text("Everything is ready to send");
    page.expect_text("Ask me again which comes first");
    let page = desk.answer(&[("dates:file", "again")]).await;
    page.expect_text("Which day is “1/2/2027”?");
    desk.answer(&[("dates:file", "month-first")]).await;
    desk.add().await.expect_text("2 activities were added");
    assert!(desk.is_there("Bike kitchen", ("2027-04-05", "2027-06-07")).await);
}

#[tokio::test]
async fn a_last_day_before_the_first_is_asked_about_under_the_sheets_own_headings() {
    let mut desk = Desk::open().await;
    let sheet = "Activity,Lead,Begins,Finishes\n\
                 Reading hour,Casa Faro,2027-06-01,2027-05-01\n\
                 Bike kitchen,Casa Faro,2027-05-04,2027-07-06\n\
                 Long ago,Casa Faro,,2020-03-01\n";
    let page = desk.sent("backwards.csv", sheet.as_bytes()).await;
    let page = page
        .expect_text("The last day is before the first")
        .expect_text("2027-05-01 is before 2027-06-01")
        .expect_text("<span class=\"xs muted\">Finishes</span>");
    assert!(
        !page.text().contains("inputmode=\"decimal\""),
        "days are no counts"
    );
    let page = desk.answer(&[("cell:2:4", "2027-09-01")]).await;
    page.expect_text("Everything is ready to send");
    desk.add().await.expect_text("3 activities were added");
    assert!(desk.is_there("Reading hour", ("2027-06-01", "2027-09-01")).await);
    assert!(desk.is_there("Long ago", ("2020-03-01", "2020-03-01")).await);
}

#[tokio::test]
async fn no_row_disappears_without_its_words_and_any_can_be_taken_in() {
    let mut desk = Desk::open().await;
    let sheet = "Activity,Lead,Partners,Start\n\
                 Only a title here,,,\n\
                 Reading hour,Casa Faro,-,2027-02-01\n\
                 Reading hour,casa faro,,2027-02-01\n\
                 Bike kitchen,Casa Faro,n/a,2027-05-04\n";
    let page = desk.sent("titles.csv", sheet.as_bytes()).await;
    page.expect_text("Rows that are left out")
        .expect_text("Only a title here")
        .expect_text("Only one cell is filled")
        .expect_text("The same activity stands further up in this sheet");
    let page = desk.answer(&[("in:2", "1")]).await;
    page.expect_text("Rows without the partner that leads");
    let page = desk.answer(&[("cell:2:2", "Brightwater Afterschool")]).await;
    page.expect_text("Everything is ready to send");
    desk.add()
        .await
        .expect_text("3 activities were added; one row was in the plan already");
}

#[tokio::test]
async fn who_is_new_becomes_a_partner_and_whoever_stands_behind_the_lead_takes_part() {
    let mut desk = Desk::open().await;
    let sheet = "Activity,Lead,Partners\n\
                 Reading hour,Casa Faro; Brightwater Afterschool,Nobody One\n\
                 Bike kitchen,Sprocket Cooperative,Nobody Two\n\
                 Night class,Sprocket Cooperative,\"Sprocket Cooperative, Casa Faro and Gull & Anchor Family Center\"\n";
    let page = desk.sent("new.csv", sheet.as_bytes()).await;
    let page = page
        .expect_text("Which partner leads, where the sheet says")
        .expect_text("Add “Sprocket Cooperative” as a new partner")
        .expect_text("Leave out all 2 that are like nobody here");
    assert!(
        !page.text().contains("id=\"q3\""),
        "one card of partners: {}",
        page.text()
    );
    desk.answer(&[("category:lead|sprocket cooperative", "new")])
        .await;
    let page = desk.answer(&[("category:partner|*", "nothing")]).await;
    page.expect_text("Everything is ready to send")
        .expect_text("Sprocket Cooperative (new partner)")
        .expect_text("Casa Faro, with Brightwater Afterschool");
    desk.add()
        .await
        .expect_text("3 activities were added")
        .expect_text("One partner is new in the directory.");
    let new = desk.organisation("Sprocket Cooperative").await;
    let led = "select count(*) as n from activity where collaborative_id = $1 and lead_id = $2";
    assert_eq!(desk.plan.table.community.number(led, args![new]).await, 2);
    let with = "select count(*) as n from activity_partner where collaborative_id = $1";
    assert_eq!(desk.plan.table.community.number(with, args![]).await, 3);
}

#[tokio::test]
async fn a_sheet_longer_than_can_be_looked_over_is_refused_with_what_to_do() {
    let mut desk = Desk::open().await;
    let mut sheet = "Activity,Lead,Start\n".to_owned();
    for row in 0..2_001 {
        sheet.push_str(&format!("Activity {row},Casa Faro,2027-02-01\n"));
    }
    let part = Part::File {
        name: "file",
        filename: "long.csv",
        bytes: sheet.as_bytes(),
    };
    let refused = desk.fran.upload(&desk.plan.work("/plan/import"), &[part]).await;
    refused
        .expect_status(200)
        .expect_text("This sheet has 2001 rows, and 2000 can be imported at once");
    let shorter = sheet.replace("Activity 2000,Casa Faro,2027-02-01\n", "");
    let page = desk.sent("long.csv", shorter.as_bytes()).await;
    page.expect_text("1 to 50 of 2000");
}
