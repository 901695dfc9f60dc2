//! The templates, in the binary, parsed once: a syntax error stops the start, not a visitor.
use rust_embed::RustEmbed;
use tera::{Kwargs, State, Tera, Value};

use crate::clock::Time;
use crate::config::BaseUrl;
use crate::error::Result;
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
            .filter_map(|name| {
                Embedded::get(&name)
                    .map(|file| (name, String::from_utf8_lossy(&file.data).into_owned()))
            })
            .collect();
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        tera.register_filter("ago", ago);
        tera.register_filter("date", |time: &str, _: Kwargs, _: &State| read(time).date());
        tera.register_filter("exact", |time: &str, _: Kwargs, _: &State| {
            read(time).exact()
        });
        tera.register_filter("thousands", thousands);
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
    Ok(read(time).relative(read(&now)))
}

/// `1204` as `1,204`.
fn thousands(number: i64, _: Kwargs, _: &State) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut told = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    if number < 0 {
        format!("−{told}")
    } else {
        told
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
