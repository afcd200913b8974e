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
