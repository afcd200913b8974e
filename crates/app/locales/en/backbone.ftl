# The backbone's own work.
section-backbone = Backbone
backbone-tab-assessments = Self-assessment

assessment-lede = Once a year the members say in confidence how the backbone serves them, and how far we live by our principles.
assessment-rounds = Rounds
assessment-round = Round
assessment-answered = Answers
assessment-answered-later = Told after closing
assessment-answered-few = Too few to tell anything
assessment-answered-of = { $answered } of { $asked } members answered.
assessment-name-open = { $subject }, open until { $day }
assessment-name-closed = { $subject }, closed { $day }
assessment-backbone = How the backbone serves us
assessment-backbone-lede = What is true here today? There is no good or bad answer: the point is to see where to begin.
assessment-principles = How we live by our principles
assessment-principles-lede = What is true of all of us together? There is no good or bad answer: the point is to see where to begin.
assessment-new = Ask the members
assessment-ask = Ask every member by e-mail
field-assessment_about = What about
field-answer_until = Last day to answer
field-answer_until-hint = Between one week and two months from today.
assessment-closes-between = Choose a day between one week and two months from today.
assessment-once-a-year = The members were asked about this within the last ten months. Once a year is enough, and more would tell more about single people.
assessment-too-few = Fewer than five members hold a seat outside the staff. Nothing could be told without pointing at somebody.
assessment-how = How answers stay confidential
assessment-how-text = Nobody's answers are kept: each is added to counts and forgotten. Nothing is shown while people answer, and a round cannot be closed early. At the end every count is moved by a few people, as coins fall, and then the true counts are forgotten too: in eleven of twelve cases what you read is off by no more than { $off } people. Groups of fewer than five are never shown. So no result, and no comparison of years or groups, tells what one person said. The staff is not asked.
assessment-is-open = { $asked } members were asked. They can answer until { $day }; what came of it is told after that day, and nothing before.
assessment-told-nothing = Fewer than five members answered. Nothing is told, and nothing was kept.
assessment-everybody = Everybody
assessment-beside = The ring shows the round that closed { $day }.
assessment-share = About { $share }% agree
assessment-range = { $from } to { $to }%
assessment-moved-up = More than in the round before
assessment-moved-down = Fewer than in the round before
assessment-moved-unclear = No clear change
assessment-parts = By part of the membership: how many of a hundred agree
assessment-statement = Statement
assessment-part-head = { $part } ({ $answered } answered)
assessment-cell-steering = Steering committee
assessment-cell-working = Working groups
assessment-cell-others = Councils and experts
assessment-until = Answer until { $day }.
assessment-takes = It takes three minutes.
assessment-confidential = Nobody can know what you said
assessment-confidential-text = Your answers are added to counts and then forgotten; only that you answered is known until the round closes. Nothing is shown before that, never about fewer than five people, and every count is moved a little on purpose.
assessment-missing = { $count ->
    [one] One statement has no answer yet.
   *[other] { $count } statements have no answer yet.
}
assessment-choose = Choose one of the three.
assessment-final = Once sent, an answer cannot be changed: nobody knows any more which one was yours.
assessment-send = Send my answers
assessment-kept = Your answers are counted. Thank you. What came of it is told after the round has closed.
assessment-answered-already = You have answered. Thank you. What came of it is told after the round has closed.
assessment-over = This round is over, and answers are no longer taken.
assessment-not-asked = This round was not put to you.
assessment-whose-link = You opened this from your own e-mail, { $person }, so there is no password. The name says only that you were asked; it is not kept with what you answer.
assessment-mail-backbone = how the backbone serves us
assessment-mail-principles = how we live by our principles
said-true = Mostly true
said-not-yet = Not yet
said-unsure = I cannot say
choice-unknown = Choose one.

