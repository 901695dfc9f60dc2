//! What a vote must write, by a bare SQLite that shares each sync among all who wait: the best this disk allows.
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use cowpath::db::schema::{events, follows, topics, votes};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::told;

/// Votes that share a sync, at most.
const BATCH: usize = 256;

struct Asked {
    topic: i64,
    person: i64,
    done: SyncSender<()>,
}

pub fn run(file: &Path, time: Duration, people: usize) {
    let mut conn = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
    conn.batch_execute(
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -16000;",
    )
    .unwrap();
    let topics: Vec<i64> = topics::table
        .filter(topics::status_id.eq(1))
        .order(topics::id.desc())
        .limit(2_000)
        .select(topics::id)
        .load(&mut conn)
        .unwrap();
    let (ask, asked) = sync_channel::<Asked>(4_096);
    let writer = std::thread::spawn(move || write(&mut conn, &asked));
    let began = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..people)
            .map(|person| {
                let (ask, topics) = (ask.clone(), &topics);
                scope.spawn(move || {
                    let (done, told) = sync_channel(1);
                    let mut times = Vec::new();
                    for n in 0.. {
                        let at = Instant::now();
                        if at > began + time {
                            break;
                        }
                        let topic = topics[(n + person * (n / 20)) % topics.len()];
                        ask.send(Asked {
                            topic,
                            person: person as i64 + 3,
                            done: done.clone(),
                        })
                        .unwrap();
                        told.recv().unwrap();
                        times.push(at.elapsed());
                    }
                    times
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let line = told(&mut times, began);
    drop(ask);
    writer.join().unwrap();
    println!("{line}");
}

fn write(conn: &mut SqliteConnection, asked: &Receiver<Asked>) {
    let mut now = 1_800_000_000_000_000_i64;
    while let Ok(first) = asked.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH {
            match asked.try_recv() {
                Ok(one) => batch.push(one),
                Err(_) => break,
            }
        }
        conn.immediate_transaction(|conn| {
            for Asked { topic, person, .. } in &batch {
                now += 1;
                vote(conn, *topic, *person, now)?;
            }
            QueryResult::Ok(())
        })
        .unwrap();
        for one in batch {
            one.done.send(()).unwrap();
        }
    }
}

fn vote(conn: &mut SqliteConnection, topic: i64, person: i64, now: i64) -> QueryResult<()> {
    diesel::insert_into(votes::table)
        .values((
            votes::topic_id.eq(topic),
            votes::person_id.eq(person),
            votes::stance.eq("support"),
            votes::reason.eq(""),
            votes::workaround.eq(""),
            votes::named.eq(false),
            votes::cast_at.eq(now),
            votes::changed_at.eq(now),
        ))
        .on_conflict((votes::topic_id, votes::person_id))
        .do_update()
        .set(votes::changed_at.eq(now))
        .execute(conn)?;
    diesel::update(topics::table.find(topic))
        .set((
            topics::supporters.eq(topics::supporters + 1),
            topics::weight.eq(topics::weight + 1.0),
            topics::hot.eq(topics::hot + 0.001),
            topics::surging.eq(topics::surging + 0.001),
        ))
        .execute(conn)?;
    diesel::insert_into(follows::table)
        .values((
            follows::person_id.eq(person),
            follows::subject.eq("topic"),
            follows::subject_id.eq(topic),
            follows::level.eq("decisions"),
            follows::chosen.eq(false),
            follows::since_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)?;
    diesel::insert_into(events::table)
        .values((
            events::at.eq(now),
            events::actor_id.eq(person),
            events::verb.eq("vote.cast"),
            events::object.eq("topic"),
            events::object_id.eq(topic),
            events::topic_id.eq(topic),
            events::data.eq("{\"changed\":false,\"stance\":\"support\"}"),
        ))
        .execute(conn)?;
    Ok(())
}
