//! Every text is in the catalogues, in every language, and nothing in them is left over.
use std::collections::BTreeSet;
use std::path::Path;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use cowpath::access::Scope;
use cowpath::lang::{self, Lang, Manner};
use serde_json::json;

use crate::app::TestApp;

/// What a file says by id: whole ids, and beginnings of families (`"sort-" ~ x`, `Message::of("sort", x)`).
fn said(text: &str, ids: &mut BTreeSet<String>, families: &mut BTreeSet<String>) {
    let quoted = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
    for rest in text.split("say!(").skip(1) {
        if let Some(rest) = rest.trim_start().strip_prefix('"') {
            ids.insert(quoted(rest));
        }
    }
    let of = text.split("Message::of(").skip(1);
    for rest in of.chain(text.split("Message::named(").skip(1)) {
        if let Some(rest) = rest.trim_start().strip_prefix('"') {
            families.insert(format!("{}-", quoted(rest)));
        }
    }
    // In templates: "id" | t, ("family-" ~ x) | t and named(as="family-" ~ x), also where an inline if chooses.
    for (at, _) in text.match_indices('"') {
        let rest = &text[at + 1..];
        let word = quoted(rest);
        let like_an_id = word.contains('-')
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if like_an_id && word.ends_with('-') {
            families.insert(word);
        } else if like_an_id {
            ids.insert(word);
        }
    }
}

fn files(dir: &Path, kind: &str, out: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, kind, out);
        } else if path.extension().is_some_and(|e| e == kind) {
            out.push(path);
        }
    }
}

#[test]
fn no_message_is_missing_in_any_language() {
    assert_eq!(lang::missing(), Vec::<String>::new());
}

#[test]
fn every_message_that_is_said_is_there_and_every_one_there_is_said() {
    let (mut wanted, mut maybe, mut families) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut rust, mut templates) = (Vec::new(), Vec::new());
    files("src".as_ref(), "rs", &mut rust);
    files("templates".as_ref(), "html", &mut templates);
    for file in rust {
        let text = std::fs::read_to_string(file).unwrap();
        let text: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for rest in text.split("say!(").skip(1) {
            if let Some(rest) = rest.trim_start().strip_prefix('"') {
                wanted.insert(rest.split('"').next().unwrap().to_owned());
            }
        }
        said(&text, &mut maybe, &mut families);
    }
    for file in templates {
        let text = std::fs::read_to_string(file).unwrap();
        for part in text
            .split("\" | t")
            .collect::<Vec<_>>()
            .split_last()
            .unwrap()
            .1
        {
            wanted.insert(part.rsplit('"').next().unwrap().to_owned());
        }
        said(&text, &mut maybe, &mut families);
    }
    let there = lang::ids(Lang::En);
    let missing: Vec<_> = wanted.difference(there).collect();
    assert_eq!(missing, Vec::<&String>::new(), "said, but in no catalogue");
    let unused: Vec<_> = there
        .iter()
        .filter(|id| !maybe.contains(*id) && !families.iter().any(|f| id.starts_with(f.as_str())))
        .collect();
    assert_eq!(
        unused,
        Vec::<&String>::new(),
        "in the catalogues, but never said"
    );
}

/// The values that a message names: `{ $n }`.
fn values(text: &str) -> BTreeSet<&str> {
    text.split('$')
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                .next()
                .unwrap()
        })
        .collect()
}

