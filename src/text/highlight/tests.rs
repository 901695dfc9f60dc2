//! What is coloured how.

use super::*;

/// The code with each coloured stretch as `class{stretch}`.
fn told(name: &str, code: &str) -> String {
    let mut told = String::new();
    language(name)
        .expect(name)
        .scan(code, |class, text| match class {
            None => told.push_str(text),
            Some(class) => told.push_str(&format!("{}{{{text}}}", &CLASSES[class as usize][3..])),
        });
    told
}

#[test]
fn rust_is_coloured() {
    assert_eq!(
        told(
            "rust,ignore",
            "#[test]\npub fn f<'a>(x: &'a str) -> Vec<u8> { // c\n    println!(\"{x}\\\"\", 'x', '\\n', 0x2f, 1..2); MAX }"
        ),
        "meta{#[test]}\nkeyword{pub} keyword{fn} function{f}<type{'a}>(x: &type{'a} type{str}) -> type{Vec}<type{u8}> { comment{// c}\n    \
         function{println!}(string{\"{x}\\\"\"}, string{'x'}, string{'\\n'}, number{0x2f}, number{1}..number{2}); constant{MAX} }"
    );
    assert_eq!(
        told("rs", "r#\"a\"b\"# /* a /* b */ c */ b'x' br\"y\""),
        "string{r#\"a\"b\"#} comment{/* a /* b */ c */} bstring{'x'} string{br\"y\"}"
    );
}

#[test]
fn other_languages_are_coloured() {
    assert_eq!(
        told(
            "{.python}",
            "@cached\ndef f(a=1.5):\n    '''d\nd'''\n    return None  # why"
        ),
        "meta{@cached}\nkeyword{def} function{f}(a=number{1.5}):\n    string{'''d\nd'''}\n    keyword{return} constant{None}  comment{# why}"
    );
    assert_eq!(
        told("js", "const u = `a\n${b}`; // https://a"),
        "keyword{const} u = string{`a\n${b}`}; comment{// https://a}"
    );
    assert_eq!(
        told("bash", "echo \"$#\" a#b # c"),
        "keyword{echo} string{\"$#\"} a#b comment{# c}"
    );
    assert_eq!(
        told("SQL", "SELECT count(*) FROM t -- c"),
        "keyword{SELECT} function{count}(*) keyword{FROM} t comment{-- c}"
    );
    assert_eq!(
        told("json", "{\"a\": [1, true, \"b\"]}"),
        "{name{\"a\"}: [number{1}, constant{true}, string{\"b\"}]}"
    );
    assert_eq!(
        told("toml", "[a]\nb-c = \"d\""),
        "[a]\nname{b-c} = string{\"d\"}"
    );
    assert_eq!(
        told("yaml", "a: b # c\n- d: 'e'"),
        "name{a}: b comment{# c}\n- name{d}: string{'e'}"
    );
    assert_eq!(
        told("css", "@media x { a { color: #fff } }"),
        "meta{@media} x { a { name{color}: #fff } }"
    );
    assert_eq!(
        told("html", "<!-- a --><p class=\"b\">c &amp; d</p>"),
        "comment{<!-- a -->}keyword{<p} name{class}=string{\"b\"}keyword{>}c constant{&amp;} dkeyword{</p}keyword{>}"
    );
    assert_eq!(
        told("diff", "--- a\n@@ 1\n-b\n+c\n d"),
        "meta{--- a}\nmeta{@@ 1}\nremoved{-b}\nadded{+c}\n d"
    );
}

#[test]
fn unknown_languages_stay_plain() {
    for info in ["", "text", "nonsense", "{}", " ", "console"] {
        assert!(language(info).is_none(), "{info}");
    }
}

#[test]
fn colour_has_its_price_and_loses_no_character() {
    let line = format!("{};\n", "let a = 1; ".repeat(30));
    let code = line.repeat(65_536 / line.len());
    let (mut out, mut left, mut colour) = (String::new(), 5_000, Allowance::default());
    write(language("rust"), &code, &mut out, &mut left, &mut colour);
    assert_eq!((left, colour.used()), (0, code.len()));
    assert_eq!(out.matches("<span").count(), 5_000);

    let mut plain = String::new();
    write(language("rust"), &code, &mut plain, &mut 9, &mut colour);
    write(
        language("rust"),
        &format!("let {}", "a".repeat(400)),
        &mut plain,
        &mut 9,
        &mut Allowance::default(),
    );
    assert!(!plain.contains("<span"));
}

#[test]
fn every_language_hands_out_exactly_what_it_was_given() {
    let hostile = [
        "\"", "'", "`", "/*", "*/", "--[[", "\\", "r#\"", "é", "\n", "<", "<a ", "&", "@", "#",
        "$", "0.", "a!", "(*", "{-", "=", "😀",
    ];
    for name in names() {
        for first in hostile {
            for second in hostile {
                let code = format!("{first}{second}x{first}{second}");
                let mut all = String::new();
                language(name)
                    .expect(name)
                    .scan(&code, |_, text| all.push_str(text));
                assert_eq!(all, code, "{name}");
            }
        }
    }
}
