## What partners send.
steps = Steps
step-choose = Choose a file
step-check = Check it
step-send = Send
row = Row
rail-about = About this request
rail-what = What we asked for
rail-due = Due
rail-calendar = Add to calendar
rail-who = Who can see it
rail-who-text = You and the data team. You see and confirm every total before anyone else does.
rail-next = What happens next
rail-next-send = You send
rail-next-check = The data team checks
rail-next-confirm = The people responsible confirm the draft
rail-next-publish = Published
rail-next-credit = with your name in the credits
link-is-for-at = This link is for { $name } at { $organisation }.

open-title = Send us the file as it is
open-returned = Something came back with a question. Answer it here.
open-sent-before = You sent figures on { $day }.
open-see-receipt = See what you sent
open-go-on = You began and did not send. Go on where you left off.
open-file = Your spreadsheet
open-file-hint = Excel, CSV or OpenDocument. Titles, totals and notes may stay. Columns with names or birth dates are not kept.
open-read = Read this file
open-template = Or use our template
open-paste = Paste cells instead
open-paste-label = Cells copied from a spreadsheet, with their headings
open-read-cells = Read these
open-type = Type the figures instead

upload-cut-off = The file did not arrive whole. Please choose it again; nothing was saved.
upload-nothing = Choose a file, paste cells, or type at least one row.
upload-pasted-name = pasted.tsv
upload-typed-name = typed.csv

check-title = { $questions ->
    [0] Everything is ready to send
    [one] One quick question, then you can send
   *[other] { $questions } quick questions, then you can send
  }
check-title-many = { $questions } questions, then you can send
check-read = { $open ->
    [0] We read { $rows } rows from { $file }. All are ready.
   *[other] We read { $rows } rows from { $file }. { $ready } figures are ready; { $open } rows need a word from you.
  } { $left ->
    [0] {""}
    [one] One row is left out, since it was not asked for or you chose so.
   *[other] { $left } rows are left out, since they were not asked for or you chose so.
  }
check-saved = Saved at { $time }. You can close this page and come back with the same link.
check-other-file = Use a different file
check-sheet = Sheet
check-read-sheet = Read this sheet
check-questions = Questions
check-needs-you = Needs you
check-answer = Keep this answer
check-answers = Keep these answers
check-again = Check these again
check-set-columns = Set the columns
check-private = What we kept private
check-dropped = We did not keep these columns: { $columns }. This request is for counts only, so they were removed before the file was saved.
check-small = { $count ->
    [one] One count is below { $minimum }. You and the data team can see it. Nobody else can, and it is never published.
   *[other] { $count } counts are below { $minimum }. You and the data team can see them. Nobody else can, and they are never published.
  }
check-tidied = What we tidied for you
check-undo = Undo
check-redo = Do it again
check-columns = How we read your columns
check-your-column = Your column
check-read-as = We read it as
check-for-example = for example { $sample }
check-remember = We remember this for next time. Files with the same headings skip this step.
check-read-again = Read it this way
check-own = Your figures, as others will see them
check-own-about = Yours to use now, whether or not you send today.
check-last-time = Last time
check-now = Now
check-state = { $ready } of { $rows } rows ready. { $questions ->
    [0] No questions left.
    [one] 1 question left.
   *[other] { $questions } questions left.
  }
check-send = Send
check-send-part = Send { $ready } now, finish later
check-next-question = Next question

read-as-place = Place
read-as-place-code = Code of the place
read-as-period = Period
read-as-group = Group
read-as-denominator = All (enrolled)
read-as-numerator = Counted
read-as-value = Percent or value
read-as-margin = Margin of error
read-as-ignore = Not needed
read-as-without-heading = Column { $col }, without a heading

rows-named = { $count ->
    [one] Row { $rows }.
   *[other] Rows { $rows }.
  }
