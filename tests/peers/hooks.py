"""Reads lines of JSON (secret, headers, body) and says for each what the official library makes of it."""
import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

for line in sys.stdin:
    told = json.loads(line)
    try:
        Webhook(told["secret"]).verify(told["body"], told["headers"])
        print("good", flush=True)
    except WebhookVerificationError as error:
        print(f"bad: {error}", flush=True)
