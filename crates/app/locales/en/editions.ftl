## Editions: drafts, vetting, protection, publishing.
editions-about = An edition is a numbered snapshot of everything public. Once published it never changes; a correction makes the next one.
editions-none = No edition yet. When figures are accepted, make a draft.
edition-numbered = Edition { $number }: { $title }
edition-state-draft = Draft
edition-state-vetting = With the people responsible
edition-state-published = Published
edition-state-withdrawn = Withdrawn
edition-new = Make a draft
edition-new-about = A draft is made from the accepted figures, with small groups protected. Nobody outside sees it yet.
edition-title = Title
edition-note-en = What changed, for readers (English)
edition-note-es = What changed, for readers (Spanish)
edition-what-is-in = What is in it
edition-what-is-in-hint = For each indicator, every period up to and including the one you choose.
edition-leave-out = Leave out
edition-make-draft = Make the draft
edition-see-public = See the public pages
edition-vetting = The people responsible
edition-hidden = What is hidden, and why
edition-hidden-about = Counts below { $minimum } are never shown, nor anything from which they could be worked out.
edition-nothing-hidden = Nothing is hidden in this edition.
edition-reason = Reason
edition-figures = Figures
edition-checked-on = A second person confirmed this on { $day }.
edition-confirm-hidden = I looked at what is hidden, and confirm it
edition-publish = Publish
edition-publish-now = Publish this edition
edition-redraft = Make the draft again from what is accepted now
edition-correct = Correct this edition
edition-correct-about = A correction makes a new edition with its note. This one stays readable.
edition-start-correction = Start a correction
edition-changes = What is new or changed
edition-no-changes = Nothing new since the last edition.
edition-figure = Figure
edition-value = Value
edition-before = Before
group-everyone = Everyone
value-at-least = { $value } or more
value-at-most = { $value } or less
blank-protected = Protected
blank-not-available = Not available
hidden-small = A count is below the minimum
hidden-gives-away = It would give a protected number away
hidden-at-source = The source kept it back
hidden-coded = Told as “5% or less” or “95% or more”

not-publishable-already = This edition is published.
not-publishable-not-checked = Before publishing, a second person confirms what is hidden.
not-publishable-checked-by-maker = Whoever made the draft cannot confirm what is hidden in it. Ask a second person.
not-publishable-objection = Someone responsible objects to this draft. Mend what they name and make the draft again.
not-publishable-still-time = Some of the people responsible can still answer. Their day has not passed.

vetting-nobody = Nobody has been asked yet.
vetting-send = Send to the people responsible
vetting-who = Who answers for these figures?
vetting-due = Answers until
vetting-bad-day = Please give the day as year, month and day.
vetting-until = until { $day }
vetting-confirmed = Confirmed
vetting-objected = Objects
vetting-context = Confirmed, with words added
vetting-older-draft = Answered an older draft
vetting-silent = No answer yet
vetting-embargo = Not public yet. Please keep it to yourself.
vetting-title = Please check the draft of { $title }
vetting-about = You answer for figures in it. Tell us by { $day } whether they are right. It takes about three minutes.
vetting-your-answer = Your answer
vetting-to-answer = Go to your answer
vetting-figures = { $count ->
    [one] One new or changed figure
   *[other] { $count } new or changed figures
}
vetting-unchanged = Nothing new since the last edition
vetting-question = Are these figures right?
vetting-choice-confirm = Yes, they are right
vetting-choice-object = No, something has to change first
vetting-choice-context = Yes, and readers should know something
vetting-words = What should change, or what should readers know?
vetting-send-answer = Send my answer
vetting-choose = Please choose one of the three answers.
vetting-needs-words = Please say in a few words what should change, or what readers should know.
vetting-too-long = Please say it in fewer than 2,000 characters.
vetting-draft-changed = The draft changed since you opened this page. Please look at it again; your words are kept below.
vetting-thanks-confirm = Thank you. You confirmed these figures. You can change your answer until the edition is published.
vetting-thanks-object = Thank you. Nothing is published before your objection is dealt with. You can change your answer.
vetting-thanks-context = Thank you. Your words will stand beside the figures. You can change them until the edition is published.
vetting-rail = About this draft
vetting-who-sees = Who can see this
vetting-who-sees-text = You, the other people responsible and the data team. Small counts are protected here as they will be in public.
vetting-silence = If you do not answer
vetting-silence-text = Silence is not taken for consent. The public page will say that you were asked and did not answer.
link-is-for = This link is for { $name }.
vetting-mail-subject = { $collaborative }: please check the draft of { $title }
vetting-mail =
    Hello { $name },

    { $collaborative } is about to publish “{ $title }”, with figures you answer for. Before anyone else sees them, please tell us until { $day } whether they are right:

    { $link }

    It takes about three minutes and needs no account. The draft is not public yet; please keep it to yourself.

