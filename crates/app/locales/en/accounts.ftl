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
