//! Everything that can be done and needs a right.

macro_rules! actions {
    ($($(#[doc = $about:literal])+ $name:ident = $word:literal),+ $(,)?) => {
        /// One thing to do; each door names the one it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $about])+ $name),+
        }

        impl Action {
            /// Every action, in the order of the permission table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable word for it, in facts, settings and the catalogue.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word),+
                }
            }

            /// What it is, as the permission table says it.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($about),+).trim_ascii()),+
                }
            }
        }
    };
}

actions! {
    /// Read published pages, files and figures
    ViewPublicSite = "view-public-site",
    /// See what waits for oneself
    ViewOwnTasks = "view-own-tasks",
    /// See the workspace: this week, lists, the response board
    ViewWorkspace = "view-workspace",
    /// See people and how to reach them
    ViewDirectory = "view-directory",
    /// Add and change organisations, people and places
    ManageDirectory = "manage-directory",
    /// Give and end seats in bodies
    ManageSeats = "manage-seats",
    /// Give and take roles and memberships
    ManageRoles = "manage-roles",
    /// Define results, indicators, categories, baselines and targets
    DefineIndicators = "define-indicators",
    /// Import a file of definitions
    ImportDefinitions = "import-definitions",
    /// Write the story of an indicator
    WriteStory = "write-story",
    /// Propose candidate indicators, and score them
    ScoreCandidates = "score-candidates",
    /// See learning: sessions, contributions, stories, cycles of change
    ViewLearning = "view-learning",
    /// Record learning sessions and cycles of change
    RecordLearning = "record-learning",
    /// See what programmes did
    ViewMeasures = "view-measures",
    /// Record what a programme did
    RecordMeasures = "record-measures",
    /// See the agenda with its drafts, comments and inputs
    ViewAgenda = "view-agenda",
    /// Comment on a draft of the agenda, suggest another wording, give an input
    CommentOnAgenda = "comment-on-agenda",
    /// Draft the agenda, answer suggestions and inputs, ask for endorsements
    DraftAgenda = "draft-agenda",
    /// Endorse the ratified agenda in the name of an organisation
    EndorseAgenda = "endorse-agenda",
    /// Go through the first steps of a new collaborative
    SetUp = "set-up",
    /// Create data requests and remind partners
    ManageRequests = "manage-requests",
    /// Send and revoke links
    ManageLinks = "manage-links",
    /// Open the page of a request to one organisation
    ViewRequest = "view-request",
    /// Send data for a request
    SubmitData = "submit-data",
    /// See the figures that were sent
    ViewSubmission = "view-submission",
    /// See counts below the threshold
    SeeSmallCounts = "see-small-counts",
    /// Accept figures, or return them with a reason
    ReviewSubmission = "review-submission",
    /// See meetings: agenda, readings, minutes, actions
    ViewMeetings = "view-meetings",
    /// Plan meetings, prepare their agenda, keep their minutes
    RunMeetings = "run-meetings",
    /// Say whether one comes to a meeting
    AnswerMeeting = "answer-meeting",
    /// Read one's calendar
    ReadCalendar = "read-calendar",
    /// Choose how often one's mail comes, or that it stops
    ChooseMail = "choose-mail",
    /// Write announcements and newsletters
    Announce = "announce",
    /// Send a newsletter to the public
    SendNewsletter = "send-newsletter",
    /// Make the file that hands a role over
    HandOver = "hand-over",
    /// Make a draft edition
    MakeDraft = "make-draft",
    /// See a draft edition
    ViewDraft = "view-draft",
    /// Send a draft to the people responsible
    SendToVetting = "send-to-vetting",
    /// Confirm, object to or add to a draft
    AnswerVetting = "answer-vetting",
    /// Confirm the disclosure control of a draft
    ConfirmDisclosure = "confirm-disclosure",
    /// See bodies, who holds their seats, and what was decided
    ViewBodies = "view-bodies",
    /// Read a proposal with what was said about it
    ViewProposal = "view-proposal",
    /// Say something about a proposal
    DiscussProposal = "discuss-proposal",
    /// Write proposals, call for answers, and keep what came of them
    PrepareProposal = "prepare-proposal",
    /// Answer a proposal: with a vote in its body
    AnswerProposal = "answer-proposal",
    /// Set a heard concern aside: who chairs
    SetConcernAside = "set-concern-aside",
    /// Keep the register of conflicts of interest
    KeepConflicts = "keep-conflicts",
    /// See and keep notes on people who stand at odds
    KeepOddsNotes = "keep-odds-notes",
    /// Ratify in the name of the collaborative
    Ratify = "ratify",
    /// Publish an edition
    PublishEdition = "publish-edition",
    /// Start the correction of a published edition
    CorrectEdition = "correct-edition",
    /// Read the history
    ViewHistory = "view-history",
    /// See and end one's own sessions
    ManageOwnSessions = "manage-own-sessions",
    /// Add a second factor
    AddOwnFactor = "add-own-factor",
    /// Remove a second factor, or make new recovery codes
    RemoveOwnFactor = "remove-own-factor",
    /// Pass one's link to a colleague
    PassLinkOn = "pass-link-on",
    /// Ask for a new link
    AskForNewLink = "ask-for-new-link",
    /// Change settings of the collaborative
    ManageSettings = "manage-settings",
    /// Change thresholds and other rules of disclosure control
    ManageDisclosureRules = "manage-disclosure-rules",
    /// Make a backup
    BackUp = "back-up",
    /// Restore a backup
    Restore = "restore",
    /// Create and suspend collaboratives
    ManageCollaboratives = "manage-collaboratives",
    /// See the list of collaboratives and the health of the installation
    ViewInstallation = "view-installation",
    /// See the plan of action: activities, milestones, promises of organisations
    ViewPlan = "view-plan",
    /// Add and change activities of the plan
    ManagePlan = "manage-plan",
    /// Say which milestones of an activity were reached, and what it counted
    ReportProgress = "report-progress",
    /// Ask organisations what became of their promises
    AskCommitments = "ask-commitments",
    /// Make promises for an organisation, and say what became of them
    AnswerCommitments = "answer-commitments",
    /// See the backbone's work: its plan, signals, stage, theory of action, results of assessments
    ViewBackbone = "view-backbone",
    /// Keep the backbone's workplan, roles, stage and theory of action
    ManageBackbone = "manage-backbone",
    /// Ask members for a confidential assessment
    AskAssessment = "ask-assessment",
    /// Answer a confidential assessment
    AnswerAssessment = "answer-assessment",
    /// Say where one's own hours for the backbone went
    LogHours = "log-hours",
    /// Say as a peer from elsewhere where the theory of action stands
    ReviewBenchmarks = "review-benchmarks",
    /// Code what partners did
    CodeContributions = "code-contributions",
    /// Change the stages of the pathway, and what weighs on what
    KeepPathway = "keep-pathway",
    /// Take a sheet of activities into the plan
    ImportPlan = "import-plan",
    /// Change and agree to words that credit an organisation
    AnswerCredit = "answer-credit",
    /// See how a backbone is chosen: criteria, candidates, the outcome
    ViewSelection = "view-selection",
    /// Prepare the choice of a backbone: write criteria, gather candidates, ask reviewers
    PrepareSelection = "prepare-selection",
    /// Agree on criteria for a backbone, and recommend one
    AgreeSelection = "agree-selection",
    /// Score candidates to be the backbone
    ScoreBackbone = "score-backbone",
    /// See the policy agenda
    ViewPolicy = "view-policy",
    /// Keep the policy agenda
    KeepPolicy = "keep-policy",
    /// Take a position on a policy, and note work on it, in the name of an organisation
    TakePosition = "take-position",
    /// See and keep what people are owed for their time
    KeepPayments = "keep-payments",
    /// Name the few who keep payments
    NamePaymentKeepers = "name-payment-keepers",
    /// See what one is owed oneself
    ViewOwnPayments = "view-own-payments",
    /// Keep hours that volunteers gave
    KeepVolunteerHours = "keep-volunteer-hours",
    /// See data-sharing agreements, and the register of what we want and who holds it
    ViewAgreements = "view-agreements",
    /// Write, amend and end data-sharing agreements, and keep the register
    KeepAgreements = "keep-agreements",
    /// Sign a data-sharing agreement for one side, or end it
    SignAgreement = "sign-agreement",
    /// Look at rows that came under a data-sharing agreement
    LookAtRows = "look-at-rows",
    /// See linkages and how good they are
    ViewLinkages = "view-linkages",
    /// Begin, run, stop and review linkages
    KeepLinkages = "keep-linkages",
    /// Send encodings for a linkage
    SendEncodings = "send-encodings",
    /// See who is reached by services and what goes with it
    ViewTakeUp = "view-take-up",
    /// Write down questions about take-up, freeze them, and compute their answers
    KeepTakeUp = "keep-take-up",
    /// Make and end the links on which families say yes or no
    MakeFamilyLinks = "make-family-links",
    /// Say yes or no for oneself or one's child, and take it back
    SayForFamily = "say-for-family",
}
