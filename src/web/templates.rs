//! The templates, in the binary, parsed once: a syntax error stops the start, not a visitor.
use rust_embed::RustEmbed;
use tera::{Kwargs, State, Tera, Value};

use crate::clock::Time;
use crate::config::BaseUrl;
use crate::error::Result;
use crate::lang;
use crate::text;

#[derive(RustEmbed)]
#[folder = "templates"]
struct Embedded;

/// Every template, ready to render.
pub struct Templates(pub Tera);

impl Templates {
    /// Parses all templates for a site at this address.
    ///
    /// # Errors
    /// Names the template and the place that cannot be understood.
    pub fn parse(base: &BaseUrl) -> Result<Self> {
        let files: Vec<_> = Embedded::iter()
            .filter(|name| !name.starts_with("mail/")) // Those are no pages.
            .filter_map(|name| {
                Embedded::get(&name)
                    .map(|file| (name, String::from_utf8_lossy(&file.data).into_owned()))
            })
            .collect();
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        tera.register_filter("ago", ago);
        tera.register_filter("date", |time: &str, _: Kwargs, _: &State| {
            lang::date(read(time))
        });
        // HTML wants milliseconds at most.
        tera.register_filter("instant", |time: &str, _: Kwargs, _: &State| {
            Time::from_micros(read(time).micros() / 1_000_000 * 1_000_000).to_string()
        });
        tera.register_filter("exact", |time: &str, _: Kwargs, _: &State| {
            lang::exact(read(time))
        });
        tera.register_filter("thousands", |n: i64, _: Kwargs, _: &State| lang::number(n));
        tera.register_filter("t", Said);
        tera.register_filter("named", |stored: &str, kwargs: Kwargs, _: &State| {
            let id: String = kwargs.must_get("as")?;
            tera::TeraResult::Ok(lang::term(&id, stored))
        });
        tera.register_filter("query", |text: &str, _: Kwargs, _: &State| {
            url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>()
        });
        tera.register_filter("html", Safe(base.path.clone()));
        tera.add_raw_templates(files.iter().map(|(n, t)| (n.as_ref(), t.as_str())))?;
        Ok(Self(tera))
    }
}

/// Escapes for HTML and leaves out control characters, which no page may hold, whoever typed them.
fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut rest = text;
    while let Some(at) =
        rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || c.is_control())
    {
        out.write_all(&rest.as_bytes()[..at])?;
        let special = rest[at..].chars().next().unwrap_or_default();
        match special {
            '&' => out.write_all(b"&amp;")?,
            '<' => out.write_all(b"&lt;")?,
            '>' => out.write_all(b"&gt;")?,
            '"' => out.write_all(b"&quot;")?,
            '\'' => out.write_all(b"&#39;")?,
            '\n' => out.write_all(b"\n")?,
            '\t' => out.write_all(b"\t")?,
            _ => {}
        }
        rest = &rest[at + special.len_utf8()..];
    }
    out.write_all(rest.as_bytes())
}

fn read(time: &str) -> Time {
    Time::parse(time).unwrap_or(Time::from_micros(0))
}

/// `{{ at | ago(now=now) }}`: how long ago, as people say it.
fn ago(time: &str, kwargs: Kwargs, _: &State) -> tera::TeraResult<String> {
    let now: String = kwargs.must_get("now")?;
    Ok(lang::ago(read(time), read(&now)))
}

/// `{{ "comments-count" | t(n=comments) }}`: the message with this id, in the language spoken now. Values are
/// escaped, unless they are what a component made; the words are ours and, where an id ends in `-html`, may hold tags.
struct Said;

impl tera::Filter<&str, tera::TeraResult<Value>> for Said {
    fn call(&self, id: &str, kwargs: Kwargs, state: &State) -> tera::TeraResult<Value> {
        let mut values = Vec::new();
        for (name, value) in kwargs.iter() {
            let name = name.as_str().unwrap_or_default();
            values.push(match value.as_i64() {
                Some(n) if value.is_number() => (name, lang::Value::Number(n)),
                _ => (name, lang::Value::Text(state.escape_if_needed(value)?)),
            });
        }
        match lang::markup(id, &values) {
            Some(told) => Ok(Value::safe_string(&told)),
            None => Err(tera::Error::message(format!(
                "no catalogue has the message {id:?}"
            ))),
        }
    }
    fn is_safe(&self) -> bool {
        true
    }
}

/// `{{ body | html }}`: what [`text::Html`] serialises to, with its inner links made whole. Nothing else is safe.
struct Safe(String);

impl tera::Filter<&str, Value> for Safe {
    fn call(&self, stored: &str, _: Kwargs, _: &State) -> Value {
        Value::safe_string(&text::Html::from_stored(stored.to_owned()).at(&self.0))
    }
    fn is_safe(&self) -> bool {
        true
    }
}
