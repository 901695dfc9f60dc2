//! Languages for data, queries, styles and markup.

use super::*;

pub(super) static DATA: [Language; 8] = [
    words(
        "yaml yml",
        Words {
            constants: "true false null yes no on off",
            inside: "-",
            key: Some(':'),
            ..HASH
        },
    ),
    words(
        "toml ini cfg conf properties editorconfig env",
        Words {
            comments: &["#", ";"],
            quotes: PYTHON_QUOTES,
            inside: "-.",
            key: Some('='),
            ..HASH
        },
    ),
    words(
        "json geojson webmanifest",
        Words {
            quotes: &[("\"", "\"", false)],
            key: Some(':'),
            ..PLAIN
        },
    ),
    words(
        "graphql gql proto protobuf thrift hcl terraform tf",
        Words {
            comments: &["//", "#"],
            quotes: PYTHON_QUOTES,
            keywords: "directive enum extend extends fragment implements import input interface locals message module mutation on oneof option \
                optional output package provider query repeated required reserved resource returns rpc scalar schema service stream \
                subscription syntax type union variable",
            types: "bool bytes double fixed32 fixed64 float int32 int64 string uint32 uint64",
            meta: Some('@'),
            ..C_LIKE
        },
    ),
    words(
        "sql sqlite postgres postgresql pgsql plpgsql mysql",
        Words {
            comments: &["--"],
            block: Some(("/*", "*/")),
            quotes: OPEN_QUOTES,
            keywords: "add all alter analyze and as asc autoincrement begin between by cascade case check collate column commit conflict \
                constraint create cross current database default delete desc distinct do drop else end except exists explain foreign from \
                full function generated grant group having if in index inner insert intersect into is isolation join key left level like \
                limit materialized natural not nothing of offset on or order outer over partition pragma primary recursive references \
                rename replace returning returns right rollback row rows select set table temporary then to transaction trigger truncate \
                union unique update using vacuum values view virtual when where window with without",
            constants: "true false null current_timestamp current_date excluded",
            types: "bigint bigserial blob boolean bytea char date decimal double float int integer interval json jsonb numeric precision real \
                serial smallint text time timestamp timestamptz uuid varchar",
            folded: true,
            ..PLAIN
        },
    ),
    words(
        "css scss sass less",
        Words {
            comments: &[],
            block: Some(("/*", "*/")),
            keywords: "and from important not only or to",
            constants: "auto currentColor inherit initial none revert transparent unset",
            inside: "-",
            meta: Some('@'),
            key: Some(':'),
            ..PLAIN
        },
    ),
    new(
        "html htm xhtml xml svg rss atom vue svelte plist xslt",
        Manner::Markup,
    ),
    new("diff patch", Manner::Diff),
];
