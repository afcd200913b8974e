## Linkages: records of several partners brought together without names.
linkage-list = Linkages
linkage-list-lede = Which records of several partners are one person, found without names: each partner encodes on its own machine, and only encodings come here.
linkage-list-empty = There is no linkage yet. It needs agreements in force that allow joining with other data.
linkage-begin = Begin a linkage
linkage-new = A new linkage
linkage-new-lede = Choose the agreements under which it stands. Whoever may send under them gets a link of their own; what an agreement does not allow is refused, with the clause.
linkage-save = Begin, and ask the partners
linkage-under = Agreements under which it stands
linkage-schema = How every partner encodes
field-linkage_why = What it is for
field-linkage_why-hint = The partners read this. Say which question needs to know who is one person.
field-encoding_schema = Linkage schema
field-encoding_schema-hint = The open linkage schema, version 3, the same for every partner. It holds no secret.
linkage-begun-on = Begun on { $day }.
linkage-state-collecting = Waiting for encodings
linkage-state-linking = Being linked
linkage-state-linked = Linked
linkage-state-destroyed = Destroyed with an agreement
linkage-standing = Where it stands
linkage-missing = { $count ->
    [one] One partner has not sent its encodings yet.
   *[other] { $count } partners have not sent their encodings yet.
}
linkage-ask-again = Write again to whoever has not sent
linkage-ready = Every partner has sent. The encodings can be linked now; they are deleted when that is done.
linkage-run = Link the encodings
linkage-run-again = Begin again
linkage-stop = Stop
linkage-waits = It waits for its turn. If nothing moves for minutes, the program was ended in the midst: begin again, nothing is lost.
linkage-phase-comparing = Comparing everyone with everyone, two partners at a time: { $percent } of 100.
linkage-look-again = Look again in a few seconds; mail and everything else go on meanwhile.
linkage-done = Linked. The encodings were deleted in the same step; what is left is, for each partner, its own numbers beside numbers of people, sealed.
linkage-destroyed = An agreement under it has ended, and what speaks of its records is destroyed, also what the other partners had by it: who is who, the pairs, and the counts of people in common.
linkage-ended-stopped = Somebody stopped the last run. Nothing of it was kept.
linkage-ended-failed = The last run failed, and nothing of it was kept. Begin again; if it fails again, tell whoever runs this installation.
linkage-sides = What each partner sent
linkage-partner = Partner
linkage-records = Records
linkage-left-out = Left out, families
linkage-came-on = Came
linkage-deleted-on = Encodings deleted
linkage-awaited = awaited
linkage-kept = not yet
linkage-quality = How good it is
linkage-quality-about = No truth is known here: these figures follow from the probabilities, and are as good as those are. People whom no likeness brought together at all are not in them.
linkage-number = { $count }
linkage-too-few = Some partners have so few people in common, or so few that they do not, that no number is shown: each follows from the others. Whom every agreement names sees them.
linkage-rounded = Numbers are rounded to { $base }. Whom every agreement names sees them as they are.
linkage-few = fewer than { $count }
linkage-people = People in all
linkage-at-sides = { $count ->
    [1] known to one partner
   *[other] known to { $count } partners
}
linkage-seconds = Seconds it took
linkage-quality-table = Two partners at a time
linkage-two-partners = Partners
linkage-compared = Pairs compared
linkage-expected = People in common, expected
linkage-precision = Links that are right, estimated
linkage-recall = People in common that were found, estimated
linkage-bands = Best partners by how likely they are one person
linkage-band-99 = 99 % and more
linkage-band-90 = 90 to 99 %
linkage-band-50 = 50 to 90 %
linkage-band-10 = 10 to 50 %
linkage-band-0 = below 10 %
linkage-weights = How often a best partner is the same person, by how alike the encodings are
linkage-weights-about = Learned by the run itself: nobody had to choose where likeness becomes sameness. What a keyed mark adds is counted in.
linkage-weights-table = Weights
linkage-likeness = Likeness
linkage-one-person = The same person
linkage-step = { $from } to { $below } of 100
linkage-pairs = Pairs
linkage-bits = Weight in bits, for (+) or against (−)
linkage-doubts-told = { $count ->
    [one] One pair is
   *[other] { $count } pairs are
} in doubt (10 to 90 %); { $open } of them nobody has looked at. Left open, they are carried into every figure as a range.
linkage-doubts = Look at the pairs in doubt
linkage-doubts-lede = Encodings show no name. You see how alike two records are and which keyed marks agree, and nothing else. Where you cannot tell, leave a pair open: doubt is carried into the figures.
linkage-doubts-none = No pair is in doubt.
linkage-doubts-heading = Pairs
linkage-doubt = Pair { $number }: { $left }, { $right }
linkage-doubt-seen = Likeness { $likeness } of 100; the same person with a probability of { $probability } of 100.
linkage-marks-agree = Agree: { $marks }.
linkage-marks-differ = Differ: { $marks }.
linkage-doubt-open = Open
linkage-doubt-same = The same person
linkage-doubt-different = Two people
linkage-review = When you have looked
linkage-review-about = People are numbered anew with what was said. What stays open stays in doubt.
linkage-review-finish = Number people anew
linkage-part-given_name = given name
linkage-part-given_name-sound = sound of the given name
linkage-part-surname = family name
linkage-part-surname-sound = sound of the family name
linkage-part-birth_date = date of birth
linkage-part-month-day = day and month of birth
linkage-part-street = street
linkage-part-street-sound = sound of the street
linkage-part-house_number = house number
linkage-part-postcode = postcode
linkage-part-city = city
linkage-part-email = e-mail
linkage-part-phone = telephone
linkage-part-identifier = a number of a system

