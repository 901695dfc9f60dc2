//! Files of other places, read row by row into one shape, whatever their columns are called.
use std::collections::HashMap;
use std::io::{BufRead, Read};

use serde_json::Value;

use crate::clock::Time;
use crate::lang::Message;
use crate::say;
use crate::text;
use crate::topics::fields::Brought;

mod fider;
mod github;
mod loose;

/// A row, or why it could not be read.
pub type Row = Result<Record, Unreadable>;

/// How a file is written.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, serde::Serialize, serde::Deserialize,
)]
pub enum Format {
    /// Comma-separated values with a header line.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// GitHub issues, as its API tells them.
    Github,
    /// Fider's list of posts.
    FiderCsv,
    /// Fider's whole backup.
    FiderZip,
}

impl Format {
    /// Every one of them.
    pub const ALL: [Self; 5] = [
        Self::Csv,
        Self::Jsonl,
        Self::Github,
        Self::FiderCsv,
        Self::FiderZip,
    ];
    /// Its name on the command line and in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Github => "github",
            Self::FiderCsv => "fider-csv",
            Self::FiderZip => "fider-zip",
        }
    }
    /// The status of ours that one of theirs usually means.
    pub fn usual(self, theirs: &str) -> Option<&'static str> {
        match (self, theirs) {
            (Self::Github, "completed") | (Self::FiderCsv | Self::FiderZip, "completed") => {
                Some("paved")
            }
            (Self::Github, "not_planned") => Some("declined"),
            (Self::Github, "closed" | "duplicate") => Some("archived"),
            (Self::FiderCsv | Self::FiderZip, "started") => Some("in-progress"),
            (Self::FiderCsv | Self::FiderZip, "duplicate") => Some("archived"),
            _ => None,
        }
    }
}

/// Guesses how a file is written from how it begins.
pub fn detect(data: &[u8]) -> Format {
    if data.starts_with(b"PK") {
        return Format::FiderZip;
    }
    let head = String::from_utf8_lossy(&data[..data.len().min(4096)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    match head.chars().next() {
        Some('[') => Format::Github,
        // An issue of GitHub tells its API addresses; whatever else stands in lines is plain.
        Some('{') if head.contains("\"number\"") && head.contains("\"reactions\"") => {
            Format::Github
        }
        Some('{') => Format::Jsonl,
        _ if head.starts_with("number,title,description,created_at,created_by") => Format::FiderCsv,
        _ => Format::Csv,
    }
}
/// One row, in our words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Record {
    pub id: String,
    pub title: String,
    pub body: String,
    pub status: String,
    pub author: String,
    pub created: Option<Time>,
    pub tags: Vec<String>,
    pub board: String,
    pub url: String,
    pub votes: i64,
    /// The date as it stood there, when it could not be read.
    pub bad_date: Option<String>,
    /// Names the author among the people of that place: two of one name stay two.
    pub author_key: String,
    /// What staff answered there.
    pub response: Option<Answer>,
    /// The id of what it repeats there.
    pub duplicate_of: String,
    pub remarks: Vec<Remark>,
    pub voters: Vec<Voter>,
    /// Answers to what its board asks.
    pub fields: Vec<Brought>,
}

/// Someone of that place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Who {
    pub key: String,
    pub name: String,
}

impl Who {
    /// Someone known by their name alone.
    pub fn named(name: &str) -> Self {
        Self {
            key: String::new(),
            name: text::clean_line(name),
        }
    }
}

/// An official answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Answer {
    pub who: Who,
    pub body: String,
    pub at: Option<Time>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Remark {
    pub key: String,
    pub who: Who,
    pub body: String,
    pub at: Option<Time>,
}

/// A vote.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Voter {
    pub who: Who,
    pub at: Option<Time>,
}

/// A row that could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its line in the file, from 1.
    pub line: u64,
    /// What it is called there, where lines mean nothing.
    pub name: String,
    /// Why.
    pub why: Message,
}

/// What other places call what we call so.
const ALIASES: [(&str, &[&str]); 10] = [
    ("id", &["id", "number", "source_id", "ideaid"]),
    ("title", &["title", "name", "ideatitle"]),
    (
        "body",
        &[
            "body",
            "details",
            "description",
            "abstract",
            "ideadescription",
        ],
    ),
    ("status", &["status", "publicstatusname", "state"]),
    ("author", &["author", "created_by", "user", "username"]),
    (
        "created",
        &["created", "created_at", "date", "createdtimestamp"],
    ),
    ("tags", &["tags", "topic", "topics", "labels"]),
    ("board", &["board", "category", "forum"]),
    ("url", &["url", "source_url", "link"]),
    ("votes", &["votes", "score", "votes_count", "voterscount"]),
];

fn ours(header: &str) -> Option<&'static str> {
    let folded = text::fold(header);
    ALIASES
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map(|(ours, _)| *ours)
}

/// Reads a whole file, at most so many rows are in memory as it has.
pub fn records(from: impl Read, format: Format) -> Vec<Result<Record, Unreadable>> {
    match format {
        Format::Csv => csv(from),
        Format::Jsonl => jsonl(from),
        Format::Github => github::issues(from),
        Format::FiderCsv => fider::posts(from),
        Format::FiderZip => fider::backup(from),
    }
}

