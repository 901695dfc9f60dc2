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
