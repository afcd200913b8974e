## The public site. Sentences are chosen by the data; each must be true for the case it is chosen for.
footer-sign-in = Sign in
nav-report-card = Report card
nav-partners = Partners
nav-about = About
nav-methods = Data and methods
nav-privacy = Privacy
nav-editions = Editions and corrections
breadcrumb = Breadcrumb
credit-label = Figures:
edition-line = { $title }, edition { $number }, published { $day }
newer-text = This is an older edition: { $title }, published { $day }.
newer-link = See { $title } instead

welcome-title = Report cards
welcome-empty = Nothing has been published here yet.

month-year = { $month } { $year }
fiscal-year = fiscal year { $year }
period-heading-school-year = School year
period-heading-fiscal-year = Fiscal year
period-heading-years = Years
period-heading-month = Month
period-heading-year = Year
period-school-year = school year
period-fiscal-year = fiscal year
period-years = years
period-month = month
period-year = year
per-thousand = { $number } per 1,000
points = { $number } points
list-and = { $first } and { $last }

course-improving = Improving
course-holding-steady = Holding steady
course-slipping = Slipping
course-too-early = Too early to say
course-context = For context

status-ok = Measured
status-at-least = At least
status-at-most = At most
status-not-yet-measured = Not yet measured
status-not-comparable = Not comparable
status-protected = Protected
status-too-few = Too few sites
status-late = Late
at-least = { $value } or more
at-most = { $value } or less
protected-reason = small numbers, not zero
protected-means = means fewer than { $minimum } people, or a number hidden because it would give such a number away. It does not mean zero.

report-card-top = { $place }. Published { $day }.
whole = { $total ->
    [one] We follow one measure with a goal or a good direction: { $list }.
   *[other] Of { $total } measures, { $list }.
  }
whole-improving = { $count ->
    [one] one is improving
   *[other] { $count } are improving
  }
whole-holding-steady = { $count ->
    [one] one is holding steady
   *[other] { $count } are holding steady
  }
whole-slipping = { $count ->
    [one] one is slipping
   *[other] { $count } are slipping
  }
whole-too-early = { $count ->
    [one] for one it is too early to say
   *[other] for { $count } it is too early to say
  }
whole-no-total = { $count ->
    [one] one has no total that can be shown
   *[other] { $count } have no total that can be shown
  }
whole-none = These numbers describe the community. None of them has a good or bad direction.
more-indicators = More measures
column-measure = Measure
column-over-time = Over time, with the goal
column-now = Now
column-direction = Direction and goal
row-goal = Goal { $goal }
row-since = since { $since }
by-group = By group
report-card-scale = Each small line has its own scale. A direction is named only when the change is larger than the usual yearly ups and downs.
download-all = Download all figures (CSV)

top-line = { $place }, { $when }. Published { $day }.
top-line-no-value = { $place }. Published { $day }.
finding-up = { $title }: up from { $before } in { $since } to { $value } in { $when }
finding-down = { $title }: down from { $before } in { $since } to { $value } in { $when }
finding-same = { $title }: { $value } in { $when }, as in { $since }
finding-now = { $title }: { $value } in { $when }
finding-none = { $title }: not yet measured
finding-protected = { $title }: protected, because the numbers are small
finding-groups = { $title }: measured by group only
lede-now = It was { $value } in { $when } in { $place }.
lede-up = That is { $step } more than in { $since }.
lede-down = That is { $step } less than in { $since }.
lede-same = That is the same as in { $since }.
lede-none = There is no number yet. When there is one it will stand here.
lede-protected = So few people are behind these numbers that showing them would point at someone. This does not mean zero.
lede-groups = { $count ->
    [one] There is no total for everyone. One group has its own numbers below.
   *[other] There is no total for everyone. { $count } groups have their own numbers below.
  }
goal-is = The goal is { $value } by { $when }.
goal-reached = The goal of { $value } by { $when } is reached.
goal-missing = No goal has been agreed yet.
goal-context = It is here for context and has no goal.
ruler-title = Where we are

fact-now = In { $when }
fact-of = of { $whole }
fact-margin = give or take { $margin }
fact-change = Change since { $since }
fact-from = from { $value }
fact-to-go = Still to go
fact-goal = to the goal of { $goal }
fact-goal-people = to the goal of { $goal }; today that would be about { $people } people
fact-goal-reached = Goal reached

question-trend = Is it getting better?
question-groups = Is everyone included in the progress?
question-story = What is behind the numbers?
question-work = Who is doing what about it?
question-checked = How was this number checked?
question-about = About this measure
question-use = Use this page

answer-none = We cannot say yet: nothing has been measured.
answer-protected = We cannot show it: the numbers are too small to publish without pointing at someone.
answer-groups = There is no total for everyone. The groups are below.
marks-caveat = Numbered marks show when an action began, not that it caused a change.
break-note = From { $when } on the count is made in a new way: { $reason }. Do not compare across the break.
measure-line = { $about }, { $place }, by { $periods }
note-corrected = Corrected (was { $value }).
note-not-comparable = Measured as { $value }, but not comparable: { $reason }.

