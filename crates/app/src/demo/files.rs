//! The files of `demo/`, compiled in: the binary carries its demonstration with it.

macro_rules! files {
    ($($(#[$about:meta])* $name:ident = $file:literal),+ $(,)?) => {
        $($(#[$about])* pub const $name: &[u8] = include_bytes!(concat!("../../../../demo/", $file));)+
    };
}

files! {
    /// Rounds, hours, roles and work of the backbone.
    BACKBONE = "backbone.json",
    /// Organisations.
    ORGANISATIONS = "organisations.csv",
    /// People.
    PEOPLE = "people.csv",
    /// Places with their codes.
    PLACES = "places.csv",
    /// Bodies.
    BODIES = "bodies.csv",
    /// Seats.
    SEATS = "seats.csv",
    /// Rules of bodies, and decisions.
    DECISIONS = "decisions.json",
    /// Results.
    RESULTS = "results.csv",
    /// Sources of figures.
    SOURCES = "sources.csv",
    /// Dimensions.
    DIMENSIONS = "dimensions.csv",
    /// Categories.
    CATEGORIES = "categories.csv",
    /// What sources call categories.
    CROSSWALK = "crosswalk.csv",
    /// Newsletters, and who asked for them.
    NEWSLETTERS = "newsletters.json",
    /// Definition sheets.
    DEFINITIONS = "definitions.csv",
    /// Breaks and gaps.
    SERIES_NOTES = "series_notes.csv",
    /// Baselines and goals.
    TARGETS = "targets.csv",
    /// Figures.
    OBSERVATIONS = "observations.csv",
    /// Stories.
    STORIES = "stories.json",
    /// Candidates, sessions, changes tried, programs.
    IMPROVEMENT = "improvement.json",
    /// Meetings, those held and those to come.
    MEETINGS = "meetings.json",
    /// How the backbone was chosen.
    SELECTION = "selection.json",
    /// The policy agenda.
    POLICY = "policy.json",
    /// Payments, and hours of volunteers.
    PAYMENTS = "payments.json",
    /// The agenda's versions, what was said and who endorses it.
    AGENDA = "agenda.json",
    /// The pathway: stages, and what weighs on what.
    PATHWAY = "pathway.json",
    /// The plan of action, and what partners promised.
    PLAN = "plan.json",
    /// What partners did, coded by two.
    CONTRIBUTIONS = "contributions.json",
    /// Editions.
    EDITIONS = "editions.json",
    /// The collaborative, and the open request.
    REQUESTS = "requests/requests.json",
    /// The state's file.
    STATE_FILE = "requests/school-attendance-2019-20-by-race.csv",
    /// The after-school program's workbook.
    WORKBOOK = "requests/brightwater-attendance.xlsx",
    /// The schools' file.
    SCHOOLS_FILE = "requests/bridgeport-attendance-by-grade.csv",
    /// The program's figures of the year before.
    LAST_YEAR = "requests/programme-attendance-last-year.csv",
}
