# Feeds, das Protokoll der Änderungen und sein Strom.
feeds-title = { $site }: { $what }
feeds-comment-on = Kommentar zu { $title }
feeds-follow = Als Feed verfolgen:
feeds-new-comments = { $n ->
    [one] { $n } neuer Kommentar
   *[other] { $n } neue Kommentare
}
feeds-unknown-kind = Die Art { $kind } gibt es nicht. Wähle aus { $all }.
