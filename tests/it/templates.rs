//! Templates are parsed at the start; here, that each asks only for what its page gives, and that every page that a link leads to is there.
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use cowpath::access::Role;
use cowpath::config::BaseUrl;
use cowpath::web::{ALWAYS, Templates};

use crate::app::{Client, TestApp};

#[test]
fn templates_ask_only_for_what_their_pages_give() {
    let templates = Templates::parse(&BaseUrl::parse("https://example.org").unwrap()).unwrap();
    let mut names: Vec<_> = templates
        .0
        .get_template_names()
        .filter(|n| *n != "layout.html" && !n.starts_with("components"))
        .map(str::to_owned)
        .collect();
    names.sort();
    let told: Vec<String> = names
        .iter()
        .map(|name| {
            let mut asked: Vec<_> = templates
                .0
                .get_template_variables(name)
                .unwrap()
                .into_iter()
                .filter(|v| !ALWAYS.contains(v))
                .collect();
            asked.sort_unstable();
            format!("{name}: {}", asked.join(" "))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    accounts/account.html: email invalid refused typed_email
    accounts/ignored.html: first next rows
    accounts/profile.html: invalid typed
    accounts/sessions.html: sessions
    accounts/sign-in.html: guests invalid typed
    accounts/sign-up.html: action invalid invited_as needs_approval typed
    accounts/tokens.html: days fresh invalid name scopes tokens
    admin/board-form.html: fields id invalid name template
    admin/board.html: id invalid typed
    admin/boards.html: boards invalid typed
    admin/deletion.html: handle id invalid reason told
    admin/invitations.html: fresh invalid invitations roles typed
    admin/jobs.html: aside canary hosts kinds lanes running waiting wrong
    admin/letter.html: address attempts created_at due_at id kind plain state subject told
    admin/outbox.html: all next rows sends states
    admin/people.html: next people roles state states
    admin/settings.html: invalid settings typed
    admin/theme.html: changed invalid link links logo swatches words
    changelog/form.html: id invalid path typed
    changelog/index.html: can_write drafts first next prev releases
    changelog/show.html: at can_write draft excerpt html id invalid paved thanks title unbuilt
    desk/act.html: action back button fields heading invalid method title told
    desk/split.html: back id invalid rows title typed_kind typed_title
    developers/api.html: groups problems
    developers/components.html: at rows sample scheme schemes tokens way ways
    drafts/index.html: drafts
    error.html: problem
    images/index.html: images megabytes megabytes_used per_day refusal
    people/data.html: invalid password
    people/deletion.html: invalid password refused told
    people/preferences.html: densities invalid landings languages sorts themes typed zones
    people/show.html: bio closed first ghost handle ignored joined_at mine name next role rows said tab tabs votes
    proposals/home.html: announcements boards hot new paved proposals talked
    proposals/index.html: board choices feed first follow narrowed next pinned prev q rows
    proposals/new.html: boards boards_ask fields invalid looked similar tags typed writing
    proposals/roadmap.html: board boards columns invalid moving narrowed staff tag tags typed
    proposals/show.html: author board can_comment can_edit closed closes_at comments created_at edited_at empty excerpt fields first html id invalid linked merged mine news_after next path pinned pinned_until plan reasons releases removed response source_url staff stations status steps tags timeline title typed vote writing
    proposals/similar.html: similar title
    proposals/status.html: id invalid path status steps supporters title typed
    proposals/tag.html: discussions feed follow name proposals slug
    proposals/vote-box.html: id vote
    proposals/vote.html: id invalid path reasons title typed voted
    search/failed.html: failed
    search/index.html: asked boards common first instead kept meant narrowed next notes orders people q rows saved statuses tabs tags what words
    search/saved.html: invalid saved typed
    topics/bookmarks.html: first next rows
    topics/comment.html: answer author html id invalid stale topic topic_id typed version writing
    topics/edit.html: boards fields id invalid kind path stale tags typed writing
    topics/following.html: first next rows
    topics/index.html: announcements choices feed first follow heading narrowed next path pinned prev q rows
    topics/new.html: boards can_announce invalid tags typed writing
    topics/preview.html: html
    topics/rank.html: age back commenters created_at hot pinned supporters surging title votes wanted weight
    topics/removal.html: action back title told what
    topics/revisions.html: back revisions title
    topics/show.html: answer author board can_comment can_edit closed closes_at comments created_at edited_at empty excerpt first html id invalid kind linked merged mine news_after next path pinned pinned_until removed source_url staff tags timeline title typed writing
    topics/tags.html: tags
    topics/unread.html: first next rows
    transfer/import.html: boards formats invalid most runs typed
    transfer/run.html: at done dry file format going id source state told total undoable waits
    web/shortcuts.html: keys
    ");
}

#[test]
fn every_page_has_a_template_and_every_template_a_page() {
    let mut wanted = BTreeSet::new();
    for file in sources("src".as_ref()) {
        let text = std::fs::read_to_string(file).unwrap();
        for rest in text.split("const TEMPLATE: &'static str = \"").skip(1) {
            wanted.insert(rest.split('"').next().unwrap().to_owned());
        }
    }
    let templates = Templates::parse(&BaseUrl::parse("https://example.org").unwrap()).unwrap();
    let there: BTreeSet<_> = templates
        .0
        .get_template_names()
        .filter(|n| *n != "layout.html" && !n.starts_with("components"))
        .map(str::to_owned)
        .collect();
    assert_eq!(there, wanted);
}

fn sources(dir: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries
        .flat_map(|p| if p.is_dir() { sources(&p) } else { vec![p] })
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .collect()
}

/// A small site with something of everything.
pub(crate) async fn filled(app: &TestApp) {
    let base = app.app.config.base_url.path.clone();
    let at = |path: &str| format!("{base}{path}");
    let (root, mona) = (app.admin("root").await, app.moderator("mona").await);
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let post = async |who: &Client<'_>, path: &str, form: &[(&str, &str)]| {
        let answer = who.post(&at(path), form).await;
        assert!(answer.status.as_u16() < 400, "{path}: {}", answer.told());
    };
    post(
        &root,
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("propose", "staff")],
    )
    .await;
    post(
        &root,
        "/admin/boards",
        &[
            ("name", "Garden & shed"),
            ("see", "guests"),
            ("vote", "guests"),
            ("comment", "guests"),
        ],
    )
    .await;
    post(
        &root,
        "/admin/invitations",
        &[("role", "member"), ("note", "For Zoë")],
    )
    .await;
    post(
        &mona,
        "/discussions",
        &[
            ("title", "Version 2 is out"),
            ("body", "It sorts."),
            ("kind", "announcement"),
        ],
    )
    .await;
    post(
        &ann,
        "/discussions",
        &[
            ("title", "How do you sort?"),
            ("body", "See #4, @bob"),
            ("tags", "sorting"),
        ],
    )
    .await;
    let body = "# Why\n\nBecause **News**. @ann #2\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```rust\nfn main() {}\n```\n\n![x](https://example.com/x.png)";
    post(
        &ann,
        "/proposals",
        &[
            ("title", "Put <News> & \"more\" at the top"),
            ("body", body),
            ("tags", "news, front page"),
            ("reason", "I read it daily"),
            ("importance", "essential"),
            ("named", "on"),
        ],
    )
    .await;
    post(
        &bob,
        "/proposals",
        &[
            ("title", "検索を速くする"),
            ("body", "速く"),
            ("board", "garden-shed"),
        ],
    )
    .await;
    post(&bob, "/proposals", &[("title", "Removed wish")]).await;
    post(&bob, "/t/5/removal", &[]).await;
    post(
        &root,
        "/proposals",
        &[("title", "Secret plans"), ("board", "team")],
    )
    .await;
    post(
        &bob,
        "/t/3/vote",
        &[
            ("want", "yes"),
            ("reason", "I need it at work"),
            ("workaround", "I scroll"),
        ],
    )
    .await;
    post(
        &mona,
        "/t/3/vote",
        &[("want", "not_for_me"), ("reason", "I like old news")],
    )
    .await;
    post(&bob, "/t/3/comments", &[("body", "Yes, @ann")]).await;
    post(
        &ann,
        "/t/3/comments",
        &[("body", "An answer"), ("parent", "1")],
    )
    .await;
    post(
        &bob,
        "/t/3/comments",
        &[("body", "An answer to it"), ("parent", "2")],
    )
    .await;
    post(
        &mona,
        "/t/3/comments",
        &[("body", "We shall see."), ("official", "on")],
    )
    .await;
    post(&bob, "/t/3/comments", &[("body", "Rude")]).await;
    post(&bob, "/c/5/removal", &[]).await;
    post(&bob, "/c/1/edit", &[("body", "Yes!")]).await;
    post(
        &ann,
        "/t/2/edit",
        &[
            ("title", "How do you sort them?"),
            ("body", "See #4, @bob"),
            ("tags", "sorting"),
        ],
    )
    .await;
    post(
        &mona,
        "/t/3/status",
        &[("status", "planned"), ("response", "Soon, in **May**.")],
    )
    .await;
    post(&mona, "/t/4/status", &[("status", "in-progress")]).await;
    post(
        &mona,
        "/t/4/status",
        &[("status", "paved"), ("response", "Done.")],
    )
    .await;
    for n in 0..35 {
        post(
            &ann,
            "/proposals",
            &[("title", &format!("One more wish, number {n}"))],
        )
        .await;
    }
    for n in 0..105 {
        post(&ann, "/t/2/comments", &[("body", &format!("Word {n}"))]).await;
    }
    post(
        &ann,
        "/settings/tokens",
        &[
            ("name", "Script"),
            ("days", "never"),
            ("scope", "votes:write"),
        ],
    )
    .await;
    post(
        &ann,
        "/settings/profile",
        &[
            ("handle", "annette"),
            ("name", "Ann & Co"),
            ("bio", "<Bees>"),
        ],
    )
    .await;
    app.app.clock.advance(3 * 86_400);
    app.settle().await;
    assert_eq!(app.broken().await, Vec::<String>::new());
}

