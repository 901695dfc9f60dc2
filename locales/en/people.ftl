# What each person has here: preferences, what they wrote, their own data, the way out.
people-reserved = Names that begin with “deleted-” are kept for people who left. Choose another.
people-choose = Choose one of the list.
people-unknown-zone = This time zone is not known. Choose one of the list, such as Europe/Berlin.
people-as-site = As the site does
people-preferences-kept = Your preferences are kept.
people-not-password = This is not your password.
people-gone = Your account is deleted. Thank you for having been here.
people-settings = Settings
people-preferences = Preferences
people-data = Your data
people-preferences-told = How the site looks and speaks to you. Nobody else sees this.
people-theme = Light or dark
people-theme-system = Like your device
people-theme-light = Light
people-theme-dark = Dark
people-density = Room
people-density-comfortable = Comfortable
people-density-compact = Compact
people-language = Language
people-zone = Time zone
people-zone-hint = Exact times are told in it.
people-landing = Where you begin
people-landing-hint = After signing in, and when you follow the site’s name.
people-landing-home = First page
people-landing-proposals = Proposals
people-landing-discussions = Discussions
people-landing-announcements = Announcements
people-landing-following = What I follow
people-sort = Order of proposals
people-shortcuts = Keyboard shortcuts
people-shortcuts-hint = Single keys do things; press ? to see which.
people-save = Save
people-data-told = Everything this site keeps about you, as one file to keep or take elsewhere.
people-data-holds = It holds your account, preferences, topics, comments, votes with their reasons, earlier texts and what you did when, each as JSON. Passwords and tokens are not in it: only their fingerprints are kept here.
people-data-download = Download my data
people-password = Your password
people-password-hint = So that nobody else can do this.
people-password-kept = Passwords are never sent back: type it again.
people-leave = Delete your account
people-leave-short = You can leave for good. Nothing is deleted before you have seen what would happen.
people-leave-see = See what would happen
people-leave-told = This cannot be taken back. When you delete your account:
people-leave-account = Your address, password, sessions, tokens and preferences are erased, and your name is free of you: nobody can take it.
people-leave-mentions = What others wrote about you stays theirs.
people-leave-first = Before you go: { $link }
people-leave-first-link = download your data
people-leave-now = Delete my account for good
people-leave-not = Keep it
people-topics-go = { $n ->
    [one] One topic that nobody answered is erased.
   *[other] { $n } topics that nobody answered are erased.
}
people-topics-stay = { $n ->
    [one] One topic that others answered stays, by a “deleted person”.
   *[other] { $n } topics that others answered stay, by a “deleted person”.
}
people-comments-go = { $n ->
    [one] One comment that nobody replied to is erased.
   *[other] { $n } comments that nobody replied to are erased.
}
people-comments-stay = { $n ->
    [one] One comment that others replied to stays, by a “deleted person”.
   *[other] { $n } comments that others replied to stay, by a “deleted person”.
}
people-votes-go = { $n ->
    [one] Your vote is taken back, with its reason.
   *[other] Your { $n } votes are taken back, with their reasons.
}
people-deleted = deleted person
people-tabs = What they wrote
people-tab-proposals = Proposals
people-tab-discussions = Discussions
people-tab-comments = Comments
people-tab-votes = Votes
people-official = official
people-vote-hidden = A proposal you may not see any more
people-vote-for = You want this
people-vote-against = Not for you
people-votes-private = Only you see this list.
people-none-proposals = No proposals yet.
people-none-discussions = No discussions yet.
people-none-comments = No comments yet.
people-none-votes = You have not voted yet.
people-list-ends = The list ends here.
people-delete-someone = Delete { $handle }
people-leave-told-admin = This cannot be taken back. The votes and words counted here are theirs:
people-leave-account-admin = Their name, address, password, sessions, tokens and preferences are erased; nobody can take the name.
people-reason = Why?
people-reason-hint = Kept with the deletion. Do not name them here.
people-reason-needed = Say why, in at most 300 characters.
people-delete-now = Delete this account for good
people-deleted-by-admin = The account is deleted.
people-delete = Delete
