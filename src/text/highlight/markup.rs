//! The scanners for markup and for differences.

use super::Class;
use super::scanner::Cutter;

/// Scans HTML, XML and their kin.
pub(super) fn markup<'c>(code: &'c str, each: impl FnMut(Option<Class>, &'c str)) {
    let mut cutter = Cutter::new(code, each);
    while let Some(found) = cutter.rest().find(['<', '&']) {
        cutter.skip(found);
        let rest = cutter.rest();
        let whole = |close: &str| rest.find(close).map_or(rest.len(), |at| at + close.len());
        if rest.starts_with("<!--") {
            cutter.mark(Class::Comment, whole("-->"));
        } else if rest.starts_with("<!") {
            cutter.mark(Class::Meta, whole(">"));
        } else if rest.starts_with("<?") {
            cutter.mark(Class::Meta, whole("?>"));
        } else if let Some(name) = rest.strip_prefix('&') {
            let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
            match length.filter(|length| name[*length..].starts_with(';')) {
                Some(length) => cutter.mark(Class::Constant, length + 2),
                None => cutter.skip(1),
            }
        } else {
            let slash = usize::from(rest[1..].starts_with('/'));
            let name = name_length(&rest[1 + slash..]);
            if name == 0 {
                cutter.skip(1);
            } else {
                cutter.mark(Class::Keyword, 1 + slash + name);
                inside_tag(&mut cutter);
            }
        }
    }
    cutter.finish();
}

fn inside_tag<'c, F: FnMut(Option<Class>, &'c str)>(cutter: &mut Cutter<'c, F>) {
    while let Some(c) = cutter.rest().chars().next() {
        let rest = cutter.rest();
        match c {
            '<' => return,
            '>' => return cutter.mark(Class::Keyword, 1),
            '/' if rest.starts_with("/>") => return cutter.mark(Class::Keyword, 2),
            '"' | '\'' => cutter.mark(
                Class::String,
                rest[1..].find(c).map_or(rest.len(), |at| at + 2),
            ),
            _ => match name_length(rest) {
                0 => cutter.skip(c.len_utf8()),
                name => cutter.mark(Class::Name, name),
            },
        }
    }
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '@')))
        .unwrap_or(text.len())
}

/// Scans the differences between two files.
pub(super) fn diff<'c>(code: &'c str, each: impl FnMut(Option<Class>, &'c str)) {
    let mut cutter = Cutter::new(code, each);
    for line in code.split_inclusive('\n') {
        let text = line.trim_end_matches('\n').len();
        let head = ["+++ ", "--- ", "diff ", "index ", "@@"]
            .iter()
            .any(|head| line.starts_with(head));
        match line.as_bytes().first() {
            _ if head => cutter.mark(Class::Meta, text),
            Some(b'+') => cutter.mark(Class::Added, text),
            Some(b'-') => cutter.mark(Class::Removed, text),
            _ => cutter.skip(text),
        }
        cutter.skip(line.len() - text);
    }
    cutter.finish();
}