#[test]
fn what_is_translated_speaks_of_the_same_things_and_breaks_no_markup() {
    for lang in Lang::ALL {
        let mut all = Vec::new();
        files(format!("locales/{}", lang.tag()).as_ref(), "ftl", &mut all);
        for file in all {
            let name = file.file_name().unwrap().to_owned();
            let theirs = std::fs::read_to_string(&file).unwrap();
            let english = std::fs::read_to_string(Path::new("locales/en").join(&name)).unwrap();
            let entries = |text: &str| -> Vec<(String, String)> {
                let mut found: Vec<(String, String)> = Vec::new();
                for line in text.lines().filter(|l| !l.starts_with('#')) {
                    match line.split_once('=') {
                        Some((id, rest)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                            found.push((id.trim().to_owned(), rest.to_owned()));
                        }
                        _ => {
                            if let Some((_, text)) = found.last_mut() {
                                text.push('\n');
                                text.push_str(line);
                            }
                        }
                    }
                }
                found
            };
            let english: std::collections::BTreeMap<_, _> = entries(&english).into_iter().collect();
            for (id, text) in entries(&theirs) {
                let told = format!("{} of {}", id, file.display());
                let known = english.get(&id).map(|t| values(t)).unwrap_or_default();
                assert!(
                    values(&text).is_subset(&known),
                    "{told} names values that English does not"
                );
                if !id.ends_with("-html") {
                    assert!(
                        !text.contains('<') && !text.contains('&') && !text.contains('"'),
                        "{told} holds markup"
                    );
                }
            }
        }
    }
}

#[test]
fn whatever_is_missing_has_its_own_sentence() {
    let mut rust = Vec::new();
    files("src".as_ref(), "rs", &mut rust);
    for file in rust {
        let text = std::fs::read_to_string(&file).unwrap();
        for (id, told) in [("NotFound(\"", "error-no-such"), ("Gone(\"", "error-gone")] {
            for rest in text.split(id).skip(1) {
                let what = rest.split('"').next().unwrap();
                for lang in [Lang::De, Lang::Ar] {
                    let errors =
                        std::fs::read_to_string(format!("locales/{}/errors.ftl", lang.tag()))
                            .unwrap();
                    let entry = errors.split(told).nth(1).unwrap();
                    let entry = entry.split("\n}").next().unwrap();
                    assert!(
                        entry.contains(&format!("[{what}]")),
                        "{told} of {} knows no {what}",
                        lang.tag()
                    );
                }
            }
        }
    }
}

#[actix_web::test]
async fn a_refused_form_and_a_message_speak_the_readers_language() {
    let test = TestApp::new().await;
    let long = "x".repeat(151);
    for (handle, lang, refused, done) in [
        (
            "ann",
            "en",
            "Use 4 to 150 characters.",
            "Your topic is here.",
        ),
        (
            "gerda",
            "de",
            "Verwende 4 bis 150 Zeichen.",
            "Dein Thema ist da.",
        ),
        ("nour", "ar", "اكتب من ٤ إلى ١٥٠ حرف.", "نُشر موضوعك."),
    ] {
        let member = test.member(handle).await.speaking(lang);
        let answer = member.post("/discussions", &[("title", &long)]).await;
        answer.is(422).says(refused);
        let answer = member
            .post("/discussions", &[("title", "Quiet hours"), ("body", "")])
            .await;
        let page = member.get(&answer.is(303).location().unwrap()).await;
        assert!(page.body.contains(done), "{}", page.body);
    }
}

#[actix_web::test]
async fn errors_speak_the_readers_language_and_the_api_english() {
    let test = TestApp::new().await;
    let member = test.member("gerda").await.speaking("de");
    let gone = member.get("/t/77").await;
    gone.is(404).says("Dieses Thema gibt es nicht.");
    let refused = member.get("/admin/settings").await;
    refused.is(403).says("Das dürfen nur Admins.");

    let program = test.program("gerda", &[Scope::Discussions]).await;
    let program = program.speaking("de");
    let answer = program
        .json(
            Method::POST,
            "/api/v1/discussions",
            json!({ "title": "x", "body": "" }),
        )
        .await;
    let problem = answer.is(422).value();
    assert_eq!(problem["title"], "Some fields need another look.");
    assert_eq!(problem["errors"][0]["message"], "Use 4 to 150 characters.");
}