everyone = Everyone
everyone-short = All
group-heading = Group
people-heading = Out of
people-phrase = out of { "{count}" }
groups-title = { $title }, by { $dimension }, { $now }
groups-title-moved = { $title }, by { $dimension }, { $before } to { $now }
groups-all-moved = { $of ->
    [one] The one group with numbers in both years has moved the right way since { $since }.
   *[other] All { $of } groups with numbers in both years have moved the right way since { $since }.
  }
groups-some-moved = { $well ->
    [one] One of { $of } groups with numbers in both years has moved the right way since { $since }.
   *[other] { $well } of { $of } groups with numbers in both years have moved the right way since { $since }.
  }
groups-none-moved = { $of ->
    [one] The one group with numbers in both years has not moved the right way since { $since }.
   *[other] None of the { $of } groups with numbers in both years has moved the right way since { $since }.
  }
groups-shown = { $shown ->
    [0] No group can be shown for this time.
    [one] One group can be shown.
   *[other] { $shown } groups can be shown.
  }
groups-hidden = { $hidden ->
    [one] One group has no number here; the chart says why.
   *[other] { $hidden } groups have no number here; the chart says why.
  }
groups-compare = Compare each group with the goal and with its own past, not with another group.
groups-none = These numbers are not broken down by group, so this page cannot say who is left out.
order-label = In order of
order-name = Name
order-gain = Largest gain
order-number = Number of people
multiples-heading = { $title }, group by group
multiples-subtitle = All panels have the same scale. Grey is everyone. One person can be in more than one panel.
multiples-subtitle-goal = All panels have the same scale. Grey is everyone, dashed is the goal of { $goal }. One person can be in more than one panel.
multiples-subtitle-paths = All panels have the same scale. Grey is everyone; the dashed path leads to the group’s own goal. One person can be in more than one panel.
multiples-left-out = { $count ->
    [one] One more group is in the table.
   *[other] { $count } more groups are in the table.
  }
whole-table = See the whole table
panel-up = Up { $step } since { $since }.
panel-down = Down { $step } since { $since }.
panel-same = Unchanged since { $since }.
panel-protected = { $count ->
    [one] Protected in one period.
   *[other] Protected in { $count } periods.
  }

story-none = Nobody has written down yet what is behind these numbers.
work-none = No action has been linked to this measure yet.
work-partners = All partners
state-on-course = On course
state-complete = Complete
state-slower = Slower than planned
state-not-started = Not started
state-starts = Starts { $month }
checked-none = No step of checking is recorded for this measure.
check-sent = Sent
check-checked = Checked
check-vetted = Reviewed
check-reviewed = Reviewed
check-protected = Protected
check-approved = Approved
check-published = Published
answer-given-confirmed = { $by } confirmed
answer-given-no-answer = { $by } did not answer
answer-given-context = { $by } added context
answer-given-objected = { $by } objected
answer-given-corrected = { $by } corrected
corrections-heading = Corrections
correction = { $place }, { $group }, { $when }: { $now } (was { $before }).

about-what = What we count
about-numerator = Counted
about-denominator = Out of
about-population = Who it is about
about-source = Where it comes from
about-cadence = How often
often-yearly = Every year
often-quarterly = Every three months
often-monthly = Every month
about-method = How it is made
about-cautions = Take care
about-left-out = Years left out
about-version = Version of the definition
about-cite = Cite as
about-questions = Questions
cite-text = { $name } ({ $year }). { $title }, edition { $edition }. { $address }

tool-csv = Data (CSV)
tool-image = Image
tool-embed = Embed
tool-table = See the table
use-table = Full table
use-embed = To show this chart on your own page, copy this line. It sets no cookies and runs no script.
use-embed-label = Line to copy
embed-title = Chart
embed-link = See the whole page
rail-label = On this page
rail-on-this-page = On this page
rail-download = Download the figures

table-title = { $title }: full table
table-description = Every published figure of { $title }, with other places to read it beside.
table-lede = Every figure of this edition. Where there is none, the table says why; a blank never means zero.
table-csv = Everything as CSV, with all groups of all places
other-places = Other places
other-places-note = To read these numbers beside, not to rank places. Places differ in who lives there and how they count.
table-column-period = Period
table-column-value = Value
column-part = Counted
column-note = Note
data-note = A blank never means zero; the status says why a value is missing.

methods-title = Data and methods
methods-lede = How the numbers of { $name } are defined, protected, corrected and shared.
protection-heading = How we protect people
protection-1 = A number about fewer than { $minimum } people is never shown, and neither is one that would leave fewer than { $minimum } on the other side. Where that alone would give a number away by subtraction, one or more others are hidden too.
protection-2 = Hidden numbers are marked “Protected”. We do not say which was hidden first. Protected does not mean zero.
protection-3 = { $hidden ->
    [0] In this edition no number had to be hidden.
    [one] In this edition one number is hidden.
   *[other] In this edition { $hidden-told } numbers are hidden.
  } Very high and very low shares of small groups are shown as “95% or more” or “5% or less”.
