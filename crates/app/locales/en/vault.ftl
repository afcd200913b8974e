## The vault of participants' rows.
vault-list = The vault
vault-list-lede = Rows about participants, kept sealed. They are opened by a worker alone, for counts, or for a short look that the partner they came from can read about.
vault-tables = What lies in the vault
vault-of = From
vault-kind = What it is
vault-kind-people = People: one row each
vault-kind-services = Services: who took part in what
vault-kind-events = Events: days, visits, incidents
vault-kind-encodings = Encodings of identities
vault-period = Period
vault-rows = Rows
vault-under = Agreement
vault-since = In the vault since
vault-asked = Requests that ask for rows
vault-request = Request
vault-key-element = Participants are known by
vault-ask-heading = Let a request ask for rows
vault-ask = Ask for rows
vault-nothing-to-ask = To ask a partner for rows, make a request for data, name the agreement it stands under, and come back here before anything is sent.
field-rows_for = Request
field-rows_for-hint = Requests under an agreement to which nothing was sent yet.
field-rows_of = What each row is about
field-key_element = The element by which participants are known
field-key_element-hint = As the agreement calls it, such as Student number. Rows without it are left out.
problem-vault-no-request = Please choose a request.
problem-vault-key-not-covered = An agreement that governs this request does not cover an element of this name. Please write it as the agreement does.
vault-worker-missing = Rows of participants are opened by a worker of its own, mainstay-vault, which is not beside this program: build it with “cargo build --release -p mainstay-vault” and lay it into the same folder.
vault-table = The table
vault-table-title = { $kind }, from { $organisation }
vault-table-lede = Sealed under a key of its agreement. Nobody reads it on a page; a look shows a few rows without names and numbers of people, and the partner reads who looked and why.
vault-columns = Columns
vault-column = Column
vault-column-class = What it tells about a person
vault-column-holds = Holds
vault-class-direct = Names one person
vault-class-quasi = Narrows down who it is
vault-class-sensitive = Would hurt if it were known
vault-class-plain = Anything else
vault-holds-text = Words or codes
vault-holds-number = Numbers
vault-holds-date = Days
vault-look-heading = Look at a few rows
vault-rows-lede = The first rows, without what names people. This look is kept with your name and reason, and the partner can read it.
vault-check-title = Check what we read
vault-rows-read = 
    { $count ->
        [one] We read one row about a participant.
       *[other] We read { $count } rows about participants.
    }
vault-sheets-read = These sheets are read together: { $sheets }.
vault-sheets-left-out = No column of these sheets is called “{ $key }”, and their rows are left out: { $sheets }.
vault-rows-sealed = When they are accepted, the rows are sealed under a key of the agreement. Nobody reads them on a page: the agreement says what is counted from them, and every look is kept where you can read it.
vault-mend = Please look at this
vault-mend-how = Mend it in your file and choose the file again, or send it as it is: cells that cannot be read are then kept as empty.
vault-no-key = No column is called “{ $key }”, and the agreement knows participants by it. Please add it and choose the file again.
vault-rows-without-key = 
    { $count ->
        [one] One row has no { $key } and is left out: row { $rows }.
       *[other] { $count } rows have no { $key } and are left out: rows { $rows }.
    }
vault-keys-repeated = 
    { $count ->
        [one] One participant stands in more than one row. They are counted once.
       *[other] { $count } participants stand in more than one row. Each is counted once.
    }
vault-given-twice = Two columns give “{ $element }”. The first is taken.
vault-cell-no-number = Row { $row }, column { $column }: “{ $text }” is no number.
vault-cell-no-date = Row { $row }, column { $column }: “{ $text }” is no day.
vault-cells-more = And { $count } more cells like these.
vault-doubts = What looks wrong
vault-doubts-how = Nothing of this stops you. Mend it in your file and choose the file again, or send it as it is if you know better.
vault-doubts-file = { $count ->
    [one] One cell of { $file } can be read and looks wrong:
   *[other] { $count } cells of { $file } can be read and look wrong:
    }
vault-doubts-more = { $count ->
    [one] One more cell: { $what }.
   *[other] { $count } more cells: { $what }.
    }
