# Was zu Feldern aller Formulare und zu Namen gesagt wird.
field-characters = Verwende { $min } bis { $max } Zeichen.
field-at-most = Verwende höchstens { $max } Zeichen.
field-no-turning = Lass Zeichen weg, die die Schreibrichtung ändern.
field-choose = Wähle etwas aus der Liste.
field-number = Gib eine Zahl von { $min } bis { $max } ein.
list-joint = { $so_far }, { $next }
list-unknown-place = Diese Stelle in der Liste ist nicht bekannt. Fang noch einmal auf der ersten Seite an.
handle-length = Wähle einen Namen mit { $min } bis { $max } Zeichen.
handle-begin = Der Name muss mit einem Buchstaben beginnen.
handle-letters = Verwende im Namen nur Buchstaben, Ziffern, - und _.
handle-accents = Schreib Buchstaben mit Akzent im Namen als je ein Zeichen.
handle-one-alphabet = Schreib den Namen in den Buchstaben eines einzigen Alphabets.
prose-back = Zurück zum Text
prose-table = Tabelle
prose-to-do = Zu tun
prose-done = Erledigt
