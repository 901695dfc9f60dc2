# The first page.
proposal-home-count = { $n ->
    [one] { $n } proposal so far. Vote for yours, or add it.
   *[other] { $n } proposals so far. Vote for yours, or add it.
}
proposal-home-empty = This is where people say what gets in their way, and why it matters to them. The first wish shows the others how.
proposal-home-none = Say what gets in your way. Others can stand behind it.
proposal-home-new = New
proposal-home-paved = Paved lately
proposal-home-talked = Talked about
proposal-home-no-talk-html = No discussions yet. <a href="{ $href }">Start one</a>
proposal-worth = Worth a vote
proposal-none-yet = Nobody has asked for anything yet
proposal-first = Propose the first one

# The list, and one tag.
proposal-list-told = { $question } Vote for what you need, and say why.
proposal-list-empty = A proposal says what should get easier. Others stand behind it and say why.
proposal-nothing-fits = No proposal is like that, or none yet.
proposal-see-all = See all proposals
proposal-propose-it = Propose it
proposal-status = Status
proposal-not-a-wish = Not a wish yet?
proposal-not-a-wish-html = <a href="{ $href }">Talk about how you work today.</a> Proposals grow out of that.
proposal-tag-told = What people ask for and talk about under this tag.
proposal-tag-all = All proposals with this tag
proposal-tag-all-discussions = All discussions with this tag
proposal-tag-empty = Nothing that you may see has this tag now.
proposal-all-tags = All tags

# Asking.
proposal-new-told = One wish at a time. Say what gets in your way; the how can come later.
proposal-why = Why do you need this?
proposal-why-hint = Or why not. In one line; there is room for more in the comments.
proposal-why-new-hint = In one line. It stands first wherever your proposal is shown.
proposal-workaround = What do you do today?
proposal-details-hint = What were you doing the last time you missed it? Markdown works.
proposal-named = My name may stand beside my reason
proposal-named-hint = Without it, only the number of people is shown.

# Voting.
proposal-your-vote = Your vote
proposal-vote-title = Your vote: { $title }
proposal-vote-told = A reason tells those who build it more than a number does.
proposal-vote = Vote
proposal-i-want = I want this
proposal-not-for-me = Not for me
proposal-you-too = , you too
proposal-said-not = You said: not for me.
proposal-take-that-back = Take that back
proposal-take-back = Take my vote back
proposal-sign-in-to-vote = Sign in to vote
proposal-sign-in-to-say-why = Sign in to say why it matters to you
proposal-say-why = Say why it matters to you
proposal-change-reason = Change what you said
proposal-save-reason = Save reason
# Said after a vote; $counted is “3 want this”.
proposal-say-in = Your vote is in. { $counted }.
proposal-say-against = Noted: not for you. { $counted }.
proposal-say-none = You have no vote here. { $counted }.
proposal-imported = { $n ->
    [one] And { $n } vote from before this site.
   *[other] And { $n } votes from before this site.
}
proposal-others = What others say

# Reasons. A number stands before the first.
proposal-people = { $n ->
    [one] person
   *[other] people
}
proposal-today-html = today: <bdi>{ $text }</bdi>
proposal-said-by = said by { $people }
proposal-reasons = Why people want this
proposal-reasons-none = Nobody has said why yet. A reason tells more than a vote.

# Its way.
proposal-about = About this proposal
proposal-way = On its way
proposal-since = since { $date }
proposal-for-staff = For staff
proposal-move = Move on or answer
proposal-move-title = Move on: { $title }
proposal-move-told = { $n ->
    [one] It is { $status } now. { $n } wants this; all of them get to read what you say.
   *[other] It is { $status } now. { $n } want this; all of them get to read what you say.
}
proposal-more-room = With more room to write
proposal-change-status = Change status
proposal-new-status = New status
proposal-as-now = { $status } (as now)
proposal-response = Official response
proposal-response-hint = Everyone who wants this gets to read it. Markdown works.
