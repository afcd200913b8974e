## Data-sharing agreements.
agreement-list = Data-sharing agreements
agreement-list-lede = What partners let each other do with their data, signed by both sides. What an agreement does not allow is refused, and the refusal names the clause.
agreement-list-empty = There is no agreement yet. Begin with one of the three beginnings above and change what does not fit.
agreement-new = A new data-sharing agreement
agreement-edit = Change the text
agreement-save = Save the draft
agreement-begin-counts = Begin: counts only
agreement-begin-participants = Begin: records of participants
agreement-begin-programme = Begin: one partner’s own programmes
agreement-no-advice = These words are ours, in plain language. They are no legal advice: have them read by whoever answers for the law in each organization.
agreement-runs = From { $start } through { $end }.
agreement-version = Version { $number }: { $standing }
agreement-version-number = Version { $number }
agreement-standing-draft = Draft
agreement-standing-signing = Waiting for signatures
agreement-standing-in-force = In force
agreement-standing-replaced = Replaced by a newer version
agreement-standing-ended = Ended
agreement-standing-destroyed = Ended, data destroyed
agreement-about-draft = Nobody outside the team has seen it. When the text is right, ask both sides to sign: it is frozen then.
agreement-about-signing = The text is frozen and both sides have a link. A change of the text voids every signature, and the sides are asked anew.
agreement-about-in-force = Both sides have signed. To change anything, begin a new version; this one holds until the new one is signed.
agreement-about-replaced = A newer version is in force. This text stays as it was signed.
agreement-about-ended = Nothing may be sent or used under it any more. What came under it is destroyed on the day the text names.
agreement-about-destroyed = What came under it is destroyed; the certificate stands below.
agreement-ask = Freeze the text and ask both sides to sign
agreement-ask-again = Write again to whoever has not signed
agreement-set-aside = Put it aside
agreement-amend = Begin a new version
agreement-the-text = The text
agreement-signatures = Signatures
agreement-signs-gives = { $name }, for whom the data are
agreement-signs-receives = { $name }, for whoever gets them
agreement-signed-as = Signed as { $name } on { $day }
agreement-signature-awaited = Not signed yet
agreement-signature-void = The text was changed after the signature; it is void
agreement-fingerprint = Fingerprint of the frozen text
agreement-not-frozen = The text is not frozen yet. It can change until both sides are asked to sign.
agreement-indicators = The shared measures it serves (none ticked: all of them)
agreement-what-may-be-done = What may be done with the data

agreement-sign-subject = Please read and sign: { $title }
agreement-sign-mail =
    Hello { $name },

    { $collaborative } asks you to read and sign a data-sharing agreement: { $title }.

    The text and the place to sign are here; the link is yours alone:
    { $link }

    Opening the page changes nothing. If something in the text is not right, answer this mail, and do not sign.
agreement-sign-lede = An agreement with { $collaborative }, from { $start } through { $end }. Read it whole; it is written to be read.
agreement-sign-heading = Sign
agreement-sign-about-gives = By writing your name you say, for the organization whose data these are, that it agrees to this text and that you may say so.
agreement-sign-about-receives = By writing your name you say, for the side that gets the data, that it agrees to this text and that you may say so.
agreement-sign-button = Sign this text
agreement-thanks = Thank you, you have signed. The agreement is in force once the other side has signed too.
agreement-told-in-force = In force through { $end }: both sides have signed.
agreement-told-replaced = A newer version is in force.
agreement-told-ended = This agreement has ended. What came under it is destroyed on the day the text names.
agreement-told-destroyed = This agreement has ended, and what came under it is destroyed.
agreement-rail = What it does
agreement-rail-text = The computer reads this text too: a file, a column, a person or a day outside it is refused, with the clause. You can end the agreement here at any time.
agreement-end-heading = End this agreement
agreement-end-about = From then on nothing can be sent or used under it, and what came is destroyed after the days the text names.
agreement-end-button = End the agreement

