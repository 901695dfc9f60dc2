# What is said and done below a topic.
thread-comments = Comments
thread-comment-by = Comment by { $name }
thread-comment-removed = This comment was removed.
thread-official = official answer
thread-is-official = This is an official answer
thread-began = began this
thread-edited = edited
thread-edited-more = : what changed
thread-answering-html = answering <a href="{ $href }"><bdi>@{ $handle }</bdi></a>
# Stands behind “Reply”.
thread-reply-to = to { $name }
# Stands behind “Edit” and “Remove”.
thread-the-comment-by = the comment by { $name }
# $told goes on from the name: “moved this to Planned”.
thread-note-html = <b>{ $who }</b> { $told }, { $time }
thread-note-someone = Someone { $told }, { $time }
thread-more-answers = More answers to a comment on the page before
thread-from-first = From the first comment
thread-empty = Nobody has said anything yet.
thread-more = More comments
thread-pages = Pages of comments
thread-closed = Comments are closed.
thread-add = Add to it
thread-your-comment = Your comment
thread-hint = Markdown works. @handle calls someone in.
thread-send = Comment