fn csv(from: impl Read) -> Vec<Result<Record, Unreadable>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(from);
    let headers: Vec<_> = match reader.headers() {
        Ok(headers) => headers
            .iter()
            .map(|h| ours(h.trim_start_matches('\u{feff}')))
            .collect(),
        Err(error) => {
            return vec![Err(Unreadable {
                line: 1,
                name: String::new(),
                why: say!("import-header", told = error.to_string()),
            })];
        }
    };
    reader
        .records()
        .map(|row| match row {
            Ok(row) => {
                let mut fields = HashMap::new();
                for (name, value) in headers.iter().zip(row.iter()) {
                    if let Some(name) = name {
                        fields.entry(*name).or_insert_with(|| value.to_owned());
                    }
                }
                let tags = text_list(fields.get("tags").map_or("", String::as_str));
                Ok(record(&fields, tags))
            }
            Err(error) => Err(Unreadable {
                line: error.position().map_or(0, csv::Position::line),
                name: String::new(),
                why: Message::verbatim(error.to_string()),
            }),
        })
        .collect()
}

fn jsonl(from: impl Read) -> Vec<Result<Record, Unreadable>> {
    let mut rows = Vec::new();
    for (number, line) in std::io::BufReader::new(from).lines().enumerate() {
        let line_number = number as u64 + 1;
        let unreadable = |why: Message| Unreadable {
            line: line_number,
            name: String::new(),
            why,
        };
        let line = match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => line,
            Err(error) => {
                rows.push(Err(unreadable(Message::verbatim(error.to_string()))));
                continue;
            }
        };
        rows.push(match serde_json::from_str::<Value>(&line) {
            Ok(Value::Object(object)) => {
                let mut fields = HashMap::new();
                let mut tags = Vec::new();
                let answers = object.get("fields").map(answers).unwrap_or_default();
                for (name, value) in &object {
                    let Some(name) = ours(name) else { continue };
                    if name == "tags" {
                        tags = match value {
                            Value::Array(list) => {
                                list.iter().map(flat).filter(|t| !t.is_empty()).collect()
                            }
                            other => text_list(&flat(other)),
                        };
                    } else if !value.is_null() {
                        fields.entry(name).or_insert_with(|| flat(value));
                    }
                }
                Ok(Record {
                    fields: answers,
                    ..record(&fields, tags)
                })
            }
            Ok(_) => Err(unreadable(say!("import-no-object"))),
            Err(error) => Err(unreadable(Message::verbatim(error.to_string()))),
        });
    }
    rows
}

/// Answers to a board's fields: as our export tells them, each with what was asked, or as an object by key.
fn answers(value: &Value) -> Vec<Brought> {
    match value {
        Value::Array(list) => list
            .iter()
            .map(|one| Brought {
                key: flat(&one["key"]),
                label: flat(&one["label"]),
                kind: flat(&one["kind"]),
                value: flat(&one["value"]),
            })
            .collect(),
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| Brought {
                key: key.clone(),
                value: flat(value),
                ..Brought::default()
            })
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// A value as text; of an object the name it goes by.
fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(object) => ["name", "handle", "slug", "login", "title"]
            .iter()
            .find_map(|key| object.get(*key).map(flat).filter(|t| !t.is_empty()))
            .unwrap_or_default(),
        other => other.to_string(),
    }
}

fn text_list(text: &str) -> Vec<String> {
    text.split([',', ';', '|'])
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .collect()
}

fn record(fields: &HashMap<&'static str, String>, tags: Vec<String>) -> Record {
    let field = |name: &str| {
        fields
            .get(name)
            .map(|v| v.trim().to_owned())
            .unwrap_or_default()
    };
    let date = field("created");
    let created = Time::parse(&date);
    Record {
        id: field("id"),
        title: text::clean_line(&field("title")),
        body: fields.get("body").cloned().unwrap_or_default(),
        status: field("status"),
        author: field("author"),
        bad_date: (created.is_none() && !date.is_empty()).then_some(date),
        created,
        tags,
        board: field("board"),
        url: Some(field("url"))
            .filter(|u| u.starts_with("https://") || u.starts_with("http://"))
            .unwrap_or_default(),
        votes: field("votes").parse().unwrap_or(0).max(0),
        ..Record::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_any_of_their_names() {
        let file = "Number,Name,Abstract,STATE,date,topic\n7,Undo,\"It, please\",Final,14-Mar-2001,\"Inbox, Mobile\"\n";
        let rows = records(file.as_bytes(), Format::Csv);
        let row = rows[0].as_ref().expect("readable");
        assert_eq!(
            (row.id.as_str(), row.title.as_str(), row.body.as_str()),
            ("7", "Undo", "It, please")
        );
        assert_eq!(row.status, "Final");
        assert_eq!(row.tags, ["Inbox", "Mobile"]);
        assert_eq!(
            row.created.map(|t| t.to_string()).as_deref(),
            Some("2001-03-14T00:00:00Z")
        );
    }

    #[test]
    fn a_broken_line_spoils_only_itself() {
        let file = "{\"number\":1,\"title\":\"One\",\"created\":null}\nnot json\n\n[1]\n{\"id\":\"2\",\"title\":\"Two\",\"author\":{\"login\":\"ann\"},\"tags\":[\"a\",{\"name\":\"b\"}]}\n";
        let rows = records(file.as_bytes(), Format::Jsonl);
        assert_eq!(rows.len(), 4);
        assert!(rows[0].is_ok() && rows[3].is_ok());
        assert_eq!(rows[1].as_ref().err().map(|e| e.line), Some(2));
        let last = rows[3].as_ref().expect("readable");
        assert_eq!((last.author.as_str(), last.tags.len()), ("ann", 2));
    }
}