/// Every value of these attributes, with the attribute.
fn attributes(html: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for name in ["href", "action", "src", "formaction"] {
        for rest in html.split(&format!(" {name}=\"")).skip(1) {
            let value = rest.split('"').next().unwrap();
            let value = value
                .replace("&amp;", "&")
                .replace("&#x2F;", "/")
                .replace("&#x27;", "'")
                .replace("&quot;", "\"");
            found.push((name, value));
        }
    }
    found
}

/// As a browser would send it.
fn sent(path: &str) -> String {
    let mut out = String::new();
    for c in path.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '^' | '\\' => {
                out.push_str(&format!("%{:02X}", c as u32))
            }
            c if c.is_ascii() => out.push(c),
            c => c
                .encode_utf8(&mut [0; 4])
                .bytes()
                .for_each(|b| out.push_str(&format!("%{b:02X}"))),
        }
    }
    out
}

/// The shape of an address, without what numbers and names stand in it.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<_> = path.split('/').collect();
    let named =
        |at: usize| at > 0 && matches!(parts[at - 1], "people" | "avatars" | "tags" | "boards");
    let slug = |at: usize| {
        at > 1
            && parts[at - 2] == "t"
            && !["edit", "vote", "removal", "status", "revisions"].contains(&parts[at])
    };
    let told: Vec<_> = parts
        .iter()
        .enumerate()
        .map(
            |(at, part)| match part.parse::<i64>().is_ok() || named(at) || slug(at) {
                true => "*",
                false => part,
            },
        )
        .collect();
    let asked: Vec<_> = query
        .split('&')
        .filter_map(|q| q.split('=').next())
        .collect();
    format!("{}?{}", told.join("/"), asked.join("&"))
}