linkage-ask-subject = Please send encodings: { $title }
linkage-ask-mail =
    Hello { $name },

    { $collaborative } asks for encodings of your records: { $title }.

    Encodings are made on your own machine. Names, dates of birth and addresses never leave it. What to do is here; the link is yours alone:
    { $link }

    Opening the page changes nothing.
linkage-send-lede = { $collaborative } asks for encodings of your records, so that people known to several partners are counted once. No name leaves your house.
linkage-send-agreement = It stands under the agreement “{ $title }”, which runs through { $end }.
linkage-send-on-your-machine = On your own machine
linkage-send-how = Put the records in a file with the columns that the schema names and a number of your own for each person, and run:
linkage-send-schema = The schema (a file)
linkage-send-secret = The secret is a file that the partners share among themselves. Never send it here: whoever links must not have it.
linkage-send-heading = Send the encodings
linkage-send-file = The file that ends in .encoded.json
linkage-send-button = Send
linkage-send-rail = What becomes of it
linkage-send-rail-text = The file is opened in a closed room and refused if it holds anything but encodings. It lies sealed under your agreement, is compared with the other partners’ encodings once, and is deleted in the same step.
linkage-send-came = { $count } records came on { $day }. A new file takes their place until the linkage runs.
linkage-send-deleted = Thank you. The linkage has run, and your encodings were deleted on { $day }.
linkage-send-destroyed = An agreement under this linkage has ended. Your encodings are deleted, and so is everything that was made of them here.
linkage-send-left-out = { $count ->
    [one] One record was left out because of what its family said.
   *[other] { $count } records were left out because of what their families said.
}
linkage-send-families-opt-out = Under this agreement families can say no. Use “{ $key }” as the number of each record (--key): whoever said no is known by it, and is left out here, also when the no comes later.
linkage-send-families-opt-in = Under this agreement only those are taken whose families said yes. Use “{ $key }” as the number of each record (--key): they are known by it, and everybody else is left out here.
linkage-not-too-long = The file is longer than we take.
linkage-not-encodings = This is no file of encodings, or it holds something else beside them (line { $number }). Nothing was kept. Please send the file that mainstay encode has written.
linkage-not-plain = These encodings were made with --plain. They give way to known attacks, so they are not taken. Please encode again without it.
linkage-not-count = The file holds { $number } records. We take from 1 to 150,000.
linkage-not-a-number = Record { $number }: its number looks like a name or an address. Nothing was kept. Please use a number of your own that means nothing elsewhere.
linkage-not-twice = Record { $number }: its number comes twice. Each person comes once.
linkage-not-malformed = Record { $number } is malformed. Please encode again.
linkage-not-balanced = Record { $number } is not hardened as mainstay encode does it: its filter lacks its complement. Nothing was kept. Please encode with mainstay encode, without --plain.
linkage-not-earlier = These encodings were made with an earlier version of mainstay, which did not say with what schema. Nothing was kept. Please install the newer version and encode again.

problem-linkage-schema = This schema cannot be used: { $reason }
problem-linkage-soft-salt = This linkage was begun with a schema that has no salt of its own, so that its encodings could be laid beside those of another. Begin it anew: each new linkage gets a salt.
problem-linkage-soft-keys = This schema is softer than what we take: its keys are shorter than 32 bytes (clkConfig, kdf, keySize). Please write 64.
problem-linkage-soft-columns = This schema is softer than what we take: with fewer than three columns each can be seen alone. Please encode more columns.
problem-linkage-soft-birth = This schema is softer than what we take: without a date or year of birth, the same name has the same bits in every record. Please encode one, in a column called date_of_birth or birth_year.
problem-linkage-soft-heavy = This schema is softer than what we take: the column { $column } has more bits than all others together and could be seen alone. Please give it fewer, or the others more.
problem-linkage-soft-letters = This schema is softer than what we take: the column { $column } is cut into single letters without their place, which tell names by how often they come. Please write n 2, or positional true.
problem-linkage-other-schema = These encodings were made with another schema than this linkage’s. Each linkage has a schema of its own, with a salt that no other has. Nothing was kept. Please download the schema from this page and encode again with it.
problem-linkage-numbered-by-rows = Families are asked under this agreement, and these records are numbered by their rows: nobody could be left out. Nothing was kept. Please encode again with --key and the column of “{ $key }”.
problem-linkage-nobody-left = A partner has no record left after what families said. It would have to send others.
problem-linkage-clause = { $sentence }
problem-linkage-no-sender = An agreement names nobody who may send.
problem-linkage-sides = Please choose from 2 to 8 agreements.
problem-linkage-closed = This linkage has run or is running; it takes nothing any more.
problem-linkage-missing = A partner has not sent its encodings yet.
problem-linkage-fingerprint = The partners used different secrets or schemas: their encodings cannot be compared. Ask them to encode again with the same secret.

fact-linkage-planned = began a linkage
fact-linkage-encodings-came = sent encodings for a linkage
fact-linkage-begun = let encodings be linked
fact-linkage-linked = linked encodings
fact-linkage-encodings-deleted = deleted the encodings after the run
fact-linkage-run-ended = ended a linkage without a result
fact-linkage-pair-decided = said of two encodings whether they are one person
fact-linkage-reviewed = numbered the people of a linkage anew
fact-linkage-families-left-out = left records out of a linkage because of what families said
