# The plan of action: activities, milestones, promises of organisations.
section-plan = Plan
plan-tabs = The plan and what belongs to it
plan-views = Ways to look at the plan
plan-tab-plan = Plan
plan-view-list = List
plan-view-mine = Mine
plan-lede = What partners do, strategy by strategy. How each activity stands follows from its milestones, its days and the promises that belong to it.
plan-lede-mine = What your organization and your groups do, and what comes next.
plan-add = Add an activity
plan-add-button = Add it
plan-add-lede = Work that goes on already counts first. A minute is enough; milestones, places and the rest can follow.
plan-back = Back to the plan
plan-back-to-activity = Back to the activity
plan-edit = Change this activity
plan-edit-lede = How it stands is not typed here: it follows from its milestones, its days and its promises.
plan-due = What comes next
plan-due-in-groups = What others in your groups are to reach
plan-was-due = Was due { $day }.
plan-due-none = Nothing of yours is due in the next three months.
plan-mine = What you take part in
plan-activities = Activities
plan-search = Words
plan-strategy = Strategy
plan-any-strategy = Any strategy
plan-partner = Partner
plan-any-partner = Any partner
plan-place = Place
plan-any-place = Any place
plan-body = Working group
plan-any-body = Any group
plan-group = Group of people
plan-standing = How it stands
plan-any-standing = However it stands
plan-find = Find
plan-found = { $count ->
    [0] Nothing found.
    [one] { $count } activity
   *[other] { $count } activities
}
plan-none = No activity here yet.
plan-page-before = Earlier in the list
plan-page-after = Further in the list
plan-standing-late = Late
plan-standing-on-course = On course
plan-standing-planned = Planned
plan-standing-done = Done
plan-standing-stopped = Stopped
plan-count-late = { $count } late
plan-count-on-course = { $count } on course
plan-count-planned = { $count } planned
plan-count-done = { $count } done
plan-count-stopped = { $count } stopped
plan-why-stopped = It was ended before its time.
plan-why-nothing-open = Its last day has come, and nothing is open.
plan-why-milestone-past = A milestone is past its day.
plan-why-pledge-past = A promise is past its day, and nobody has said what became of it.
plan-why-pledge-late = A partner says that a promise will be late.
plan-why-end-past = Its last day has passed, and nothing says that anything was done.
plan-why-not-begun = Its first day is still to come.
plan-why-goes-on = It goes on, and nothing is past its day.
plan-from-to = { $from } to { $to }
plan-since = Since { $from }
plan-reached = { $reached } of { $count } milestones reached
plan-was-under-way = It went on before the plan.
plan-when = When
plan-facts = In short
plan-who = Who does it
plan-leads = leads
plan-where = Where
plan-where-none = No place named yet.
plan-groups = For which groups
plan-groups-none = For everybody.
plan-untie = Remove
plan-add-partner = Add a partner
plan-add-place = Add a place
plan-add-group = Add a group
plan-stop = End it before its time
plan-stop-open = It does not go on
plan-take-up = Take it up again
plan-stopped-because = The reason: { $because }
plan-milestones = Milestones and deliverables
plan-milestones-none = None yet. Milestones say whether an activity is on course.
plan-metrics = What it counts
plan-metrics-none = Nothing yet.
plan-scope-universal = For everybody
plan-scope-targeted = For some groups above all
plan-need-text = { $activity }, led by { $lead }.
plan-need-step = Open
plan-need-more = { $count ->
    [one] One more milestone of yours is due soon
   *[other] { $count } more milestones of yours are due soon
}
plan-need-all = See all
plan-field-title = What is done
plan-field-title_en = What is done
plan-field-title_es = What is done, in Spanish
plan-field-about = What it is, in a few sentences
plan-field-about_es = What it is, in Spanish
plan-field-lead = Who leads it
plan-field-partner = Partner
plan-field-strategy = Strategy
plan-field-place = Place
plan-field-group = Group
plan-field-indicator = The measure it means to move
plan-field-stage = Stage of the pathway
plan-field-body = Working group
plan-field-starts_on = First day
plan-field-ends_on = Last day, if it has one
plan-field-was_under_way = It went on before the plan
plan-field-scope = For whom
plan-field-population = For whom, in words
plan-field-population_es = For whom, in Spanish
plan-field-visibility = Who may see it
plan-field-first_milestone = First thing to reach, if you know it
plan-field-milestone_en = What is to be reached
plan-field-milestone_es = The same in Spanish
plan-field-milestone_kind = Kind
plan-field-due_on = By when
plan-field-done_on = Reached on
plan-field-because = Why, in a word
plan-field-metric_en = What is counted
plan-field-metric_es = The same in Spanish
plan-field-planned = How much is planned
plan-field-reached = How much so far
plan-field-measured_on = As of
plan-field-part = What it brings
plan-field-other = Choice
plan-field-became = What became of it
milestone-kind-milestone = Milestone
milestone-kind-deliverable = Deliverable
milestone-due = By { $day }
milestone-reached-on = Reached { $day }
deliverable-reached-on = Made { $day }
milestone-late = Past its day
milestone-open = To come
milestone-dropped = Dropped
milestone-reach = It is reached
milestone-otherwise = Changed or dropped
milestone-became = What became of it
milestone-move = It comes on another day
milestone-drop = It is not wanted any more
milestone-new-day = New day
milestone-reopen = Open it again
milestone-add = Add a milestone
metric-add = Add a measure
metric-now = So far
metric-of = { $reached } of { $planned } planned
metric-reached = { $reached } so far
metric-planned = { $planned } planned
metric-as-of = { $text }, as of { $day }
problem-plan-backbone = { $organisation } holds the backbone. Partners act, and the backbone helps them to: name the partner that does it.
problem-plan-no-lead = Name the partner that leads it.
problem-plan-leads-already = This partner leads it already.
problem-plan-ends-before = The last day is before the first.
problem-plan-not-yet = That day is still to come.
problem-plan-choose = Choose one first.
problem-plan-changed-meanwhile = Somebody else changed this activity after you opened the form. What you typed stands below: look at the activity, then save again.
promises = Promises
plan-view-promises = Promises
promises-lede = What organizations promised for themselves, and what they say became of it. The staff asks and never answers.
promises-own = Yours to answer
promises-all = By organization
promises-none = Nothing was promised yet.
promises-show-waiting = Only who was asked and has not answered
promises-show-all = All promises
promises-ask = Ask what became of them
promises-ask-whom = Ask
promises-asked = { $name } was asked on { $day }.
promises-asked-waiting = { $name } was asked on { $day } and has not answered yet.
promise-note = Note a promise
promise-note-lede = What an organization promises for itself, in its own words. It is asked by mail what became of it, and answers by a link.
promise-whose = Whose promise
promise-what = What you will do
promise-what-es = The same in Spanish
promise-when = By when
promise-activity = The activity it belongs to
promise-make = Promise something more
promise-make-button = Note this promise
promise-until = By { $day }
promise-because = Why, in a word
promise-new-day = New day
promise-new-words = What it became
promise-answer-kept = Kept
promise-answer-on-course = On its way
promise-answer-late = Late
promise-answer-changed = Changed
promise-answer-dropped = Dropped
promise-said = { $answer }. Noted { $day }
promise-said-because = { $answer }: { $because }. Noted { $day }
promises-send = Send what you chose
promises-ahead = Further ahead
promises-link-title = What became of your promises
promises-link-heading = What became of what { $organisation } promised?
promises-link-lede = One press for each is enough. Where it came otherwise, a word why helps the others.
promises-link-none = Nothing asks for an answer now. Thank you.
promises-rail = What your answers do
promises-rail-text = They show the partners where the plan stands. Nobody is scolded for "late" or "dropped": it helps to know early.
promises-letter = One link opens all of them. Three answers take less than a minute:
promises-letter-heading = { $count ->
    [one] { $collaborative }: what became of one promise?
   *[other] { $collaborative }: what became of { $count } promises?
}
promises-letter-ahead = { $count ->
    [one] { $collaborative }: is one promise on its way?
   *[other] { $collaborative }: are { $count } promises on their way?
}
promises-need = { $count ->
    [one] One promise of your organization asks for an answer
   *[other] { $count } promises of your organization ask for an answer
}
promises-need-text = Kept, late, changed or dropped: a press for each.
promises-need-step = Answer
pledge-past = No word yet
pledge-late = Late
pledge-changed = Changed
pledge-open = To come
pledge-kept = Kept
pledge-dropped = Dropped
pledge-count-past = { $count } without a word
pledge-count-late = { $count } late
pledge-count-changed = { $count } changed
pledge-count-open = { $count } to come
pledge-count-kept = { $count } kept
pledge-count-dropped = { $count } dropped
problem-plan-no-promiser = Name the organization that promises it.
problem-plan-say-why = A word why, please: the others plan by it.
problem-plan-say-when = The new day, please.
problem-plan-say-what = In a few words: what did it become?
problem-plan-day-past = The new day has passed already.
problem-plan-nothing-to-ask = This organization has no open promise.
problem-plan-nobody-to-ask = Nobody of this organization is in the directory.
nav-plan = Plan
public-plan-title = The plan
public-plan-lede = What the partners of { $name } do together, strategy by strategy, and who does it.
public-plan-as-of = As it stood on { $day }.
public-plan-more = And more
public-plan-with = with { $partners }
public-plan-for = For: { $groups }
public-plan-in = Where: { $places }
public-plan-step-due = { $title }: by { $day }
public-plan-step-done = { $title }: reached { $day }
public-plan-promise = { $organisation } promised: { $words }, by { $day }. { $standing }.
public-plan-result = It means to move:
sheet-title = Import activities from a spreadsheet
sheet-lede = Send the sheet as the partner keeps it: Excel, LibreOffice or CSV, in English or Spanish. You see how every column and name is read before anything is kept; sent twice, it makes no doubles.
sheet-import = Import a spreadsheet
sheet-file = The sheet
sheet-file-hint = One activity a row. Merged headings, notes and blank rows are fine.
sheet-go-on = Go on with the sheet you began
sheet-done = { $added ->
    [0] Nothing was added
    [one] One activity was added
   *[other] { $added } activities were added
}{ $there ->
    [0] .
    [one] ; one row was in the plan already.
   *[other] ; { $there } rows were in the plan already.
}{ $partners ->
    [0] {""}
    [one] {" "}One partner is new in the directory.
   *[other] {" "}{ $partners } partners are new in the directory.
}
sheet-eyebrow = Activities from a sheet
sheet-saved = Nothing is in the plan yet; this is kept for you as a draft.
sheet-read = { $file }: { $rows ->
    [0] no row is read as an activity yet.
    [one] one row tells of an activity.
   *[other] { $rows } rows tell of activities.
}{ $ready ->
    [0] {""}
    [one] {" "}One is ready.
   *[other] {" "}{ $ready } are ready.
}{ $there ->
    [0] {""}
    [one] {" "}One is in the plan already or twice in the sheet.
   *[other] {" "}{ $there } are in the plan already or twice in the sheet.
}{ $left ->
    [0] {""}
    [one] {" "}One row is left out; it is listed below.
   *[other] {" "}{ $left } rows are left out; they are listed below.
}
sheet-state = { $rows ->
    [one] { $ready ->
        [0] The row is not ready yet
       *[other] The row is ready
    }
   *[other] { $ready } of { $rows } rows ready
}{ $there ->
    [0] {""}
   *[other] , { $there } there already
}
sheet-send = { $ready ->
    [0] Note that all is there already
    [one] Add one activity to the plan
   *[other] Add { $ready } activities to the plan
}
sheet-done-title = Done, as the partner's sheet says
sheet-missing-title = Which column says what is done?
sheet-missing-lead = Which column says who leads it?
sheet-cells-title = Rows without words about what is done
sheet-cells-lead = Rows without the partner that leads
sheet-cells-starts = First days that we cannot read
sheet-cells-ends = Last days that we cannot read
sheet-cells-due = Days of milestones that we cannot read
sheet-cells-hint = Type over the cell, or leave the row out. Days like "Sept 2026", "Fall 2026", "2026-27" or "ongoing" are fine.
sheet-cell-empty = This cell is empty.
sheet-cell-unread = We do not know which day "{ $text }" is.
sheet-ask-lead = Which partner leads, where the sheet says "{ $text }"?
sheet-ask-partner = Which partner is "{ $text }"?
sheet-ask-backbone = "{ $text }" holds the backbone, and partners act: which partner leads this?
sheet-ask-strategy = Which strategy is "{ $text }"?
sheet-ask-body = Which working group is "{ $text }"?
sheet-ask-place = Which place is "{ $text }"?
sheet-ask-state = How does something stand that is "{ $text }"?
sheet-perhaps = { $name } (near to it)
sheet-nothing = None of these: leave it away
sheet-leave-rows-out = None of these: leave the rows out
sheet-state-planned = It has not begun
sheet-state-under-way = It goes on
sheet-state-done = It was done
sheet-state-stopped = It was ended before its time
sheet-role-title = What is done
sheet-role-lead = Who leads it
sheet-role-partners = Who contributes
sheet-role-strategy = Strategy
sheet-role-body = Working group
sheet-role-place = Place
sheet-role-starts = First day
sheet-role-ends = Last day
sheet-role-state = How it stands
sheet-role-milestone = Milestone
sheet-role-due = Day of the milestone
sheet-role-population = For whom
sheet-role-about = More about it
sheet-role-ignore = Nothing the plan keeps
sheet-cells-title-hint = Say in a few words what is done, or leave the row out.
sheet-cells-lead-hint = Type the name of the partner that leads it, or leave the row out.
sheet-cells-about = Descriptions that are too long
sheet-cells-about-hint = Shorten them here, or leave the row out.
sheet-cell-long = With everything that belongs to it, this is longer than { $most } characters.
sheet-cells-backwards = The last day is before the first
sheet-cells-backwards-hint = Type over the day that is wrong, or leave the row out.
sheet-cell-backwards = { $last } is before { $first }.
sheet-rest = { $count ->
    [one] One more comes when these are answered.
   *[other] { $count } more come when these are answered.
}
sheet-ask-order = Which day is “{ $raw }”?
sheet-ask-order-hint = { $rows } Nothing in the sheet tells whether it writes the day or the month first. Your answer holds for the whole sheet.
sheet-order-month-first = { $day } (the month stands first)
sheet-order-day-first = { $day } (the day stands first)
sheet-ordered-month-first = This sheet writes the month first: { $raw } is { $day }.
sheet-ordered-day-first = This sheet writes the day first: { $raw } is { $day }.
sheet-order-again = Ask me again which comes first
sheet-names-again = Ask me again about all names
sheet-said = How days and names are read
sheet-names-lead = Which partners lead, where the sheet says this?
sheet-names-partner = Which partners are these?
sheet-names-backbone = The backbone leads nothing: which partners lead here?
sheet-names-strategy = Which strategies are these?
sheet-names-body = Which working groups are these?
sheet-names-place = Which places are these?
sheet-names-state = How does something stand that is called this?
sheet-names-hint = Answer those you know, and keep them; what you leave open stays.
sheet-names-all = Leave out all { $count } that are like nobody here
sheet-new-partner = Add “{ $text }” as a new partner
sheet-rows = The activities as they will stand
sheet-rows-none = No row is ready yet.
sheet-rows-shown = { $from } to { $to } of { $all }
sheet-rows-before = Those before
sheet-rows-after = Those after
sheet-line-new = { $name } (new partner)
sheet-line-with = { $lead }, with { $others }
sheet-line-open = No last day
sheet-line-milestone = Milestone: { $title }, { $day }
sheet-line-stopped = Ended before its time: { $because }
sheet-left = Rows that are left out
sheet-left-about = Nothing of these is added.
sheet-left-text = What stands there
sheet-left-why = Why
sheet-left-more = { $count ->
    [one] One more row is left out.
   *[other] { $count } more rows are left out.
}
sheet-why-remark = Only one cell is filled: a heading between rows, or a remark
sheet-why-total = A total
sheet-why-heading = Read as headings
sheet-why-apart = It stands apart from the table
sheet-why-chosen = You left it out
sheet-why-unknown = You left out the rows of this lead
sheet-why-there = The plan has it already
sheet-why-twice = The same activity stands further up in this sheet
sheet-take-in = It is an activity: take it in
sheet-too-long = This sheet has { $rows } rows, and { $most } can be imported at once. Split it and send one part after the other: nothing is added twice.
sheet-tidied-spaces-trimmed = Removed spaces around { $count ->
    [one] one text
   *[other] { $count } texts
}
sheet-tidied-marks-read = Read { $count ->
    [one] one mark such as “*” as an empty cell
   *[other] { $count } marks such as “*” as empty cells
}
sheet-tidied-no-number-read = Read { $count ->
    [one] one cell such as “n/a” or “-” as empty
   *[other] { $count } cells such as “n/a” or “-” as empty
}
sheet-tidied-totals-left-out = Left out what looks like totals; those rows are listed below
sheet-tidied-guards-unwrapped = Read { $count ->
    [one] one text wrapped in ="…" as it is meant
   *[other] { $count } texts wrapped in ="…" as they are meant
}
sheet-tidied-footnotes-removed = Removed footnote signs from { $count ->
    [one] one cell
   *[other] { $count } cells
}
sheet-tidied-keys-carried-down = Gave { $count ->
    [one] one row the name that stands above it
   *[other] { $count } rows the name that stands above them
}
sheet-tidied-zeros-restored = Gave { $count ->
    [one] one code its leading zeros back
   *[other] { $count } codes their leading zeros back
}
problem-sheet-open = Some questions are still open. Nothing was added.
plan-view-timeline = Timeline
plan-view-partners = By partner
plan-view-places = By place
plan-timeline = The plan along time
plan-timeline-lede = From a year ago to a year ahead, strategy by strategy.
plan-timeline-title = What goes on when
plan-timeline-many = { $count } activities are too many for one drawing. Choose a strategy.
plan-no-strategy = No strategy of today's agenda
plan-partners = The plan by partner
plan-partners-lede = What each partner leads and contributes to.
plan-places = The plan by place
plan-places-lede = What happens where. What names no place is for the whole community.
plan-whole-community = The whole community
plan-group-all = All of them
plan-group-show = Show
plan-group-leads = Leads
plan-group-takes-part = Takes part, { $lead } leads
plan-group-led-by = { $lead } leads
plan-partners-choose = Partner
plan-places-choose = Place
plan-group-about = { $count ->
    [0] Nothing in the plan yet
    [one] { $count } activity
   *[other] { $count } activities
}{ $late ->
    [0] .
   *[other] , { $late } late.
}
promise-thanks = Thank you.
plan-gap = Does the gap move?
plan-gap-no-edition = No published figure tells it yet: the measure is in no edition.
plan-gap-no-group = No group of the figures is named here, so no figure can tell. Add it under “For which groups”.
plan-gap-too-little = Too little to tell: the newest edition shows no gap for this group. It has too few people, no figures by group, or it is the one that others are compared with.
plan-gap-one-time = There is no earlier year to compare with yet.
plan-gap-source = From { $edition }. A gap moves for many reasons: that it moved, or did not, is no proof of what this activity does.
promises-kept-answers = Received. Thank you: your answers stand beside your promises.
promises-kept-promise = Received. Thank you: your promise is noted.
promises-kept-nothing = Nothing was chosen, so nothing was sent. Choose an answer for at least one promise.