/// How many addresses of one shape are looked at.
const EACH: usize = 4;

struct Walk {
    seen: BTreeMap<String, u16>,
    wrong: Vec<String>,
}

async fn walk(app: &TestApp, client: &Client<'_>, role: Option<Role>) -> Walk {
    let (signed_in, guest) = (role.is_some(), role == Some(Role::Guest));
    let base = &app.app.config.base_url;
    let home = format!("{}/", base.path);
    let mut queue = VecDeque::from([(home.clone(), "the beginning".to_owned(), 0)]);
    let mut walk = Walk {
        seen: BTreeMap::new(),
        wrong: Vec::new(),
    };
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    while let Some((path, from, depth)) = queue.pop_front() {
        let path = path.split('#').next().unwrap().to_owned();
        if path.is_empty() || walk.seen.contains_key(&path) {
            continue;
        }
        let alike = shapes.entry(shape(&path)).or_default();
        *alike += 1;
        if *alike > EACH {
            continue;
        }
        let answer = client.get(&sent(&path)).await;
        let status = answer.status.as_u16();
        walk.seen.insert(path.clone(), status);
        let mut wrong = |what: String| walk.wrong.push(format!("{path} (from {from}): {what}"));
        let own = path.strip_prefix(base.path.as_str()).unwrap_or(&path);
        match status {
            200 | 301 | 303 => {}
            // A page may offer what one must sign in for.
            401 if !signed_in => {}
            // Only members have settings and tokens; the reference names both.
            403 if own.starts_with("/settings") || own.starts_with("/admin") => {}
            // A guest is told there that no board lets them.
            403 if guest && own.split('?').next().is_some_and(|p| p.ends_with("/new")) => {}
            _ => wrong(format!("answers {}", answer.told())),
        }
        if let Some(to) = answer.headers.get("location") {
            let to = String::from_utf8_lossy(to.as_bytes()).into_owned();
            if !to.starts_with(&home) {
                wrong(format!("leads to {to}"));
            }
            queue.push_back((to, path.clone(), depth + 1));
        }
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for fault in [
            "{{",
            "}}",
            "{%",
            "cowpath:/",
            "__tera",
            "undefined",
            "[object",
        ] {
            // The reference and texts may speak of braces in code.
            if !own.starts_with("/developers") && answer.body.contains(fault) {
                wrong(format!("holds {fault:?}"));
            }
        }
        if !answer.body.trim_end().ends_with("</html>") || answer.body.matches("<h1").count() != 1 {
            wrong("is no whole page with one heading".into());
        }
        let mut ids = BTreeSet::new();
        for id in answer
            .body
            .split(" id=\"")
            .skip(1)
            .map(|r| r.split('"').next().unwrap())
        {
            if !ids.insert(id) {
                wrong(format!("holds id {id:?} twice"));
            }
        }
        for (name, value) in attributes(&answer.body) {
            if let Some(place) = value.strip_prefix('#') {
                if !ids.contains(place) && !place.is_empty() {
                    wrong(format!("leads to {value}, which is not on it"));
                }
                continue;
            }
            let value = match value.strip_prefix(&base.origin) {
                Some(own) => own.to_owned(),
                None if value.contains("://") || value.starts_with("mailto:") => continue,
                None => value,
            };
            if !value.starts_with(&home) && value != base.path {
                wrong(format!("{name}={value:?} leaves {home}"));
                continue;
            }
            if name != "action" && name != "formaction" && depth < 4 {
                queue.push_back((value, path.clone(), depth + 1));
            }
        }
    }
    walk
}

