## Words that stand on many pages.
product = Mainstay
skip-to-main = Skip to the main part
language-switch = Español
runs-on = Runs on Mainstay, free and open software

error-not-found-title = We cannot find this page
error-not-found = The address may be mistyped, or the page may not be open to you. If someone sent you a link, ask them for a new one.
error-refused-title = This page is not open to you
error-bad-request-title = We could not use what was sent
error-bug-title = Something broke on our side
error-bug = Nothing is lost. Code { $code }; we have written it down.
error-way-home = Go to the start page
error-way-to-work = Back to This week

navigation-main = Main
navigation-menu = Menu
navigation-public-pages = Public pages
navigation-account = Your account
section-week = This week
section-results = Results
section-data = Data
section-editions = Editions
section-partners = Partners and people
section-places = Places
section-history = History
section-settings = Settings
fictitious-note = This is a demonstration. The figures are real and public; the organizations, people, goals and stories are invented.
footer-how-we-protect = How we protect people
footer-accessibility = Accessibility

refused-not-your-role = This is for another role. Ask the director, who can tell you who does it.
refused-not-confirmed = Your membership is not in force. The director can confirm it.
refused-link-expired = This link has ended. You can ask for a new one below.
refused-link-revoked = This link was ended by the people who sent it. Ask them for a new one.
refused-own-figures = A second person has to do this: nobody checks their own figures alone.
refused-staff-never-ratifies = The backbone drafts and never ratifies. The steering committee decides this.
refused-never-self-appointed = A backbone is never self-appointed: whoever belongs to it has no part in choosing it.
