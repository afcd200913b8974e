## The first steps of a new collaborative.
setup-step = Step { $number } of { $total }. You can skip it, and change everything later.
setup-skip = Skip this step
setup-back = One step back
setup-is-over = The first steps are done once something is published. Everything they asked for stands in the settings, the agenda and the directory.
setup-title-place = Where, and for whom
setup-lede-place = The town, county or region you work in, and whom it is about.
setup-save-place = Go on
field-setup_place = Where you work
field-setup_place-hint = Such as “Bridgeport, Connecticut”.
field-setup_people = For whom
field-setup_people-hint = Such as “Children from birth to grade 3 and their families”.
setup-title-vision = Your vision
setup-lede-vision = One sentence: what will be true one day? It stands at the head of your agenda, as a draft that your partners can change.
setup-save-vision = Go on
field-setup_vision_en = The vision in English
field-setup_vision_es = The vision in Spanish
setup-title-results = Up to five results
setup-lede-results = Conditions of well-being you want for everybody. Choose from the library or use your own words: five lines are read, fifty are not. Each begins with one measure that you can change.
setup-save-results = Go on
setup-library = From the library
setup-own = In your own words
setup-own-label = Own result { $number }
setup-own-measure = Measure for: { $result }
setup-everyone = Everybody it is about
setup-title-people = Who is at the table
setup-lede-people = The first people of your steering committee. Each gets a letter with the way in; the first one named chairs until the committee decides otherwise.
setup-save-people = Invite them
setup-name-label = Name { $number }
setup-email-label = E-mail { $number }
setup-committee = Steering Committee
setup-title-first = What people see first
setup-lede-first = The title of your report card and what readers learn about you. A draft is made at once, with “Not yet measured” where there is no figure yet. Nothing is public before you publish it.
setup-save-first = Make the draft report card
setup-first-title = { $name }: report card
field-setup_title = Title of the report card
field-setup_about_en = About you, in English
field-setup_about_es = About you, in Spanish
setup-agenda-title = Common agenda
setup-invitation-subject = You are invited to { $collaborative }
setup-invitation-mail = Hello { $name },

    You are invited to the steering committee of { $collaborative }. Sign in with this address; no password is needed:
    { $link }

problem-setup-no-result = Please choose a result, write one, or skip this step.
problem-setup-too-many = Please choose at most { $most } for the beginning.

setup-stage-month = Your first month
setup-stage-month-lede = What other coalitions do first. Each line ticks itself off.
setup-stage-year = Your first year
setup-stage-year-lede = What makes it last. Each line ticks itself off.
setup-todo-steps = Go through the five first steps
setup-todo-results = Name your results
setup-todo-people = Bring three people to the table
setup-todo-agenda = Put the draft agenda before the committee
setup-todo-request = Ask a partner for the first figures
setup-todo-figures = Accept the first figures
setup-todo-goals = Set a goal
setup-todo-ratify = Have the agenda ratified
setup-todo-endorse = Ask partners to stand behind it
setup-todo-publish = Publish the first report card
setup-done = Done

fact-setup-step-passed = took one of the first steps
fact-setup-invited = invited people to the steering committee
