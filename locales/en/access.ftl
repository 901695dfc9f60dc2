# Who may do what, tokens and passwords.
access-propose = Sign in to propose.
access-discuss = Sign in to start a discussion.
access-comment = Sign in to comment.
access-vote = Sign in to vote.
access-extra = Only members may keep free fields.
access-moderate = Only moderators may do this.
access-administer = Only admins may do this.
access-import = Only admins may import.
access-account = Guests have no account. Sign up first.
access-no-token = No token may do this; sign in with a browser.
access-scope = This needs a token with the scope { $scope }.
# These follow “It may”.
scope-proposals = make and edit proposals
scope-discussions = make and edit discussions
scope-comments = write and edit comments
scope-votes = vote
scope-moderation = change statuses, remove posts (moderators)
scope-admin = change boards and settings, import (admins)
scope-extra = keep free fields
scope-account = read your account
scope-preferences = change your preferences
token-unknown = This token is not known, or it has expired.
token-send-as = Send a token as “Authorization: Bearer cow_…”.
password-length = Use { $min } to { $max } characters; a few words are best.
password-common = Too many people would guess this one. A few words are best.
