//! Discussions, announcements, boards, tags; editing and removing; the talk below every topic.
use crate::accounts::all_after;
use crate::app::{Answer, Client};

mod addresses;
mod changing;
mod comments;
mod lists;
mod named;
mod starting;

/// Starts a discussion and answers where it is.
pub async fn start(who: &Client<'_>, title: &str, body: &str) -> String {
    let answer = who
        .post("/discussions", &[("title", title), ("body", body)])
        .await;
    answer.is(303);
    answer.location().unwrap()
}

pub async fn say(who: &Client<'_>, topic: i64, body: &str) -> Answer {
    let answer = who
        .post(&format!("/t/{topic}/comments"), &[("body", body)])
        .await;
    answer.is(303);
    answer
}

pub async fn answer_to(who: &Client<'_>, topic: i64, parent: i64, body: &str) {
    let form = [("body", body), ("parent", &*parent.to_string())];
    who.post(&format!("/t/{topic}/comments"), &form)
        .await
        .is(303);
}

/// The comments on a page in their order, as the ids of their articles.
pub fn order(page: &Answer) -> Vec<i64> {
    all_after(&page.body, " id=\"c-")
        .iter()
        .map(|id| id.parse().unwrap())
        .collect()
}

/// One comment of a page.
pub fn article(page: &Answer, id: i64) -> String {
    let rest = page
        .body
        .split(&format!(" id=\"c-{id}\""))
        .nth(1)
        .unwrap_or_else(|| panic!("{}", page.told()));
    rest.split("<article").next().unwrap().to_owned()
}
