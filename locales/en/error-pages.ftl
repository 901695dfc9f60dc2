# What to do when something fails.
error-page-home = To the first page
error-page-gone = Whoever wrote it, or staff, took it away.
error-page-not-found = It may have been moved or removed, or never was.
error-page-signed-in-only = Or it is only for people who signed in.
error-page-look = Look for it
error-page-or-see-html = Or see <a href="{ $href }">what is worth a vote</a>.
error-page-sign-in = Reading needs no account. Voting, writing and settings do.
error-page-make-account = Make an account
error-page-forbidden = If you think you should be able to, ask someone who runs the site.
error-page-forbidden-visitor = Perhaps it works once you are signed in.
error-page-stale = Nothing was changed. Open the page again to see how it stands now.
error-page-invalid = Nothing was changed. Go back, and your words should still be in the form.
error-page-method = Most likely a form was opened as a page. Go back and use its button.
error-page-too-large = Nothing was changed. Go back and send less at once.
error-page-too-many = Go back after that and send it again; your words should still be in the form. Reading goes on meanwhile.
error-page-no-room = Reading goes on as ever. Keep your words somewhere until there is room again.
error-page-busy = Nothing is lost. Load the page again, or go back and send it again.
error-page-internal = It is not your fault. If it happens again, tell whoever runs the site what you were doing.
error-page-number = Error { $status }
