## Data requests.
data-title = Data
data-requests = Data requests
data-requests-none = No request has been made yet. The first one asks your partners for one set of figures and takes about five minutes.
data-request-new = Ask partners for data
data-request-due = Due { $day }
data-request-state-draft = Draft, not sent yet
data-request-state-open = Open
data-request-state-closed = Closed
data-request-partners = { $count ->
    [one] 1 partner
   *[other] { $count } partners
  }

response-not-asked = Not asked yet
response-asked = Asked
response-opened = Opened
response-started = Started
response-sent = Being checked
response-returned = Returned
response-accepted = Accepted
response-late = Late

tally-received = { $count } received
tally-being-checked = { $count } being checked
tally-to-come = { $count } to come
tally-late = { $count } late

board-eyebrow = Data request
board-asked-on = Asked on { $day }
board-opened-on = Opened on { $day }
board-started-on = Started on { $day }
board-sent-on = Sent on { $day }
board-sent-part-on = Part sent on { $day }
board-reminded = { $times ->
    [one] Reminded once, on { $day }
   *[other] Reminded { $times } times, last on { $day }
  }
board-heading = { $count ->
    [one] One partner is asked
   *[other] { $count } partners are asked
  }
board-partner = Partner
board-state = How far
board-action = Next step
board-look = Take a look
board-offer-help = Offer help
board-offer-help-to = to { $organisation }
board-send = { $count ->
    [one] Send it to 1 partner
   *[other] Send it to { $count } partners
  }
board-send-note = Each contact gets a mail with their own link. Reminders go out 7 and 2 days before the due date, and an offer of help 3 days after it, only to those who have not sent.
board-close = Close this request
board-close-note = Closing ends the reminders. What was sent can still be reviewed.
board-what = What we asked for
board-why = Why
board-period = Period
board-period-in-file = It stands in the file
board-indicator = Indicator
board-due = Due
board-links-until = Links sent today work until { $day }, { $days } days after the due date, so that late files and returned values find their way.
board-counts-only = Counts only: names and birth dates are dropped before anything is saved.
board-not-counts-only = Other columns may be kept.
board-calendar = Calendar file
board-template = Template (xlsx)
board-who-sees = Who can see this
board-who-sees-text = The backbone team sees this board. The figures are seen by each partner for itself and by the data manager.

notice-request-created = Saved as a draft. Nobody has heard of it yet: look it over, then send it.
notice-request-opened = Sent. Each contact has their own link.
notice-request-closed = This request is closed.
notice-help-offered = The offer of help is on its way, with a fresh link.
notice-help-not-needed = No mail was sent: they have sent their data, or got a mail in the last 12 hours.

request-new-title = Ask partners for data
request-new-lede = One request asks several partners for the same figures. You see it as a draft before anyone gets a mail.
request-field-title = Title
request-field-title-hint = It stands in the subject of the mail: “Fall attendance 2025”.
request-field-title-es = Title in Spanish
request-field-optional = Optional
request-field-indicator = Indicator
request-field-choose = Choose one
request-field-period = Period
request-field-period-hint = For example 2025-26 for a school year, 2025 for a calendar year.
request-field-period-in-file = The period stands in the file
request-field-what = What you ask for
request-field-what-hint = Which counts, of whom, from when to when. Their own spreadsheet is welcome as it is.
request-field-what-es = What you ask for, in Spanish
request-field-why = Why you ask, and what comes back to them
request-field-why-es = Why, in Spanish
request-field-due = Due date
request-field-counts-only = Counts only
request-field-counts-only-hint = Columns that look like names or birth dates are dropped before the file is saved.
request-field-dimensions = Groups to break down by
request-field-dimensions-hint = The template gets a row for each group. Partners who do not have them leave them empty.
request-field-places = Places
request-field-places-hint = Leave all empty to take the places this indicator already has.
request-field-partners = Partners to ask
request-field-partners-hint = Each gets one mail, to the person chosen here.
request-field-contact = Contact at { $organisation }
request-no-contacts = No organization has a person with an e-mail address yet. Add one under Partners and people.
request-save = Save as a draft
request-spanish = In Spanish, too
request-error-summary = { $count ->
    [one] One thing needs you
   *[other] { $count } things need you
  }
request-error-title = Give it a title of at most 200 characters.
request-error-what = Say what you ask for.
request-error-indicator = Choose an indicator.
request-error-period = We do not know this period. Write 2025-26, 2025 or 2025-m09, or tick that it stands in the file.
request-error-due = Choose a day from today on.
request-error-partners = Choose at least one partner.
request-error-too-long = This text is too long.

template-sheet = Data
template-place = Place
template-period = Period
template-all = All
template-denominator = Number of people in all
template-numerator = Number counted: { $title }
template-rule-title = A number?
template-rule = This cell is for a number. A mark such as n/a is fine, too.

calendar-summary = Due: { $title }

letter-ask-subject = { $title } from { $organisation }, due { $due }
letter-ask = Hello { $person },

    { $collaborative } asks { $organisation } for data: { $title }.

    { $what }

    { $why }Due: { $due }. It takes about 3 minutes.

    Open your page here. No account or password is needed:
    { $link }

    Send your own spreadsheet as it is, paste the cells, or type the numbers. You see and confirm every total before anyone else does.

    A template, if you want one: { $template }
    The date for your calendar: { $calendar }

    This link is for you alone and works until { $until }. Opening it changes nothing. Questions? Write to { $contact }.
letter-before-subject = { $title }: due { $due }
letter-before = Hello { $person },

    a short reminder: { $title } from { $organisation } is due on { $due }.

    Your page, where anything you saved is waiting:
    { $link }

    A part is welcome, too: send what is ready and finish later. This link works until { $until }. Questions? Write to { $contact }.

    { $collaborative }
letter-help-subject = Need a hand with { $title }?
letter-help = Hello { $person },

    need a hand with { $title }? It was hoped for by { $due }. Send whatever you have, as it is, and we will do the rest:
    { $link }

    Or reply to { $contact }: a person will help. This link works until { $until }.

    { $collaborative }
letter-rows-back-subject = Please send your rows again: { $title }
letter-rows-back = Hello { $person },

    thank you for sending { $title }. We could not take the rows in, and nothing of them is kept. The reason:

    { $reason }

    Please mend the file and send it again here:
    { $link }

    This link works until { $until }. Never send rows by mail. Questions? Write to { $contact }.

    { $collaborative }
letter-return-subject = A question about one number: { $title }
letter-return = Hello { $person },

    thank you for sending { $title }. We have a question about one number:

    { $reason }

    It is marked on your page. You can type over it there; nothing has to be uploaded again:
    { $link }

    This link works until { $until }. Questions? Write to { $contact }.

    { $collaborative }
