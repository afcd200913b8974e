## Coverage: what of the plan is covered, thin, doubled or missing.
coverage = Coverage
coverage-lede = Where the plan does much, little, the same twice, or nothing. Each finding is a question for people who know more than the plan says.
coverage-stands-out = What stands out
coverage-nothing-stands-out = Nothing is missing and nothing is doubled, as far as the plan says.
coverage-matrices = Ways to look at coverage
coverage-as-a-whole = As a whole
coverage-found = What is found
coverage-measures = { $count ->
    [one] one measure
   *[other] { $count } measures
}
coverage-name-strategy-partner = Strategies and partners
coverage-name-stage-place = Stages and places
coverage-name-group-strategy = Groups and strategies
coverage-lede-strategy-partner = Who does something for which strategy of the agenda. Nobody is expected everywhere; the column “As a whole” says what is missing.
coverage-lede-stage-place = What is done at each stage of the pathway, in the places that the plan names. An activity without a place is for the whole community and counts in each.
coverage-lede-group-strategy = What is done for each group that the plan names. An activity for everyone reaches the group too, but is nothing of its own.
coverage-corner-strategy-partner = Strategy
coverage-corner-stage-place = Stage
coverage-corner-group-strategy = Group
coverage-empty-strategy-partner = There is no ratified agenda with strategies yet.
coverage-empty-stage-place = The pathway has no stages yet.
coverage-empty-group-strategy = No activity of the plan is meant for a group yet.
coverage-key-covered = Covered
coverage-key-thin = Thin
coverage-key-doubled = Doubled
coverage-key-missing = Missing
coverage-covered = Covered
coverage-missing = Missing
coverage-doubled = Doubled
coverage-to-come = To come
coverage-for-everyone = For everyone only
coverage-one-partner = One partner alone
coverage-leads = Leads
coverage-helps = Takes part
coverage-under-way = Under way
coverage-rule-covered = Something is under way, and it does not rest on one partner alone.
coverage-rule-thin = What there is has not begun, rests on one partner, or is for everyone and nothing for this group.
coverage-rule-doubled = Two activities under way do the same beside each other: the same strategy, stage, groups and place, other leads, and nobody who takes part in both.
coverage-rule-missing = Nothing that belongs here is under way or to come.
coverage-activities = { $count ->
    [one] one activity
   *[other] { $count } activities
}
coverage-beyond = { $count ->
    [one] One more partner takes part in fewer strategies and is not shown as a column.
   *[other] { $count } more partners take part in fewer strategies and are not shown as columns.
}
coverage-missing-row-strategy-partner = Nobody does anything for “{ $row }”
coverage-doubled-row-strategy-partner = Two partners do the same for “{ $row }” without each other
coverage-missing-row-stage-place = Nothing is done at the stage “{ $row }”
coverage-missing-cell-stage-place = Nothing is done at the stage “{ $row }” in { $column }
coverage-missing-cell-group-strategy = Nothing reaches “{ $row }” by “{ $column }”
coverage-was-asked = { $partner } was asked.
coverage-on-an-agenda = It is on the agenda of a meeting.
coverage-is-meant = It is meant to be so: { $because }
coverage-cell-lede = What the plan does here, and the ways to somebody who could do something about it.
coverage-what-is-done = What is done
coverage-nothing-done = Nothing is under way or to come.
coverage-done-about-it = What was done about it
coverage-begin = Enter what is missing
coverage-begin-lede = If something is done here that the plan does not know, or somebody begins it, it is entered in a minute.
coverage-begin-here = Add an activity here
coverage-ask = Ask somebody
coverage-could-gap = At work nearby, or at this before, and not here now: { $partners }.
coverage-could-doubled = These do the same, each without the other: { $partners }.
field-also = And to
coverage-by-letter = By letter
coverage-send = Send the letter
coverage-by-agenda = Or talk about it at a meeting
coverage-propose = Put it on the agenda
coverage-by-leaving = Or say that it is meant to be so
coverage-leave = Leave it as it is
coverage-letter-subject-gap = Could you take this up? { $what }
coverage-letter-subject-doubled = Two of us do the same: { $what }
coverage-letter-gap = In our shared plan nobody does anything yet here: { $what }.
    
    You are at work close by. Could you take this up, alone or with others, or do you know who could? Any answer helps, also “not us” and “not now”.
    
    { $person }, { $collaborative }
coverage-letter-doubled = In our shared plan two activities do the same beside each other: { $what }.
    
    Could we talk about doing it together, or about who does which part? You know better than the plan what is behind it.
    
    { $person }, { $collaborative }
coverage-letter-foot = { $collaborative }. Just reply to { $contact }.
coverage-item-gap = Who could take this up? { $what }
coverage-item-doubled = Together or apart? { $what }
field-letter = Letter
field-meeting = Meeting
problem-whom-to-ask = Please choose whom to ask.
problem-nobody-reached = Nobody at this partner can be reached by mail: the directory has no address.
fact-coverage-invited = asked a partner about a gap in the plan
fact-coverage-proposed = put a gap in the plan on an agenda
fact-coverage-meant = said that a gap in the plan is meant
field-letter_subject = Subject
plan-tab-coverage = Coverage
coverage-rule-leads = It leads something here that is under way.
coverage-rule-helps = It takes part in something here that another partner leads.
coverage-rule-to-come = What it does here has not begun.
coverage-rule-for-everyone = What there is is for everyone, and nothing for this group above all.
coverage-scroll = The table goes on to the right: scroll it sideways, or with the arrow keys.