protection-4 = Everything on these pages, in the files, in the pictures and in the programming interface comes from the same protected figures. The hidden numbers are not in any of them.
protection-range = Before publishing, a program tried to work out the hidden counts from everything that is shown, in this edition and the earlier ones. The closest it came to any of them was a range of { $range } possible numbers.
protection-policy = Rule in force: { $policy }.
blanks-heading = When there is no number
blanks-1 = A blank always has a name, and never means zero.
blank-means-not-yet-measured = The source has no value for this time.
blank-means-not-comparable = Something was measured, but in a way or at a time that cannot fairly be compared with the rest.
blank-means-protected = So few people are behind it that the number would point at someone, or it would give away a number that does.
blank-means-too-few = Too few schools or sites for a figure that means something.
blank-means-late = It was due and has not come.
direction-heading = How we name a direction
direction-1 = Improving and slipping are said only when at least five comparable years, counted from the baseline where that is long enough, show a trend that chance alone would show in at most one of twenty series without any (the exact test of Mann and Kendall), and only if the change over all years is larger than one and a half times what is normal from one year to the next.
direction-2 = Periods that share years are tested as what they are, and not as if each were new. A change within its margin of error counts as holding steady. Otherwise it is too early to say, and we say so.
direction-3 = Today’s course is the last value carried on by a careful part of the past yearly change. Its range is made wide enough to hold what comes four times in five; it was checked on 413 yearly series, three years ahead, and holds 77 to 82 of 100. Beyond three years the same method goes on and was not checked.
definitions-heading = Definitions
definitions-1 = Each measure has one definition, with a version. A change of definition is marked as a break in the line.
versions-heading = Editions and corrections
versions-1 = A published edition is never changed. A correction makes a new edition, and says what the number was before.
downloads-heading = Downloads
downloads-1 = Use these figures freely, with credit. Every row has a status that says why a value is missing.
download-csv = All figures as CSV
download-json = All figures and definitions as JSON
download-api = Programming interface (OpenAPI)
sources-heading = Sources and licences
sources-1 = Where the figures come from:

partners-title = Partners
partners-lede = The people and organizations whose work and data stand behind these pages.
partners-heading = Who takes part
partner-work = Works on: { $list }
sector-education = Education
sector-health = Health
sector-government = Government
sector-business = Business
sector-nonprofit = Nonprofit
sector-philanthropy = Philanthropy
sector-residents = Residents
sector-community = Community
sector-backbone = Backbone
sector-early-childhood = Early childhood
sector-housing = Housing
sector-youth = Youth
sector-family-services = Family services
sector-higher-education = Higher education
sector-workforce = Work and training
about-title = About
about-lede = Who we are and what these pages are for.
about-us-heading = { $name }
about-us-1 = This report card shows a few measures that the partners agreed to follow together, with goals where they agreed on them. Each page says what is known, what is not, and who is doing what about it.
contact-heading = Questions and mistakes
contact-1 = Found a mistake, or missing something? Write to { $contact }. Corrections are made in the open: the old value stays visible beside the new one.

accessibility-title = Accessibility
accessibility-lede = These pages should work for everyone. Tell us where they do not.
accessible-heading = What we do
accessible-1 = Every page works without scripts, with a keyboard, with a screen reader, on a phone, at four times the text size and in print. Every chart has a description and a table with the same numbers. Nothing is told by color alone, and nothing moves.
accessible-2 = We aim for WCAG 2.2, level AA. An automatic check runs on every page in both languages, in light and dark; people check what a program cannot.
accessible-known-heading = What we know is missing
accessible-known-1 = Names of organizations and sources appear in the language they were written in. A few texts may not be translated yet; then the other language is shown.
accessible-tell-heading = Tell us
accessible-tell-1 = Write to { $contact } and say which page and what happened. You can ask for any page in another form.

privacy-title = Privacy
privacy-lede = What we know about you, and about the people in the numbers.
readers-heading = If you read these pages
readers-1 = We set no cookies on these pages, run no counters of other companies and load nothing from elsewhere. The server that sends you a page sees your address for as long as it takes to answer.
readers-2 = If you ask for our newsletters by mail, we keep your address and your language, once you confirmed that it was you. We use them for nothing else, and forget them when you end the letters.
people-in-numbers-heading = People in the numbers
people-in-numbers-1 = Partners send counts, not names. Columns that look like names or birth dates are dropped before anything is saved. Small numbers are protected before they are published.
senders-heading = If you send us data
senders-1 = Your name and e-mail address are used for that, and are not on these pages. Write to { $contact } to see or change what we hold.
editions-title = Editions and corrections
editions-lede = Every published report card stays readable. Nothing is changed in silence.
editions-heading = All editions
edition-published = Edition { $number }, published { $day }
nav-newsletter = News by mail
newsletters-title = Newsletters
newsletters-public-lede = What { $name } wrote to its readers.
newsletters-none-public = Nothing was written yet.
newsletters-subscribe = Get them by mail
newsletters-feed = Newsletters as a feed (Atom)
newsletters-feed-about = What { $name } writes to its readers
newsletter-sent-on = Sent on { $day }
newsletter-held = When it was sent, { $title } was the newest edition. Newer figures may say something else.
newsletter-held-link = The newest report card