statement-vision-picture = We see the problem, and where we want to get, in the same way.
statement-vision-equity = The backbone keeps asking whom our choices leave behind.
statement-activities-steps = Our meetings end with clear steps, and the steps get done.
statement-activities-partners = The backbone has brought me together with partners I would not have met.
statement-measurement-figures = Figures reach us in time and in a form we can use.
statement-measurement-help = When my organization struggles with its data, somebody helps.
statement-community-shapes = Those who live with the problem shape what we do.
statement-community-hears = People in the neighborhoods hear from us what happens, and why.
statement-policy-wanted = We know which rules and budgets we want to see changed, and by whom.
statement-policy-news = The backbone tells us in time about policy that touches our work.
statement-resources-move = Money and people move toward what we agreed on.
statement-resources-secure = The backbone is funded well enough to plan beyond this year.
statement-principle-equity = Fairness comes first when we choose what to do and for whom.
statement-principle-residents = Residents sit at the table with a say, not only as guests.
statement-principle-sectors = The sectors we need are here, and they build the work together.
statement-principle-learning = We change what we do when the figures say that it does not help.
statement-principle-leadership = Our leaders look beyond their own organization, and share the lead.
statement-principle-systems = We work on programs and also on the rules and habits around them.
statement-principle-trust = I can say openly here what I think, and it is heard.
statement-principle-place = What we do fits this place, its history and its people.

letter-assess-subject = { $collaborative }: three minutes, in confidence
letter-assess-reminder-subject = Three days left, in confidence: { $collaborative }
letter-assess =
    Dear { $person },

    once a year we ask the members { $about }. It takes three minutes, on a phone as well, and counts until { $until }:

    { $link }

    Nobody can know what you answer: answers are added to counts and forgotten. The link is for you alone, so that nobody answers twice; opening it changes nothing. If you have answered, you need not do anything.

    { $collaborative }
    { $contact }

# The desk.
backbone-tab-desk = Desk
backbone-tab-time = Time
backbone-tab-signals = Signals
backbone-desk-lede = What the staff does for everybody: by function, by whom, until when, and what it serves.
desk-functions = The six functions
function = Function
function-short-vision = Vision
function-short-activities = Activities
function-short-measurement = Measurement
function-short-community = Community
function-short-policy = Policy
function-short-resources = Resources
stage-emphasis = The stage asks for it
stage-asks = Most time now
stage-emphasis-early = In the early stage most of a backbone’s time goes to vision, aligned activities and shared measurement (Backbone Starter Guide, 2017).
stage-emphasis-middle = The stage is middle: the emphasis moves from vision, activities and measurement toward policy and resources, and no function comes first.
stage-emphasis-mature = In the mature stage more of a backbone’s time goes to policy and resources (Backbone Starter Guide, 2017).
work-open = Open
work-new = Add to the workplan
work-add = Add
work-due = until { $day }
work-serves = serves { $what }
work-done = Done
work-dropped = Not done after all
work-late = Late
work-mark-done = Done
work-mark-dropped = Not after all
work-no-day = This is no day.
work-ends-before = It would end before it begins.
field-function = Function
field-work_title = What is to be done
field-work_owner = Who
field-due_on = Until
field-serves = What it serves
field-work_note = More about it
roles-by-function = Roles and functions
role = Role
role-by = Filled by
role-open = Not filled yet
role-leads = leads
role-helps = helps
role-new = Add a role
role-add = Add the role
field-role_person = Filled by

# Hours.
hours-lede = Where the staff’s hours go, beside what was planned. Telling takes a minute a week.
hours-week = Your hours in the week of { $day }
hours-plan = What you mean to give in a usual week
hours-hint = Hours a week; 1.5 and 0:45 are both fine. Filled in is what you told last.
hours-send-week = These are my hours
hours-send-plan = Plan it so
hours-wrong = A number is missing or too large. Write hours, such as 1.5.
hours-too-many = A week has no more than 100 hours of work.
hours-kept-week = Your hours are kept. Thank you.
hours-kept-plan = Your plan is kept.
hours-kept-link = A link for your phone is on its way to your mailbox.
hours-link = Mail me a link for my phone
hours-link-lede = Six numbers, then one button. Filled in is what you told last.
hours-whose-link = This link is yours alone, { $person }. It takes hours and opens nothing else.
hours-planned = Planned, hours a week
hours-quarter = Last 13 weeks, hours a week
hours-quarter-before = The 13 weeks before
hours-none-told = Nobody told any
hours-by-function = Planned and real, by function
hours-by-person = Hours of the last 13 weeks, by person
letter-hours-subject = Your link: where did your hours go?
letter-hours =
    Dear { $person },

    with this link you say in a minute where your hours for { $collaborative } went. Keep it on your phone:

    { $link }

    It works for a year, for you alone, and opens nothing else.
