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
edition-narrowest = From everything published, the closest anyone can come to a hidden count is a range of { $width }.
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
vetting-about = You answer for figures in it. Tell us until { $day } whether they are right. It takes about three minutes.
vetting-your-answer = Your answer
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
edition-hidden-each = Every hidden figure:
edition-place = Place
edition-period = Period
edition-group = Group
