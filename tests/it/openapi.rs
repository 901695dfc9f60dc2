//! The description of the API is complete, and the page made from it can be read.
use serde_json::Value;

use crate::app::TestApp;

#[actix_web::test]
async fn every_reference_in_the_description_leads_somewhere() {
    let app = TestApp::new().await;
    let doc = app
        .visitor()
        .get("/api/v1/openapi.json")
        .await
        .is(200)
        .value();
    assert_eq!(doc["openapi"], "3.1.0");
    let mut found = 0;
    walk(&doc, &mut |value| {
        if let Some(to) = value.get("$ref").and_then(Value::as_str) {
            found += 1;
            assert!(
                doc.pointer(to.trim_start_matches('#')).is_some(),
                "{to} leads nowhere"
            );
        }
    });
    assert!(found > 50);
}

fn walk(value: &Value, see: &mut impl FnMut(&Value)) {
    see(value);
    match value {
        Value::Array(all) => all.iter().for_each(|v| walk(v, see)),
        Value::Object(all) => all.values().for_each(|v| walk(v, see)),
        _ => {}
    }
}

#[actix_web::test]
async fn every_operation_says_what_it_is_for_and_which_scope_it_needs() {
    let app = TestApp::new().await;
    let doc = app.visitor().get("/api/v1/openapi.json").await.value();
    let mut told = Vec::new();
    for (path, operations) in doc["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            assert!(
                operation["summary"].as_str().is_some_and(|s| s.len() > 5),
                "{method} {path}"
            );
            let scope = operation["security"][0]["token"][0].as_str().unwrap_or("-");
            assert!(
                method == "get" || scope != "-",
                "{method} {path} writes without a scope"
            );
            told.push(format!("{} {path} {scope}", method.to_uppercase()));
        }
    }
    told.sort();
    // The description is a promise: changing it is a decision to be seen here.
    insta::assert_snapshot!(told.join("\n"));
}

#[actix_web::test]
async fn the_reference_shows_every_operation_with_a_command_that_runs() {
    let app = TestApp::new().await;
    let page = app.visitor().get("/developers/api").await;
    page.is(200);
    let doc = app.visitor().get("/api/v1/openapi.json").await.value();
    for path in doc["paths"].as_object().unwrap().keys() {
        assert!(page.body.contains(path.as_str()), "{path}");
    }
    assert!(page.body.contains("id=\"problem-invalid\"") && page.body.contains("curl"));
}
