# Decisions: proposals, answers, outcomes.
section-decisions = Decisions
decisions-lede = What is open, and everything that was decided: by whom, how and why.
decisions-open = Being worked on
decisions-log = Decision log
decisions-search = Words
decisions-any-body = Any body
decisions-any-outcome = Any outcome
decisions-find = Find
decisions-found = { $count ->
    [0] Nothing found.
    [one] { $count } decision
   *[other] { $count } decisions
}
decisions-all = All decisions
decisions-to-review = With a look back ahead
field-body = Body
proposal-new = Write a proposal
proposal-edit = Change this proposal
proposal-form-lede = The staff writes and counts; the members of the body decide.
proposal-to-body = The body that decides
proposal-follows = The vote before
proposal-number = { $body }, decision { $number }
proposal-answer-by = { $body }, answer by { $until }
proposal-closes = Closes { $until }
until-day-and-time = { $day }, { $time }
time-pattern = %-I:%M %p
proposal-what = What is proposed
proposal-why = Why now
proposal-cost = What it costs
proposal-affected = Who is affected
proposal-expected = What we expect of it
proposal-put-forward = Put forward by
proposal-put-forward-text = { $person }, { $day }
proposal-how = How it is decided
proposal-your-answer = Your answer
proposal-anything-to-add = Anything to add? (you may leave this empty)
proposal-send = Send my answer
proposal-can-change = You can change it until { $until }. Your name and answer go in the minutes.
proposal-kept = Your answer is kept. Thank you.
proposal-answers = Answers
proposal-answers-later = You see what others said once you have answered.
proposal-secret = Ballots are secret: nobody can see who answered what, not even the staff.
proposal-secret-note = Nobody can know what you answered, and we cannot look it up. You are shown a code after sending: with it you can change your ballot until closing.
proposal-secret-kept = Your ballot is in the box. To change it before closing you need this code. We do not keep it, so write it down if you may need it:
proposal-secret-code = Code of your ballot
proposal-secret-code-hint = Your ballot is in the box. The code was shown when you sent it.
proposal-whose-link = You opened this from your own e-mail, { $person }, so there is no password. Not you? Close the page; nothing was changed by opening it.
proposal-for-holder = You answer in the place of { $holder }, who has not answered.
proposal-aside = Stepped aside
proposal-waiting = Have not answered
proposal-present-hint = Tick who is in the room.
proposal-present-button = Note who is here
proposal-rank = Choice { $place }
proposal-pick = Your choice
proposal-rank-hint = Rank as many as you like; leave the rest empty.
proposal-rank-none = –
proposal-answered = { $answered } of { $all } have answered, { $needed } { $needed ->
    [one] is
   *[other] are
} needed
proposal-next = What comes next
proposal-talk = Discussion
proposal-talk-none = Nothing was said yet.
proposal-say = Your words
proposal-say-button = Say it
proposal-state-draft = Draft
proposal-state-discussion = In discussion
proposal-state-open = Open for answers
proposal-state-closed = Decided
proposal-state-withdrawn = Withdrawn
proposal-step-discuss = Lay it before the body
proposal-step-discuss-about = Members read it and say what they think before anybody answers.
proposal-step-call = Call for answers
proposal-step-call-about = The rules and the list of members with a vote are fixed now. Each gets the question by mail, with a link. Without a day it stays open as long as the body’s rules say, until four in the afternoon.
proposal-step-close = Count the answers
proposal-step-close-about = The time has come, or everybody has answered. The count follows from the answers alone.
proposal-step-withdraw = Withdraw it
proposal-step-again = Put it before the body again
proposal-step-again-about = The rules send it to the next meeting. A new proposal is made that names this one.
proposal-step-reasons = Keep reasons
proposal-step-reasons-about = Why it was decided so, what you expect of it, and when to look at what came of it. The outcome itself is never changed.
proposal-step-review = Keep what happened
proposal-step-review-about = A look back: what really happened, beside what was expected.
proposal-needs-body = Which body decides?
proposal-options-number = Name two to twelve options, one a line. A poll can also do without.
proposal-not-open-to-change = It is being voted on, or decided, and cannot be changed any more.
proposal-closes-too-soon = Choose a day that is still ahead.
proposal-nobody-votes = Nobody holds a seat with a vote in this body today.
proposal-cannot-be-withdrawn = While answers come in, a proposal cannot be taken back.
proposal-keeps-its-body = What waits for this body’s decision stays with it. Withdraw this proposal to put it elsewhere.
proposal-put-from-selection = Put the recommendation before the committee from the page of the choice: it may be another by now.
proposal-does-not-go-on = This one does not go to the next meeting.
field-closes_on = Closes on
field-withdrawn_because = Why
field-text_en = What is proposed, in English
field-text_es = What is proposed, in Spanish
field-why_en = Why now, in English
field-why_es = Why now, in Spanish
field-cost_en = What it costs, in English
field-cost_es = What it costs, in Spanish
field-affected_en = Who is affected, in English
field-affected_es = Who is affected, in Spanish
field-expected_en = What you expect of it, in English
field-expected_es = What you expect of it, in Spanish
field-decided_by = How it is decided
field-decided_by-hint = Left open, the body’s own way is taken.
field-options = Options
field-options-hint = One a line, only for ranked choice and polls. A Spanish title may follow after “ | ”.
field-is_public = For the public: it goes out with the next edition
field-review_on = Look back on
field-review_again_on = Look back again on
field-reviewed_on = Looked at on
field-reasons_en = Reasons, in English
field-reasons_es = Reasons, in Spanish
field-happened_en = What really happened, in English
field-happened_es = What really happened, in Spanish
method-consent = Consent
method-consent-about = Adopted when no concern stands. Whoever has one says why, and is heard first.
method-majority = Majority
method-majority-about = Adopted with more for than against. Abstentions count toward the quorum only.
method-supermajority = Larger majority
method-supermajority-about = Adopted with at least { $share } for it.
method-ranked = Ranked choice
method-ranked-about = Members rank the options. Without a majority, the last option goes out and its ballots go to the next choice on them. Where several are last, the one with fewer votes in the latest earlier round goes; else a lot, which is kept.
method-gradients = Steps of agreement
method-gradients-about = Adopted when { $percent } percent are at one of the first five steps and nobody blocks it.
method-advisory = Poll
method-advisory-about = Gives advice and binds nobody.
rule-quorum-more-than-half = More than half have to take part.
rule-quorum-share-of = At least { $share } have to take part.
rule-quorum-number-of = At least { $count } have to take part.
rule-counting-answering = An answer counts, an abstention too.
rule-counting-present = Who answers or is in the room counts.
rule-tie-chair = The side of the chair wins; without the chair, that of the vice chair.
rule-tie-fails = The motion fails.
rule-tie-next-meeting = It goes to the next meeting.
rule-secrecy-secret = Ballots are secret. Numbers are told from five ballots on.
rule-quorum-size-wrong = Write a share such as 2/3, or a whole number.
rule-share-wrong = Write a share such as 2/3.
rule-percent-wrong = A whole number from 1 to 100.
rule-days-wrong = A whole number of days from 1 to 60.
field-quorum = Quorum
field-tie = At a tie
field-secrecy = Ballots
answer-agree = Agrees
answer-agree-mine = I agree
answer-live-with = Can live with it
answer-live-with-mine = I can live with it
answer-live-with-about = I would have done it differently, and I support it.
answer-concern = Has a concern
answer-concern-mine = I have a concern
answer-concern-about = We will call you before anything is decided. Please say what it is.
answer-aside = Steps aside
answer-aside-mine = I step aside
answer-aside-about = For example, a conflict of interest.
answer-for = For
answer-for-mine = For
answer-against = Against
answer-against-mine = Against
answer-abstain = Abstains
answer-abstain-mine = I abstain
answer-abstain-about = Counts toward the quorum, and for neither side.
answer-blank = Blank
answer-step-1 = Wholeheartedly for it
answer-step-1-mine = 1. Wholeheartedly for it
answer-step-2 = For it, with a small point
answer-step-2-mine = 2. For it, with a small point
answer-step-3 = For it, with reservations
answer-step-3-mine = 3. For it, with reservations
answer-step-4 = Neither for nor against
answer-step-4-mine = 4. Neither for nor against
answer-step-5 = Not for me, and I go along
answer-step-5-mine = 5. Not for me, and I go along
answer-step-6 = Would rather talk more first
answer-step-6-mine = 6. I would rather talk more first
answer-step-7 = Against it
answer-step-7-mine = 7. Against it
answer-step-7-about = Please say why.
answer-step-8 = Blocks it
answer-step-8-mine = 8. I block it
answer-step-8-about = It stops here. Please say why.
answer-by-alternate = { $person }, for { $holder }
concern-hear = Concerns that stand
concern-hear-text = Hear the person first. Who chairs may then set a concern aside, with a reason that stands beside it for good.
concern-note = Why the concern of { $person } is set aside
concern-set-aside-button = Set it aside
concern-set-aside = Heard and set aside: { $note }
field-concern_note = Reason
vote-choose = Choose one of the answers.
vote-needs-reason = Please say why: others have to know what to mend.
vote-refused-closed = The vote is closed. What was decided stays.
vote-refused-too-early = It is open until its time, and somebody has still to answer.
vote-refused-no-vote = You have no vote in this body.
vote-refused-left = Your seat has ended. What it answered before stands.
vote-refused-conflict = A conflict of interest stands in the register, so this seat takes no part in this one.
vote-refused-holder-answered = The member whose alternate you are has answered.
vote-refused-unfit = The answer does not fit the question.
vote-refused-in-the-box = Your ballot is in the box. To change it, write the code that was shown with it.
decision-outcome = Outcome
decision-counts = How often each answer was given
decision-answer = Answer
decision-number = Members
decision-rounds = The count, round by round
decision-round = Round
round-number = Round { $number }
round-out = goes out
round-out-by-lot = goes out by lot
outcome-adopted = Adopted
outcome-not-adopted = Not adopted
outcome-no-quorum = No quorum
outcome-tied = Tied
outcome-advised = Advice given
outcome-quorum = { $taking } of { $eligible } took part, { $needed } { $needed ->
    [one] was
   *[other] were
} needed.
outcome-goes-on = It goes to the next meeting.
outcome-untold = The ballots were secret and few, so only the outcome is told.
because-reached = The count reached what the rules ask.
because-not-reached = The count did not reach what the rules ask.
because-nobody-spoke = Nobody took a side. Silence is no consent.
because-concern = A concern stands.
because-blocked = Somebody blocks it.
because-too-few = Too few took part, so there is no outcome.
because-chair = The votes were even; the vote of the chair decided.
because-vice-chair = The votes were even and the chair did not vote; the vote of the vice chair decided.
because-tie-fails = The votes were even, and an even vote fails.
because-tie-goes-on = The votes were even; the next meeting takes it up.
because-chair-absent-fails = The votes were even and nobody in the chair had voted; the motion fails.
because-chair-absent-goes-on = The votes were even and nobody in the chair had voted; the next meeting takes it up.
because-polled = It was a poll; it binds nobody.
decision-reasons = Reasons
decision-functions = Functions of the backbone it should move
decision-indicators = Indicators it should move
decision-review-on = Look back on
decision-review-due = Look back on { $day }
decision-reviewed-on = Looked at on
decision-happened = What really happened
decision-public = For the public
decision-public-text = It goes out with the next edition.
function-vision = Guide vision and strategy
function-activities = Support aligned activities
function-measurement = Establish shared measurement
function-community = Build community engagement and ownership
function-policy = Advance policy
function-resources = Mobilize resources
letter-decide-subject = { $body }: { $title }
letter-decide-reminder-subject = One day left: { $title }
letter-decide =
    Dear { $person },

    { $body } decides, and your answer counts until { $until }:

    { $title }

    { $about }

    Answer here, without a password:
    { $link }

    { $reply }

    The link is for you alone. Opening it changes nothing.

    { $collaborative }
    { $contact }
