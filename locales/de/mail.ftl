# Nachrichten per Mail und die Seite, die sie aufbewahrt.
mail-trial-subject = Mail kommt an
mail-trial-words = Das ist ein Versuch. Wenn du das liest, kann die Seite Mail versenden.
mail-trial-link = Zum Postausgang
mail-trial-why = Du bekommst das, weil du es auf der Seite des Postausgangs verlangt hast.
