//! GitHub issues as its API tells them: one list, several lists one after the other (pages), or one issue a line.
use std::io::Read;

use serde_json::Value;

use super::{Record, Row, Unreadable, flat};
use crate::clock::Time;
use crate::lang::Message;
use crate::say;
use crate::text;

/// Reads issues; pull requests are left out.
pub fn issues(from: impl Read) -> Vec<Row> {
    let mut rows = Vec::new();
    for value in serde_json::Deserializer::from_reader(std::io::BufReader::new(from)).into_iter() {
        match value {
            Ok(Value::Array(some)) => rows.extend(some.iter().map(issue)),
            Ok(one) => rows.push(issue(&one)),
            Err(error) => {
                // Where the next issue would begin cannot be known.
                rows.push(Err(Unreadable {
                    line: error.line() as u64,
                    name: String::new(),
                    why: Message::verbatim(error.to_string()),
                }));
                break;
            }
        }
    }
    rows
}

fn issue(value: &Value) -> Row {
    let field = |name: &str| value.get(name).map(flat).unwrap_or_default();
    let id = field("number");
    let refused = |why| {
        Err(Unreadable {
            line: 0,
            name: format!("#{id}"),
            why,
        })
    };
    if !value.is_object() {
        return refused(say!("import-no-object"));
    }
    if value.get("pull_request").is_some_and(|p| !p.is_null()) {
        return refused(say!("import-pull-request"));
    }
    let login = value
        .get("user")
        .and_then(|user| user.get("login"))
        .map(flat)
        .unwrap_or_default();
    let status = match (field("state").as_str(), field("state_reason")) {
        ("closed", reason) if reason.is_empty() => "closed".into(),
        ("closed", reason) => reason,
        _ => "open".into(),
    };
    let votes = value
        .get("reactions")
        .and_then(|all| all.get("+1"))
        .and_then(Value::as_i64);
    let date = field("created_at");
    let created = Time::parse(&date);
    Ok(Record {
        title: text::clean_line(&field("title")),
        body: field("body"),
        status,
        author: login.clone(),
        author_key: login,
        bad_date: (created.is_none() && !date.is_empty()).then_some(date),
        created,
        tags: value
            .get("labels")
            .and_then(Value::as_array)
            .map(|all| all.iter().map(flat).filter(|t| !t.is_empty()).collect())
            .unwrap_or_default(),
        url: Some(field("html_url"))
            .filter(|u| u.starts_with("https://") || u.starts_with("http://"))
            .unwrap_or_default(),
        votes: votes.unwrap_or(0).max(0),
        id,
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_pages_and_lines_are_all_issues() {
        let one = r#"{"number":1,"title":"A","state":"open","user":{"login":"ann"},"labels":[{"name":"ui"}],"reactions":{"+1":3}}"#;
        let two =
            r#"{"number":2,"title":"B","state":"closed","state_reason":"not_planned","body":null}"#;
        for file in [
            format!("[{one},{two}]"),
            format!("[{one}][{two}]"),
            format!("{one}\n{two}\n"),
        ] {
            let rows = issues(file.as_bytes());
            let read: Vec<_> = rows
                .iter()
                .map(|r| r.as_ref().map(|r| (r.id.as_str(), r.status.as_str())))
                .collect();
            assert_eq!(
                read,
                [Ok(("1", "open")), Ok(("2", "not_planned"))],
                "{file}"
            );
            let first = rows[0].as_ref().expect("readable");
            assert_eq!(
                (first.votes, first.author.as_str(), first.tags.as_slice()),
                (3, "ann", ["ui".to_owned()].as_slice())
            );
        }
    }

    #[test]
    fn a_pull_request_is_no_wish() {
        let rows = issues(r#"[{"number":9,"title":"Fix","pull_request":{"url":"x"}}]"#.as_bytes());
        assert_eq!(rows[0].as_ref().map_err(|e| e.name.as_str()), Err("#9"));
    }
}