/// Walks the site as one of each sort of people.
async fn walk_as_everyone(env: &[(&str, &str)]) {
    let app = TestApp::with(env).await;
    filled(&app).await;
    let mut told = Vec::new();
    for (who, role) in [
        ("visitor", None),
        ("greta", Some(Role::Guest)),
        ("mel", Some(Role::Member)),
        ("moe", Some(Role::Moderator)),
        ("ada", Some(Role::Admin)),
    ] {
        let client = match role {
            Some(role) => app.person(who, role).await,
            None => app.visitor(),
        };
        let walk = walk(&app, &client, role).await;
        let pages = walk.seen.values().filter(|s| **s == 200).count();
        assert!(pages > 40, "{who} found only {pages} pages");
        let admin = walk.seen.keys().any(|p| p.contains("/admin/boards/"));
        assert_eq!(
            admin,
            role == Some(Role::Admin),
            "{who}: {:?}",
            walk.seen
                .keys()
                .filter(|p| p.contains("/admin"))
                .collect::<Vec<_>>()
        );
        told.extend(
            walk.wrong
                .into_iter()
                .take(40)
                .map(|w| format!("{who}: {w}")),
        );
    }
    assert!(
        told.is_empty(),
        "{} faults:\n{}",
        told.len(),
        told.join("\n")
    );
}

#[actix_web::test]
async fn every_link_leads_somewhere_for_everyone() {
    walk_as_everyone(&[]).await;
}

#[actix_web::test]
async fn below_a_path_every_link_stays_below_it() {
    walk_as_everyone(&[("BASE_URL", "https://example.org/feedback")]).await;
}

#[actix_web::test]
async fn every_page_has_a_title_a_language_and_a_main_part() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    for path in [
        "/",
        "/proposals",
        "/proposals/new",
        "/discussions",
        "/discussions/new",
        "/announcements",
        "/tags",
        "/t/1/put-news-at-the-top",
        "/t/1/edit",
        "/t/1/removal",
        "/t/1/revisions",
        "/t/1/vote",
        "/t/1/status",
        "/people/root",
        "/settings/profile",
        "/settings/account",
        "/settings/sessions",
        "/settings/tokens",
        "/settings/preferences",
        "/settings/data",
        "/settings/account/deletion",
        "/people/root/discussions",
        "/people/root/comments",
        "/people/root/votes",
        "/admin/settings",
        "/admin/people",
        "/admin/import",
        "/admin/jobs",
        "/admin/invitations",
        "/admin/boards",
        "/admin/boards/1",
        "/sign-in",
        "/sign-up",
        "/developers/api",
        "/nowhere",
    ] {
        let page = root.get(path).await;
        assert_eq!(
            page.status.as_u16(),
            if path == "/nowhere" { 404 } else { 200 },
            "{path}: {}",
            page.told()
        );
        for part in [
            "<html lang=\"en\"",
            "<main id=\"main\"",
            "name=\"viewport\"",
            "</title>",
            "href=\"#main\"",
        ] {
            assert!(page.body.contains(part), "{path}: {part} is missing");
        }
        assert!(
            !page.body.contains("<title></title>") && !page.body.contains("<title> ·"),
            "{path}"
        );
    }
}