agreement-clause-parties = The two sides
agreement-clause-purpose = What for
agreement-clause-elements = What is shared
agreement-clause-people = Who may send and use it
agreement-clause-linking = Joining with other data
agreement-clause-publication = What may become public
agreement-clause-term = From when until when
agreement-clause-consent = Families
agreement-clause-destruction = Keeping and destroying
agreement-clause-further = Anything else
agreement-text-parties = { $gives } lets { $receives } have the data named below. { $giver } signs for { $gives }, and { $receiver } for { $receives }. The data stay the property of { $gives }.
agreement-text-purpose = The data may be used for the following, and for nothing else.
agreement-text-indicators-all = It serves all of the shared measures.
agreement-text-indicators = It serves these shared measures: { $titles }.
agreement-text-elements = Only what is named here is taken. A column that is not named is dropped before anything is kept, and the sender is told.
agreement-text-elements-direct = Naming one person: { $names }
agreement-text-elements-quasi = Narrowing down who it is: { $names }
agreement-text-elements-sensitive = Sensitive: { $names }
agreement-text-elements-plain = Other: { $names }
agreement-text-senders = These people may send data: { $names }.
agreement-text-users = These people may use them: { $names }.
agreement-text-people = Nobody else may. Another person is added by a new version of this agreement.
agreement-text-linking-refused = The data may not be joined with data of other partners.
agreement-text-linking-allowed = The data may be joined with data of other partners, for the purposes named and by the people named.
agreement-text-publication-nothing = Nothing of the data may become public.
agreement-text-publication-totals = Only totals of everyone may become public, after disclosure control.
agreement-text-publication-groups = Counts by group and by place may become public, after disclosure control that protects small groups.
agreement-text-term = The agreement runs from { $start } through { $end }. Both sides are told ninety, thirty and seven days before its end. Each side may end it earlier, at any time, with a reason.
agreement-text-consent-not-asked = Families are not asked one by one: the law and the rules of the side that gives the data are enough for it.
agreement-text-consent-opt-out = Families are told, and whoever says no is left out. They are known by “{ $key }”. A no that comes later takes effect at once for everything that is kept.
agreement-text-consent-opt-in = Only those whose families said yes are taken. They are known by “{ $key }”. A yes that is taken back takes effect at once for everything that is kept.
agreement-text-destruction = Files, drafts and rows that came under this agreement are destroyed { $days ->
    [one] one day
   *[other] { $days } days
    } after its end, and a certificate says what was destroyed and when. Backups made before are deleted within thirty-five days more.
agreement-text-destruction-stays = What stays: this text and the history of what was done, which hold no data; counts that were accepted into the shared measures, which name nobody; and what was published.
agreement-text-changes = Any change of this text needs new signatures of both sides.
agreement-text-both-languages = The text stands in English and Spanish; both are signed together.
agreement-purpose-shared-measures = Counts for the shared measures
agreement-purpose-take-up = Who is reached by services, and what goes with it
agreement-purpose-improvement = Seeing how the partner’s own programmes do
agreement-linking-refused = May not be joined
agreement-linking-allowed = May be joined, for these purposes
agreement-publication-nothing = Nothing
agreement-publication-totals = Totals of everyone
agreement-publication-groups = Counts by group and place
agreement-consent-not-asked = Not asked one by one
agreement-consent-opt-out = Told, and whoever says no is left out
agreement-consent-opt-in = Only whoever says yes is in

field-signs_for_giver = Who signs for the organization whose data they are
field-signs_for_receiver = Who signs for whoever gets them
field-exactly_en = What exactly for, in English
field-exactly_es = What exactly for, in Spanish
field-elements_direct = Naming one person
field-elements_direct-hint = One a line, such as “Student number: SASID, Student ID”. After the colon: other headings under which it comes.
field-elements_quasi = Narrowing down who it is
field-elements_quasi-hint = Birth date, school, grade, neighborhood.
field-elements_sensitive = Sensitive
field-elements_sensitive-hint = What would hurt if it were known: health, income, immigration.
field-elements_plain = Other
field-senders = Who may send data
field-senders-hint = E-mail addresses from the directory, one a line.
field-users = Who may use them
field-users-hint = E-mail addresses from the directory, one a line.
field-may_link = Joining with other partners’ data
field-may_publish = What may become public
field-families_asked = Families
field-families_key = How participants are known
field-families_key-hint = Only where families are asked: one of the elements above, such as “Student number”.
field-runs_from = First day
field-runs_until = Last day
field-kept_days = Days after the end for which data are kept
field-further_en = Anything else, in English
field-further_es = Anything else, in Spanish
field-signed_name = Your full name, as a signature