edition-next = Next:
edition-next-published = Nothing. This edition is public and never changes; a correction makes the next one.
edition-next-stale = Another edition was published since this draft was made. Make the draft again, so that the two together give nothing away.
edition-next-objection = { $count ->
    [one] One of the people responsible objects. Mend what they name, then make the draft again.
   *[other] { $count } of the people responsible object. Mend what they name, then make the draft again.
  }
edition-next-ask = Send the draft to the people who answer for its figures.
edition-next-check = Somebody who did not make this draft looks at what is hidden, and confirms it.
edition-next-wait = { $count ->
    [one] Wait for one answer; it may come until { $day }.
   *[other] Wait for { $count } answers; they may come until { $day }.
  }
edition-next-publish = Everything is in place. A director publishes.
edition-open-to = { $count ->
    [one] Besides the staff, one person can open this draft by a link until { $day }.
   *[other] Besides the staff, { $count } people can open this draft by a link until { $day }.
  }
edition-see-preview = See it as readers will

hidden-correction = A correction by a few people is held back; it stands as it was printed
pool-label = { $list }, together
draft-too-big = { $at }: this table hangs together with too many others to be checked, and what cannot be checked is not published. Leave a breakdown out, or take fewer periods. ({ $reason })
draft-not-checked = { $at }: the check of small numbers could not be done, and what cannot be checked is not published. ({ $reason })
draft-not-safe = { $at }: a hidden count could be worked out to between { $low } and { $high }, so this is not published. Leave a breakdown out, or tell small groups together.

note-protected = Protected because the numbers are small. This does not mean zero.
note-held = As first published. A correction about only a few people is held back until the next period.
certificate-what = Before edition { $number } was published, the program was given everything that anybody can read: { $tables ->
    [one] one table
   *[other] { $tables-told } tables
  } with { $cells } counts and { $relations } sums and earlier statements between them, { $editions ->
    [0] as the first edition there was
    [one] with the edition before it
   *[other] with the { $editions } editions before it
  }. It looked for the least and the most that each of { $guarded } protected counts can be. { $already ->
    [0] None came closer than the rule allows.
    [one] One of them had been given away by an earlier edition, which nothing can undo; this edition tells no more about it, and no other came closer than the rule allows.
   *[other] Of these, { $already } had been given away by earlier editions, which nothing can undo; this edition tells no more about them, and no other came closer than the rule allows.
  }
certificate-how = It took at most { $steps } steps and { $seconds ->
    [one] less than a second
   *[other] less than { $seconds } seconds
  }, with { $engine }; solver: { $solver }.
certificate-inputs = Fingerprint of the figures as readers get them, and of the editions before (SHA-256): { $inputs }

desk-title = Release desk: { $title }
desk-heading = Release desk
desk-open = Open the release desk
desk-lede = { $count ->
    [0] Nothing is hidden: readers see all { $figures } figures.
    [one] Of { $figures } figures, one is hidden ({ $share }).
   *[other] Of { $figures } figures, { $told } are hidden ({ $share }).
  }
desk-key-shown = shown as they are
desk-key-coded = shown as “5% or less” or “95% or more”
desk-key-small = small by themselves: fewer than { $minimum } people counted, not counted, or in the group
desk-key-company = hidden so that those small ones cannot be worked out
desk-key-source = kept back by their source, before they came to us
desk-second-person = A second person looks
desk-second-about = You did not make this draft. Look at what is hidden and what it costs, then confirm it. Nothing is published without that.
desk-second-own = You made this draft. Somebody else confirms what is hidden in it: ask the facilitator, the data manager or a director.
desk-second-other = Somebody with the right to confirm, who did not make this draft, looks at it before it is published.
desk-what = What is hidden, and why
desk-what-about = A figure is small when fewer than { $minimum } people are counted, not counted, or in the group. Where that alone would let a reader find it by subtraction, from this edition or an earlier one, others are hidden with it. Readers see one mark for all of them.
desk-measure = Measure
desk-small = Small by themselves
desk-company = Hidden so that those cannot be worked out
desk-source = Kept back by the source
desk-other = Told otherwise
desk-share = Hidden
desk-which = Which ones
desk-table = Table
desk-coded-list = As a range: { $list }.
desk-held-list = As printed before: { $list }.
desk-corrections = Corrections
desk-held-about = { $count ->
    [one] One figure differs from what was printed by fewer than { $minimum } people. Told now, the difference would point at them. It stays as it was printed until the next period, or until the differences add up to { $minimum }.
   *[other] { $told } figures differ from what was printed by fewer than { $minimum } people. Told now, the differences would point at them. They stay as they were printed until the next period, or until the differences add up to { $minimum }.
  }
