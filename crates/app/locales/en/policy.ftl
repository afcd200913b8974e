# The policy agenda.

policy-level-institutional = Institution
policy-level-local = Local
policy-level-state = State
policy-level-federal = Federal
public-policies-heading = Rules that changed
public-policy-decided = { $who } ({ $level }), { $day }.
public-policy-money = Money committed: { $amount }.
public-policy-money-years = Money committed: { $amount } over { $years } years.
public-policy-partners = Partners that supported it: { $partners }.

policies = Policy agenda
policies-lede = What we ask of those who make rules, where each partner stands, and what came of it. Nobody says for a partner where it stands.
policies-none = Nothing is on the policy agenda yet.
policy-new = Add to the policy agenda
policy-edit = Change this
policy-form-lede = Say plainly what is asked of whom.
field-ask_en = What is asked, in English
field-ask_es = What is asked, in Spanish
field-decision_maker = Who decides (English)
field-decision_maker_es = Who decides (Spanish)
policy-decides = Who decides
field-level = Level
field-policy_stage = How far it is
policy-stage-idea = Idea
policy-stage-agreed = On our agenda
policy-stage-moving = Before whoever decides
policy-stage-adopted = Adopted
policy-stage-in-force = In force
policy-stage-lost = Turned down
policy-stage-dropped = No longer asked for
field-policy_because_en = Why it was turned down or dropped, in English
field-policy_because_es = Why it was turned down or dropped, in Spanish
field-allies = Allies outside
field-conditions_en = Conditions it should change, in English
field-conditions_es = Conditions it should change, in Spanish
policy-conditions = Conditions it should change
policy-indicators = Indicators it should move
policy-outcome = What came of it
policy-money = Money
policy-adopted-by = Put on the agenda by
field-adopted_on = Adopted on
field-outcome_en = What came of it, in English
field-outcome_es = What came of it, in Spanish
field-money = Money committed, in dollars
field-money-hint = All of it together, such as 1,250.50.
field-money_years = Over how many years
field-money_years-hint = Leave it empty where it is given once.
problem-policy-meanwhile = Somebody changed this meanwhile. Your words are below; look at the page and send them again.
problem-not-money = Write an amount in dollars, such as 1,250.50.
problem-not-hours = Write hours, such as 1.5, up to 200.
problem-no-hours = Write how many hours it took, of either kind.
problem-may-not-lobby = This partner may not lobby. Note other work on it only.
problem-policy-closed = This was decided or dropped; positions stay as they were.
problem-policy-not-won = It becomes a mark on the curve once it is adopted.
problem-policy-supporter = Choose a partner that supports it: the backbone never appears as who did it.
policy-positions = Where partners stand
policy-positions-caption = Where partners stand
policy-position-supports = Supports it
policy-position-neutral = Neutral
policy-position-may-not-lobby = May not lobby
policy-stand-supports = { $count ->
    [one] one partner supports it
   *[other] { $count } partners support it
}
policy-stand-neutral = { $count ->
    [one] one is neutral
   *[other] { $count } are neutral
}
policy-stand-may-not-lobby = { $count ->
    [one] one may not lobby
   *[other] { $count } may not lobby
}
field-policy_position = Position
field-position_words = Anything to add
policy-since = Since
policy-position-own = Where your organization stands
policy-position-take = Take this position
policy-position-title = Where do you stand?
policy-position-lede = What is asked of those who make rules. Say for { $organisation } where it stands; you can change it until it is decided. Neutral, and not being allowed to lobby, are answers too.
policy-position-none = Nothing waits for a position now.
policy-position-save = Save
policy-position-kept = Kept. You can change it here until it is decided.
policy-work = Work on it
policy-work-none = No work noted yet.
policy-work-heading = Note work
policy-work-note = Note it
policy-work-remove = Remove
policy-hours = Lobbying: { $lobbying } hours. Other work: { $other } hours.
field-done_on = Day
field-what_en = What was done, in English
field-what_es = What was done, in Spanish
field-lobbying_hours = Hours of lobbying
field-lobbying_hours-hint = Asking lawmakers to vote in a certain way on a bill. The law limits this kind, so it is kept apart.
field-other_hours = Hours of other work
field-other_hours-hint = Research, meetings, talks with agencies about their own rules.
policy-contribute-heading = Tell it on the curve
policy-contribute = Make it a mark on the curve
policy-on-curve = On the curve of { $title }
policy-visibility-public = It goes out with the next edition
policy-visibility-internal = It is internal
policy-make-public = Show it in the next edition
policy-make-internal = Keep it internal
policy-ask-heading = Ask a partner where it stands
policy-ask = Ask by mail
policy-ask-subject = { $collaborative }: where does { $organisation } stand?
policy-ask-mail = { $person },

    { $collaborative } asks those who make rules for a few things. Where does { $organisation } stand on each: for it, neutral, or not allowed to lobby? One page, a minute or two.

    { $link }

    The link is yours alone. Questions: { $contact }
fact-policy-added = added something to the policy agenda
fact-policy-changed = changed the policy agenda
fact-policy-position-taken = took a position on a policy
fact-policy-work-noted = noted work on a policy
fact-policy-work-removed = removed work on a policy
fact-policy-told-on-curve = told an adopted policy on a curve
fact-policy-shown = changed whether a policy is public
plan-tab-policy = Policy