problem-agreement-no-organisation = This person stands for no organization in the directory. Choose somebody of the organization whose data they are.
problem-agreement-signatory = Please choose who signs for this side.
problem-agreement-other-giver = Data already come, or may come, from the other organization under this agreement. Draft a new agreement with this one.
problem-agreement-two-people = The two sides need two people.
problem-agreement-kept-days = Please give a number of days from 0 to { $most }.
problem-agreement-ends-first = The last day is before the first.
problem-agreement-too-long = An agreement runs at most { $years } years; then it is signed anew.
problem-agreement-no-purpose = Please tick at least one purpose.
problem-agreement-consent-key = Please name one of the elements above, written the same way: participants are known by it.
problem-agreement-unknown-person = “{ $text }” is nobody’s address in the directory.
problem-agreement-nobody = Please name at least one person.
problem-agreement-element = “{ $text }” has no name, or stands twice.
problem-agreement-no-elements = Please name what is shared.
problem-agreement-elements = At most { $most } elements fit into one agreement.
problem-agreement-in-force = This version is signed and cannot be changed. Begin a new version.
problem-agreement-text-changed = The text was changed since you opened this page. Please read it again as it stands now.
problem-agreement-other-signatory = Another person signs for this side now.
problem-agreement-over = This version is not waiting for signatures.

agreement-template-counts-title = Counts for the shared measures
agreement-template-counts-exactly = To count how many children and young people there are and how many reach each goal, by group and place, so that partners see together whether things get better.
agreement-template-counts-quasi =
    School: Site, Place
    Grade
    Group: Race and ethnicity, Gender, Language status
agreement-template-counts-plain =
    Period: Year, School year
    Enrolled: Students enrolled, Denominator
    Reached: Students attending regularly, Numerator
agreement-template-counts-further = Counts that are small enough to point at somebody are hidden before anything is shown outside the team.
agreement-template-participants-title = Records of participants
agreement-template-participants-exactly = To see which services reach whom, and what goes with it, as contribution and with honest uncertainty. No decision about a single child is made from it.
agreement-template-participants-direct =
    Participant number: Student number, SASID
agreement-template-participants-quasi =
    Birth date: Date of birth
    School: Site
    Grade
agreement-template-participants-plain =
    Programme: Program
    Days offered
    Days attended
agreement-template-participants-further = Rows are seen only with a second factor, for a purpose that is written down, and every look can be read by the side that gave them.
agreement-template-programme-title = How our own programmes do
agreement-template-programme-exactly = To help the partner see how its own programmes do. Nothing of it leaves the two sides.
agreement-template-programme-quasi =
    Site: School
    Group
agreement-template-programme-plain =
    Programme: Program
    Period: Month, Year
    Enrolled
    Completed
agreement-template-programme-further = The partner gets back every figure that is made of its data before anybody else sees it.

fact-agreement-drafted = drafted a data-sharing agreement
fact-agreement-changed = changed the text of an agreement
fact-agreement-amendment-begun = began a new version of an agreement
fact-agreement-frozen = froze the text of an agreement
fact-agreement-signed = signed an agreement
fact-agreement-in-force = put an agreement in force
fact-agreement-set-aside = put a draft agreement aside
fact-agreement-ended = ended an agreement
fact-agreement-request-named = let a request name an agreement
fact-agreement-end-told = told people that an agreement ends
fact-agreement-consent-noted = noted what a family said
fact-agreement-rows-seen = looked at rows that came under an agreement
fact-agreement-data-destroyed = destroyed what came under an agreement
fact-agreement-destruction-certified = signed the certificate of a destruction
fact-agreement-wanted-noted = noted what we want to know and who holds it

