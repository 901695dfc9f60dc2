# Import: was aus den Zeilen einer Datei wird.
import-mapping = Schreib es wie status:Final=Paved oder board:Ideas=product.
import-no-status = Den Status „{ $status }“ gibt es nicht. Es gibt: { $names }.
import-undone = Dieser Import wurde schon zurückgenommen.
import-line = Zeile { $line }
import-header = die Kopfzeile ist nicht zu lesen: { $told }
import-no-object = kein JSON-Objekt
import-nameless = eine Zeile ohne Kennung und Titel
import-twice = diese Kennung steht zweimal in der Datei; die erste zählt
import-untitled = hat keinen Titel
import-too-long = der Text hat mehr als { $max } Zeichen
import-field = { $field }: { $told }
import-no-id = ohne Kennung; der Titel dient als Name
import-unknown-status = Status „{ $status }“ ist hier nicht bekannt; es wurde „Offen“
import-title-cut = mit einem Titel, der nach { $max } Zeichen gekürzt wurde
import-bad-date = mit einem Datum, das nicht zu lesen ist; gilt als heute entstanden
import-no-date = ohne Datum; gilt als heute entstanden
import-many-tags = mit mehr als fünf Schlagwörtern; die ersten fünf wurden behalten
import-changed-here = seither hier geändert; bleibt, wie es ist
