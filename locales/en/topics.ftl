# Topics of every kind, comments, boards and lists: what the program says about them.
sort-hot = Hot
sort-surging = Surging
sort-top = Top
sort-new = New
sort-discussed = Discussed
sort-unanswered = Needs a reply
topics-discussions = Discussions
topics-announcements = Announcements
narrowed-board = on the board { $value }
narrowed-status = with the status { $value }
narrowed-tag = tagged { $value }
narrowed-by = by { $value }
narrowed-q = saying { $value }
narrowed-field = { $field }: { $value }
list-other-place = This place belongs to another list.
# $who: staff or members; $act: propose, comment or vote.
board-only = On this board only { $who ->
        [staff] staff
       *[members] members
    } may { $act ->
        [propose] start topics
        [comment] comment
       *[vote] vote
    }.
board-choose = Choose a board where you may start topics.
board-choose-audience = Choose guests, members or staff.
board-address-taken = Another board has this address.
topic-is-here = Your topic is here.
topic-changed = Changed. The text before is kept under “edited”.
topic-removal-told = { $comments ->
    [0] Nobody but you and staff will see it. You can put it back.
    [one] Nobody but you and staff will see it and its comment. You can put it back.
   *[other] Nobody but you and staff will see it and its { $comments } comments. You can put it back.
}
topic-removed = Removed. You can put it back below.
topic-is-back = It is back.
topic-not-yours = Only its author and staff may change this.
topic-final = { $status } is final: its text stays as it is.
topic-staff-move = Only staff move topics between boards.
topic-staff-restore = Staff removed this; only staff can bring it back.
topic-proposals-elsewhere = Make a proposal where proposals are made.
announcement-staff-only = Only staff announce.
discussion-no-board = There is no board where you may start a discussion.
tags-at-most = Use at most { $max } tags.
tag-too-long = “{ $name }” is too long for a tag; use at most { $max } letters or digits.
comment-empty = Write something first.
comment-is-in = Your comment is in.
comment-changed = Changed.
comment-removed = The comment is removed.
comment-removal-told = Nobody sees its words any more; answers to it stay.
comment-parent-gone = The comment you answer is not on this topic any more.
comment-staff-official = Only staff answer officially.
comments-after-removal = This was removed and takes no more comments.
comments-closed-by-status = Comments are closed: this is { LOWER($status) }.
comments-unknown-place = This place among the comments is not known. Start again from the topic's first page.
extra-app-name = Use 1 to 40 of a–z, 0–9, - _ and . as the program's name.
extra-too-large = Keep at most 16 KiB.
extra-many-keys = Use at most { $max } top-level keys.
extra-of-another = The fields of “{ $app }” are kept by someone else. Use another name.
