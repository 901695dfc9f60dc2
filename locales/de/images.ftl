# Bilder, die Leute zu dem hinzufügen, was sie schreiben.
image-none = Wähle zuerst ein Bild.
image-unread = Das ist kein Bild, das wir lesen können. Schicke PNG, JPEG, GIF oder WebP.
image-too-large = Ein Bild darf höchstens { $n } Megabyte haben.
image-too-many-pixels = Ein Bild darf höchstens { $n } Millionen Pixel haben und { $side } auf einer Seite.
image-not-by-guests = Gäste können hier keine Bilder hinzufügen. Registriere dich, um welche hinzuzufügen.
image-not-by-newcomers = { $n ->
    [one] Eine Minute nach dem Beitreten kannst du Bilder hinzufügen. Versuch es bald noch einmal.
   *[other] { $n } Minuten nach dem Beitreten kannst du Bilder hinzufügen. Versuch es bald noch einmal.
}
image-too-many = { $n ->
    [one] Du kannst ein Bild am Tag hinzufügen, und das von heute ist da. Komm morgen wieder.
   *[other] Du kannst { $n } Bilder am Tag hinzufügen, und die von heute sind da. Komm morgen wieder.
}
image-too-much = { $n ->
    [one] Deine Bilder füllen das Megabyte, das du haben darfst. Entferne welche, um Platz zu machen.
   *[other] Deine Bilder füllen die { $n } Megabyte, die du haben darfst. Entferne welche, um Platz zu machen.
}
image-added = Das Bild ist da.
image-removed = Das Bild ist weg.
images-title = Deine Bilder
images-told = Bilder, die du hinzugefügt hast. Ein Bild, das kein Beitrag zeigt, verschwindet nach einem Tag.
images-room = { $used } von { $most } Megabyte, höchstens { $n } Bilder am Tag.
images-empty = Du hast noch keines hinzugefügt.
images-empty-told = Füge eines dort hinzu, wo du schreibst, oder hier.
images-add = Bild hinzufügen
images-choose = Bild
images-hint = PNG, JPEG, GIF oder WebP, bis 8 Megabyte. Nur das Sichtbare bleibt: kein Ort, keine Kamera.
image-markdown = Um es zu zeigen, schreibe
image-used = in einem Beitrag zu sehen
image-unused = noch nirgends zu sehen
image-size = { $width } × { $height }, { $n } kB
image-remove = Entfernen
