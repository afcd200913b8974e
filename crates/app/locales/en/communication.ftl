## Letters, announcements, and the health of communication.
digest-subject = { $collaborative }: { $count } things for you
digest-letter =
    Hello { $name },

    { $told }

    --
    You get letters of { $collaborative } as you chose. How often they come, or that they stop, you choose here:

    { $ending }
mail-own = Your letters
mail-lede = What concerns you comes together in one letter. You say how often.
mail-for = Letters to { $email }
mail-end = No more letters
field-letters = How often
cadence-now = As it comes, at most every hour
cadence-daily = Every morning
cadence-weekly = On Monday morning
cadence-none = Never
announcements = Announcements
announcements-lede = Written once, in both languages, to those whom it concerns.
announcement-none = Nothing was announced yet.
announcement-write = Write an announcement
announcement-lede = Each person reads it in their language, with their next letter.
announcement-send = Send it
announcement-sent = { $day }, { $author }
announcement-whom = Please choose to whom it goes.
segment-everybody = Everybody in the directory
segment-staff = The backbone team
field-segment = To whom
field-letter_en = Text in English
field-letter_es = Text in Spanish
communication-health = Health of communication
communication-lede = Who has not met, who has gone silent, what is late, and what we ask of volunteers. For the team, to offer help.
bodies-meeting = When groups last met
body-last-met = Met last
body-next = Meets next
body-standing = Note
body-quiet = Quiet for two months
body-never-met = Not yet
body-no-next = Nothing planned
members-silent = Asked, and not heard from for half a year
silent-asked = Meetings
actions-late = Promises that are late
field-action = Promise
volunteers-hours = Hours of meetings asked of volunteers in three months
hours-asked = Hours
hours-by-body = By group
hours-of-body = { $body } { $hours }
thread = What people say
thread-say = Say something
thread-hint = Name somebody with @ and they are told: @Rosa
thread-send = Say it
thread-named = { $name } names you: { $title }
thread-goes-on = { $name } answers: { $title }
fact-thread-said = said something
segment-chairs = The chairs of all groups
segment-role = Staff: { $name }
segment-sector = Sector: { $name }
segment-organisation = Organization: { $name }
newsletters = Newsletters
newsletters-lede = Written once, in both languages, to whoever asked for them, and kept in a public archive. Announcements stay among those who work together.
newsletter-none = No newsletter was written yet.
newsletter-write = Write a newsletter
newsletter-lede = Everybody can read what is sent. Before it is, its words are held against the newest edition, as those of an edition are.
newsletter-keep = Keep the draft
newsletter-change = Change it
newsletter-segment = Who of the directory gets it beside those who asked for it
newsletter-nobody-else = Nobody else
newsletter-draft = Draft
newsletter-draft-by = Draft of { $author }
newsletter-readers = { $count ->
    [0] Nobody has asked for newsletters yet.
    [one] One person asked for newsletters and confirmed it.
   *[other] { $count } people asked for newsletters and confirmed it.
  }
newsletter-also = It also goes to: { $segment }.
newsletter-told-about = These numbers may tell what the figures of the newest edition hide, or point at a few people. Change the text; or somebody who did not write it says why it is no such count. Nothing is sent before that.
newsletter-waiting = { $count ->
    [one] One number in the text waits for somebody else to look at it.
   *[other] { $count } numbers in the text wait for somebody else to look at them.
  }
newsletter-no-edition = Nothing was published yet. Newsletters begin with the first edition, on whose pages people find them.
newsletter-send = Send it
newsletter-send-means = It goes out by mail at once and stands in the public archive for good.
newsletter-read-public = Read it as everybody does
newsletter-archive = Newsletters so far
newsletter-letter =
    { $text }

    Read it on the web:
    { $page }

    --
    You get this because you asked for newsletters of { $collaborative }. End them with one press:

    { $ending }
subscribe-title = News by mail
subscribe-1 = { $collaborative } writes a few times a year about what was measured, decided and done.
subscribe-2 = We ask by mail whether it was really you. Your address is used for nothing else, and forgotten when you end the letters.
subscribe-email = Your e-mail address
subscribe-press = Send me the newsletter
subscribe-no-address = This is no e-mail address. An address looks like name@example.org.
subscribe-later = Please try again later, or write to us.
subscribe-again = Ask for newsletters
subscribe-asked-title = Please look into your mail
subscribe-asked-1 = We sent a letter to the address you gave. It holds a link; press the button behind it, and you are on the list.
subscribe-asked-2 = If nothing comes within a few minutes, look among unwanted mail, or ask again.
subscribe-confirm-title = Newsletters of this address
subscribe-confirm-1 = Press the button, and { $collaborative } will send its newsletters to you. Every letter has a link that ends them.
subscribe-confirm-press = Yes, send them to me
subscribe-done-title = You are on the list
subscribe-done-1 = The next newsletter of { $collaborative } will come to you. Every letter has a link that ends them.
subscribe-gone-title = This link is too old
subscribe-gone-1 = It was used, or replaced by a newer one, or a week has passed. Ask again, and a new one comes.
subscribe-mail-subject = Newsletters of { $collaborative }
subscribe-mail-text =
    Somebody asked that newsletters of { $collaborative } come to this address. If it was you, open this page and press the button:

    { $address }

    If it was not you, do nothing: without that no letter comes, and the address is forgotten in a week.
subscribe-mail-already =
    Somebody asked that newsletters of { $collaborative } come to this address. They do already. If you want them to end:

    { $ending }
newsletter-end-title = End the newsletters
newsletter-end-1 = Press the button, and { $collaborative } sends you no more newsletters. Your address is forgotten.
newsletter-end-press = No more newsletters
newsletter-ended-title = No newsletters come to you
newsletter-ended-1 = { $collaborative } sends no newsletters to the address that this link was for.
digest-reply = Reply to this mail, and your words stand in the conversation.
reply-empty = There were no words of yours in it, only what the mail program quotes.
reply-gone = What it was about is not there any more.
reply-not-yours = You are not part of that conversation any more.
reply-too-long = It is longer than a saying can be. Please write it on the page.
reply-not-taken-subject = Your reply was not kept
reply-not-taken =
    Dear { $person },

    Your reply does not stand in the conversation. { $why }

    { $collaborative }
    { $contact }
