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
        Some(Self::of_oklab([lightness, chroma * cos, chroma * sin]))
    }

    /// In OKLab: lightness, and how green or red, blue or yellow it is.
    fn oklab(self) -> [f64; 3] {
        let (r, g, b) = (self.red, self.green, self.blue);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    fn of_oklab([lightness, a, b]: [f64; 3]) -> Self {
        // Björn Ottosson's matrices.
        let cube = |x: f64| x * x * x;
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        let within = |x: f64| x.clamp(0.0, 1.0);
        Self {
            red: within(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            green: within(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            blue: within(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
        }
    }

    /// This colour with so much (0 to 1) of another in it, as the eye would mix them.
    #[must_use]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let (own, other) = (self.oklab(), other.oklab());
        Self::of_oklab(std::array::from_fn(|n| {
            own[n] + (other[n] - own[n]) * share
        }))
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

impl std::fmt::Display for Colour {
    /// As a style sheet writes it: `#2f6b4f`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("#")?;
        for light in [self.red, self.green, self.blue] {
            let value = match light <= 0.003_130_8 {
                true => light * 12.92,
                false => 1.055 * light.powf(1.0 / 2.4) - 0.055,
            };
            // Between 0 and 255, whatever was rounded before.
            write!(f, "{:02x}", (value.clamp(0.0, 1.0) * 255.0).round() as u8)?;
        }
        Ok(())
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
    fn a_colour_is_written_as_it_was_read_and_mixes_evenly() {
        let read = |text| Colour::parse(text).expect(text);
        for text in ["#000000", "#ffffff", "#2f6b4f", "#0a0b0c"] {
            assert_eq!(read(text).to_string(), text);
        }
        assert_eq!(
            read("#123456").mixed(read("#fff"), 0.0).to_string(),
            "#123456"
        );
        assert_eq!(read("#000").mixed(read("#fff"), 1.0).to_string(), "#ffffff");
        assert_eq!(read("#000").mixed(read("#fff"), 0.5).to_string(), "#636363");
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