letter-decide-reply-consent = Or reply to this mail with one of: agree, live with it, concern (and why), step aside.
letter-decide-reply-majority = Or reply to this mail with one of: for, against, abstain, step aside.
letter-decide-reply-gradients = Or reply to this mail with a number: 1 is wholeheartedly for it, 8 blocks it. From 7 on, please say why.
letter-decide-reply-ranked = Or reply to this mail with the numbers of the options, first choice first, such as: 2, 1.
letter-decide-secret = Ballots on this are secret, and a mail would tell who you are. Please use the link.
letter-taken-subject = Your answer is kept: { $title }
letter-taken =
    Dear { $person },

    we kept your answer to “{ $title }”:

    { $what }

    You can change it until { $until }: reply again, or use your link.

    { $collaborative }
    { $contact }
letter-not-taken-subject = Your answer was not kept: { $title }
letter-not-taken =
    Dear { $person },

    your mail about “{ $title }” was not taken as an answer:

    { $what }

    Please use the link in the mail that asked you, or write to { $contact }.

    { $collaborative }
letter-not-understood = Its first words are no answer that we know. Reply with one of the words in the mail that asked you.
field-in_the_room = The members are together: send no mail
public-decisions-title = Decisions
public-decisions-lede = What the groups of { $name } decided and made public, why, and what came of it.
public-decisions-heading = Decided
nav-decisions = Decisions
decisions-newest = Newest decisions
decisions-older = Older decisions
