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
