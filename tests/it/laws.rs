//! Laws that hold whatever people do: tried with sequences nobody would think of.
use cowpath::access::Role;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::app::{Client, TestApp};

/// Something someone does. Numbers are taken modulo what is there.
#[derive(Clone, Debug)]
enum Act {
    Propose(u8),
    Discuss(u8),
    Vote(u8, u8, u8),
    Comment(u8, u8),
    EditTopic(u8, u8),
    EditComment(u8),
    RemoveComment(u8),
    RemoveTopic(u8),
    RestoreTopic(u8),
    Status(u8, u8),
    MoveBoard(u8, bool),
    Merge(u8, u8),
    Unmerge(u8),
    /// Comments become a topic of their own, a proposal or not.
    Split(u8, u8, bool),
    Join(u8),
    /// A discussion becomes a proposal, or a proposal a discussion.
    Convert(u8),
    /// Staff vote for someone: for one of the people here, or for someone by name.
    Behalf(u8, u8),
    BehalfBack(u8, u8),
    Answer(u8),
    Pin(u8, bool),
    Keep(u8, bool),
    /// Someone's account is deleted.
    Delete(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => any::<u8>().prop_map(Act::Propose),
        1 => any::<u8>().prop_map(Act::Discuss),
        8 => (any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(a, b, c)| Act::Vote(a, b, c)),
        5 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::Comment(a, b)),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::EditTopic(a, b)),
        1 => any::<u8>().prop_map(Act::EditComment),
        2 => any::<u8>().prop_map(Act::RemoveComment),
        1 => any::<u8>().prop_map(Act::RemoveTopic),
        1 => any::<u8>().prop_map(Act::RestoreTopic),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::Status(a, b)),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(a, b)| Act::MoveBoard(a, b)),
        4 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::Merge(a, b)),
        2 => any::<u8>().prop_map(Act::Unmerge),
        3 => (any::<u8>(), any::<u8>(), any::<bool>()).prop_map(|(a, b, c)| Act::Split(a, b, c)),
        2 => any::<u8>().prop_map(Act::Join),
        3 => any::<u8>().prop_map(Act::Convert),
        3 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::Behalf(a, b)),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::BehalfBack(a, b)),
        2 => any::<u8>().prop_map(Act::Answer),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(a, b)| Act::Pin(a, b)),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(a, b)| Act::Keep(a, b)),
        1 => any::<u8>().prop_map(Act::Delete),
    ]
}

const REASONS: [&str; 4] = [
    "",
    "Every morning I open News",
    "I open news every morning",
    "Slow lines make it ten seconds",
];

const SOMEONE: [&str; 4] = ["ann", "cem", "Grace Hopper", "grace@example.org"];