agreement-refused = The agreement “{ $title }” does not allow this (clause { $number }, { $clause }): { $why }
agreement-against-not-signed = it is not signed by both sides yet.
agreement-against-over = it has ended, or nothing may be done under it any more.
agreement-against-not-yet = it begins on { $detail }.
agreement-against-too-late = its last day was { $detail }.
agreement-against-other-purpose = it is for other purposes.
agreement-against-other-indicator = it does not serve this measure.
agreement-against-may-not-send = you are not among the people who may send data. A new version of the agreement can name you.
agreement-against-may-not-use = you are not among the people who may use the data. A new version of the agreement can name you.
agreement-against-nothing-covered = it covers no column of this file. Look at its list of what is shared; headings must be written as they stand there.
agreement-against-not-covered = “{ $detail }” is not shared.
agreement-against-identifies = “{ $detail }” names a person and enters no figure.
agreement-against-no-key = families are asked, and the file has no column “{ $detail }” by which participants are known.
agreement-against-no-linking = the data may not be joined with data of other partners.
agreement-against-nothing-public = nothing of the data may become public.
agreement-against-only-totals = only totals of everyone may become public, not counts by group.
agreement-told-sender = What you send comes under the agreement “{ $title }”, in force through { $end }. Columns it does not name are dropped before anything is kept, and you are told which.
agreement-needed = This request asks for rows about participants, and they come only under a data-sharing agreement in force between your organization and whoever asks. There is none for this request yet, so nothing was taken. Ask whoever wrote to you to sign one with you and to name it for this request; then send the file again.
agreement-dropped = The agreement “{ $title }” does not cover these columns, so they were dropped before anything was kept: { $columns }.
agreement-nothing-dropped = Every column is covered by the agreement “{ $title }”.
agreement-rows-left-out = { $count ->
    [one] One row was left out because of what a family said.
   *[other] { $count } rows were left out because of what families said.
    }
agreement-ends-heading = An agreement ends on { $end }: { $title }
agreement-ends-words = After that day nothing can be sent or used under it, and what came is destroyed. If you want to go on together, a new version must be signed before.
agreement-requests = Requests that name this agreement
agreement-request = Request
agreement-name-request = Let this request name the agreement
agreement-came = What came under it
agreement-came-on = Came on
agreement-columns-kept = Columns kept
agreement-columns-dropped = Columns dropped
agreement-rows-out = Rows left out
agreement-destroyed-on = Destroyed
agreement-kept = Kept
agreement-came-line = { $title }, { $day }. Columns dropped: { $dropped }. Rows left out: { $rows }.
agreement-looks = Looks at rows
agreement-looks-none = Nobody has looked at single rows.
agreement-looked-who = Who
agreement-looked-on = On
agreement-looked-why = Why
agreement-looked-rows = Rows
agreement-look-line = { $name } looked on { $day } (rows: { $count }): { $reason }
agreement-look-heading = Look at rows
agreement-look-button = Show the rows, and keep that I looked
agreement-rows = Rows
agreement-rows-lede = Your look is kept, with the reason you wrote. The side that gave the data can read it.
agreement-consent-heading = What a family said
agreement-consent-save = Keep it
agreement-family-no = No: leave this person out
agreement-family-yes = Yes: this person may be in it
agreement-certificate = Certificate of destruction, { $day }
agreement-certificate-what = Destroyed: files as they were read ({ $readings }), tables of the vault ({ $tables }), figures ({ $figures }), submissions emptied ({ $submissions }), keys ({ $keys }).
agreement-certificate-backups = Backups made before that day still hold it. None of them may be left after { $backups }.
agreement-certificate-hash = Fingerprint of this certificate, kept in the history: { $hash }
agreement-certificate-open = The database is still giving up the pages; the signed end of the history follows.
agreement-certificate-checkpoint = Signed end of the history that holds the destruction (name, number of facts, root):
field-governed_request = A request that is asked of this organization and has nothing sent yet
field-participant_key = The participant’s number
field-participant_key-hint = Only its digest is kept.
field-family_word = What the family said
field-look_at = Which file
field-look_reason = Why you need to see rows
problem-agreement-no-consent = This agreement asks no families.

wanted-list = What we want to know
wanted-list-lede = Data that would help, who holds them, and what stands in the way. What lies longest stands first.
wanted-add = Add a line
wanted-edit = Change this line
wanted-what = What
wanted-holder-unknown = Nobody known
wanted-obstacle-not-asked = Nobody has asked yet
wanted-obstacle-law = The law
wanted-obstacle-trust = Trust
wanted-obstacle-technical = Their system cannot give it
wanted-obstacle-capacity = Nobody there has the time
wanted-obstacle-cost = It costs money
wanted-obstacle-not-collected = Nobody collects it
wanted-obstacle-none = Nothing
wanted-state-wanted = Wanted
wanted-state-talking = We are talking
wanted-state-agreed = Agreed
wanted-state-given-up = Given up
field-wanted_en = What we want to know, in English
field-wanted_es = What we want to know, in Spanish
field-wanted_for = Measure
field-holder = Who holds it
field-obstacle = In the way
field-in_the_way = More about what stands in the way
field-wanted_state = State
field-came_to = Agreement that came of it
field-wanted_next = Next step
field-wanted_review = Look again on
