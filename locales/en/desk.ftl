# What staff decide about topics, and how it is undone.
desk-for-staff = For staff
desk-leave-it = Leave it as it is
# Said to whoever acts on a topic that is read with another.
desk-merged-elsewhere = This is merged into “{ $title }”. Vote and comment there.
desk-open-it = Open it
desk-merge = Merge into another
desk-merge-told = Everyone who wants this one will count for the other, each person once. Its comments are read there, its address leads there, and you can take it apart again.
desk-merge-into = Merge it into
desk-merge-into-hint = The number or address of the proposal that stays, such as 12 or #12.
desk-merge-look = See what it comes to
desk-merge-leads = “{ $title }” stays and leads; this one leads there.
desk-merge-people = { $theirs ->
    [one] One person wants
   *[other] { $theirs } people want
} this, { $ours } want the other. Together they are { $together }: each person counts once.
desk-merge-comments = { $comments ->
    [0] It has no comments.
    [one] One comment will be read there.
   *[other] { $comments } comments will be read there.
}
desk-merge-undo = You can take it apart again at any time; it is then as it was.
desk-merge-along = { $along ->
    [one] One proposal that was merged into it comes along.
   *[other] { $along } proposals that were merged into it come along.
} You can take it apart again at any time.
desk-merge-do = Merge
desk-merged = Merged. You can take it apart again below “For staff”.
desk-unmerge = Take apart again
desk-unmerge-from = It is merged into “{ $title }”.
desk-unmerge-told = { $people ->
    [0] Nobody who wants
    [one] One person who wants
   *[other] { $people } people who want
} it and { $comments ->
    [0] none of the comments
    [one] one comment
   *[other] { $comments } comments
} go back with it; whoever wants both counts for both.
desk-unmerge-do = Take apart
desk-unmerged = It stands for itself again.
desk-no-target = There is no proposal like that to merge into.
desk-into-itself = That is the same proposal. Name the one that stays.
desk-merged-already = This is merged already. Take it apart first.
desk-not-merged = This is not merged into another.
desk-removed-first = This was removed. Put it back first.
desk-board-narrower = Fewer people may see the board { $board } than the other’s. Move this proposal to a board as open as that one first.
desk-merged-here = Merged into this
desk-comment-from = said about “{ $title }”
# These go on from someone’s name.
desk-note-merged = merged “{ $title }” into this
desk-note-merged-other = merged another proposal into this
desk-note-unmerged = took “{ $title }” out of this again
desk-note-unmerged-other = took another proposal out of this again
desk-note-split = moved some comments to “{ $title }”
desk-note-split-other = moved some comments to another topic
desk-note-split-from = split this off from “{ $title }”
desk-note-split-from-other = split this off from another topic
desk-note-joined = put the comments that were split off back together
desk-note-moved = moved this from { $from } to { $to }
desk-note-moved-to = moved this to { $to }
desk-note-moved-away = moved this to another board
desk-note-locked = locked the comments
desk-note-locked-why = locked the comments: { $why }
desk-note-unlocked = opened the comments again
desk-note-closing = set this to close on { $date }
desk-note-open = took away the date on which this closes
desk-note-pinned = pinned this
desk-note-pinned-until = pinned this until { $date }
desk-note-unpinned = took the pin off
desk-note-to-proposal = made this a proposal
desk-note-to-discussion = made this a discussion
desk-note-accepted = accepted an answer
desk-note-unaccepted = took an accepted answer back
desk-note-plan = put @{ $who } in charge of this, expected in { $month }
desk-note-plan-owner = put @{ $who } in charge of this
desk-note-plan-month = expects this in { $month }
desk-note-plan-none = took back who is in charge of this and when it is expected
desk-locked = Staff locked this: it takes no more comments.
desk-locked-why = Staff locked this: { $why }
desk-closed = This closed on its date and takes no more comments.
desk-votes-closed = Voting ended on the date that was set.
desk-closed-mark = Closed for votes and comments
desk-closed-talk = Closed for comments
desk-lock = Lock the comments
desk-lock-do = Lock
desk-lock-told = { $comments ->
    [0] Nobody but staff can comment from now on. You can open it again.
    [one] The comment stays; nobody but staff can add to it from now on. You can open it again.
   *[other] The { $comments } comments stay; nobody but staff can add to them from now on. You can open it again.
}
desk-lock-why = Why? Everyone who wants to comment reads this.
desk-lock-done = Locked. You can open it again below “For staff”.
desk-unlock = Open the comments
desk-unlock-do = Open again
desk-unlock-told = Everyone whom the board lets comment can do so again.
desk-unlocked = Open again.
desk-closing = Close on a date
desk-closing-do = Save
desk-closing-told = From then on it takes no more comments and votes. What is there stays.
desk-closing-now = It closes on { $date }.
desk-closing-on = Last open day
desk-closing-hint = In universal time. Leave it empty to keep it open.
desk-closing-none = It stays open.
desk-closes = Closes on { $date }
desk-date-past = Choose a day that is not over.
desk-no-date = Write a date such as 2026-03-14.
desk-pin = Pin to lists
desk-pinned-change = Change or take off the pin
desk-pin-do = Save
desk-pin-told = It is shown above the first page of the list, whatever the order.
desk-pin-place = Where
desk-pin-board = On the list of its board
desk-pin-everywhere = On every list of its kind
desk-pin-until = Until
desk-pin-until-hint = Leave it empty to keep it there until someone takes it off.
desk-unpin = Take the pin off
desk-pin-done = Pinned.
desk-unpinned = The pin is off.
desk-pinned = Pinned
desk-pinned-until = Pinned until { $date }
desk-move = Move to another board
desk-move-do = Move
desk-move-told = { $comments ->
    [0] Whoever may see that board sees it then, nobody else. You can move it back.
    [one] Whoever may see that board sees it and its comment then, nobody else. You can move it back.
   *[other] Whoever may see that board sees it and its { $comments } comments then, nobody else. You can move it back.
}
desk-move-along = { $merged ->
    [one] The proposal merged into it goes along.
   *[other] The { $merged } proposals merged into it go along.
}
desk-move-to = To the board
desk-moved = Moved.
desk-to-proposal = Make it a proposal
desk-to-proposal-told = { $comments ->
    [0] Its address stays. People can stand behind it then; votes from before, if it was a proposal once, count again. You can turn it back.
    [one] Its address and its comment stay. People can stand behind it then; votes from before, if it was a proposal once, count again. You can turn it back.
   *[other] Its address and its { $comments } comments stay. People can stand behind it then; votes from before, if it was a proposal once, count again. You can turn it back.
}
desk-to-discussion = Make it a discussion
desk-to-discussion-told = { $people ->
    [0] Nobody stands behind it yet.
    [one] The vote of one person is put aside, with its status.
   *[other] The votes of { $people } people are put aside, with its status.
} Its address and its comments stay; all of it comes back when you make it a proposal again.
desk-turn-do = Do it
desk-is-proposal = It is a proposal now.
desk-is-discussion = It is a discussion now. Its votes are kept.
desk-no-announcement = Announcements stay announcements.
desk-apart-first = Other proposals are merged into this. Take them apart first.
desk-split = Move comments to a new topic
desk-split-told = What you choose, and all that answers it, moves. Old links to these comments lead there. You can put them back.
desk-split-title = Title of the new topic
desk-split-kind = It becomes
desk-split-discussion = A discussion
desk-split-proposal = A proposal
desk-split-which = Comments to move
desk-split-do = Move them
desk-split-done = Moved. You can put them back below “For staff”.
desk-split-words = Split off from
desk-split-nothing = Choose at least one comment.
desk-split-many = Move at most { $max } comments at once.
desk-join = Put back where it was split off
desk-join-do = Put back
desk-join-told = { $comments ->
    [0] No comments go
    [one] One comment goes
   *[other] { $comments } comments go
} back to “{ $title }”, and this topic is removed.
desk-joined = Back together.
desk-not-split = This was not split off from another topic.
desk-plan = Owner and month
desk-plan-do = Save
desk-plan-told = Who answers for it, and when people may expect it. Both are shown to everyone.
desk-owner = Owner
desk-owner-hint = The handle of someone of the staff; empty for nobody.
desk-owner-of-staff = Name someone of the staff by their handle.
desk-eta = Expected in
desk-eta-hint = A month such as 2026-03; empty for no promise.
desk-no-month = Write a month such as 2026-03.
desk-month = { $month } { $year }
desk-planned = Saved.
desk-owned-by = Owner: { $who }
desk-expected = Expected in { $month }
desk-behalf = Vote for someone else
desk-behalf-do = Vote for them
desk-behalf-told = For people who asked in a letter, a call or another place. Their vote counts once and is marked as cast by staff.
desk-behalf-person = For whom
desk-behalf-person-hint = A handle, a name or an address. Addresses are not shown.
desk-behalf-source = Where they asked (a link)
desk-behalf-asked = Where it was asked
desk-behalf-reason = Why they need it
desk-behalf-importance = How important it is to them
desk-not-said = Not said
desk-behalf-undo = Or take back a vote that was cast for
desk-behalf-undo-none = Nobody
desk-behalf-done = The vote for { $handle } is in.
desk-behalf-undone = That vote is taken back.
desk-behalf-counted = { $n ->
    [one] One of these votes was cast by staff for someone who asked elsewhere.
   *[other] { $n } of these votes were cast by staff for people who asked elsewhere.
}
desk-has-voted = { $handle } has a vote here already.
desk-source-address = Give a whole address, beginning with https://.
desk-name-someone = Name someone: a handle, a name or an address.
desk-person-address = That is no address. Write it as name@example.org.
desk-answer = Accepted answer
desk-answer-by = Answer by { $who }
desk-answer-see = See it among the comments
desk-answer-accept = Accept as answer
desk-answer-undo = Not the answer
desk-answer-accepted = Accepted as the answer. You can take that back beside it.
desk-answer-undone = No longer the answer.
desk-answered = answered
desk-no-answers = Only comments on discussions can be accepted as answers.
desk-answer-not-yours = Only whoever began the discussion and staff accept an answer.
desk-internal = Only for staff
desk-note-staff-only = Only staff write notes for staff.
desk-say-internal = Only staff shall see this
desk-why-here = Why is this here?
desk-rank-told = Lists are sorted by numbers that anyone can work out again. These are this topic’s.
desk-rank-supporters = People who want it
desk-rank-weight = Their weight
desk-rank-weight-told = One for each person; one and a half where it is important to them, two where they can’t do without.
desk-rank-commenters = People who comment, besides whoever began it
desk-rank-begun = Begun
desk-rank-hot = Hot
desk-rank-hot-votes = The decimal logarithm of the weight, plus at most as much again for people who comment, plus one for every 22 hours by which it is younger.
desk-rank-hot-talk = The decimal logarithm of the people who comment, plus one for every 22 hours by which it is younger.
desk-rank-surging = Surging
desk-rank-surging-told = Every vote adds to it and fades over a week, so that an old wish that wakes up rises.
desk-rank-pinned = It is pinned: staff put it above the list, whatever the numbers.