/// Does it; refusals are as good as successes, failures of ours are not.
async fn perform(who: &Client<'_>, act: &Act) {
    let topic = |n: &u8| n % 6 + 1;
    let comment = |n: &u8| n % 9 + 1;
    let answer = match act {
        Act::Propose(n) => {
            who.post(
                "/proposals",
                &[
                    ("title", &format!("Wish number {n}")),
                    ("tags", ["", "a", "a, b"][usize::from(n % 3)]),
                ],
            )
            .await
        }
        Act::Discuss(n) => {
            who.post(
                "/discussions",
                &[("title", &format!("Talk number {n}")), ("tags", "b")],
            )
            .await
        }
        Act::Vote(t, how, why) => {
            let want = ["yes", "yes", "no", "not_for_me"][usize::from(how % 4)];
            let importance = ["", "nice", "important", "essential"][usize::from(how / 4 % 4)];
            who.post(
                &format!("/t/{}/vote", topic(t)),
                &[
                    ("want", want),
                    ("importance", importance),
                    ("reason", REASONS[usize::from(why % 4)]),
                    ("workaround", if why % 2 == 0 { "a bookmark" } else { "" }),
                ],
            )
            .await
        }
        Act::Comment(t, parent) => {
            let parent = if parent % 2 == 0 {
                String::new()
            } else {
                comment(parent).to_string()
            };
            who.post(
                &format!("/t/{}/comments", topic(t)),
                &[("body", "Words"), ("parent", &parent)],
            )
            .await
        }
        Act::EditTopic(t, n) => {
            who.post(
                &format!("/t/{}/edit", topic(t)),
                &[
                    ("title", &format!("Renamed {n}")),
                    ("tags", ["c", "a, c", ""][usize::from(n % 3)]),
                ],
            )
            .await
        }
        Act::EditComment(c) => {
            who.post(
                &format!("/c/{}/edit", comment(c)),
                &[("body", "Other words")],
            )
            .await
        }
        Act::RemoveComment(c) => who.post(&format!("/c/{}/removal", comment(c)), &[]).await,
        Act::RemoveTopic(t) => who.post(&format!("/t/{}/removal", topic(t)), &[]).await,
        Act::RestoreTopic(t) => who.post(&format!("/t/{}/restoration", topic(t)), &[]).await,
        Act::Status(t, to) => {
            let to = ["planned", "paved", "open", "declined", "preview"][usize::from(to % 5)];
            who.post(
                &format!("/t/{}/status", topic(t)),
                &[("status", to), ("response", "Because.")],
            )
            .await
        }
        Act::Merge(from, into) => {
            who.post(
                &format!("/t/{}/merge", topic(from)),
                &[("into", &topic(into).to_string())],
            )
            .await
        }
        Act::Split(t, c, proposal) => {
            who.post(
                &format!("/t/{}/split", topic(t)),
                &[
                    ("title", "Split off from there"),
                    ("kind", if *proposal { "proposal" } else { "discussion" }),
                    ("comment", &comment(c).to_string()),
                ],
            )
            .await
        }
        Act::Join(t) => who.post(&format!("/t/{}/join", topic(t)), &[]).await,
        Act::Convert(t) => who.post(&format!("/t/{}/kind", topic(t)), &[]).await,
        Act::Behalf(t, n) => {
            who.post(
                &format!("/t/{}/behalf", topic(t)),
                &[
                    ("person", SOMEONE[usize::from(n % 4)]),
                    ("reason", REASONS[usize::from(n / 4 % 4)]),
                    ("source_url", "https://example.org/mail"),
                ],
            )
            .await
        }
        Act::BehalfBack(t, n) => {
            who.post(
                &format!("/t/{}/behalf", topic(t)),
                &[("undo", SOMEONE[usize::from(n % 4)])],
            )
            .await
        }
        Act::Answer(c) => {
            let undo = [("undo", "yes")];
            let form = if c % 3 == 0 { &undo[..] } else { &[] };
            who.post(&format!("/c/{}/answer", comment(c)), form).await
        }
        Act::Pin(t, everywhere) => {
            let place = if *everywhere { "everywhere" } else { "board" };
            who.post(&format!("/t/{}/pin", topic(t)), &[("place", place)])
                .await
        }
        Act::Keep(n, said) => {
            let path = match said {
                true => format!("/c/{}/bookmark", comment(n)),
                false => format!("/t/{}/bookmark", topic(n)),
            };
            who.post(&path, &[]).await
        }
        // Ada is the first, then ann, bob and cem, then whoever staff voted for.
        Act::Delete(n) => {
            who.post(
                &format!("/admin/people/{}/deletion", n % 5 + 2),
                &[("reason", "They asked.")],
            )
            .await
        }
        Act::Unmerge(t) => who.post(&format!("/t/{}/unmerge", topic(t)), &[]).await,
        Act::MoveBoard(t, team) => {
            who.post(
                &format!("/t/{}/edit", topic(t)),
                &[
                    ("title", "Moved about"),
                    ("board", if *team { "team" } else { "product" }),
                ],
            )
            .await
        }
    };
    assert!(
        !answer.status.is_server_error(),
        "{act:?}: {}",
        answer.told()
    );
}

#[test]
fn counts_equal_truth_after_any_sequence_of_acts() {
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(16)
    });
    let acts = prop::collection::vec((0..4_u8, act()), 1..60);
    runner
        .run(&acts, |acts| {
            let broken = actix_web::rt::System::new().block_on(async {
                let app = TestApp::new().await;
                let staff = app.person("ada", Role::Admin).await;
                staff
                    .post("/admin/boards", &[("name", "Team"), ("see", "staff")])
                    .await;
                let people = [
                    app.member("ann").await,
                    app.member("bob").await,
                    app.member("cem").await,
                    staff,
                ];
                for (who, act) in &acts {
                    perform(&people[usize::from(*who)], act).await;
                    app.app.clock.advance(30);
                }
                app.settle().await;
                app.broken().await
            });
            prop_assert!(broken.is_empty(), "{broken:?}");
            Ok(())
        })
        .unwrap();
}

#[test]
fn paging_never_skips_or_repeats_while_others_write() {
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(8)
    });
    let between = prop::collection::vec(prop::collection::vec(0..40_u8, 0..3), 12);
    runner
        .run(&(between, 0..5_usize), |(between, sort)| {
            let sort = ["new", "hot", "top", "surging", "discussed"][sort];
            actix_web::rt::System::new().block_on(async {
                let app = TestApp::new().await;
                let (ann, bob) = (app.member("ann").await, app.member("bob").await);
                for n in 0..30 {
                    ann.post("/proposals", &[("title", &format!("Wish number {n}"))])
                        .await;
                    app.app.clock.advance(1);
                }
                let mut touched = std::collections::HashSet::new();
                let mut seen = Vec::new();
                let mut path = format!("/api/v1/proposals?limit=4&sort={sort}");
                for acts in &between {
                    let told = app.visitor().get(&path).await.value();
                    seen.extend(
                        told["data"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(|p| p["id"].as_i64().unwrap()),
                    );
                    let Some(next) = told["next"].as_str() else {
                        break;
                    };
                    path = next
                        .strip_prefix("http://127.0.0.1:8080")
                        .unwrap()
                        .to_owned();
                    for n in acts {
                        match n {
                            0..30 => {
                                touched.insert(i64::from(*n) + 1);
                                bob.post(&format!("/t/{}/vote", n + 1), &[("want", "yes")])
                                    .await;
                                bob.post(&format!("/t/{}/comments", n + 1), &[("body", "Yes")])
                                    .await;
                            }
                            _ => drop(
                                ann.post("/proposals", &[("title", "A wish in between")])
                                    .await,
                            ),
                        }
                        app.app.clock.advance(1);
                    }
                }
                for id in 1..=30 {
                    let times = seen.iter().filter(|s| **s == id).count();
                    // What nobody touched keeps its place; by age even what was touched does.
                    if sort == "new" || !touched.contains(&id) {
                        assert_eq!(times, 1, "{sort}: proposal {id} in {seen:?}");
                    }
                }
            });
            Ok(())
        })
        .unwrap();
}

