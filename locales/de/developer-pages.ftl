# Die Beschreibung der API; was die Vorgänge beschreibt, ist von der API selbst und englisch.
developer-told-html = Alles, was die Seiten können, als JSON. Lesen braucht keinen Schlüssel; Schreiben braucht <a href="{ $tokens }">einen Schlüssel von dir</a>. Das Ganze als <a href="{ $openapi }">OpenAPI 3.1</a>.
developer-on-page = Auf dieser Seite
developer-start = Anfangen
developer-where = Wo
developer-where-told-html = Jede Adresse beginnt mit <code dir="ltr">{ $base }</code>. Jede Seite eines Themas gibt es auch als Daten: Häng <code>.json</code> oder <code>.md</code> an ihre Adresse.
developer-tokens = Schlüssel
developer-tokens-told-html = Sende <code>Authorization: Bearer cow_…</code>. Ein Schlüssel kann nicht mehr, als seine Rechte und die Person dahinter dürfen. Ohne Schlüssel siehst du, was alle sehen.
developer-lists = Listen
developer-lists-told-html = Eine Antwort enthält <code>data</code> und <code>next</code>. Folge <code>next</code>, bis es null ist; mit <code>limit</code> bekommst du bis zu 100 auf einmal.
developer-etag = Nicht zweimal fragen
developer-etag-told-html = Jede Antwort auf GET hat ein <code>ETag</code>. Sende es als <code>If-None-Match</code> zurück und du bekommst 304, wenn sich nichts geändert hat.
developer-if-match = Andere nicht überschreiben
developer-if-match-told-html = Sende das <code>ETag</code> dessen, was du gelesen hast, als <code>If-Match</code> mit deiner Änderung. War jemand schneller, bekommst du 412 und nichts geht verloren.
developer-retry = Noch einmal versuchen
developer-retry-told-html = Sende beim Schreiben einen selbst gewählten <code>Idempotency-Key</code>. Reißt die Verbindung ab, sende innerhalb von zwei Tagen dasselbe noch einmal: Du bekommst die erste Antwort, und nichts geschieht doppelt.
developer-limits = Grenzen
developer-limits-told-html = { $requests } Anfragen und { $writes } Schreibvorgänge in der Minute. <code>RateLimit</code> sagt, was übrig ist; warte nach 429 so viele Sekunden, wie <code>Retry-After</code> sagt.
developer-extra = Freie Felder
developer-extra-told = Leg unter dem Namen deines Programms bis zu 16 KiB eigenes JSON neben jedes Thema, jeden Kommentar und jede Stimme, und finde sie darüber wieder.
developer-cors = Von einer Webseite aus
developer-cors-told = Andere Ursprünge dürfen fragen; der Schlüssel steht im Kopf der Anfrage, Cookies zählen hier nicht.
developer-problems = Probleme
developer-problems-told-html = Was scheitert, antwortet als <code>application/problem+json</code>: ein <code>type</code>, der in diese Tabelle führt, der <code>status</code>, ein <code>title</code> für Menschen, und <code>errors</code> je Feld, wo Felder schuld sind.
developer-type = Art
developer-status = Status
developer-meaning = Was es bedeutet

# Ein Vorgang.
developer-needs-scope-html = Braucht einen Schlüssel mit <code>{ $scope }</code>.
developer-needs-token = Braucht einen Schlüssel.
developer-parameters = Parameter
developer-body = Inhalt
developer-fields = Felder
developer-in-place = { $place ->
    [path] im Pfad
    [query] in der Abfrage
    [header] im Kopf
   *[other] { $place }
}
developer-needed = nötig
developer-answer = Antwort: { $status }
developer-answers = Antwortet { $status }.
developer-answers-bare = Antwortet { $status }, ohne Inhalt.