notice-hours = Where did your hours go?
notice-hours-words = Six numbers, a minute: the week of { $day }.

# Signals.
signals-lede = Signs that the backbone’s work has an effect, read from what is recorded anyway. They show where to look; they are not a score.
signals-count = { $known } of 27 kinds show something; of { $silent } nothing is recorded yet.
signals = Signals
signal = Signal
signal-now = Last twelve months
signal-before = The twelve months before
signal-from = From where
signal-nothing = Nothing recorded yet
signal-agenda-described = Partners can say what the agenda is
signal-told-agenda-described = { $number ->
    [one] One organization endorsed it
   *[other] { $number } organizations endorsed it
}
signal-from-agenda-described = Endorsements of the agenda
signal-agenda-spoken-for = Partners speak for the agenda in public
signal-told-agenda-spoken-for = { $number ->
    [one] One newsletter went out
   *[other] { $number } newsletters went out
}
signal-from-agenda-spoken-for = Newsletters
signal-work-aligned = Partners’ own work follows the agenda more and more
signal-told-work-aligned = { $number ->
    [one] One activity was tied to a strategy
   *[other] { $number } activities were tied to a strategy
}
signal-from-work-aligned = Plan
signal-leaders-turn-here = Leaders come here for direction
signal-told-leaders-turn-here = { $number ->
    [one] One decision of the steering committee
   *[other] { $number } decisions of the steering committee
}
signal-from-leaders-turn-here = Decisions
signal-roles-known = Partners know their part
signal-told-roles-known = { $number ->
    [one] One organization leads something new
   *[other] { $number } organizations lead something new
}
signal-from-roles-known = Plan
signal-right-people = Those who are needed take part
signal-told-right-people = { $number ->
    [one] One sector holds a seat today
   *[other] { $number } sectors hold a seat today
}
signal-from-right-people = Bodies
signal-partners-talk = Partners talk and coordinate
signal-told-partners-talk = { $number ->
    [one] One meeting was held
   *[other] { $number } meetings were held
}
signal-from-partners-talk = Meetings
signal-trust-grows = Trust grows
signal-told-trust-grows = { $number ->
    [one] One round of self-assessment asks about it
   *[other] { $number } rounds of self-assessment ask about it
}
signal-from-trust-grows = Self-assessment, principles
signal-work-together = Partners do more together
signal-told-work-together = { $number ->
    [one] One new activity has several partners
   *[other] { $number } new activities have several partners
}
signal-from-work-together = Plan
signal-work-better = Partners’ work gets better
signal-told-work-better = { $number ->
    [one] One change was tried and decided on
   *[other] { $number } changes were tried and decided on
}
signal-from-work-better = Learning
signal-work-cheaper = Partners’ work takes less effort
signal-from-work-cheaper = Nothing in Mainstay asks for it; a question in a survey of partners would
signal-partners-thanked = Partners are supported and thanked
signal-told-partners-thanked = { $number ->
    [one] One thanks stands in minutes
   *[other] { $number } thanks stand in minutes
}
signal-from-partners-thanked = Minutes of meetings
signal-data-system = Shared measurement is being built
signal-told-data-system = { $number ->
    [one] One indicator got new figures
   *[other] { $number } indicators got new figures
}
signal-from-data-system = Results
signal-data-valued = Partners value shared figures
signal-told-data-valued = { $number ->
    [one] One answer to a data request came in
   *[other] { $number } answers to data requests came in
}
signal-from-data-valued = Data requests
signal-data-capacity = Partners can handle their data
signal-told-data-capacity = { $number ->
    [one] One of them was accepted
   *[other] { $number } of them were accepted
}
signal-from-data-capacity = Data requests
signal-data-decides = Decisions rest on figures
signal-told-data-decides = { $number ->
    [one] One decision names an indicator
   *[other] { $number } decisions name an indicator
}
signal-from-data-decides = Decisions
signal-data-learned-from = Figures are used to learn
signal-told-data-learned-from = { $number ->
    [one] One learning session
   *[other] { $number } learning sessions
}
signal-from-data-learned-from = Learning
signal-issue-known = People know of the issue
signal-told-issue-known = { $number ->
    [one] One reader joined the newsletter
   *[other] { $number } readers joined the newsletter
}
signal-from-issue-known = Newsletters
signal-effort-supported = People stand behind the effort
signal-told-effort-supported = { $number ->
    [one] One person said something about the agenda
   *[other] { $number } people said something about the agenda
}
signal-from-effort-supported = Inputs to the agenda
signal-people-have-say = People feel that they have a say
signal-told-people-have-say = { $number ->
    [one] One seat is held by a resident today
   *[other] { $number } seats are held by residents today
}
signal-from-people-have-say = Bodies
signal-people-act = People act
signal-told-people-act = { $number ->
    [one] One person gave hours for nothing
   *[other] People gave hours for nothing { $number } times
}
signal-from-people-act = Volunteers’ hours
signal-officials-know = Officials know of the effort
signal-told-officials-know = { $number ->
    [one] One talk with decision-makers was noted
   *[other] { $number } talks with decision-makers were noted
}
signal-from-officials-know = Talks with decision-makers, in the policy agenda
signal-officials-push = Officials push for changes that fit
signal-told-officials-push = { $number ->
    [one] One ask is before whoever decides today
   *[other] { $number } asks are before whoever decides today
}
signal-from-officials-push = Asks before decision-makers, in the policy agenda
signal-policy-aligned = Policy fits the agenda more and more
signal-told-policy-aligned = { $number ->
    [one] One ask of the policy agenda was adopted
   *[other] { $number } asks of the policy agenda were adopted
}
signal-from-policy-aligned = Policy agenda
signal-funders-ask = Funders ask grantees to fit the agenda
signal-from-funders-ask = Terms of grants; nobody writes them down in Mainstay yet
signal-funds-moved = Funders move money toward the agenda
signal-told-funds-moved = { $number ->
    [one] Funders brought in money, people or things once
   *[other] Funders brought in money, people or things { $number } times
}
signal-from-funds-moved = What funders brought in, among contributions
signal-funds-new = New money comes in
signal-told-funds-new = { $number ->
    [one] One adopted policy commits money
   *[other] { $number } adopted policies commit money
}
signal-from-funds-new = Money committed by adopted policy

