//! Fider: its list of posts as CSV, and its whole backup. Only the columns named here are ever read: keys, addresses
//! and other secrets of the backup stay in it.
use std::collections::HashMap;
use std::io::{Cursor, Read};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use zip::ZipArchive;

use super::loose::Loose;
use super::{Answer, Record, Remark, Row, Unreadable, Voter, Who, text_list};
use crate::clock::Time;
use crate::lang::Message;
use crate::say;
use crate::text;

/// The most files a backup may hold.
const ENTRIES: usize = 50_000;
/// The most bytes that its tables may have, unpacked.
const INFLATED: u64 = 96 << 20;

/// What Fider's numbers for statuses mean.
const STATUSES: [&str; 7] = [
    "open",
    "started",
    "completed",
    "declined",
    "planned",
    "duplicate",
    "deleted",
];

fn whole(why: Message) -> Vec<Row> {
    vec![Err(Unreadable {
        line: 0,
        name: String::new(),
        why,
    })]
}

fn out(number: &str, why: Message) -> Row {
    Err(Unreadable {
        line: 0,
        name: format!("#{number}"),
        why,
    })
}

/// Reads `posts.csv`.
pub fn posts(from: impl Read) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(from);
    let headers: HashMap<String, usize> = match reader.headers() {
        Ok(headers) => headers
            .iter()
            .enumerate()
            .map(|(at, h)| (text::fold(h.trim_start_matches('\u{feff}')), at))
            .collect(),
        Err(error) => return whole(say!("import-header", told = error.to_string())),
    };
    reader
        .records()
        .map(|row| match row {
            Ok(row) => post(&|name| {
                headers
                    .get(name)
                    .and_then(|at| row.get(*at))
                    .unwrap_or_default()
                    .to_owned()
            }),
            Err(error) => Err(Unreadable {
                line: error.position().map_or(0, csv::Position::line),
                name: String::new(),
                why: Message::verbatim(error.to_string()),
            }),
        })
        .collect()
}

