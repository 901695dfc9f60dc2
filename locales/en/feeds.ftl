# Feeds, the log of changes and its stream.
feeds-title = { $site }: { $what }
feeds-comment-on = Comment on { $title }
feeds-follow = Follow this as a feed:
feeds-new-comments = { $n ->
    [one] { $n } new comment
   *[other] { $n } new comments
}
feeds-unknown-kind = There is no kind { $kind }. Choose from { $all }.