# The theory of action.
backbone-tab-theory = Theory of action
theory-lede = What a community needs so that results last: four pillars, step by step, each with what shows it. Your own word first, then a peer’s.
theory-matrix = Benchmarks met, by pillar and step
theory-pillar = Pillar
theory-met-of = { $met } of { $count }
theory-evidence-count = { $count ->
    [0] no evidence yet
    [one] one piece of evidence
   *[other] { $count } pieces of evidence
}
theory-planned = on the workplan
theory-to-work = Put on the workplan
theory-own-word = Our own word
theory-where = Where it stands
theory-say = Keep
theory-evidence = Evidence
theory-evidence-new = Show something
theory-show = Add
theory-export = This theory of action as a file
theory-own = Bring your network’s own
theory-import = Take this file over
theory-unreadable = This is no file of a theory of action: line { $line } cannot be read. Begin with the exported file.
theory-size = There must be pillars and gateways, up to 12 of each, and up to 200 benchmarks.
theory-twice = The code { $code } stands twice.
theory-code = The code “{ $code }” is no word of small letters, digits and hyphens.
theory-title = { $code } has no title in one line.
theory-nowhere = { $code } names a pillar or gateway that the file does not have.
evidence-what = What
evidence-no-address = Write an address that begins with https://, of a page elsewhere or of this workspace.
level-yes = Met
level-part = On the way
level-no = Not yet
level-open = Nothing said yet
field-benchmark_level = Where it stands
field-benchmark_note = Why
field-evidence_title = What it is
field-benchmark_address = Its address
field-peer_site = Where they come from
peer-new = Ask a peer from elsewhere
peer-ask = Send a link
peer-no-email = This is no e-mail address.
peers = Peers
peer-waiting = Not answered yet
peer-answered = Answered
peer-met = Met, they say
peer-title = A look from elsewhere
peer-lede = For each line, see what they say and show, and give your own word. Leave open what you cannot judge.
peer-your-word = Your word
peer-why = Why (you may leave this empty)
peer-send = Send
peer-kept = Kept. Thank you. You can come back and change it while the link lives.
peer-too-long = One of the texts is too long, or holds signs that cannot be kept.
letter-peer-subject = { $collaborative } asks for your look
letter-peer =
    Dear { $person },

    { $collaborative } asks you, as somebody who does such work elsewhere, to look at where it stands:

    { $link }

    There is a line for each thing a community needs, with what they say of themselves and what shows it. Leave open what you cannot judge. The link is for you alone and lasts a month.

    { $contact }