desk-rates-about = These corrected rates came without counts. Nobody can say how many people the corrections are about. They are told, unless the owner of the figures decided to hold such corrections back:
desk-rates-rule = Decide it for each measure, under Settings
desk-study = What would cost less, and what one more table would cost
desk-study-about = Each line is computed, not guessed: the draft is made and checked once more that other way, with everything published before as known to readers.
desk-study-begin = Compute the alternatives
desk-study-running = { $done } of { $planned } alternatives are computed. You can close this page; the work goes on.
desk-study-look = See how far it is
desk-study-stop = Stop
desk-study-stopped = Stopped after { $done } of { $planned } alternatives. What was found stays below.
desk-study-stale = The draft was made again since the alternatives were computed.
desk-study-nothing = Nothing is hidden for its size, and no other table is accepted. There is nothing to compare.
desk-leave-out = { $title }: leave out the breakdown by { $what }
desk-together = { $title }: tell small groups together ({ $what })
desk-add = { $title }: add the breakdown by { $what }
desk-take = Make the draft this way
desk-refused = Not possible
desk-refused-because = It cannot be published: { $reason }.
desk-no-difference = No difference
desk-more-figures = { $count ->
    [one] 1 more figure
   *[other] { $told } more figures
  }
desk-fewer-figures = { $count ->
    [one] 1 figure fewer
   *[other] { $told } figures fewer
  }
desk-price-unlocked = { $count ->
    [one] One figure that is hidden would be shown.
   *[other] { $told } figures that are hidden would be shown.
  }
desk-price-gained = { $count ->
    [one] One new figure would be shown.
   *[other] { $told } new figures would be shown.
  }
desk-price-gained-hidden = { $count ->
    [one] One new figure would be hidden.
   *[other] { $told } new figures would be hidden.
  }
desk-price-lost = { $count ->
    [one] One figure that is shown would not be there.
   *[other] { $told } figures that are shown would not be there.
  }
desk-price-also-hidden = { $count ->
    [one] One figure that is shown would have to be hidden, now and in every later edition.
   *[other] { $told } figures that are shown would have to be hidden, now and in every later edition.
  }
desk-price-nothing = Readers would see the same figures.
desk-more = Tables that are not public
desk-more-about = There are accepted figures for these breakdowns, and no edition has shown them. Whoever wants one says why; its price is computed against everything that is public; a second person adds it or declines.
desk-propose = Propose this table
desk-propose-why = What would readers do with it?
desk-reason = Why
desk-reason-missing = Please say why, in a few words.
desk-proposal-open = Waits for a second person
desk-proposal-added = Added
desk-proposal-declined = Declined
desk-proposal-own = You proposed this; somebody else adds it. You may take it back.
desk-proposal-add = Add it
desk-proposal-decline = Decline it
desk-certificate = How this draft was checked
desk-certificate-what = The program was given everything that anybody will be able to read: { $tables ->
    [one] one table
   *[other] { $tables-told } tables
  } with { $cells } counts and { $relations } sums and earlier statements between them, and what { $editions ->
    [0] no earlier edition
    [one] one earlier edition
   *[other] { $editions } earlier editions
  } told, older numbers of corrected figures included. { $unknown } counts stayed unknown to it; { $guarded } of them must stay uncertain, and it looked for the least and the most that each can be.
desk-certificate-narrowest = The closest it came to a hidden count is a range of { $width } possible numbers.
desk-certificate-already = { $already ->
    [one] One count was given away by an earlier edition, and nothing can undo that. This draft tells no more about it.
   *[other] { $already } counts were given away by earlier editions, and nothing can undo that. This draft tells no more about them.
  }
desk-certificate-how = Steps: at most { $steps }, in less than { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
  }. Solver: { $solver }. Engine: { $engine }. Fingerprint of the figures as readers get them, and of the editions before (SHA-256): { $inputs }
desk-untouched = { $count ->
    [0] Something is hidden of every measure.
    [one] Nothing is hidden of one other measure.
   *[other] Nothing is hidden of the { $told } other measures.
  }
desk-tables = { $count ->
    [one] { $title }: one table
   *[other] { $title }: { $count } tables
  }
desk-dear = { $count ->
    [one] One more would show readers less
   *[other] { $count } others would show readers less
  }
desk-not-computed = Not computed
desk-too-long = It takes longer than this machine gave it, so there is no answer.
draft-too-long = The check takes longer than this machine gave it, and what cannot be checked is not published.

