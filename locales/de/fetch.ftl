# Warum ein anderer Server nicht gefragt wird oder nicht geantwortet hat.
fetch-refused-unreadable = Das ist keine Webadresse. Schreib sie als https://example.org/pfad.
fetch-refused-scheme = Nimm eine Adresse, die mit https:// oder http:// beginnt.
fetch-refused-credentials = Lass Benutzername und Passwort aus der Adresse weg.
fetch-refused-port = Port { $port } ist nicht erlaubt. Nimm 443 oder 80, oder bitte die Betreiber dieser Seite, ihn zu erlauben.
fetch-refused-private = Diese Adresse führt in ein privates Netz. Nimm eine, die alle im Internet erreichen, oder bitte die Betreiber dieser Seite, sie zu erlauben.
fetch-refused-weaker = Der Server leitet von https nach http weiter, wo jeder mithören könnte.
fetch-unreachable = Dort antwortet niemand: { $why }
fetch-slow = Die Antwort hat zu lange gedauert.
fetch-odd = Was zurückkam, ist keine Antwort des Webs: { $why }
fetch-too-long = Die Antwort ist zu groß.
fetch-too-many-turns = Der Server leitet immer weiter.
fetch-unfit = Das lässt sich nicht senden: { $why }