theory-file = File (JSON)

# Stage.
stage-title = Stage
stage-lede = How far the whole effort has come. The stage is chosen by people; the facts stand beside it.
stage-chosen = { $stage }, chosen { $day }.
stage-early = Early
stage-middle = Middle
stage-mature = Mature
stage-facts = The facts today
stage-choice = Choose the stage
stage-choose = Choose
stage-there = There
stage-open = Open
stage-link = Stage and what it rests on
stage-none = No stage has been chosen yet.
field-stage = Stage
field-stage_because = Why
stage-list = What this stage asks for
stage-list-early = The stage is early: get the partners in the room, and understand the landscape.
stage-list-middle = The stage is middle: find solutions together, try them, and learn.
stage-list-mature = The stage is mature: redesign the system, and make it last.
stage-todo-room = At least five sectors hold seats
stage-todo-residents = Residents hold seats
stage-todo-agenda = The agenda is ratified
stage-todo-baselines = Indicators have figures
stage-todo-plan = The plan of action holds what partners do
stage-todo-learn = Four learning sessions in a year
stage-todo-try = Changes were tried, and decided on
stage-todo-try-three = Three changes were tried, and decided on
stage-todo-ask = The members were asked this year
stage-todo-endorse = Five organizations endorsed the agenda
stage-todo-publish = Three editions are published
stage-todo-look-back = Somebody looked back at what a decision did
stage-fact-sectors = { $number ->
    [one] One sector holds seats.
   *[other] { $number } sectors hold seats.
}
stage-fact-residents = { $number ->
    [one] One seat is held by a resident.
   *[other] { $number } seats are held by residents.
}
stage-fact-ratified = { $number ->
    [one] One version of the agenda was ratified.
   *[other] { $number } versions of the agenda were ratified.
}
stage-fact-endorsed = { $number ->
    [one] One organization endorsed it.
   *[other] { $number } organizations endorsed it.
}
stage-fact-baselines = { $number ->
    [one] One indicator has figures.
   *[other] { $number } indicators have figures.
}
stage-fact-activities = { $number ->
    [one] One activity stands in the plan.
   *[other] { $number } activities stand in the plan.
}
stage-fact-published = { $number ->
    [one] One edition was published.
   *[other] { $number } editions were published.
}
stage-fact-sessions = { $number ->
    [one] One learning session in a year.
   *[other] { $number } learning sessions in a year.
}
stage-fact-cycles = { $number ->
    [one] One change was tried and decided on.
   *[other] { $number } changes were tried and decided on.
}
stage-fact-reviewed = { $number ->
    [one] One decision was looked back at.
   *[other] { $number } decisions were looked back at.
}
stage-fact-assessed = { $number ->
    [one] One self-assessment closed in a year.
   *[other] { $number } self-assessments closed in a year.
}

