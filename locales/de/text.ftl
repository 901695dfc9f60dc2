# Was zu Feldern aller Formulare und zu Namen gesagt wird.
field-characters = Verwende { $min } bis { $max } Zeichen.
field-at-most = Verwende höchstens { $max } Zeichen.
field-no-turning = Lass Zeichen weg, die die Schreibrichtung ändern.
field-choose = Wähle etwas aus der Liste.
field-number = Gib eine Zahl von { $min } bis { $max } ein.
list-joint = { $so_far }, { $next }