/// Something that happens on a topic, or that its reader does there.
#[derive(Clone, Debug)]
enum Step {
    /// Someone says something, perhaps in answer to a comment.
    Say(u8, u8),
    /// A comment is removed.
    Remove(u8),
    /// The reader opens the first page, or the next.
    Open(bool),
    MarkTopic,
    MarkAll,
    /// The reader ignores cem, or hears them again.
    Ignore(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..3_u8, any::<u8>()).prop_map(|(who, to)| Step::Say(who, to)),
        2 => any::<u8>().prop_map(Step::Remove),
        5 => any::<bool>().prop_map(Step::Open),
        1 => Just(Step::MarkTopic),
        1 => Just(Step::MarkAll),
        2 => any::<bool>().prop_map(Step::Ignore),
    ]
}

#[test]
fn unread_counts_equal_truth_however_a_talk_is_read() {
    use std::collections::{HashMap, HashSet};
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(6)
    });
    runner
        .run(&prop::collection::vec(step(), 1..50), |steps| {
            actix_web::rt::System::new().block_on(async {
                let app = TestApp::new().await;
                let people = [
                    app.member("ann").await,
                    app.member("bob").await,
                    app.member("cem").await,
                ];
                let ann = &people[0];
                people[1]
                    .post("/discussions", &[("title", "Talk")])
                    .await
                    .is(303);
                // So many that the talk goes on to a second page.
                for _ in 0..98 {
                    people[1]
                        .post("/t/1/comments", &[("body", "Words")])
                        .await
                        .is(303);
                }
                let open = async |path: &str| {
                    let page = ann.get(path).await;
                    page.is(200);
                    let shown: HashSet<usize> = page
                        .body
                        .split(" id=\"c-")
                        .skip(1)
                        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
                        .collect();
                    let next = page.body.split("rel=\"next\" href=\"").nth(1);
                    let next = next.map(|rest| rest.split(['#', '"']).next().unwrap());
                    (shown, next.map(|path| path.replace("&amp;", "&")))
                };
                let (mut read, _) = open("/t/1/talk").await;
                // Who wrote what is still there.
                let mut there: HashMap<usize, u8> = (1..=98).map(|id| (id, 1)).collect();
                let (mut last, mut ignoring) = (98, false);
                for step in &steps {
                    match step {
                        Step::Say(who, to) => {
                            let parent = match to % 3 {
                                0 => String::new(),
                                _ => (usize::from(*to) % last + 1).to_string(),
                            };
                            let form = [("body", "Words"), ("parent", parent.as_str())];
                            let said = people[usize::from(*who)].post("/t/1/comments", &form).await;
                            if said.status == 303 {
                                last += 1;
                                there.insert(last, *who);
                            }
                        }
                        Step::Remove(n) => {
                            let id = last - usize::from(*n) % 20;
                            if let Some(who) = there.remove(&id) {
                                let path = format!("/c/{id}/removal");
                                people[usize::from(who)].post(&path, &[]).await.is(303);
                            }
                        }
                        Step::Open(second) => {
                            // Opening the first page is the way to the second.
                            let (shown, next) = open("/t/1/talk").await;
                            read.extend(shown);
                            if let (true, Some(next)) = (second, next) {
                                read.extend(open(&next).await.0);
                            }
                        }
                        Step::MarkTopic => {
                            ann.post("/t/1/read", &[]).await.is(303);
                            read.extend(1..=last);
                        }
                        Step::MarkAll => {
                            ann.post("/unread", &[]).await.is(303);
                            read.extend(1..=last);
                        }
                        Step::Ignore(yes) => {
                            let ignore = if *yes { "yes" } else { "no" };
                            ann.post("/people/cem/ignore", &[("ignore", ignore)])
                                .await
                                .is(303);
                            ignoring = *yes;
                        }
                    }
                    let truth = there
                        .iter()
                        .filter(|(id, who)| {
                            !read.contains(id) && **who != 0 && !(ignoring && **who == 2)
                        })
                        .count();
                    let list = ann.get("/discussions").await;
                    let told = list
                        .read()
                        .split(" new : Talk")
                        .next()
                        .filter(|before| before.len() < list.read().len())
                        .and_then(|before| before.rsplit(' ').next()?.parse().ok())
                        .unwrap_or(0);
                    assert_eq!(told, truth, "after {step:?} of {steps:?}");
                }
            });
            Ok(())
        })
        .unwrap();
}
