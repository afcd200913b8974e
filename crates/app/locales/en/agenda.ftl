## The common agenda.
section-agenda = Agenda
nav-agenda = Agenda
agenda-title = Common agenda
agenda-lede = What we want for everyone, how we will know, and what we do together. The team drafts it, members and residents have their say, and the steering committee ratifies it.
agenda-versions = Versions
agenda-none-yet = There is no agenda yet. The team begins a draft; everybody at the table can comment on it.
agenda-begin = Begin a new version
agenda-begin-button = Begin the draft
agenda-begin-lede = The draft begins with everything in the newest ratified version. Say what it is called and what is to change.
agenda-all-versions = The agenda
agenda-describe = Title and note
agenda-inputs = What people said
agenda-compare = Compare versions
agenda-compare-before = What changed
agenda-endorsements = Who stands behind it
agenda-version-called = { $title } (version { $number })
agenda-draft-called = { $title } (draft)
agenda-state-draft = Draft
agenda-state-proposed = Before the committee
agenda-state-ratified = Ratified
agenda-state-set-aside = Set aside
agenda-lede-draft = A draft. Open a part to comment on it or to suggest another wording.
agenda-lede-proposed = It lies before the steering committee. Its text cannot be changed until the committee has decided.
agenda-lede-ratified = Ratified by the steering committee. Its text is frozen for good.
agenda-lede-set-aside = This draft was set aside. It stays readable.
agenda-ratified = Ratified on
agenda-ratified-on = Ratified on { $day }.
agenda-fingerprint = Fingerprint of the text
agenda-endorsed-by = { $count ->
    [0] No partner has endorsed it yet.
    [one] One partner stands behind it.
   *[other] { $count } partners stand behind it.
}
agenda-reviews-due = Due for another look
agenda-review-was-due = Its review was due on { $day }.
agenda-empty-draft = Nothing stands in this draft yet. Add the vision first, then the problem and the results.

agenda-kind-vision = Vision
agenda-kind-problem = Problem
agenda-kind-population = For whom
agenda-kind-place = Place
agenda-kind-principle = Principle
agenda-kind-result = Result
agenda-kind-indicator = Measure
agenda-kind-strategy = Strategy
agenda-section-vision = Our vision
agenda-section-problem = The problem
agenda-section-population = For whom
agenda-section-place = Where
agenda-section-principle = How we work
agenda-section-result = Results
agenda-section-indicator = Measures
agenda-section-strategy = Strategies

agenda-map-title = How it hangs together
agenda-map-subtitle = Each result, the measures that stand for it with the direction they go, and what we do about them.
agenda-map-table = The map as a table
agenda-map-empty = There is no result in it yet.
agenda-column-direction = Direction
agenda-not-measured = Not yet measured
agenda-owner-is = Looked after by { $name }
agenda-review-on = To be looked at again on { $day }
agenda-review-late = Its review was due on { $day }
agenda-comments-count = { $count ->
    [one] One comment
   *[other] { $count } comments
}
agenda-suggestions-count = { $count ->
    [one] One open suggestion
   *[other] { $count } open suggestions
}

agenda-part-add = Add a part
agenda-part-change = Change this part
agenda-part-lede = A measure stands under a result; a strategy stands under a result or a measure. The rest stands on its own.
agenda-part-remove = Take it out
agenda-part-remove-heading = Take this part out of the draft, with what stands under it
agenda-path = Stands under
agenda-other-language = In Spanish
field-under = Stands under
field-under-hint = For measures and strategies.
field-body_en = Text in English
field-body_es = Text in Spanish
field-keeper = Who looks after it
field-look_again_on = When to look at it again
field-next_review_on = Look at it again on
field-position = Place among its neighbors
field-position-hint = A number; smaller ones come first. Leave it empty for the end.
field-comment = Your comment
field-wording = Your wording
field-why = Why
field-words = What was said
field-heard_on = On which day
field-giver_name = Name, if they want to be answered
field-giver_name-hint = Used for the reply alone. Nobody else sees it, and it can be removed at once.
field-giver_email = E-mail, if they want to be answered
field-channel = How it came
field-part_key = What it is about
field-became = What became of it
field-changed_version = In which version it changed something
field-reply_en = Reply in English
field-reply_es = Reply in Spanish
field-agenda-title-en = Title in English
field-agenda-title-es = Title in Spanish
field-agenda-body-en = Text in English
field-agenda-body-es = Text in Spanish
field-agenda-owner = Who looks after it
field-agenda-review-on = To be looked at again

