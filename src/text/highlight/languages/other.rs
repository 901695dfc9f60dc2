//! Languages that go their own ways.

use super::*;

pub(super) static OTHER: [Language; 5] = [
    words(
        "lua luau",
        Words {
            comments: &["--"],
            block: Some(("--[[", "]]")),
            quotes: &[("[[", "]]", true), ("\"", "\"", false), ("'", "'", false)],
            keywords: "and break continue do else elseif end for function goto if in local not or repeat return self then until while",
            constants: "true false nil",
            ..PLAIN
        },
    ),
    words(
        "haskell hs elm purescript idris agda ada vhdl",
        Words {
            comments: &["--"],
            block: Some(("{-", "-}")),
            nested: true,
            quotes: &[("\"", "\"", false)],
            keywords: "alias as case class data default deriving do else exposing family forall foreign hiding if import in infix infixl infixr \
                instance let module newtype of port qualified then type where",
            constants: "otherwise undefined",
            capitals: true,
            inside: "'",
            ..PLAIN
        },
    ),
    words(
        "ocaml ml fsharp fs f# sml coq pascal delphi",
        Words {
            comments: &["//"],
            block: Some(("(*", "*)")),
            nested: true,
            quotes: &[("\"", "\"", true)],
            keywords: "and as assert async begin case class const constraint do done downto else end exception external for fun function functor \
                if implementation in include inherit inline interface lazy let match member method module mutable namespace new object of \
                open or override private procedure program raise rec record repeat return sig static struct then to try type unit until use \
                uses val var virtual when while with yield",
            types: "array bool char float int integer list option string unit",
            capitals: true,
            inside: "'",
            ..PLAIN
        },
    ),
    words(
        "lisp clojure clj cljs edn scheme scm racket elisp emacs-lisp asm nasm",
        Words {
            comments: &[";"],
            quotes: &[("\"", "\"", true)],
            keywords: "and begin case cond def define defmacro defmethod defn defprotocol defrecord defstruct defun defvar do dolist dotimes fn \
                if import in-ns lambda let letrec loop ns or progn quote recur require set! setf setq syntax-rules unless use when",
            constants: "true false nil t",
            inside: "-!?*",
            ..PLAIN
        },
    ),
    words(
        "erlang erl prolog latex tex matlab octave",
        Words {
            comments: &["%"],
            quotes: &[("\"", "\"", false)],
            keywords: "after begin break case catch continue else elseif end for fun function global if let of otherwise parfor receive return \
                switch try when while",
            capitals: true,
            meta: Some('\\'),
            ..PLAIN
        },
    ),
];
