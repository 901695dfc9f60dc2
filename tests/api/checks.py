"""What tests/api/schemathesis.toml cannot say: when a request that fits the description may still be refused.

The description tells what a value looks like. Some answers hang on what the site holds, or on what is left of a text
once it is cleaned; those are counted here one by one, and any other refusal is a fault.
"""

import re
import unicodedata

import schemathesis

# What only the site knows: whether it exists, or was sent before.
KNOWN_TO_THE_SITE = {"board", "status", "parent", "Idempotency-Key", "into", "comments", "events", "map", "person",
                     "path", "picture", "proposals", "target", "thanks", "on"}
# What a board asks, and how its fields may be called: told with a number or a name behind.
ASKED_BY_A_BOARD = re.compile("^((field|key|label|kind|choices|hint)-|colours\\.)")


@schemathesis.check
def refused_for_a_reason(ctx, response, case):
    if not case.meta or not case.meta.generation.mode.is_positive:
        return
    if response.status_code == 400:
        # A place in a list is opaque text: any other than those we gave is unknown.
        # A body in parts is read as it arrives: names that no form can have end it.
        parts = "multipart" in str(case.media_type)
        assert parts or (case.query or {}).get("after"), f"Refused although it fits the description: {response.text}"
    if response.status_code == 422:
        body = case.body if isinstance(case.body, dict) else {}
        wrong = {error["field"] for error in response.json()["errors"]}
        values = [one for value in body.values() for one in (value if isinstance(value, list) else [value])]
        if any(isinstance(value, float) and value.is_integer() for value in values):
            wrong.discard("body")  # To a schema 1.0 is an integer; to us it is none.
        if "multipart" in str(case.media_type):
            wrong -= {"format", "source"}  # A part is bytes: what it may say is not kept to when one is made up.
        known = KNOWN_TO_THE_SITE | {field for field in wrong if ASKED_BY_A_BOARD.match(field)}
        strange = {field for field in wrong - known if not loses_by_cleaning(field, body.get(field))}
        assert not strange, f"Refused although it fits the description: {response.text}"


def loses_by_cleaning(field, value):
    """Whether cleaning may leave too little of it: controls, spaces and characters without ink count for nothing."""
    texts = value if isinstance(value, list) else [value]
    if field == "tags" and any(len(text) > 30 for text in texts):
        return True  # Letters and digits are what counts, and they fold into one another.
    return any(isinstance(text, str) and not plain(text, field) for text in texts)


def plain(text, field):
    kinds = "LN" if field == "tags" else "LNPS"
    return all(unicodedata.category(c)[0] in kinds for c in text)


@schemathesis.hook
def map_body(ctx, body):
    """Names what is there, so that more than the refusal of what is not gets tried."""
    if isinstance(body, dict) and isinstance(body.get("status"), str):
        body["status"] = ("open", "planned", "done", "nowhere")[len(body["status"]) % 4]
    return body