edition-note-change = Change what this draft says to readers
edition-note-save = Save, and make the draft again
edition-next-told = { $count ->
    [one] One number in the texts may tell what is protected. Change the text, or let a second person answer for it.
   *[other] { $count } numbers in the texts may tell what is protected. Change the texts, or let a second person answer for them.
  }
told-look = Look at them on the release desk
told-hint = Readers see these words as they stand. A number of only a few people does not belong into them.
told-heading = Numbers in the texts
told-about = Stories, notes, definitions and the words of leaders become public as they are written. These numbers may tell what the figures hide. Change the text and make the draft again; or somebody who did not make the draft says why it is no such count. Nothing is published before that.
told-waits = Waits
told-answered = Answered for
told-why-small = This reads like a count of fewer than { $minimum } people, or leaves fewer than { $minimum }.
told-why-hidden = A figure beside this text is hidden, and this is its number or follows from it.
told-reason = Why this is no count of a few people, and nothing that is hidden
told-confirm = Answer for this number
told-confirmed = { $name }: “{ $reason }”
told-in-note = what the edition says of itself
told-in-title = the title
told-in-story = the story
told-in-definition = the definition
told-in-breaks = a note about the series
told-in-checks = words of a leader
told-in-collaborative = about the collaborative
told-in-partners = about a partner
told-in-newsletter = the newsletter
told-in-decisions = words of a decision
told-in-plan = words of the plan
told-in-agenda = words of the agenda
told-in-other = a text
vetting-told = Readers will see your words. “{ $words }” may be a number so small that it points at somebody. Please say it without the number; or send it as it is, and a second person looks at it before anything is public.

desk-cost-heading = What it costs
desk-cost = What readers lose is added up as people: each hidden figure counts with the people in its group, and 100 more. That makes { $loss }; { $needed } of it is small by itself. However one chose what to hide with it, at least { $bound } would be lost: a better choice could save { $gap }% at most. For staff only, since it is made of hidden numbers.
desk-cost-table = { $loss } lost, at least { $bound }; a better choice saves { $gap }% at most.{ $others ->
    [0] { "" }
    [one] { " " }Counted with one other table that shares people with it.
   *[other] { " " }Counted with { $others } other tables that share people with it.
  }

edition-counted = { $changed ->
    [0] none new or changed, of { $figures } figures
    [one] one new or changed, of { $figures } figures
   *[other] { $changed } new or changed, of { $figures } figures
  }
field-told = “{ $words }” may be a number of people so small that it points at somebody. Where readers would see this text, a second person looks at it first.

edition-doubts = Sentences to look at
edition-doubts-about = The figures of this draft do not support these sentences. Change them and make the draft again; or publish without them, and the pages lead with what the figures say instead.
edition-doubts-leave-out = { $count ->
    [one] I have read why one sentence is doubted. Publish without it.
   *[other] I have read why { $count } sentences are doubted. Publish without them.
  }
edition-next-doubts = The figures do not support every sentence of this draft. Read why below; then change the sentences and make the draft again, or say that it is published without them.

import-packages = Take over editions from another installation
import-packages-lede = What was published there comes in as it was published: same numbers, same days, same bytes. Nothing is worked out anew. Take datapackage.zip of each edition from its page of open data.
import-look = See what would change
field-packages = Data packages
field-packages-hint = Choose all editions at once, datapackage.zip of each.
import-none = Please choose at least one data package.
import-too-many = Please choose at most { $most } packages at once.
import-what = What would change
import-what-lede = Nothing has changed yet. These editions were read and compared with what their packages say of them.
import-caption = Editions in the packages
import-edition = Edition
import-published = Published
import-measures = Indicators
import-hidden = Hidden figures
import-state = Here
import-state-new = New
import-state-same = Here already, the same to the byte
import-state-other = Here with other content
import-not-empty = Nothing can be taken over: this collaborative has editions or indicators of its own. An edition that was protected against others cannot stand beside editions it knew nothing of.
import-would = { $count ->
    [one] One edition would become public, as it was published there.
   *[other] { $count } editions would become public, as they were published there.
}
import-who = Taking over makes them public at once, so whoever may publish editions confirms it. Send them the address of this page.
import-confirm = Take them over and make them public
import-again = Choose other packages
import-not-a-package = { $name } is not a data package of Mainstay, such as datapackage.zip from the page of open data: { $reason }
import-field = { $name }: in { $file }, field { $field }: { $reason }
import-changed = { $name }: { $file } was changed after the package was made. Please take the package from its publisher again.
import-newer = { $name } was made by a newer Mainstay, which keeps more than this one can give back.
import-several = The packages are of several collaboratives, { $one } and { $other }. Please take them over one after the other.
import-twice = Edition { $number } is given twice.
import-foreign = The packages are of the collaborative { $theirs } (edition.json, field collaborative.slug), and this is { $ours }.
