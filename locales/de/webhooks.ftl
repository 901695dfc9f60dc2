# Webhooks.
webhook-events-unread = Nenne Ereignisse wie topic.created oder comment.*, oder wähle eine Zahl von Unterstützern; höchstens 50 Namen.
webhook-enough = Es gibt schon { $max } Webhooks. Nimm zuerst einen weg.
webhook-off-subject = Ein Webhook wurde abgeschaltet
webhook-aside-subject = Ein Webhook hat eine Nachricht nicht angenommen
webhook-off-words = Bei { $url } wurde { $days } Tage lang nichts angenommen, deshalb wird nichts mehr dorthin gesendet. Der letzte Versuch: { $why }
webhook-aside-words = Eine Nachricht an { $url } wurde sechsmal versucht und beiseitegelegt. Der letzte Versuch: { $why }
webhook-again-words = Sobald er wieder geht, kannst du die Nachrichten noch einmal senden lassen.
webhook-why = Du bekommst das, weil der Webhook dir gehört.
