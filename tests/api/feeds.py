"""Reads every feed of a small site with an independent parser, and holds what it understood to what was written."""

import json
import os
import sys
import urllib.error
import urllib.request

import feedparser

BASE = os.environ["BASE_URL"]
TOKEN = os.environ["API_TOKEN"]
TITLE = 'Put <News> & "more" at the top ☃'
failed = []


def ask(method, path, body=None, headers=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(BASE + path, data=data, method=method, headers=headers or {})
    if body is not None:
        request.add_header("content-type", "application/json")
        request.add_header("authorization", f"Bearer {TOKEN}")
    return urllib.request.urlopen(request, timeout=20)


def holds(what, true):
    if not true:
        failed.append(what)
        print("FAILED:", what)


made = json.load(ask("POST", "/api/v1/proposals", {"title": TITLE, "body": "See **this** & <b>x</b>, ]]> and \u0007", "board": "product", "tags": ["feeds"]}))
number = made["id"]
ask("POST", f"/api/v1/topics/{number}/comments", {"body": "Yes, *please*"})
ask("POST", "/api/v1/discussions", {"title": "How do you sort?", "board": "product", "tags": ["feeds"]})

feeds = ["/proposals", "/discussions", "/announcements", "/boards/product", "/tags/feeds", f"/t/{number}", "/people/ada", "/changelog", "/proposals?board=product&sort=new"]
for feed in feeds:
    path, _, query = feed.partition("?")
    query = f"?{query}" if query else ""
    atom_at = f"{path}.atom{query}"
    answer = ask("GET", atom_at)
    text = answer.read()
    parsed = feedparser.parse(text, response_headers={"content-type": answer.headers["content-type"]})
    holds(f"{atom_at} is well-formed: {parsed.get('bozo_exception')}", not parsed.bozo)
    holds(f"{atom_at} is Atom", parsed.version == "atom10")
    holds(f"{atom_at} names itself", any(l.rel == "self" and l.href == BASE + atom_at for l in parsed.feed.links))
    holds(f"{atom_at} has title, id and time", parsed.feed.title and parsed.feed.id and parsed.feed.updated_parsed)
    ids = [entry.id for entry in parsed.entries]
    holds(f"{atom_at} names each entry once", len(ids) == len(set(ids)))
    for entry in parsed.entries:
        holds(f"{atom_at}: {entry.id} is whole", entry.link.startswith(BASE) and entry.updated_parsed and entry.content[0].type == "text/html" and (entry.get("author") or path == "/changelog"))
    etag = answer.headers["etag"]
    try:
        holds(f"{atom_at} answers 304", ask("GET", atom_at, headers={"if-none-match": etag}).status == 304)
    except urllib.error.HTTPError as error:
        holds(f"{atom_at} answers 304", error.code == 304)
    json_at = f"{path}.feed.json{query}"
    value = json.load(ask("GET", json_at))
    holds(f"{json_at} is JSON Feed", value["version"] == "https://jsonfeed.org/version/1.1" and value["feed_url"] == BASE + json_at)
    holds(f"{json_at} holds the same", [item["id"] for item in value["items"]] == ids)

parsed = feedparser.parse(ask("GET", f"/t/{number}.atom").read())
holds("the comment is told", "<em>please</em>" in parsed.entries[0].content[0].value)
title = json.load(ask("GET", f"/t/{number}.feed.json"))["title"]
holds("a title comes as it was typed", title == TITLE)

print(f"{len(feeds)} feeds read, {len(failed)} failures")
sys.exit(1 if failed else 0)