#[actix_web::test]
async fn a_visitor_is_spoken_to_as_their_browser_asks_until_they_choose() {
    let app = TestApp::new().await;
    let asked = |lang: &'static str| {
        TestRequest::get()
            .uri("/proposals")
            .insert_header(("accept-language", lang))
    };
    let visitor = app.visitor();
    for (header, begins, heading) in [
        (
            "de-AT, en;q=0.5",
            "<html lang=\"de\" dir=\"ltr\"",
            "Vorschläge",
        ),
        ("ar", "<html lang=\"ar\" dir=\"rtl\"", "الاقتراحات"),
        ("fr, tlh", "<html lang=\"en\" dir=\"ltr\"", "Proposals"),
    ] {
        let page = visitor.send(asked(header)).await;
        assert!(page.body.contains(begins), "{header}: {}", page.body);
        page.says(heading);
        assert!(page.header("vary").contains("Accept-Language"), "{header}");
        assert!(page.header("vary").contains("Cookie"), "{header}");
    }
    let chosen = [("lang", "ar"), ("next", "/tags?x=1")];
    let answer = visitor.post("/language", &chosen).await;
    assert_eq!(answer.is(303).location().as_deref(), Some("/tags?x=1"));
    let page = visitor.send(asked("de")).await;
    assert!(page.body.contains("<html lang=\"ar\" dir=\"rtl\""));
    // What we do not speak leaves it to the browser again, and no address leads elsewhere.
    let elsewhere = [("lang", "tlh"), ("next", "https://example.com/")];
    let answer = visitor.post("/language", &elsewhere).await;
    assert_eq!(answer.is(303).location().as_deref(), Some("/"));
    let page = visitor.send(asked("de")).await;
    assert!(page.body.contains("<html lang=\"de\" dir=\"ltr\""));
}

#[actix_web::test]
async fn what_is_said_once_after_a_form_is_said_in_the_same_language() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/language", &[("lang", "de")]).await.is(303);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    let page = ann.get("/t/1/put-news-at-the-top").await;
    assert!(page.body.contains("Dein Vorschlag ist da"), "{}", page.body);
    ann.post("/proposals", &[("title", "x")])
        .await
        .is(422)
        .says("Eine Sache braucht noch einen Blick");
}

/// What may stand in a template: names that are the same in every language, and words that only programs read.
const NAMES: [&str; 8] = [
    "JSON",
    "JSON Feed",
    "API",
    "Atom",
    "Markdown",
    "OpenAPI 3.1",
    "article",
    "yes",
];

