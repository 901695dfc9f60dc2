//! Colours as style sheets write them, and how far apart they are: what a theme is checked by before it is kept.
//!
//! Understands `#rgb`, `#rrggbb` and `oklch(L C H)`. Contrast is that of WCAG 2: the ratio of relative luminances.

/// A colour, as the relative amounts of light that sRGB mixes (0 to 1 each).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    red: f64,
    green: f64,
    blue: f64,
}

impl Colour {
    /// Reads a colour; nothing for what is none, or has a transparent part.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.strip_prefix('#') {
            Some(hex) => Self::hex(hex),
            None => Self::oklch(text),
        }
    }

    fn hex(hex: &str) -> Option<Self> {
        if !hex.is_ascii() {
            return None;
        }
        let pair = |at: usize| -> Option<f64> {
            let value = match hex.len() {
                3 => u8::from_str_radix(&hex[at..=at].repeat(2), 16),
                6 => u8::from_str_radix(&hex[2 * at..2 * at + 2], 16),
                _ => return None,
            };
            value.ok().map(|v| linear(f64::from(v) / 255.0))
        };
        Some(Self {
            red: pair(0)?,
            green: pair(1)?,
            blue: pair(2)?,
        })
    }

    fn oklch(text: &str) -> Option<Self> {
        let inner = text.strip_prefix("oklch(")?.strip_suffix(')')?;
        let mut parts = inner.split_ascii_whitespace();
        let lightness = part(parts.next()?, 100.0, 1.0)?;
        let chroma = part(parts.next()?, 250.0, 0.5)?; // 100 % is 0.4
        let hue = parts.next()?;
        let hue: f64 = hue.strip_suffix("deg").unwrap_or(hue).parse().ok()?;
        if parts.next().is_some() || !hue.is_finite() {
            return None;
        }
        let (sin, cos) = hue.to_radians().sin_cos();
        let (a, b) = (chroma * cos, chroma * sin);
        // Björn Ottosson's matrices.
        let cube = |x: f64| x * x * x;
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        let within = |x: f64| x.clamp(0.0, 1.0);
        Some(Self {
            red: within(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            green: within(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            blue: within(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
        })
    }

    fn luminance(self) -> f64 {
        0.2126 * self.red + 0.7152 * self.green + 0.0722 * self.blue
    }

    /// How far two colours are apart: 1 (the same) to 21 (black and white).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// A number from 0 to `most`, or a percentage of which `percent` make one.
fn part(text: &str, percent: f64, most: f64) -> Option<f64> {
    let value: f64 = match text.strip_suffix('%') {
        Some(number) => number.parse::<f64>().ok()? / percent,
        None => text.parse().ok()?,
    };
    (0.0..=most).contains(&value).then_some(value)
}

/// From the numbers of sRGB to amounts of light.
fn linear(value: f64) -> f64 {
    match value <= 0.040_45 {
        true => value / 12.92,
        false => ((value + 0.055) / 1.055).powf(2.4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: &str, b: &str) -> f64 {
        let read = |text| Colour::parse(text).expect(text);
        (read(a).contrast(read(b)) * 100.0).round() / 100.0
    }

    #[test]
    fn contrast_is_what_others_compute() {
        assert_eq!(contrast("#000", "#ffffff"), 21.0);
        assert_eq!(contrast("#777777", "#fff"), 4.48);
        assert_eq!(contrast("#fff", "#fff"), 1.0);
        // Red in OKLCH is red.
        assert!(contrast("oklch(62.8% .2577 29.23)", "#ff0000") < 1.02);
        assert!(contrast("oklch(0.452 0.3132 264.05)", "#00f") < 1.02);
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in [
            "",
            "#",
            "#12",
            "#1234",
            "#ggg",
            "#12345é",
            "red",
            "oklch()",
            "oklch(50% .1)",
            "oklch(50% .1 20 / .5)",
            "oklch(150% .1 20)",
            "oklch(50% 9 20)",
            "oklch(50% .1 inf)",
            "oklch(NaN .1 20)",
            "url(x)",
            "#fff; }",
            "oklch(50% .1 20) red",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
