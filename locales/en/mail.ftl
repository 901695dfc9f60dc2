# Messages by mail, and the page that keeps them.
mail-trial-subject = Mail gets through
mail-trial-words = This is a trial. If you read it, the site can send mail.
mail-trial-link = To the outbox
mail-trial-why = You get this because you asked for it on the outbox page.
mail-refused = A mail server refused your address, so you get no mail from here.
mail-refused-link = Check your address
mail-refused-since = A mail server has refused this address since { $date }. It said:
mail-refused-again = It works again
mail-refused-tried-again = Mail goes to your address again.
outbox-title = Mail
outbox-told = Every message that this site sends, and what became of it. Those that are done are kept for 30 days.
outbox-no-server = No mail server is configured.
outbox-no-server-told = Messages wait here and can be read here. To have them sent, start the site with the address of a server:
outbox-which = Which messages
outbox-state = State
outbox-state-all = All
outbox-state-waiting = Waiting
outbox-state-sent = Sent
outbox-state-refused = Refused
outbox-state-withheld = Held back
outbox-state-expired = Too late
outbox-subject = Subject
outbox-to = To
outbox-written = Written
outbox-pages = More messages
outbox-none = There is no message here.
outbox-trial = Send yourself a trial
outbox-trial-kept = The trial is in the outbox.
outbox-trial-no-address = Your account has no address. Add one in your settings first.
outbox-letter-told = A message to { $address }.
outbox-attempts = { $n ->
    [0] Not tried yet
    [one] Tried once
   *[other] Tried { $n } times
}
outbox-due = next { $date }
outbox-server-said = The server said:
outbox-again = Send it again
outbox-sent-again = The message is to be sent again.
outbox-forgotten = Its text let someone in and was forgotten when it was sent.
