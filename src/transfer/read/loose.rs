//! A value as text, however its place wrote it: a title of digits may arrive as a number, bytes as a list of numbers.
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A value as text; nothing is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Loose(pub String);

impl Loose {
    /// Its text, without white space around.
    pub fn text(&self) -> &str {
        self.0.trim()
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Loose;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose(text.to_owned()))
    }
    fn visit_string<E>(self, text: String) -> Result<Loose, E> {
        Ok(Loose(text))
    }
    fn visit_i64<E>(self, n: i64) -> Result<Loose, E> {
        Ok(Loose(n.to_string()))
    }
    fn visit_u64<E>(self, n: u64) -> Result<Loose, E> {
        Ok(Loose(n.to_string()))
    }
    fn visit_f64<E>(self, n: f64) -> Result<Loose, E> {
        Ok(Loose(n.to_string()))
    }
    fn visit_bool<E>(self, b: bool) -> Result<Loose, E> {
        Ok(Loose(b.to_string()))
    }
    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::default())
    }
    fn visit_none<E>(self) -> Result<Loose, E> {
        Ok(Loose::default())
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Loose, D::Error> {
        Loose::deserialize(from)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Loose, A::Error> {
        let mut bytes = Vec::new();
        while let Some(one) = all.next_element::<Loose>()? {
            bytes.extend(one.0.parse::<u8>().ok());
        }
        Ok(Loose(String::from_utf8(bytes).unwrap_or_default()))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Loose, A::Error> {
        while all.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_there_is_read_as_text() {
        for (json, text) in [
            ("\"a\"", "a"),
            ("2024", "2024"),
            ("-1.5", "-1.5"),
            ("true", "true"),
            ("null", ""),
            ("[104,105]", "hi"),
            ("{\"a\":1}", ""),
        ] {
            assert_eq!(
                serde_json::from_str::<Loose>(json).ok(),
                Some(Loose(text.into())),
                "{json}"
            );
        }
    }
}
