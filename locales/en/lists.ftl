# Lists of topics. A number stands before the first two.
lists-want = { $n ->
    [one] wants this
   *[other] want this
}
lists-wanted = { $n ->
   *[other] wanted this
}
lists-want-count = { $n ->
    [one] { $n } wants this
   *[other] { $n } want this
}
lists-wanted-count = { $n ->
   *[other] { $n } wanted this
}
lists-vote-sign-in = : { $title }. Sign in to vote
# A number stands before it.
lists-replies = { $n ->
    [one] reply
   *[other] replies
}
lists-replies-to = to { $title }
lists-replies-count = { $n ->
    [one] { $n } reply
   *[other] { $n } replies
}
lists-last = last: { $time }
lists-narrowed = Only these are shown
lists-widen = : show the others too
lists-pages = Pages
lists-from-start = From the start
lists-back = Back
