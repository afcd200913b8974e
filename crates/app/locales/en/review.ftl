## Review of what partners sent.
queue-title = { $count ->
    [0] Nothing waits for review
    [one] One submission waits for review
   *[other] { $count } submissions wait for review
  }
queue-empty = When a partner sends data, it appears here.
queue-order = What holds up publication stands first.
queue-heading = { $organisation }: { $title }
queue-about = { $figures ->
    [one] 1 figure
   *[other] { $figures } figures
  }, sent on { $day }.
queue-about-corrected = { $corrected ->
    [one] 1 corrected value
   *[other] { $corrected } corrected values
  } among { $figures ->
    [one] 1 figure
   *[other] { $figures } figures
  }, sent on { $day }.
urgency-only-this = Only your check is missing.
urgency-correction = A correction came back.
urgency-past-due = The due date has passed.
urgency-in-time = In good time.

review-state-sent = Being checked
review-state-returned = Partly with the partner
review-state-accepted = Accepted
review-sent-file = { $file }, sent on { $day }.
review-sent-typed = Typed or pasted, sent on { $day }.
review-partial = It is a part; more is to come.
review-dropped = Not kept, since only counts were asked for: { $columns }.
review-figures = { $count ->
    [one] 1 figure.
   *[other] { $count } figures.
  }
review-need-a-look = { $count ->
    [one] 1 needs a look.
   *[other] { $count } need a look.
  }
review-corrections = { $count ->
    [one] 1 would correct an accepted figure; the earlier one is kept.
   *[other] { $count } would correct accepted figures; the earlier ones are kept.
  }
review-small = { $count ->
    [one] 1 has a count below { $least }.
   *[other] { $count } have a count below { $least }.
  }
review-returned = { $count ->
    [one] 1 is with the partner.
   *[other] { $count } are with the partner.
  }
review-accept = { $count ->
    [one] Accept 1 figure
   *[other] Accept { $count } figures
  }
review-accept-note = Values that you returned stay with the partner.
review-look-heading = Please look at these
review-rest-heading = The others
review-all-heading = All figures
review-column-what = Place and group
review-column-before = Last time
review-column-now = Now
review-column-change = Change
review-column-notes = What stands out
review-line-returned = Returned
review-line-corrected = Corrected
review-line-accepted = Accepted
review-ask = Ask or return
review-return-heading = Ask the partner about this value
review-reason = Your question or reason
review-reason-hint = It stands beside the value on their page and in a mail to their contact. They can type over the value there.
review-reason-needed = Write a question or reason, so that they know what to look at.
review-return = Return this value
review-keep = Keep it as it is
review-pages = Pages
review-who-sees-small = You see counts below the threshold here; that you looked is kept in the history. They are never published.
review-who-sees-protected = Counts below the threshold are protected on this page.
notice-accepted = Accepted. The figures can go into the next edition.
notice-accepted-with-corrections = Accepted. Some figures differ from earlier ones: both are kept, the new ones count.
notice-figure-returned = Returned. The partner gets a mail with a link to the marked value.

flag-corrects = Differs from the accepted figure
flag-far = Far from last time
flag-no-value = No value now
flag-small = Small count
flag-first = First time
question-far = { $place }, { $group }: this time it says { $now }, last time { $before }. It may be right. Could you have a look?
question-plain = { $place }, { $group }: it says { $now }. Could you have a look?
figure-of = { $part } of { $whole }
figure-protected = Protected
figure-suppressed = Withheld by the source
figure-not-available = No number

decided-heading = { $count ->
    [one] 1 decision of the partner while sending
   *[other] { $count } decisions of the partner while sending
  }
decided-column = Column { $column } was read as: { $role }.
decided-blank-zero = Empty cells in column { $column } mean zero.
decided-blank-none = Empty cells in column { $column } mean that there is no number.
decided-left-out = “{ $sent }” was left out.
decided-means = “{ $sent }” means { $meant }.
decided-everyone = “{ $sent }” means everyone.
decided-cell = Row { $row }, column { $column }: “{ $typed }” was typed over what the file says.
decided-cell-kept = Row { $row }, column { $column }: something else was typed over what the file says.
decided-rows-out = { $count ->
    [one] Row { $rows } was left out.
   *[other] Rows { $rows } were left out.
  }
decided-period = The file names another period; the period asked for was confirmed.
