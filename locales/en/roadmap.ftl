# The roadmap.
roadmap-heading = Roadmap
roadmap-told = Where the most wanted proposals stand on their way.
roadmap-paved-link = What was paved
roadmap-filter = Filter
roadmap-board = Board
roadmap-tag = Tag
roadmap-want = { $n ->
    [one] { $n } wants this
   *[other] { $n } want this
}
roadmap-more-than = more than { $n }
roadmap-column-empty = Nothing here at the moment.
roadmap-all = All of them
roadmap-empty = There is no roadmap yet
roadmap-empty-told = No status is on the roadmap.
roadmap-to-proposals = See the proposals
roadmap-move = Move
roadmap-move-to = Move to
roadmap-response = Official response (optional)
roadmap-response-hint = Everyone who wants it gets to read it.
roadmap-no-step = { $status }: not from here
roadmap-no-step-here = Not from there to { $status }
roadmap-dropped = Say why if you like, then confirm:
roadmap-moved = “{ $title }” is now: { $status }.
