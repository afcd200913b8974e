//! The permission table that people read: every action beside every persona, compared with the committed file.

use std::fmt::Write as _;

use super::personas::*;
use super::*;
use crate::ids::*;

/// What an action is done to: something of the persona's own, or of another organisation beside it.
pub(super) fn subject(action: Action, persona: u128, owner: u128) -> Subject {
    let organisation = id(OrganisationId::from_uuid, owner);
    let request = id(DataRequestId::from_uuid, owner);
    let thing = match action {
        Action::ViewRequest | Action::SubmitData | Action::PassLinkOn | Action::AskForNewLink => {
            Thing::Request {
                request,
                organisation,
            }
        }
        Action::ViewSubmission | Action::SeeSmallCounts | Action::ReviewSubmission => Thing::Submission {
            submission: id(SubmissionId::from_uuid, owner),
            request,
            organisation,
        },
        Action::ViewDraft
        | Action::SendToVetting
        | Action::AnswerVetting
        | Action::ConfirmDisclosure
        | Action::Ratify
        | Action::PublishEdition
        | Action::CorrectEdition => Thing::Edition {
            edition: id(EditionId::from_uuid, owner),
            prepared_by: id(PersonId::from_uuid, DATA_MANAGER),
            confirmed_by: None,
            asked: if owner == OWN {
                [LEADER, MEMBER].map(|one| id(PersonId::from_uuid, one)).to_vec()
            } else {
                Vec::new()
            },
        },
        Action::ViewMeetings | Action::RunMeetings | Action::AnswerMeeting => Thing::Meeting {
            meeting: id(MeetingId::from_uuid, owner),
            bodies: vec![id(BodyId::from_uuid, if owner == OWN { 1 } else { owner })],
            keepers: Vec::new(),
        },
        Action::EndorseAgenda => Thing::Endorsement {
            version: id(AgendaVersionId::from_uuid, owner),
            organisation,
        },
        Action::ViewProposal
        | Action::DiscussProposal
        | Action::PrepareProposal
        | Action::AnswerProposal
        | Action::SetConcernAside => a_proposal(owner),
        Action::ManageOwnSessions | Action::AddOwnFactor | Action::RemoveOwnFactor => Thing::Account(id(
            AccountId::from_uuid,
            if owner == OWN { persona } else { owner },
        )),
        Action::ManagePlan | Action::ReportProgress => Thing::Activity {
            lead: organisation,
            contributors: Vec::new(),
            body: (owner == OWN).then(|| id(BodyId::from_uuid, 1)),
        },
        Action::AnswerCommitments
        | Action::AnswerCredit
        | Action::ViewDirectory
        | Action::ManageDirectory
        | Action::ViewHistory
        | Action::ViewMeasures
        | Action::TakePosition
        | Action::RecordMeasures => Thing::Organisation(organisation),
        Action::ViewSelection | Action::PrepareSelection | Action::AgreeSelection | Action::ScoreBackbone => {
            Thing::Selection {
                selection: id(SelectionId::from_uuid, owner),
                reviewers: if owner == OWN {
                    [REVIEWER, DIRECTOR]
                        .map(|one| id(PersonId::from_uuid, one))
                        .to_vec()
                } else {
                    Vec::new()
                },
                backbone: vec![id(PersonId::from_uuid, DIRECTOR)],
            }
        }
        // In the second table somebody else was named.
        Action::KeepPayments => Thing::Payments {
            keepers: vec![id(PersonId::from_uuid, if owner == OWN { KEEPER } else { owner })],
        },
        Action::ViewAgreements
        | Action::KeepAgreements
        | Action::SignAgreement
        | Action::LookAtRows
        | Action::SendEncodings
        | Action::MakeFamilyLinks
        | Action::SayForFamily => Thing::Agreement(id(AgreementId::from_uuid, owner)),
        Action::ViewPublicSite
        | Action::ViewOwnTasks
        | Action::ReadCalendar
        | Action::ChooseMail
        | Action::Announce
        | Action::SendNewsletter
        | Action::HandOver
        | Action::ViewWorkspace
        | Action::ViewBodies
        | Action::KeepConflicts
        | Action::KeepOddsNotes
        | Action::ManageSeats
        | Action::ManageRoles
        | Action::DefineIndicators
        | Action::ImportDefinitions
        | Action::WriteStory
        | Action::ScoreCandidates
        | Action::ViewLearning
        | Action::RecordLearning
        | Action::ViewPlan
        | Action::AskCommitments
        | Action::CodeContributions
        | Action::KeepPathway
        | Action::ImportPlan
        | Action::ViewAgenda
        | Action::CommentOnAgenda
        | Action::DraftAgenda
        | Action::SetUp
        | Action::ViewPolicy
        | Action::KeepPolicy
        | Action::NamePaymentKeepers
        | Action::ViewOwnPayments
        | Action::KeepVolunteerHours
        | Action::ManageRequests
        | Action::ManageLinks
        | Action::MakeDraft
        | Action::ManageSettings
        | Action::ManageDisclosureRules
        | Action::BackUp
        | Action::ViewBackbone
        | Action::ManageBackbone
        | Action::AskAssessment
        | Action::AnswerAssessment
        | Action::LogHours
        | Action::ReviewBenchmarks
        | Action::ViewLinkages
        | Action::KeepLinkages
        | Action::ViewTakeUp
        | Action::KeepTakeUp => Thing::Whole,
        Action::Restore | Action::ManageCollaboratives | Action::ViewInstallation => {
            return Subject::Installation;
        }
    };
    Subject::within(id(CollaborativeId::from_uuid, HERE), thing)
}

