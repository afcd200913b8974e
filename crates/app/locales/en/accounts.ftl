## Signing in.
sign-in-title = Sign in
sign-in-lede = We send a link to your e-mail address. Open it in this browser and press the button there.
sign-in-email = E-mail address
sign-in-shared = Others use this computer too
sign-in-shared-hint = Then you are signed out after 30 minutes.
sign-in-send = Send me a link
sign-in-no-password = There is no password to remember. If we do not know the address, no mail comes: ask the people who invited you which address they wrote down.

sign-in-sent-title = Look into your mailbox
sign-in-sent = If we know this address, a mail is on its way. Open its link in this browser, or type the code from the mail here. Both are good for ten minutes.
sign-in-code = Code from the mail
sign-in-code-hint = Eight letters and digits, such as ABCD-EFGH.
sign-in-code-wrong = { $left ->
    [one] This is not the code. You have one more try.
   *[other] This is not the code. You have { $left } more tries.
}
sign-in-code-dead = This code has ended. Ask for a new link; the old one opens nothing any more.
sign-in-with-code = Sign in with the code
sign-in-nothing-came = Nothing came? Look into the folder for unwanted mail, and check that the address is the one your invitation went to.
sign-in-again = Ask for a new link

sign-in-link-title = Sign in
sign-in-link-ready = This link is for { $email }. Press the button to sign in.
sign-in-press = Sign in
sign-in-not-you = Not you? Ask for a link of your own
sign-in-elsewhere-title = This is another browser
sign-in-elsewhere = The link works only in the browser where it was asked for, so that nobody else who sees the mail can use it. Nothing was used up.
sign-in-elsewhere-code = Go back to that browser and type the eight-character code from the mail there.
sign-in-elsewhere-here = Or ask for a new link in this browser
sign-in-ended-title = This link has ended
sign-in-ended = A link works once, for ten minutes, and only the newest one counts.

sign-in-mail-subject = Your sign-in link
sign-in-mail-text = Hello { $name },

    you asked to sign in at { $where }. Open this link in the same browser and press the button there:

    { $url }

    Reading this somewhere else? Then type this code in the browser where you asked:

    { $code }

    Both are good for ten minutes and work once. If it was not you who asked, do nothing: without this mail nobody gets in. Never read the code out to anybody.

too-many-title = That was too often
too-many = { $minutes ->
    [one] Please try again in one minute.
   *[other] Please try again in { $minutes } minutes.
}
too-many-sign-in = A mail that came before still works: its link and its code are good for ten minutes. If none came, the address may be another one; ask the people who invited you.

## One's own account.
account-title = Your account
account-signed-in-as = You are signed in as { $email }.
account-places = Where you take part
account-no-places = Nowhere yet. Ask the people who run the initiative to add this address.
account-sessions = Where you are signed in
account-sessions-about = End what you do not know.
account-this-browser = this browser
account-session-times = Last used { $seen }, since { $began }
account-session-shared = shared computer
account-end-session = End
account-browser-unknown = Unknown browser
account-leave = Sign out
account-sign-out = Sign out
account-sign-out-everywhere = Sign out everywhere

## Why a text was refused.
text-empty = Please fill this in.
text-too-long = This is longer than we can keep.
text-not-an-email = This does not look like an e-mail address. It has the form name@place.org.
text-not-a-slug = Use small letters, digits and single hyphens only.

## The demonstration.
demo-title = People of the demonstration
demo-lede = Become one of these invented people and look at Mainstay with their eyes. Only the demonstration has this page.
demo-become = Become
demo-others = Become somebody else
demo-persona-title = Become { $name }
demo-persona-about = In the demonstration this button signs you in at once, with the second factor counted as given, so that everything can be tried. A real installation has no such link: there, people sign in by a mailed link, and by a passkey or a code where more is at stake.
demo-persona-press = Continue as { $name }
demo-mail-title = Mails of the demonstration
demo-mail-lede = The demonstration sends no mail. What would have gone out stands here, the newest first.
demo-mail-none = No mail yet. Ask for a sign-in link, or send a data request.
demo-mail-to = To { $to }, { $when }
demo-second-factor = In the demonstration, the second factor can be counted as given.
demo-second-factor-press = Count it as given

## Passkeys.
sign-in-passkey-title = Or without a mail
sign-in-passkey = Sign in with a passkey
passkey-refused = That did not work. Try again, or take another way.
passkey-ended = This took too long. Press the button again.
passkey-too-many = There are as many passkeys here as one account can have. Remove one first.
passkey-too-often = That was too often. Wait a while, or ask for a link by mail.
passkey-needs-script = A passkey needs a browser with scripts switched on. A code works without.

