//! A made-up site of any size: `cowpath demo --scale`.
use actix_web::http::Method;
use cowpath::cli::scale;
use cowpath::db::number;
use serde_json::Value;

use crate::app::TestApp;

async fn filled(proposals: u32) -> TestApp {
    let app = TestApp::new().await;
    let all = scale::fill(&app.app.db, proposals, app.app.now())
        .await
        .expect("it is filled");
    app.app.live_settings().replace(all);
    app
}

#[actix_web::test]
async fn a_made_up_site_is_whole() {
    let app = filled(300).await;
    assert_eq!(app.broken().await, Vec::<String>::new());
    for (table, rows) in [("topics", 300), ("votes", 3_000), ("comments", 1_500)] {
        let sql = format!("select count(*) as n from {table}");
        let counted = app.app.db.read(move |conn| Ok(number(conn, &sql)?)).await;
        assert_eq!(counted.expect("a count"), rows, "{table}");
    }
    // The indexes are all there again: an act adds rows beside those that were made.
    let ann = app.member("ann").await;
    let form = [
        ("title", "Put news at the top"),
        ("board", "product"),
        ("body", "Because."),
    ];
    let told = ann.post("/proposals", &form).await;
    assert_eq!(told.status, 303, "{}", told.body);
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_made_up_site_can_be_read_and_searched() {
    let app = filled(300).await;
    let visitor = app.visitor();
    let talk = scale::long_talk(300);
    let page = visitor.open(&format!("/t/{}", talk.get())).await;
    assert_eq!(page.status, 200);
    let none = Value::Null;
    let one: Value = serde_json::from_str(
        &visitor
            .json(
                Method::GET,
                &format!("/api/v1/proposals/{}", talk.get()),
                none,
            )
            .await
            .body,
    )
    .expect("json");
    assert_eq!(one["comments"], 100);
    let title = one["title"].as_str().expect("a title");
    let encoded: String = title.replace(' ', "+").replace(',', "");
    let found = visitor.get(&format!("/search?q={encoded}")).await;
    assert!(
        found.body.contains(&format!("/t/{}/", talk.get())),
        "{title}"
    );
    let person = visitor.get(&format!("/people/{}", scale::handle(0))).await;
    assert_eq!(person.status, 200);
}

#[actix_web::test]
async fn a_site_that_holds_something_is_not_filled() {
    let app = TestApp::new().await;
    app.member("ann").await;
    let refused = scale::fill(&app.app.db, 100, app.app.now()).await;
    assert!(refused.is_err_and(|e| e.to_string().contains("holds a site already")));
}