/// What a template says of its own: letters outside of tags, comments and braces, and in attributes that people
/// get to read.
fn leftovers(template: &str) -> Vec<String> {
    let (mut plain, mut rest) = (String::new(), template);
    while let Some(at) = rest
        .find("{{")
        .into_iter()
        .chain(rest.find("{%"))
        .chain(rest.find("{#"))
        .min()
    {
        plain.push_str(&rest[..at]);
        let end = match rest.as_bytes()[at + 1] {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        // A map in braces may end where the braces seem to: it is followed by what ends an argument.
        let mut close = at + 2;
        loop {
            close += rest[close..]
                .find(end)
                .map_or(rest.len() - close, |n| n + 2);
            let inside = &rest[at..close];
            let depth = inside.matches('{').count() as i64 - inside.matches('}').count() as i64;
            if depth <= 0 || close >= rest.len() {
                break;
            }
        }
        rest = &rest[close..];
    }
    plain.push_str(rest);
    let letters = |text: &str| text.chars().any(char::is_alphabetic);
    let mut found = Vec::new();
    for (n, part) in plain.split('<').enumerate() {
        let (tag, text) = match (n, part.split_once('>')) {
            (0, _) | (_, None) => ("", part),
            (_, Some(parts)) => parts,
        };
        for name in [
            "aria-label",
            "placeholder",
            "title",
            "alt",
            "content",
            "data-copy",
            "data-copied",
            "data-say",
        ] {
            if let Some((_, value)) = tag.split_once(&format!(" {name}=\"")) {
                let value = value.split('"').next().unwrap();
                if letters(value)
                    && ![
                        "meta charset",
                        "meta name=\"viewport",
                        "meta name=\"color",
                        "meta name=\"robots",
                        "meta name=\"twitter:card",
                        "meta property=\"og:type",
                    ]
                    .iter()
                    .any(|m| tag.starts_with(m))
                {
                    found.push(format!("{name}={value}"));
                }
            }
        }
        let text = text.trim();
        // Attributes that a component makes by themselves.
        let code = tag.starts_with("code") || text.starts_with("aria-");
        if letters(text) && !code && !NAMES.contains(&text) {
            found.push(text.to_owned());
        }
    }
    // What is handed to a component as it is.
    for name in ["label", "hint", "legend", "heading", "told", "kept", "more"] {
        for rest in template.split(&format!(" {name}=\"")).skip(1) {
            let value = rest.split('"').next().unwrap();
            if letters(value) && !NAMES.contains(&value) {
                found.push(format!("{name}={value}"));
            }
        }
    }
    for rest in template.split("\"label\": \"").skip(1) {
        let (value, after) = rest.split_once('"').unwrap();
        if letters(value) && !after.starts_with(" | t") {
            found.push(format!("label: {value}"));
        }
    }
    found
}

#[test]
fn no_template_says_anything_of_its_own() {
    let mut templates = Vec::new();
    files("templates".as_ref(), "html", &mut templates);
    let mut told = Vec::new();
    for file in templates {
        let text = std::fs::read_to_string(&file).unwrap();
        for found in leftovers(&text) {
            told.push(format!("{}: {found}", file.display()));
        }
    }
    told.sort();
    assert_eq!(told, Vec::<String>::new());
}

/// What English says and this language says otherwise, where it is long enough to be told apart from people's words.
fn english_only(lang: Lang) -> Vec<(String, String)> {
    let told = |lang, id: &str| {
        let manner = Manner {
            lang,
            ..Manner::default()
        };
        lang::speaking(&manner, || lang::markup(id, &[])).unwrap()
    };
    lang::ids(Lang::En)
        .iter()
        .map(|id| (id.clone(), told(Lang::En, id)))
        .filter(|(id, words)| {
            // The question is stored as it is, until the site asks its own.
            words.len() > 10
                && words != "What should get easier?"
                && !words.contains(['{', '<'])
                && *words != told(lang, id)
        })
        .collect()
}

#[actix_web::test]
async fn no_page_falls_back_into_english() {
    let app = TestApp::new().await;
    crate::templates::filled(&app).await;
    let (ada, visitor) = (app.admin("ada").await, app.visitor());
    let mut told = Vec::new();
    for lang in [Lang::De, Lang::Ar] {
        let needles = english_only(lang);
        assert!(needles.len() > 150, "{} needles", needles.len());
        for client in [&ada, &visitor] {
            client
                .post("/language", &[("lang", lang.tag())])
                .await
                .is(303);
            for path in [
                "/",
                "/proposals",
                "/proposals?q=zzz",
                "/proposals/new",
                "/t/3",
                "/t/3/vote",
                "/t/3/status",
                "/t/3/edit",
                "/t/3/removal",
                "/t/2/revisions",
                "/c/1/reply",
                "/c/1/edit",
                "/discussions",
                "/discussions/new",
                "/announcements",
                "/tags",
                "/tags/news",
                "/people/bob",
                "/people/ada",
                "/settings/profile",
                "/settings/account",
                "/settings/sessions",
                "/settings/tokens",
                "/admin/settings",
                "/admin/people",
                "/admin/people?state=waiting",
                "/admin/people?state=ghost",
                "/admin/people?state=closed",
                "/admin/invitations",
                "/admin/boards",
                "/admin/boards/1",
                "/sign-in",
                "/sign-up",
                "/nowhere",
            ] {
                let page = client.open(path).await;
                assert!(!page.status.is_server_error(), "{path}: {}", page.told());
                for (id, words) in &needles {
                    if page.body.contains(words.as_str()) {
                        told.push(format!("{} {path}: {id} = {words}", lang.tag()));
                    }
                }
            }
        }
    }
    told.sort();
    told.dedup();
    assert_eq!(told, Vec::<String>::new());
}
