# Proposals, votes and statuses: what the program says about them.
importance-nice = nice to have
importance-important = important
importance-essential = can’t do without
proposal-is-here = Your proposal is here, and you are its first supporter.
proposal-is-here-unvoted = Your proposal is here. It begins without a vote of yours; others can stand behind it.
proposal-no-board = There is no board where you may propose something.
proposal-moved = Moved. Its people can read why.
# These two go on from someone's name.
proposal-moved-note = moved this to { $status }
proposal-answered-note = answered officially
proposal-next-statuses = From here it can become: { $names }.
vote-in = Your vote is in.
vote-taken-back = Your vote is taken back.
vote-not-for-you = Noted: not for you.
vote-reason-long = Say it in at most { $max } characters; there is room for more in the comments.
vote-after-removal = This proposal was removed and takes no more votes.
vote-closed-by-status = Voting has ended: this is { LOWER($status) }.
vote-budget-empty = You stand behind as many open proposals as you can for now. Take a vote back, or wait until one of them is decided.
vote-budget-left = { $left ->
    [0] You have no vote left for another proposal.
    [one] You have one vote left for other proposals.
   *[other] You have { $left } votes left for other proposals.
}
