# What was built: releases.
changelog-heading = Paved
changelog-told = What was built, when, and thanks to whom.
changelog-write = Write a release
changelog-write-first = Write the first release
changelog-drafts = Drafts
changelog-draft = Draft
changelog-end = The list ends here.
changelog-empty = Nothing has been paved yet
changelog-empty-told = Once something that people asked for is built, it stands here, with thanks to those who asked.
changelog-older = Older
changelog-aside = More
changelog-next = What is next
changelog-next-told = What is planned, under way and nearly there.
changelog-see-roadmap = See the roadmap
changelog-hear = Hear of it
changelog-feed-title = { $site }: what was built
changelog-where = Where you are
changelog-wanted = { $n ->
    [one] { $n } person wanted this
   *[other] { $n } people wanted this
}
changelog-more-paved = { $n ->
    [one] One proposal
   *[other] All { $n } proposals
}
changelog-thanks = Thanks to { $who }
changelog-paves = What it paves
changelog-all = Everything that was paved
changelog-only-staff = Only staff see this yet
changelog-pave = { $n ->
    [one] Move its one open proposal to Paved
   *[other] Move its { $n } open proposals to Paved
}
changelog-pave-hint = Everyone who wants them is told.
changelog-publish = Publish
changelog-edit = Edit
changelog-discard = Throw it away
changelog-discard-told = The draft goes for good. Its proposals stay as they are.
changelog-discard-now = Throw the draft away
changelog-withdraw = Make it a draft again
changelog-new-heading = Write a release
changelog-edit-heading = Edit the release
changelog-form-told = It stays a draft until you publish it.
changelog-title = What is new?
changelog-title-hint = In a few words: “Faster search, quieter mail”.
changelog-body = Tell about it
changelog-body-hint = What can people do now that they could not before? Markdown works.
changelog-proposals = Which proposals does it pave?
changelog-proposals-hint = One a line, by number or address. What stands after the number is only for you.
changelog-people = Who deserves thanks?
changelog-people-hint = Handles, with commas between.
changelog-day = Since when?
changelog-day-hint = If you leave it empty, it is the day you publish it.
changelog-keep = Keep as a draft
changelog-cancel = Cancel
changelog-draft-kept = Kept as a draft. Look it over, then publish it.
changelog-changed = Changed.
changelog-published = Published. Everyone can read it now.
changelog-withdrawn = It is a draft again. Only staff see it.
changelog-discarded = The draft is gone.
changelog-title-length = Use 1 to { $max } characters.
changelog-title-marks = Leave out marks that change the direction of writing.
changelog-day-unread = Write the day as 2026-03-14.
changelog-proposal-unread = Begin this line with a proposal’s number: “{ $line }”.
changelog-too-many = Name at most { $max }.
changelog-nobody = Nobody here is called { $handle }.
changelog-no-proposal = There is no proposal { $id }.
changelog-cannot-pave = “{ $title }” cannot become built from where it stands. { $why }
changelog-withdraw-first = This is published. Make it a draft again first.
changelog-paved-in = Paved in { $release }