# The equity mirror.
backbone-tab-mirror = Mirror
mirror-title = Who we are, beside the community
mirror-lede = The backbone’s people and those who sit in our bodies, beside the community they work for. Everybody says for themselves, in confidence.
mirror-is-open = { $asked } people were asked. They can answer until { $day }; what came of it is told after that day, and nothing before.
mirror-none-yet = Nobody has been asked yet. When a round has closed, its mirror stands here.
mirror-told-nothing = In the round that closed { $day } fewer than five people answered. Nothing is told, and nothing was kept.
mirror-answered-of = { $answered } of { $asked } people answered by { $day }.
mirror-nobody-apart = No body has enough answers to stand alone, with at least five others left over: all are told of together.
mirror-together = Too few to stand alone, and so counted together: { $parts }.
mirror-none-answered = Nobody answered, or nobody sits there: { $parts }.
mirror-everybody = All who answered
mirror-community = Community
mirror-drawn = One row a group; a dot for all who answered, for each part of us and for the community.
mirror-group = Group
mirror-no-answer = No answer, or preferred not to say
mirror-about = about { $share }% ({ $from } to { $to }%)
mirror-few = too few to tell
mirror-most = nearly all
mirror-not-in-source = not in the source
mirror-community-told = Community: { $whole }, { $year }. Source: { $source }.
mirror-no-community = No figures of the community are kept for this yet: nothing is set beside.
mirror-fewer = Clearly fewer among us than in the community: { $groups }.
mirror-more = Clearly more among us than in the community: { $groups }.
mirror-alike = No group is clearly more or fewer among us than in the community; with so few people a mirror shows only large differences.
mirror-how = Nobody's answers are kept: each is added to counts and forgotten, and nothing is shown before the round has closed. Somebody who sits in several bodies is counted in one. At the end every count is moved by a few people, as coins fall: in eleven of twelve cases it is off by no more than { $off }. What then is fewer than five is not told, nor what is all but fewer than five, and bodies with fewer than five answers are counted together with others. People may belong to several groups of one question, so shares need not add up to a hundred.
mirror-community-figures = Figures of the community
mirror-question = Question
mirror-whole = Who is counted
mirror-year = Year
mirror-source = Source
mirror-shares = Shares
mirror-not-kept = None kept yet
mirror-round-open = Open until { $day }
mirror-round-closed = Closed { $day }
mirror-new = Hold up the mirror
mirror-about-what = What to ask about
mirror-ask = Ask everybody by e-mail
mirror-choose-questions = Choose at least one question, and no more than eight.
mirror-several = Tick all that fit, or leave this out.
mirror-prefer-not = I prefer not to say
mirror-community-title = The community: { $question }
mirror-community-lede = What a source says of the people we work for. The newest counts; what was kept before stays readable.
mirror-from-published = Take from a published indicator
mirror-take = Take these figures
mirror-from-source = Type what a source says
mirror-shares-typed = Of a hundred people
mirror-keep = Keep
mirror-share-wrong = Write a number from 0 to 100.
mirror-no-shares = At least one share is needed.
mirror-address-wrong = Write an address that begins with https://.
field-figure_published = Indicator, place and year
field-figure_whole_en = Who is counted (English)
field-figure_whole_es = Who is counted (Spanish)
field-figure_source = Source
field-figure_address = Address of the source (you may leave this empty)
field-figure_as_of = Year
assessment-mirror = Who we are, beside the community
assessment-mirror-lede = Which groups do you belong to? Your answer helps to see who is at the table, and who is missing. Leave out what you like.
assessment-mail-mirror = and the staff which groups they belong to, to see who is at the table and who is missing
assessment-cell-backbone = Backbone staff

# Lines of the theory of action, and looks by peers.
theory-gateway = Step
benchmark-new = Add a line
benchmark-add = Add it
benchmark-change-heading = Change what this line says
benchmark-change = Change it
benchmark-remove-heading = Take it out
benchmark-remove = Take this line out of the theory of action
field-benchmark_title_en = What shows it (English)
field-benchmark_title_es = What shows it (Spanish)
peers-link = Looks by peers from elsewhere: { $count }
peers-title = A look by peers from elsewhere
peers-lede = Somebody who does such work in another place sees what we say and show, and gives their own word.
peers-benchmark = Line
peers-word = Their word
peers-note = Why
fact-theory-benchmark-kept = changed a line of the theory of action
fact-theory-benchmark-removed = took a line out of the theory of action
