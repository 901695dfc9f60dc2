//! From bytes of a stranger to pixels of ours: looked at before decoding, decoded within limits, written anew.
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::model::Kind;
use crate::lang::Message;
use crate::say;

/// The most bytes that are taken.
pub const BYTES: usize = 8 << 20;
/// The longest side that is decoded.
const SIDE: u32 = 12_000;
/// The most pixels that are decoded.
const PIXELS: u64 = 40_000_000;
/// The longest side that is kept.
const KEPT: u32 = 2_000;
/// Bytes that decoding may use.
const MEMORY: u64 = 256 << 20;
/// How well photographs are kept, of 100.
const QUALITY: u8 = 85;

/// A picture written anew.
#[derive(Clone, Debug)]
pub struct Ready {
    pub bytes: Vec<u8>,
    pub kind: Kind,
    pub width: u32,
    pub height: u32,
}

/// Reads a picture and writes it anew, upright, without anything but its pixels, at most 2,000 pixels wide and high.
pub fn ready(bytes: &[u8]) -> Result<Ready, Message> {
    // A decoder that panics is a picture we cannot read, not an accident.
    catch_unwind(AssertUnwindSafe(|| anew(bytes))).unwrap_or_else(|_| Err(unread()))
}

fn unread() -> Message {
    say!("image-unread")
}

fn anew(bytes: &[u8]) -> Result<Ready, Message> {
    if bytes.is_empty() {
        return Err(say!("image-none"));
    }
    if bytes.len() > BYTES {
        return Err(say!("image-too-large", n = BYTES >> 20));
    }
    let format = image::guess_format(bytes).map_err(|_| unread())?;
    let kind = match format {
        ImageFormat::Jpeg => Kind::Jpeg,
        ImageFormat::Png | ImageFormat::Gif => Kind::Png,
        ImageFormat::WebP => Kind::Webp,
        _ => return Err(unread()),
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let huge = || say!("image-too-many-pixels", side = SIDE, n = PIXELS / 1_000_000);
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => huge(),
        _ => unread(),
    })?;
    let (width, height) = decoder.dimensions();
    if width > SIDE || height > SIDE || u64::from(width) * u64::from(height) > PIXELS {
        return Err(huge());
    }
    if width == 0 || height == 0 {
        return Err(unread());
    }
    let orientation = decoder.orientation().map_err(|_| unread())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| match error {
        image::ImageError::Limits(_) => huge(),
        _ => unread(),
    })?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > KEPT {
        picture = picture.resize(KEPT, KEPT, FilterType::Triangle);
    }
    let mut out = Cursor::new(Vec::new());
    let plain = match kind {
        Kind::Jpeg => DynamicImage::ImageRgb8(picture.to_rgb8()),
        _ if picture.color().has_alpha() => DynamicImage::ImageRgba8(picture.to_rgba8()),
        _ => DynamicImage::ImageRgb8(picture.to_rgb8()),
    };
    let written = match kind {
        Kind::Jpeg => plain.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)),
        Kind::Png => plain.write_to(&mut out, ImageFormat::Png),
        Kind::Webp => plain.write_to(&mut out, ImageFormat::WebP),
    };
    written.map_err(|_| unread())?;
    Ok(Ready {
        bytes: out.into_inner(),
        kind,
        width: plain.width(),
        height: plain.height(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let mut picture = DynamicImage::new_rgb8(width, height);
        if let Some(first) = picture.as_mut_rgb8() {
            first.put_pixel(0, 0, image::Rgb([255, 0, 0]));
        }
        picture.write_to(&mut out, format).expect("it is written");
        out.into_inner()
    }

    /// A JPEG with an EXIF block that says: turn it by 90 degrees, and names its camera.
    fn turned(width: u32, height: u32) -> Vec<u8> {
        let plain = written(ImageFormat::Jpeg, width, height);
        let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
        tiff.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"); // orientation: 6
        tiff.extend(b"\x0f\x01\x02\0\x0c\0\0\0\x26\0\0\0"); // maker, at 38
        tiff.extend(b"\0\0\0\0SecretCamera");
        let mut exif = b"Exif\0\0".to_vec();
        exif.extend(tiff);
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        let mut out = plain[..2].to_vec();
        out.extend([0xFF, 0xE1]);
        out.extend(length);
        out.extend(exif);
        out.extend(&plain[2..]);
        out
    }

    #[test]
    fn every_kind_is_written_anew() {
        for (format, kind) in [
            (ImageFormat::Png, Kind::Png),
            (ImageFormat::Gif, Kind::Png),
            (ImageFormat::Jpeg, Kind::Jpeg),
            (ImageFormat::WebP, Kind::Webp),
        ] {
            let ready = ready(&written(format, 30, 20)).expect("it is read");
            assert_eq!((ready.kind, ready.width, ready.height), (kind, 30, 20));
            assert_eq!(
                image::guess_format(&ready.bytes)
                    .expect("a format")
                    .to_mime_type(),
                kind.mime()
            );
        }
    }

    #[test]
    fn a_photograph_stands_upright_and_tells_nothing_of_its_camera() {
        let photo = turned(30, 20);
        let holds = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|w| w == words);
        assert!(holds(&photo, b"SecretCamera"));
        let ready = ready(&photo).expect("it is read");
        assert_eq!((ready.width, ready.height), (20, 30));
        assert!(!holds(&ready.bytes, b"SecretCamera") && !holds(&ready.bytes, b"Exif"));
    }

    #[test]
    fn what_is_large_becomes_smaller_and_what_is_huge_is_refused_unread() {
        let large = ready(&written(ImageFormat::Png, 2_500, 1_000)).expect("it is read");
        assert_eq!((large.width, large.height), (2_000, 800));
        // A PNG of a few bytes that says it is 30,000 pixels wide.
        let mut bomb = written(ImageFormat::Png, 1, 1);
        bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        assert!(ready(&bomb).is_err());
        assert!(ready(&vec![0; BYTES + 1]).is_err());
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let png = written(ImageFormat::Png, 30, 20);
        for bytes in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            b"GIF89a",
            b"\x89PNG\r\n\x1a\n",
            b"%PDF-1.4",
            &png[..png.len() / 2],
        ] {
            assert!(ready(bytes).is_err());
        }
    }
}