/// A proposal in the committee, where the member chairs, or in a body of others.
pub(super) fn a_proposal(owner: u128) -> Thing {
    let people = |numbers: &[u128]| numbers.iter().map(|one| id(PersonId::from_uuid, *one)).collect();
    let (body, roll, chairs) = if owner == OWN {
        (1, people(&[MEMBER, ASKED]), people(&[MEMBER]))
    } else {
        (2, Vec::new(), Vec::new())
    };
    Thing::Proposal {
        proposal: id(ProposalId::from_uuid, owner),
        body: id(BodyId::from_uuid, body),
        roll,
        chairs,
    }
}

fn cell(persona: &Persona, action: Action, owner: u128) -> String {
    let subject = subject(action, persona.number, owner);
    let by_mail = in_words(&may(&persona.at(Level::Mail), action, &subject));
    if !persona.has_levels {
        return by_mail;
    }
    let with_factor = may(&persona.at(Level::SecondFactor), action, &subject);
    if may(&persona.at(Level::Mail), action, &subject) == Verdict::Refused(Reason::NeedsSecondFactor) {
        return format!("2F: {}", in_words(&with_factor));
    }
    let with_factor = in_words(&with_factor);
    if with_factor == by_mail {
        by_mail
    } else {
        format!("{by_mail}; 2F: {with_factor}")
    }
}

fn in_words(verdict: &Verdict) -> String {
    let reach = match verdict {
        Verdict::Allowed(reach) => reach,
        Verdict::Refused(reason) => {
            let refused = match reason {
                Reason::NeedsSignIn => "sign in",
                Reason::NeedsSecondFactor => "2F",
                Reason::NotYours => "not found",
                Reason::NotYourRole => "\u{2013}",
                Reason::NotConfirmed => "not confirmed",
                Reason::LinkExpired { .. } | Reason::LinkRevoked => "link ended",
                Reason::OwnFigures => "second person",
                Reason::StaffNeverRatifies | Reason::NeverSelfAppointed => "never",
            };
            return refused.to_owned();
        }
    };
    let rows = match reach.rows {
        Rows::Published => "published",
        Rows::Own => "own",
        Rows::Request { .. } => "this request",
        Rows::Edition(_) => "this draft",
        Rows::Proposal(_) => "this proposal",
        Rows::Organisations(_) => "own organisation",
        Rows::Collaborative => "all",
        Rows::Installation => "installation",
    };
    let fields = match reach.small_counts {
        SmallCounts::Hidden => "",
        SmallCounts::Shown => ", small counts",
        SmallCounts::ShownAndKept => ", small counts, logged",
    };
    format!("**{rows}**{fields}")
}

fn table(title: &str, owner: u128) -> String {
    let personas = personas();
    let mut table = format!("\n## {title}\n\n| |");
    for persona in &personas {
        let _ = write!(table, " {} |", persona.name);
    }
    table.push_str("\n| --- |");
    table.push_str(&" --- |".repeat(personas.len()));
    for action in Action::ALL {
        let _ = write!(table, "\n| {} (`{}`) |", action.about(), action.word());
        for persona in &personas {
            let _ = write!(table, " {} |", cell(persona, *action, owner));
        }
    }
    table.push('\n');
    table
}

const OPENING: &str = "\
# Who may do what

Made from the rules in `crates/domain/src/access` and compared with them by a test; after a change of the rules,
`UPDATE=1 cargo test -p mainstay-domain permissions` writes it anew, and the difference is what a reviewer reads.

Bold says how far it reaches: **published** figures, one's **own** tasks and account, **this request**, **this
proposal**, **this draft**, one's **own organisation**, **all** of the collaborative, the **installation** without what is in its
collaboratives. Figures below the threshold are hidden unless the cell says *small counts*; *logged* means that
looking at them is itself kept in the history.

*2F*: only with a second factor. *\u{2013}*: for another role. *not found*: answers exactly as if it did not exist.
*second person*: nobody checks their own figures alone. *never*: staff drafts and does not ratify. *sign in*: a
visitor is asked to sign in first, whatever the address.

Nothing of another collaborative is ever within reach: every such cell would be *not found*. A director sees small
counts only where the collaborative granted it, then like the data manager. The first second factor is added from the
mailed link; adding another asks for the first. An ended link opens nothing but the request for a new one, and a
revoked link not even that.

In these tables, the data manager has prepared the draft edition, and the proposal is put to the steering committee, of
which the member chairs; in the second table it is put to a body of others. The director was asked to review
candidates to be the backbone, which does not help: the backbone has no part in choosing itself. The facilitator is named
as one of the few who keep payments.
";

#[test]
fn the_committed_table_of_permissions_says_what_the_rules_say() {
    let expected = [
        OPENING,
        &table("On what is their own", OWN),
        &table(
            "On what belongs to another organisation, person or draft of the same collaborative",
            OTHER,
        ),
    ]
    .concat();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs")).unwrap();
        std::fs::write(path, &expected).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    for (number, (committed, expected)) in committed.lines().zip(expected.lines()).enumerate() {
        assert_eq!(
            committed,
            expected,
            "docs/permissions.md, line {}; see its head",
            number + 1
        );
    }
    assert_eq!(
        committed.len(),
        expected.len(),
        "docs/permissions.md ends elsewhere"
    );
}
