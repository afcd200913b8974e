## The collaborative itself.
collaborative-none = No initiative has been set up here yet.

## Settings.
settings-lede = What the public and your partners read about the initiative. Rules that protect people have a page of their own:
settings-name = Name
settings-place = Where it works
settings-contact = E-mail address for questions
settings-language = Language to begin with
settings-about-en = About the initiative, in English
settings-about-es = About the initiative, in Spanish
settings-credit-en = Credit line, in English
settings-credit-es = Credit line, in Spanish
settings-minimum = Smallest count that is shown
settings-minimum-hint = Raising it takes effect with the next edition. Lowering it waits for a second person.
settings-minimum-range = This is a whole number from 3 to 1000.
settings-minimum-waits = Lowering it to { $to } waits for a second person.
settings-save = Save
protection-title = Rules of protection
protection-lede = Two people change these rules, so that nobody lowers the protection alone.
protection-minimum = Counts below { $minimum } are protected in every edition.
protection-own = You proposed it; a second person confirms it.
protection-confirm = Confirm the lower count
protection-decline = Leave it as it is
protection-directors = Who may see small counts
protection-directors-about = The data manager sees counts below the threshold while reviewing. A director sees them only if somebody else allows it here; each look is kept in the history.
protection-sees = Sees small counts
protection-sees-not = Does not see small counts
protection-grant = Allow
protection-withdraw = No longer allow

settings-reason = Why the smallest count is lowered
settings-reason-hint = Only needed when you lower it. The second person reads it, and it stays in the history.
settings-reason-missing = Please say why, in a few words.
protection-house = Every measure
protection-as-house = the rule of the house
protection-proposed-minimum-count = { $title }: it is proposed to lower the smallest count that is shown from { $from } to { $to }.
protection-proposed-suppression = { $title }: it is proposed to take the figures for estimates that are no counts of people. Then none of them is protected.
protection-proposed-corrected-rates = { $title }: it is proposed to tell corrected rates again, although nobody can say how many people a correction is about.
protection-rates = Corrected rates without counts
protection-rates-about = When a rate is corrected and no count stands behind it, nobody can say how many people the correction is about. The owner of the figures decides, for each measure, whether such corrections are told or held back until the next period. Holding them back takes effect at once; telling them again takes two people.
protection-rates-told = told
protection-rates-held = held back
protection-rates-tell = Propose to tell them
protection-rates-hold = Hold them back