agenda-to-committee = To the steering committee
agenda-to-committee-text = The team drafts and never ratifies. The committee decides on exactly this text; while it does, nothing in it can be changed.
agenda-propose = Lay it before the committee
agenda-proposal-title = Ratify version { $number } of the agenda: { $title }
agenda-proposal = The committee’s decision
agenda-take-back = Take it back from the committee
agenda-not-ready = Something is missing before the committee can decide:
agenda-ready = The draft is whole and can be laid before the committee.
agenda-set-aside = Set the draft aside
agenda-set-aside-heading = Give this draft up
agenda-ratified-by-decision = An agenda is ratified by a recorded decision of the steering committee, with its quorum, and by nothing else. Answer the committee’s proposal instead.
agenda-fault-misplaced = “{ $title }” stands where it may not stand.
agenda-fault-ring = “{ $title }” stands under itself.
agenda-fault-twice = { $kind } stands there more than once.
agenda-fault-missing = { $kind } is missing.
agenda-fault-unmeasured = “{ $title }” has no measure yet.

agenda-comments = Comments
agenda-comment-add = Say something about this part
agenda-comment-send = Send the comment
agenda-suggestions = Suggestions
agenda-suggest-add = Suggest another wording
agenda-suggest-send = Send the suggestion
agenda-suggested-by = { $name } suggests
agenda-suggestion-open = Open
agenda-suggestion-accepted = Accepted
agenda-suggestion-declined = Declined
agenda-accept = Accept this wording
agenda-decline = Decline, with the reason above
agenda-answered = Answer: { $answer }
agenda-a-member = A member
agenda-inputs-here = What people said about it
agenda-review-heading = Looked at again, and it holds
agenda-reviewed = Note the review