rows-and-more = Rows { $rows } and { $more } more.
ask-missing-place = Which column names the place?
ask-missing-figures = Which column holds the numbers?
ask-missing-period = Which period are these figures about?
ask-missing-hint = We could not tell from the headings. Choose it in the list of columns below.
ask-period = The file says { $found }. We asked for { $asked }. Is it the right file?
ask-period-right = Yes, the figures are for { $asked }
ask-period-hint = If it is another year’s file, use a different one.
ask-place = Is “{ $raw }” the same place as { $place }?
ask-place-unknown = Which place is “{ $raw }”?
ask-place-yes = Yes, use { $place }, and remember it for next time
ask-place-other = It is another place on the list
ask-place-which = Another place
ask-places = { $count } names are not on our list of places
ask-places-hint = { $rows } rows, for example { $names }. Send the rest now; the data team will add the places. If the wrong column was read, set it below.
ask-leave-out = Leave these rows out
ask-category = Which group is “{ $raw }”?
ask-choose = Choose
ask-impossible = { $count ->
    [one] Which of these numbers should change?
   *[other] Which of these numbers should change? { $count } rows
  }
ask-impossible-hint = Type over the number that is wrong; you do not have to open your spreadsheet again.
ask-number = { $count ->
    [one] One cell should hold a number
   *[other] { $count } cells should hold numbers
  }
ask-number-hint = Type the number, or leave the field empty if there is none.
ask-number-message = “{ $now }” is not a number
ask-leave-row-out = Leave this row out
ask-blank = { $count ->
    [one] One cell is empty in “{ $column }”. Is that zero, or no number?
   *[other] { $count } cells are empty in “{ $column }”. Is that zero, or no number?
  }
ask-blank-zero = Zero
ask-blank-none = No number
ask-twice = { $count ->
    [one] Two rows are about the same. Which is right?
   *[other] { $count } pairs of rows are about the same. Which are right?
  }
ask-twice-hint = The figures are the part, the whole and the value.
impossible-more-than-all = { $part } is more than { $whole }
impossible-not-a-percent = More than 100 percent
impossible-negative = Less than zero
impossible-of-nobody = Of nobody there is no share
impossible-not-whole = People are counted in whole numbers
impossible-no-value = There is no number
impossible-value-though = Marked as withheld, but there is a number
impossible-not-finite = Not a number

tidied-spaces-trimmed = Removed spaces around { $count } texts
tidied-marks-read = Read { $count } marks as numbers the source keeps back, not as zero
tidied-no-number-read = Read { $count } cells such as “n/a” as “no number”, not as zero
tidied-totals-left-out = Left out { $count ->
    [one] one total row
   *[other] { $count } total rows
  }, so nobody is counted twice
tidied-guards-unwrapped = Read { $count } codes wrapped in ="…" as codes
tidied-percent-signs-read = Read { $count } numbers with a percent sign
tidied-fractions-to-percent = Read { $count } fractions as percent
tidied-separators-read = Read { $count } numbers with thousands separators
tidied-negatives-read = Read { $count } negative numbers
tidied-currency-read = Read { $count } amounts of money
tidied-footnotes-removed = Removed footnote signs from { $count } cells
tidied-keys-carried-down = Gave { $count } rows the name that stands above them
tidied-dates-read = Read { $count } dates
tidied-zeros-restored = Gave { $count } codes back their leading zeros
tidied-repeated-headings-left-out = Left out { $count } repeated headings

receipt-title = Thank you. It is with the data team.
receipt-title-part = Thank you. What was ready is with the data team.
receipt-title-returned = { $count ->
    [one] One value came back with a question
   *[other] { $count } values came back with a question
  }
receipt-thanks = They check within two working days. If something is unclear, you find it here and in your mail. You need to do nothing more now.
receipt-line = { $day }: { $count } figures from { $file }. { $state }.
receipt-finish = Finish the rest
receipt-another = Send another file
submission-state-draft = Not sent
submission-state-sent = Being checked
submission-state-returned = Came back with a question
submission-state-accepted = Accepted
submission-state-replaced = Replaced by a newer file
returned-legend = Please look at these again
returned-send = Send the corrections
returned-impossible = One of these numbers cannot be right: a part is larger than its whole, or a percent is above 100.
