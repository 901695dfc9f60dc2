//! Languages whose comments begin with `#`.

use super::*;

pub(super) static SCRIPT: [Language; 4] = [
    words(
        "python py py3 python3 gdscript starlark bzl",
        Words {
            quotes: PYTHON_QUOTES,
            keywords: "and as assert async await break case class continue def del elif else except exec finally for from func global if import \
                in is lambda match nonlocal not or pass print raise return try type var while with yield",
            constants: "True False None Ellipsis NotImplemented self cls true false null",
            types: "bool bytes complex dict float frozenset int list object set str tuple",
            capitals: true,
            meta: Some('@'),
            ..HASH
        },
    ),
    words(
        "ruby rb elixir ex exs crystal",
        Words {
            quotes: OPEN_QUOTES,
            keywords: "after alias and attr_accessor attr_reader attr_writer begin break case class cond def defimpl defmacro defmodule defp \
                defprotocol defstruct do else elsif end ensure extend fn for if import in include loop module next not or private protected \
                quote raise receive redo require rescue retry return self super then undef unless unquote until use when while with yield",
            constants: "true false nil",
            capitals: true,
            inside: "?!",
            meta: Some('@'),
            ..HASH
        },
    ),
    words(
        "bash sh shell zsh fish ksh dockerfile docker makefile make cmake powershell ps1",
        Words {
            quotes: OPEN_QUOTES,
            keywords: "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM RUN USER VOLUME WORKDIR alias begin break case cd continue declare do done \
                echo elif else endif esac eval exec exit export fi for foreach function if ifdef ifeq ifndef in include local param printf \
                read readonly return select set shift source test then throw trap try unset until while",
            inside: "-$",
            ..HASH
        },
    ),
    words(
        "perl pl r julia jl nim tcl awk nix",
        Words {
            quotes: OPEN_QUOTES,
            keywords: "BEGIN END abstract and assert baremodule begin break const continue do else elseif elsif end export finally for foreach \
                function getline global if import in inherit last let library local macro module mutable my next no or our package print \
                printf proc quote rec repeat require return set source struct sub then try type unless until use using var when while with",
            constants: "true false TRUE FALSE NULL NA NaN Inf nothing missing nil undef",
            capitals: true,
            inside: "$",
            ..HASH
        },
    ),
];