## The second factor.
second-factor-title = Confirm that it is you
second-factor-lede = What comes next can reach many people or show small numbers, so a sign-in by mail alone is not enough. It counts for one hour after the last page, and for a day at most.
second-factor-passkey = Use a passkey
second-factor-code = Code from your authenticator app
second-factor-code-hint = Six digits. A recovery code works too.
second-factor-recovery = Recovery code
second-factor-recovery-hint = Sixteen letters and digits, from the list you kept.
second-factor-wrong = This is not the code, or it was used before. Wait for the next one and try again.
second-factor-go = Continue
second-factor-lost = Lost your phone and your recovery codes? Ask the person who runs this installation; mail alone never restores this level.
too-many-codes = A passkey works meanwhile, if you have one. So does waiting: nothing is locked.

factors-title = Second factors
factors-lede = A second factor keeps your account safe even if somebody reads your mail. It is asked for before publishing, giving roles and looking at small numbers.
factors-none = You have none yet.
factors-step-up = Confirm that it is you, to change this list
factors-add = Add one
factors-passkey-about = A passkey is the safest and the shortest: your phone or computer confirms you by fingerprint, face or PIN, and no page can trick you out of it.
factors-add-passkey = Add a passkey
factors-totp-about = An authenticator app on your phone shows a new six-digit code every half minute.
factors-add-totp = Add an authenticator app
factors-go-on = Continue
factor-kind-passkey = Passkey
factor-kind-totp = Authenticator app
factor-times = Added { $added }, last used { $used }
factor-times-unused = Added { $added }, not used yet
factor-remove = Remove
account-factors = See and change them
account-factors-about = Passkeys, authenticator apps and recovery codes.

totp-title = Add an authenticator app
totp-lede = Open the app on your phone and let it read this picture.
totp-picture = QR code with the secret that also stands below as text
totp-secret-about = No camera? Type this secret into the app:
totp-open-app = Open the app on this device
totp-code = Code that the app now shows
totp-confirm = Confirm

recovery-title = Recovery codes
recovery-left = { $left ->
    [0] You have none. Make some, for the day your phone is gone.
    [one] One is left. Making new ones ends it.
   *[other] { $left } are left. Making new ones ends them.
}
recovery-make = Make ten recovery codes
recovery-lede = Each of these works once in place of a code. Print them or copy them now and keep them safe: they are not shown again.
recovery-kept = I have kept them

factor-mail-subject = Your sign-in was changed
factor-mail-added = A second factor was added to your account just now. If that was you, there is nothing to do. If not, sign in at once, choose “Sign out everywhere”, and tell the director of your initiative.
factor-mail-removed = A second factor was removed from your account just now. If that was you, there is nothing to do. If not, sign in at once, choose “Sign out everywhere”, and tell the director of your initiative.
factor-mail-recovery = New recovery codes were made for your account just now, and the old ones ended. If that was you, there is nothing to do. If not, sign in at once, choose “Sign out everywhere”, and tell the director of your initiative.

## Links for people without an account.
link-ended-title = This link has ended
link-ended-expired = It was good until { $on }.
link-ended-revoked = The people who sent it ended it on { $on }. Ask them for a new one.
link-ended-passed-on = It was passed on to a colleague on { $on }, who has a link of their own now.
link-ended-fresh = We can send a new one to { $address }.
link-ended-press = Send me a new link
link-ended-contact = Questions? Write to
link-fresh-title = Look into your mailbox
link-fresh = If this is still open, a new link is on its way to { $address }.
link-renewed-subject = Your new link
link-renewed-mail = Hello { $name },

    here is the new link you asked for at { $collaborative }. It works until { $until }:

    { $url }

    If you did not ask for it, you can leave it be.
link-passed-on-subject = { $from } passed a request on to you
link-passed-on-mail = Hello { $name },

    { $from } passed a request of { $collaborative } on to you. This link is yours and works until { $until }:

    { $url }

    Not for you? Write to { $contact }.
pass-on = Pass it to a colleague
pass-on-title = Pass it to a colleague
pass-on-lede = They get a link of their own by mail and see what you have begun. Your link ends at once.
pass-on-name = Their name
pass-on-press = Pass it on and end my link
pass-on-back = Back to the request
pass-on-own-address = This is your own address. The link is yours already.
pass-on-left = This person has left. Write to the people who sent the link.
account-language = Language
account-language-which = Pages and letters are written to you in
account-language-save = Save the language
