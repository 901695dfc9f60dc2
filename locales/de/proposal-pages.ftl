# Die erste Seite.
proposal-home-count = { $n ->
    [one] Bisher { $n } Vorschlag. Stimm für deinen oder füge ihn hinzu.
   *[other] Bisher { $n } Vorschläge. Stimm für deinen oder füge ihn hinzu.
}
proposal-home-empty = Hier sagen Leute, was ihnen im Weg steht und warum es ihnen wichtig ist. Der erste Wunsch zeigt den anderen, wie es geht.
proposal-home-none = Sag, was dir im Weg steht. Andere können sich dahinterstellen.
proposal-home-new = Neu
proposal-home-paved = Zuletzt umgesetzt
proposal-home-talked = Im Gespräch
proposal-home-no-talk-html = Noch keine Diskussionen. <a href="{ $href }">Eine beginnen</a>
proposal-worth = Eine Stimme wert
proposal-none-yet = Noch hat sich niemand etwas gewünscht
proposal-first = Den ersten Vorschlag machen

# Die Liste, und ein Schlagwort.
proposal-list-told = { $question } Stimm für das, was du brauchst, und sag, warum.
proposal-list-empty = Ein Vorschlag sagt, was leichter werden soll. Andere stellen sich dahinter und sagen, warum.
proposal-nothing-fits = Kein Vorschlag ist so, oder noch keiner.
proposal-see-all = Alle Vorschläge ansehen
proposal-propose-it = Vorschlagen
proposal-status = Status
proposal-not-a-wish = Noch kein Wunsch?
proposal-not-a-wish-html = <a href="{ $href }">Erzähl, wie du heute arbeitest.</a> Daraus wachsen Vorschläge.
proposal-tag-told = Was sich Leute unter diesem Schlagwort wünschen und worüber sie reden.
proposal-tag-all = Alle Vorschläge mit diesem Schlagwort
proposal-tag-all-discussions = Alle Diskussionen mit diesem Schlagwort
proposal-tag-empty = Nichts, was du sehen darfst, hat jetzt dieses Schlagwort.
proposal-all-tags = Alle Schlagwörter

# Vorschlagen.
proposal-new-told = Ein Wunsch auf einmal. Sag, was dir im Weg steht; das Wie kann später kommen.
proposal-why = Warum brauchst du das?
proposal-why-hint = Oder warum nicht. In einer Zeile; für mehr ist in den Kommentaren Platz.
proposal-why-new-hint = In einer Zeile. Sie steht überall vorn, wo dein Vorschlag gezeigt wird.
proposal-workaround = Wie machst du es heute?
proposal-details-hint = Was hast du gerade getan, als es dir zuletzt gefehlt hat? Markdown geht.
proposal-named = Mein Name darf neben meinem Grund stehen
proposal-named-hint = Ohne ihn wird nur gezeigt, wie viele Leute es sind.

# Abstimmen.
proposal-your-vote = Deine Stimme
proposal-vote-title = Deine Stimme: { $title }
proposal-vote-told = Ein Grund sagt denen, die daran bauen, mehr als eine Zahl.
proposal-vote = Abstimmen
proposal-i-want = Ich will das
proposal-not-for-me = Nichts für mich
proposal-you-too = , du auch
proposal-said-not = Du hast gesagt: nichts für mich.
proposal-take-that-back = Zurücknehmen
proposal-take-back = Meine Stimme zurücknehmen
proposal-sign-in-to-vote = Melde dich an, um abzustimmen
proposal-sign-in-to-say-why = Melde dich an, um zu sagen, warum es dir wichtig ist
proposal-say-why = Sag, warum es dir wichtig ist
proposal-change-reason = Ändern, was du gesagt hast
proposal-save-reason = Grund speichern
# Nach einer Stimme gesagt; $counted ist „3 wollen das“.
proposal-say-in = Deine Stimme zählt. { $counted }.
proposal-say-against = Notiert: nichts für dich. { $counted }.
proposal-say-none = Du hast hier keine Stimme. { $counted }.
proposal-imported = { $n ->
    [one] Und { $n } Stimme aus der Zeit vor dieser Seite.
   *[other] Und { $n } Stimmen aus der Zeit vor dieser Seite.
}
proposal-others = Was andere sagen

# Gründe. Vor dem ersten steht eine Zahl.
proposal-people = { $n ->
    [one] Person
   *[other] Leute
}
proposal-today-html = heute: <bdi>{ $text }</bdi>
proposal-said-by = gesagt von { $people }
proposal-reasons = Warum Leute das wollen
proposal-reasons-none = Noch hat niemand gesagt, warum. Ein Grund sagt mehr als eine Stimme.

# Sein Weg.
proposal-about = Über diesen Vorschlag
proposal-way = Unterwegs
proposal-since = seit { $date }
proposal-for-staff = Für das Team
proposal-move = Weiterbringen oder antworten
proposal-move-title = Weiterbringen: { $title }
proposal-move-told = { $n ->
    [one] Es steht jetzt auf { $status }. { $n } Person will das und bekommt zu lesen, was du sagst.
   *[other] Es steht jetzt auf { $status }. { $n } wollen das; sie alle bekommen zu lesen, was du sagst.
}
proposal-more-room = Mit mehr Platz zum Schreiben
proposal-change-status = Status ändern
proposal-new-status = Neuer Status
proposal-as-now = { $status } (wie jetzt)
proposal-response = Offizielle Antwort
proposal-response-hint = Alle, die das wollen, bekommen es zu lesen. Markdown geht.