vault-doubt-not-quoted = what stands there is not quoted
vault-doubt-born-later = { $cell }, column { $column }: { $read }. A birth date was expected that is not in the future.
vault-doubt-born-earlier = { $cell }, column { $column }: { $read }. A birth date was expected within the last 120 years.
vault-doubt-last-before-first = { $cell }, column { $column }: { $read }. A last day was expected on or after the first day, { $beside }.
vault-doubt-last-before-some-first = { $cell }, column { $column }: { $read }. A last day was expected on or after the first day of the same row.
vault-doubt-outside-term = { $cell }, column { $column }: { $read }. Days were expected from { $start } through { $end }, while the agreement runs.
vault-doubt-unknown-place = { $cell }, column { $column }: { $read }. A place was expected that the collaborative knows, by name, code or other name.
vault-doubt-unknown-category = { $cell }, column { $column }: { $read }. A category of “{ $beside }” was expected, as the collaborative names them.
vault-doubt-two-of-one = { $cell }, column { $column }: the participant of { $beside } again, with something else in the row. One row for each person was expected.
vault-doubt-of-born-later = birth dates in the future
vault-doubt-of-born-earlier = birth dates more than 120 years ago
vault-doubt-of-last-before-first = last days before the first
vault-doubt-of-outside-term = days outside the agreement’s term
vault-doubt-of-unknown-place = places that nobody knows, these or the same ones again
vault-doubt-of-unknown-category = values that mean no category, these or the same ones again
vault-doubt-of-two-of-one = participants with something else in a second row
vault-send = Send these rows
vault-other-file = Choose another file
vault-receipt-title = Thank you, your rows were sent
vault-sent-sent = { $file }, sent on { $day }: it waits for review.
vault-sent-returned = { $file }, sent on { $day }: it came back, and nothing of it is kept.
vault-sent-because = The reason: { $reason }
vault-receipt-back-title = Your rows came back
vault-sent-accepted = { $file }, sent on { $day }: it was accepted, and its rows lie sealed in the vault.
vault-sent-replaced = { $file }, sent on { $day }: something newer stands in its place.
vault-review-lede = Rows about participants. They are not shown here: accepting them seals them in the vault.
vault-columns-not-covered-now = The version of the agreement that is in force now does not cover these columns of the file, so they are dropped when the rows are taken in: { $columns }.
vault-rows-left-out-now = { $count ->
    [one] One row is left out because of what a family has said since.
   *[other] { $count } rows are left out because of what families have said since.
}
vault-no-rows-left = Nothing of this file may be taken in: no row is left after what families have said and without rows that have no key. Ask the partner for a new file.
vault-agreement-changed = Another version of the agreement came into force while the rows were being sealed, and nothing was kept. Look at the page again and accept once more.
vault-review-rows = Rows
vault-review-without-key = Rows without a key, left out
vault-review-bad-cells = Cells that could not be read
vault-review-doubts = Cells that can be read and look wrong
vault-review-repeated = Participants in more than one row
vault-send-back-heading = Send the rows back
vault-send-back = Send back, and destroy these rows
vault-rows-went-back = These rows were sent back, and nothing of them is kept. The reason: { $reason }
vault-reason-needed = Write why, so that the partner knows what to mend.
vault-reason-names = The reason holds what stands in a cell that names a person, and it goes by mail. Name the row and the column in its place.
field-return_reason = Why
field-return_reason-hint = The partner gets it by mail, with a link to send again. Name rows and columns, never what stands in a cell.
vault-take-in = Accept, and seal them in the vault
vault-rows-replaced = Newer rows stand for these, which were destroyed.
vault-rows-in = These rows were accepted and lie in the vault, or were destroyed with their agreement.

fact-vault-rows-asked = let a request ask for rows about participants
fact-vault-key-made = made an agreement’s key for the vault
fact-vault-rows-sent-back = sent rows back with a reason, and destroyed them
fact-vault-rows-stored = accepted rows into the vault
fact-vault-people-taken-out = took people out of the vault whose families said so
fact-vault-measure-defined = defined a measure from rows
fact-vault-run-asked = asked for a measure to be computed from rows
fact-vault-run-begun = began to compute a measure from rows
fact-vault-run-done = computed a measure from rows
fact-vault-run-failed = could not compute a measure from rows
fact-vault-run-stopped = stopped the computing of a measure
fact-vault-figures-accepted = accepted figures computed from rows
