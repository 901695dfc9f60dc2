# Webhooks.
webhook-events-unread = Name events such as topic.created or comment.*, or choose a number of supporters; 50 names at most.
webhook-enough = There are { $max } webhooks already. Take one away first.
webhook-off-subject = A webhook was switched off
webhook-aside-subject = A webhook did not take a message
webhook-off-words = Nothing was taken at { $url } for { $days } days, so nothing more is sent there. The last try: { $why }
webhook-aside-words = A message to { $url } was tried six times and is set aside. The last try: { $why }
webhook-again-words = Once it works again, you can have the messages sent once more.
webhook-why = You get this because the webhook is yours.