fn post(field: &dyn Fn(&str) -> String) -> Row {
    let number = field("number").trim().to_owned();
    let status = field("status").trim().to_lowercase();
    if status == "deleted" {
        return out(&number, say!("import-deleted-there"));
    }
    let date = field("created_at");
    let created = Time::parse(&date);
    let body = field("response");
    let response = (!body.trim().is_empty()).then(|| Answer {
        who: Who::named(&field("responded_by")),
        body,
        at: Time::parse(&field("responded_at")),
    });
    Ok(Record {
        title: text::clean_line(&field("title")),
        body: field("description"),
        status,
        author: text::clean_line(&field("created_by")),
        bad_date: (created.is_none() && !date.is_empty()).then_some(date),
        created,
        tags: text_list(&field("tags")),
        votes: field("votes_count").trim().parse().unwrap_or(0).max(0),
        response,
        duplicate_of: field("original_number").trim().to_owned(),
        id: number,
        ..Record::default()
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Post {
    id: Loose,
    number: Loose,
    title: Loose,
    description: Loose,
    user_id: Loose,
    created_at: Loose,
    status: Loose,
    response: Loose,
    response_date: Loose,
    response_user_id: Loose,
    original_id: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Comment {
    id: Loose,
    post_id: Loose,
    content: Loose,
    user_id: Loose,
    created_at: Loose,
    deleted_at: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Person {
    id: Loose,
    name: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Vote {
    user_id: Loose,
    post_id: Loose,
    created_at: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Tag {
    id: Loose,
    name: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Tagging {
    tag_id: Loose,
    post_id: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Attachment {
    post_id: Loose,
}

/// A table of the backup; a table that is missing is empty.
fn table<T: DeserializeOwned>(
    zip: &mut ZipArchive<Cursor<Vec<u8>>>,
    name: &str,
    left: &mut u64,
) -> Result<Vec<T>, Message> {
    let file = match zip.by_name(&format!("{name}.json")) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(Vec::new()),
        Err(error) => return Err(say!("import-no-zip", told = error.to_string())),
    };
    // What the archive says about sizes may be a lie: count what comes out.
    let mut bytes = Vec::new();
    file.take(*left + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| say!("import-no-zip", told = error.to_string()))?;
    *left = left
        .checked_sub(bytes.len() as u64)
        .ok_or_else(|| say!("import-zip-too-large", max = INFLATED >> 20))?;
    serde_json::from_slice::<Option<Vec<T>>>(&bytes)
        .map(Option::unwrap_or_default)
        .map_err(|error| say!("import-table", name = name, told = error.to_string()))
}

/// Reads `backup.zip`.
pub fn backup(mut from: impl Read) -> Vec<Row> {
    let mut bytes = Vec::new();
    if let Err(error) = from.read_to_end(&mut bytes) {
        return whole(Message::verbatim(error.to_string()));
    }
    unpack(bytes).unwrap_or_else(whole)
}

fn unpack(bytes: Vec<u8>) -> Result<Vec<Row>, Message> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| say!("import-no-zip", told = error.to_string()))?;
    if zip.len() > ENTRIES {
        return Err(say!("import-zip-too-many", max = ENTRIES));
    }
    if zip.index_for_name("posts.json").is_none() {
        return Err(say!("import-no-posts"));
    }
    let mut left = INFLATED;
    let posts: Vec<Post> = table(&mut zip, "posts", &mut left)?;
    let comments: Vec<Comment> = table(&mut zip, "comments", &mut left)?;
    let people: Vec<Person> = table(&mut zip, "users", &mut left)?;
    let votes: Vec<Vote> = table(&mut zip, "post_votes", &mut left)?;
    let tags: Vec<Tag> = table(&mut zip, "tags", &mut left)?;
    let taggings: Vec<Tagging> = table(&mut zip, "post_tags", &mut left)?;

    let attachments: Vec<Attachment> = table(&mut zip, "attachments", &mut left)?;

    let mut attached: HashMap<&Loose, u64> = HashMap::new();
    for attachment in &attachments {
        *attached.entry(&attachment.post_id).or_default() += 1;
    }
    let names: HashMap<&Loose, &Loose> = people.iter().map(|p| (&p.id, &p.name)).collect();
    let who = |id: &Loose| Who {
        key: id.text().to_owned(),
        name: names
            .get(&id)
            .map(|name| text::clean_line(&name.0))
            .unwrap_or_default(),
    };
    let called: HashMap<&Loose, &Loose> = tags.iter().map(|t| (&t.id, &t.name)).collect();
    let numbers: HashMap<&Loose, &Loose> = posts.iter().map(|p| (&p.id, &p.number)).collect();
    let mut tags_of: HashMap<&Loose, Vec<String>> = HashMap::new();
    for tagging in &taggings {
        if let Some(name) = called.get(&&tagging.tag_id) {
            let of = tags_of.entry(&tagging.post_id).or_default();
            of.push(name.0.clone());
        }
    }
    let mut voters_of: HashMap<&Loose, Vec<Voter>> = HashMap::new();
    for vote in &votes {
        voters_of.entry(&vote.post_id).or_default().push(Voter {
            who: who(&vote.user_id),
            at: Time::parse(vote.created_at.text()),
        });
    }
    let mut remarks_of: HashMap<&Loose, Vec<Remark>> = HashMap::new();
    for comment in comments.iter().filter(|c| c.deleted_at.text().is_empty()) {
        remarks_of
            .entry(&comment.post_id)
            .or_default()
            .push(Remark {
                key: comment.id.text().to_owned(),
                who: who(&comment.user_id),
                body: comment.content.0.clone(),
                at: Time::parse(comment.created_at.text()),
            });
    }
    Ok(posts
        .iter()
        .map(|post| {
            let number = post.number.text().to_owned();
            let status = post
                .status
                .text()
                .parse::<usize>()
                .ok()
                .and_then(|n| STATUSES.get(n).copied())
                .unwrap_or(post.status.text());
            if status == "deleted" {
                return out(&number, say!("import-deleted-there"));
            }
            let author = who(&post.user_id);
            let created = Time::parse(post.created_at.text());
            let mut remarks = remarks_of.remove(&&post.id).unwrap_or_default();
            remarks.sort_by_key(|r| r.at);
            Ok(Record {
                title: text::clean_line(&post.title.0),
                body: post.description.0.clone(),
                status: status.to_owned(),
                author: author.name,
                author_key: author.key,
                bad_date: (created.is_none() && !post.created_at.0.is_empty())
                    .then(|| post.created_at.0.clone()),
                created,
                tags: tags_of.remove(&&post.id).unwrap_or_default(),
                response: (!post.response.text().is_empty()).then(|| Answer {
                    who: who(&post.response_user_id),
                    body: post.response.0.clone(),
                    at: Time::parse(post.response_date.text()),
                }),
                duplicate_of: numbers
                    .get(&&post.original_id)
                    .filter(|_| !post.original_id.text().is_empty())
                    .map(|n| n.text().to_owned())
                    .unwrap_or_default(),
                attachments: attached.remove(&&post.id).unwrap_or_default(),
                remarks,
                voters: voters_of.remove(&&post.id).unwrap_or_default(),
                id: number,
                ..Record::default()
            })
        })
        .collect())
}