agenda-older = The older one
agenda-newer = The newer one
agenda-compare-lede = Word by word: what was taken out is struck through, what came is underlined.
agenda-from-to = From { $one } to { $other }
agenda-compare-summary = { $added } added, { $removed } taken out, { $changed } changed, { $same } as before.
agenda-change-added = New
agenda-change-removed = Taken out
agenda-change-moved = Moved
agenda-change-changed = Changed
agenda-removed-begins = (taken out:
agenda-added-begins = (added:
agenda-run-ends = )

agenda-inputs-lede = From members, from residents, on paper and spoken. Each input gets a reply that says what became of it.
agenda-inputs-none = Nothing was noted yet.
agenda-inputs-count = { $open ->
    [0] { $total } inputs, all answered.
    [one] { $total } inputs, one waits for a reply.
   *[other] { $total } inputs, { $open } wait for a reply.
}
agenda-input-note = Note what somebody said
agenda-input-give = Say something about the agenda
agenda-input-save = Keep it
agenda-came-resident = From a resident
agenda-came-paper = On paper
agenda-came-spoken = Spoken, at a meeting or on the phone
agenda-channel-member = From a member, { $day }
agenda-channel-resident = From a resident, { $day }
agenda-channel-paper = On paper, { $day }
agenda-channel-spoken = Spoken, { $day }
agenda-became-open = Waits for a reply
agenda-became-changed = It changed the agenda
agenda-became-kept = Kept as it was
agenda-became-later = For a later version
agenda-we-did = We did: { $reply }
agenda-how = How it came
agenda-giver = For the reply
agenda-reply = The reply
agenda-reply-heading = Reply
agenda-reply-send = Keep the reply
agenda-input-public = Show the words, without a name, and the reply on the public page
agenda-forget = Remove name and address
agenda-forget-heading = Forget who gave it
agenda-receipt = Noted
agenda-receipt-lede = Whoever said it can read at this address what becomes of it. Give it to them now: it is shown once.
agenda-receipt-address = Their address
agenda-said-title = What you said
agenda-said-became = What became of it
agenda-said-waits = Nobody has answered yet. Come back to this page, or wait for a mail if you left an address.
agenda-said-read = Read the agenda
agenda-said-private = This page is yours alone: no name stands on it, and only who has its address can open it. To have your words removed, write to us.
agenda-input-thanks-subject = Thank you: what you told { $collaborative }
agenda-neighbor = neighbor
agenda-input-thanks-mail = Hello { $name },

    You said: “{ $words }”

    Here you can read what becomes of it:
    { $link }

    { $collaborative }
agenda-input-reply-subject = What became of what you said
agenda-input-reply-mail = Hello { $name },

    You said: “{ $words }”

    Our answer: { $reply }

    { $collaborative }

agenda-endorsements-lede = Partners say in their own name that they stand behind the ratified agenda, or behind the parts they work on.
agenda-endorsements-none = No partner has endorsed this version yet.
agenda-endorses-all = Stands behind the whole agenda
agenda-endorses-parts = Stands behind: { $parts }
agenda-endorsed-on = Since { $day }
agenda-endorsement-withdrawn = Taken back
agenda-endorse-ask = Send the link
agenda-endorse-ask-heading = Ask a partner
agenda-endorse-title = Endorse the agenda
agenda-endorse-heading = { $organisation }: do you stand behind “{ $title }”?
agenda-endorse-about = The steering committee of { $collaborative } ratified this agenda on { $day }. You answer for your organization.
agenda-endorse-read = Read the whole agenda
agenda-endorse-thanks = Noted: { $organisation } stands behind it since { $day }. You can change your answer here.
agenda-endorse-question = Our organization
agenda-endorse-all = stands behind the whole agenda
agenda-endorse-parts = stands behind some parts of it
agenda-endorse-which = Which parts
agenda-endorse-words = Something to add, which readers will see (optional)
agenda-endorse-send = Send our answer
agenda-endorse-withdraw = Take our endorsement back
agenda-endorse-choose = Please choose the whole agenda, or the parts you stand behind.
agenda-endorse-rail = About this page
agenda-endorse-means = What it means
agenda-endorse-means-text = Your organization’s name stands on the public page of the agenda. It is no contract, and you can take it back at any time.
agenda-endorse-subject = Does your organization stand behind “{ $title }”?
agenda-endorse-mail = Hello { $name },

    The steering committee of { $collaborative } ratified the common agenda “{ $title }”. Does your organization stand behind it, or behind parts of it? It takes two minutes:
    { $link }

    Opening the page changes nothing; your answer does.

agenda-public-ratified = Ratified by { $body } on { $day }. Version { $number }.
agenda-you-said = You said, we did
agenda-you-said-lede = What people told us about this agenda, in their words, and what became of it.

problem-agenda-open-draft = Another draft is open already. Finish it or set it aside first.
problem-agenda-too-many = An agenda has at most { $most } parts.
problem-agenda-once = An agenda has only one of these.
problem-agenda-newer = Somebody changed this part since you opened it. Your text is still here: compare, and save again.
problem-agenda-not-ready = The draft is not ready for the committee: see what is missing below.
problem-agenda-draft = It is a draft.
problem-agenda-proposed = It lies before the committee and cannot be changed now.
problem-agenda-ratified = It is ratified and frozen. Begin a new version to change something.
problem-agenda-set-aside = This draft was set aside.
problem-agenda-same-words = These are the words that stand there already.
problem-agenda-say-why = Please say why, for whoever suggested it.
problem-agenda-text-moved = The text has changed since this was suggested. Change the part by hand, and decline the suggestion with a word about it.
problem-agenda-name-version = Please name the version in which it changed something.
problem-agenda-no-organisation = This person belongs to no organization.
problem-agenda-only-ratified = Only a ratified agenda is endorsed.
problem-agenda-no-committee = There is no steering committee yet. Make it first, with its seats.
problem-agenda-no-part = Please choose parts of this agenda.
problem-agenda-under-vision = A vision stands on its own.
problem-agenda-under-problem = A problem stands on its own.
problem-agenda-under-population = For whom it is stands on its own.
problem-agenda-under-place = A place stands on its own.
problem-agenda-under-principle = A principle stands on its own.
problem-agenda-under-result = A result stands on its own.
problem-agenda-under-indicator = A measure stands under a result.
problem-agenda-under-strategy = A strategy stands under a result or a measure.

agenda-need-reviews = { $count ->
    [one] One part of the agenda is due for another look
   *[other] { $count } parts of the agenda are due for another look
}
agenda-need-reviews-text = Their review dates have passed.
agenda-need-suggestions = { $count ->
    [one] One suggestion for the agenda waits for an answer
   *[other] { $count } suggestions for the agenda wait for an answer
}
agenda-need-suggestions-text = Whoever suggested it is owed a yes, or a no with a reason.
agenda-need-inputs = { $count ->
    [one] One input on the agenda waits for a reply
   *[other] { $count } inputs on the agenda wait for a reply
}
agenda-need-inputs-text = Whoever said it reads the reply on a page of their own.
agenda-need-step = Open the agenda

fact-agenda-draft-begun = began a draft of the agenda
fact-agenda-draft-described = changed title or note of the agenda’s draft
fact-agenda-draft-set-aside = set the agenda’s draft aside
fact-agenda-draft-again = took the agenda back from the committee
fact-agenda-part-added = added a part to the agenda’s draft
fact-agenda-part-changed = changed a part of the agenda’s draft
fact-agenda-part-removed = took a part out of the agenda’s draft
fact-agenda-part-reviewed = looked at a part of the agenda again
fact-agenda-laid-before-committee = laid the agenda before the steering committee
fact-agenda-ratified = ratified the agenda by decision
fact-agenda-not-ratified = decided not to ratify the agenda
fact-agenda-commented = commented on the agenda’s draft
fact-agenda-suggested = suggested another wording for the agenda
fact-agenda-suggestion-accepted = accepted a suggestion for the agenda
fact-agenda-suggestion-declined = declined a suggestion for the agenda
fact-agenda-input-noted = noted what somebody said about the agenda
fact-agenda-input-answered = answered what somebody said about the agenda
fact-agenda-giver-forgotten = removed who gave an input
fact-agenda-endorsement-asked = asked a partner to endorse the agenda
fact-agenda-endorsed = endorsed the agenda for an organization
fact-agenda-endorsement-withdrawn = took an endorsement of the agenda back
