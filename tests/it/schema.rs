//! Both engines hold the same tables, columns and indexes, and `src/db/schema.rs` tells them right.
//! Comparing the engines needs PostgreSQL: set `TEST_DATABASE_URL`.
use cowpath::db::{Conn, Db};
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::app::empty;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// One engine's schema as sorted lines: `table.column`, with `?` where it may be null, and `index on table (columns)`.
async fn told(db: &Db) -> Vec<String> {
    let lines: Vec<Line> = db
        .read(|conn| {
            let sql = match conn {
                Conn::Sqlite(_) => {
                    "select m.name || '.' || c.name || (case when c.\"notnull\" or c.pk then '' else '?' end) as line
                     from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'
                     union all
                     select m.name || ' on ' || m.tbl_name || ' (' ||
                         (select group_concat(i.name, ', ') from pragma_index_info(m.name) i order by i.seqno) || ')' as line
                     from sqlite_master m where m.type = 'index' and m.name not like 'sqlite\\_%' escape '\\'"
                }
                Conn::Postgres(_) => {
                    "select table_name || '.' || column_name || (case is_nullable when 'NO' then '' else '?' end) as line
                     from information_schema.columns where table_schema = 'public'
                     union all
                     select i.relname || ' on ' || t.relname || ' (' ||
                         (select string_agg(a.attname, ', ' order by k.n)
                          from unnest(x.indkey::int[]) with ordinality k(col, n)
                          join pg_attribute a on a.attrelid = t.oid and a.attnum = k.col) || ')' as line
                     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
                     join pg_namespace s on s.oid = t.relnamespace
                     where s.nspname = 'public' and not exists (select 1 from pg_constraint c where c.conindid = i.oid)"
                }
            };
            Ok(diesel::sql_query(sql).load(conn)?)
        })
        .await
        .unwrap();
    let mut lines: Vec<String> = lines
        .into_iter()
        .map(|l| l.line)
        // Full-text search is each engine's own.
        .filter(|l| !l.contains("__diesel") && !l.contains("_fts") && !l.contains("tsv"))
        .collect();
    lines.sort();
    lines
}

#[actix_web::test]
async fn both_engines_hold_the_same_tables_and_indexes() {
    if std::env::var("TEST_DATABASE_URL").is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let sqlite = Db::open(folder.path().join("a.db").to_str().unwrap()).unwrap();
    let (_place, url) = empty();
    let postgres = Db::open(&url).unwrap();
    let (sqlite, postgres) = (told(&sqlite).await, told(&postgres).await);
    assert!(sqlite.len() > 200, "{}", sqlite.join("\n"));
    assert_eq!(sqlite.join("\n"), postgres.join("\n"));
}

#[actix_web::test]
async fn both_engines_name_what_must_be_unique_the_same() {
    // `taken` in src/db/mod.rs finds out by these names which field is at fault.
    let (sqlite, postgres) = (
        std::fs::read_to_string("migrations/sqlite/0001_start/up.sql").unwrap(),
        std::fs::read_to_string("migrations/postgres/0001_start/up.sql").unwrap(),
    );
    let names = |sql: &str| -> Vec<String> {
        let mut names: Vec<_> = sql
            .split("constraint ")
            .skip(1)
            .filter_map(|rest| rest.split_whitespace().next().map(str::to_owned))
            .collect();
        names.sort();
        names
    };
    assert!(names(&sqlite).len() > 5);
    assert_eq!(names(&sqlite), names(&postgres));
}

#[actix_web::test]
async fn the_columns_that_queries_know_are_those_of_the_database() {
    let (_place, url) = empty();
    let db = Db::open(&url).unwrap();
    let there: Vec<String> = told(&db)
        .await
        .into_iter()
        .filter(|l| !l.contains(" on "))
        .collect();
    let mut known = Vec::new();
    let schema = std::fs::read_to_string("src/db/schema.rs").unwrap();
    for table in schema.split("diesel::table! {").skip(1) {
        let (head, rest) = table.split_once('{').unwrap();
        let name = head.split('(').next().unwrap().trim();
        let columns = rest.split('}').next().unwrap();
        for column in columns
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with("//"))
        {
            let (column, kind) = column.trim_end_matches(',').split_once(" -> ").unwrap();
            let null = if kind.starts_with("Nullable<") {
                "?"
            } else {
                ""
            };
            known.push(format!("{name}.{column}{null}"));
        }
    }
    known.sort();
    assert_eq!(there.join("\n"), known.join("\n"));
}
