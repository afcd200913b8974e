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
protection-proposed = It is proposed to lower this to { $to }.
protection-own = You proposed it; a second person confirms it.
protection-confirm = Confirm the lower count
protection-decline = Leave it as it is
protection-directors = Who may see small counts
protection-directors-about = The data manager sees counts below the threshold while reviewing. A director sees them only if somebody else allows it here; each look is kept in the history.
protection-sees = Sees small counts
protection-sees-not = Does not see small counts
protection-grant = Allow
protection-withdraw = No longer allow
