## This week.
week-heading = { $parts }
week-hello = Good to see you, { $person }
week-improving = { $count ->
    [one] 1 result improving
   *[other] { $count } results improving
  }
week-holding-steady = { $count } holding steady
week-slipping = { $count } slipping
week-needs = Needs you
week-needs-count = { $count ->
    [0] Nothing needs you right now.
    [one] One thing needs you.
   *[other] { $count } things need you.
  }
week-needs-none = All done. What comes next will stand here.
week-more-to-review = { $count ->
    [one] 1 more submission waits for review
   *[other] { $count } more submissions wait for review
  }
week-open-data = Open data
week-until = Until { $day }.
week-vet = Look over the draft “{ $title }”
week-vet-text = You can confirm it, ask for a correction, or add what readers should know.
week-vet-step = Look it over
week-draft = The draft “{ $title }” is with leaders
week-draft-text = { $answered } of { $asked } have answered. Waiting: { $names }.
week-draft-step = Open the draft
week-late = { $partner } may need a hand with { $title }
week-late-text = { $person } gets a kind mail with a fresh link.
week-own-data = { $title } is asked of you
week-own-data-text = The link stands in the mail to { $person }.
week-incoming = { $title } from { $count ->
    [one] 1 partner
   *[other] { $count } partners
  }
week-late-one = { $partner } is { $days ->
    [one] one day
   *[other] { $days } days
  } past the date.
week-late-some = { $partners } are { $days ->
    [one] one day
   *[other] { $days } days
  } past the date.
week-late-more = { $partners } and { $more } more are { $days ->
    [one] one day
   *[other] { $days } days
  } past the date.
week-offer-help = Offer help
week-results = Where results go
week-results-caption = Results with trend, latest value and direction
week-column-result = Result
week-column-trend = Trend, with the goal
week-column-direction = Direction and goal
week-periods = year
week-since = { $change } since { $period }
week-goal = Goal { $goal }, { $period }
week-results-note = From the latest accepted figures, published or not. Each line has its own scale. “Holding steady” means the change is smaller than the normal wobble from year to year. Holding on in a hard year counts.
week-lately = Lately
week-sees-staff = The backbone team. Figures here may not be published yet; small counts are protected.
week-sees-own = Only you.
lately-submission-sent = sent { $title }
lately-submission-accepted = has accepted numbers in { $title }
lately-submission-figure-corrected = corrected a value in { $title }
lately-edition-published = { $title } was published
lately-edition-vetting-answered = answered about the draft “{ $title }”
lately-request-opened = Partners were asked for { $title }
week-next-meeting = Next meeting
week-open-meeting = Open meeting
week-coming = { $yes } of { $asked } coming.
week-do-you-come = Do you come to “{ $title }”?
week-answer = Answer
week-promised = You promised it to { $body }.
week-open-promises = Your promises
week-decide-text = Your answer is asked for. It can be changed until it closes.
week-table = { $held } of { $planned } seats of { $body } are held, { $sectors ->
    [0] with no sector written down
    [one] all from one sector
   *[other] from { $sectors } sectors
  }.
week-table-all = See all groups
