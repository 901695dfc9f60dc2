# Messages by mail, and the page that keeps them.
mail-trial-subject = Mail gets through
mail-trial-words = This is a trial. If you read it, the site can send mail.
mail-trial-link = To the outbox
mail-trial-why = You get this because you asked for it on the outbox page.
