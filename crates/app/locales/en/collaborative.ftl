## The collaborative itself.
collaborative-none = No initiative has been set up here yet.
