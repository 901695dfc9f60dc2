# Words that many pages share.
ui-proposals = Proposals
ui-discussions = Discussions
ui-announcements = Announcements
ui-discussion = Discussion
ui-announcement = Announcement
ui-all-proposals = All proposals
ui-tags = Tags
ui-tags-hint = Up to five, with commas between them.
ui-tags-used = Tags people use
ui-board = Board
ui-boards = Boards
ui-title = Title
ui-text = Text
ui-details = Details
ui-easier = What should get easier?
ui-markdown = Markdown works.
ui-search = Search
ui-search-proposals = Search proposals
ui-sort = Sort
ui-filter = Filter
ui-nothing-fits = Nothing fits
ui-nothing-yet = Nothing here yet
ui-list-ends = The list ends here.
ui-more = More
ui-propose = Propose something
ui-sign-in = Sign in
ui-save = Save
ui-cancel = Cancel
ui-edit = Edit
ui-remove = Remove
ui-reply = Reply
ui-go-back = Go back
ui-copy = Copy
ui-copied = Copied
ui-where-you-are = Where you are
ui-what-to-do = What to do
# Stands between the parts of a list.
ui-comma = ,
ui-comments = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
ui-by-asked = asked by { $who }, { $time }
ui-by-told = told by { $who }, { $time }
ui-by-started = started by { $who }, { $time }
ui-role-guest = guest
ui-role-member = member
ui-role-moderator = moderator
ui-role-admin = admin

# Forms.
ui-optional = (optional)
ui-kept = Nothing you wrote is lost.
ui-errors = { $n ->
    [one] One thing needs another look
   *[other] { $n } things need another look
}
ui-importance = How important is it to you?
ui-importance-none = Not said
ui-importance-nice = Nice to have
ui-importance-important = Important
ui-importance-essential = Can’t do without

# The statuses a new site starts with.
status-open = Open
status-under-review = Under review
status-planned = Planned
status-in-progress = In progress
status-preview = Preview
status-paved = Paved
status-declined = Declined
status-duplicate = Duplicate
status-archived = Archived
