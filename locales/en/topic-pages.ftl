# Topics of every kind.
topic-edited = edited { $time }
topic-is-removed = This is removed: only its author and staff see it.
topic-put-back = Put it back
topic-imported = Imported from another place
topic-spoken-of = Spoken of in
topic-data = This page as data
topic-title-says-it-all = The title says it all.
topic-about-page = About this page
topic-become-wish = Has it become a wish?
topic-become-wish-html = <a href="{ $href }">Propose what should get easier.</a> Others can stand behind it.

# Answering and editing.
topic-comment = Comment
topic-reply-title = Reply: { $title }
topic-reply-to-html = Reply to <bdi>{ $name }</bdi>
topic-your-answer = Your answer
topic-comment-answered = The comment you answer
topic-comment-edit = Edit the comment
topic-comment-edit-title = Edit your comment: { $title }
topic-comment-edit-hint = Markdown works. The text before stays readable under “edited”.
topic-stale-html = Someone changed this while you wrote. <a href="{ $href }">Read it as it is now</a>; your words are below, and saving them replaces theirs.
topic-edit = Edit this { $kind }
topic-edit-title = Edit: { $title }
topic-edit-told = The text before stays readable under “edited”.
topic-removal = Remove this { $what }?
topic-removal-title = Remove this { $what }
topic-remove-it = Remove it
topic-keep-it = Keep it

# What changed.
topic-changes = What changed
topic-changes-title = What changed: { $title }
topic-changes-on = What changed on { $date }, { $number }
topic-changed-by = changed by { $who }
topic-title-was-html = The title was <del><bdi>{ $before }</bdi></del>.
topic-title-became-html = The title was <del><bdi>{ $before }</bdi></del> and became <ins><bdi>{ $after }</bdi></ins>.
topic-lines-unchanged = { $n ->
    [one] … { $n } line unchanged
   *[other] … { $n } lines unchanged
}
topic-only-tags-changed = Only tags or spaces changed.
topic-nothing-changed = Nothing has changed
topic-nothing-changed-told = The text stands as it was first written. Whenever it is edited, what it said before stays readable here.

# Discussions and announcements.
topic-discussions-told = How people work today. Out of it grow proposals.
topic-discussions-empty = Nobody has said anything yet
topic-discussions-empty-told = Discussions are for how people work today. Out of them grow proposals.
topic-start-discussion = Start a discussion
topic-start-discussion-told = How do you work today, and what would you like to know from others?
topic-start-first = Start the first one
topic-start-it = Start it
topic-search-discussions = Search discussions
topic-see-all-discussions = See all discussions
topic-announcements-told = What those who build it have to tell.
topic-announcements-link = What those who build it have to tell
topic-announcements-empty = Nothing has been announced yet
topic-announcements-empty-told = News about what was paved, and what comes next, will be here.
topic-announce = Announce something
topic-announce-told = What changes, for whom, and what they should do.
topic-announce-it = Announce it
topic-search-announcements = Search announcements
topic-see-all-announcements = See all announcements
topic-see-proposals = See what people ask for
topic-nothing-fits = Nothing here is like that, or nothing yet.
topic-what-is-it = What is it?
topic-talk-back = Talk back
topic-talk-back-html = Say what you think <a href="{ $discussions }">in a discussion</a>, or <a href="{ $proposals }">ask for something</a>.

# Tags.
topic-tags-told = What people call the things they talk about, most used first.
topic-tags-empty = No tags yet
topic-tags-empty-told = Tags bring together what is about the same thing. Whoever proposes something can give it up to five.
