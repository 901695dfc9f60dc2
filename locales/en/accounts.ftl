# Joining, signing in and out, profiles and accounts: what the program says about them.
handle-taken = Someone has this name, or one that looks like it. Try another.
email-such-as = Write an address such as { $example }.
email-changed = Your address is changed.
sign-up-done = Welcome! You are signed in.
sign-up-asked = Thank you. Someone will look at your request soon; then you can sign in.
sign-up-by-invitation = New people come by invitation here. Ask someone who runs the site for a link.
sign-up-closed = This site takes no new accounts.
sign-in-done = You are signed in.
sign-in-wrong = Name and password do not fit together.
sign-in-waiting = Your account waits for someone to say yes. Please come back later.
sign-in-closed = This account is closed.
sign-out-done = You are signed out.
guest-welcome = You can take part as a guest where boards allow it.
guest-nowhere = No board here lets guests take part. Sign up instead.
invitation-used = This invitation has been used. Ask for another one.
invitation-expired = This invitation has expired. Ask for another one.
# The note of the link that makes the first admin.
invitation-first-admin = First admin
profile-changed = Your profile is changed.
password-not-yours = This is not your password.
password-changed = Your password is changed. Other browsers are signed out.
session-ended = That browser is signed out.
# In place of a browser's name.
session-another-program = another program
token-name = Name it after the program that will use it, in at most { $max } characters.
token-choose-scope = Choose at least one thing it may do.
token-ended = That token no longer works.
person-name-shared = Too many people share this name.
person-only-admin = This is the only admin. Make someone else an admin first.
# What a guest is called.
person-guest = Guest
