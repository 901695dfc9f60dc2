//! Languages of braces and slashes.

use super::*;

const C_WORDS: &str = "alignas alignof asm auto break case catch class concept const consteval constexpr const_cast continue co_await \
    co_return co_yield decltype default delete do dynamic_cast else enum explicit export extern final for friend goto if inline \
    mutable namespace new noexcept operator override private protected public register reinterpret_cast requires restrict return \
    sizeof static static_assert static_cast struct switch template this throw try typedef typename union using virtual volatile while";
const C_TYPES: &str = "bool char char8_t char16_t char32_t double float int int8_t int16_t int32_t int64_t intptr_t long ptrdiff_t short \
    signed size_t ssize_t uint8_t uint16_t uint32_t uint64_t uintptr_t unsigned void wchar_t";

pub(super) static CURLY: [Language; 8] = [
    words(
        "rust rs",
        Words {
            nested: true,
            quotes: &[("\"", "\"", true)],
            keywords: "as async await box break const continue crate dyn else enum extern fn for gen if impl in let loop macro_rules match \
                mod move mut pub ref return self static struct super trait try type union unsafe use where while yield",
            constants: "true false",
            types: "bool char f16 f32 f64 f128 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
            rust: true,
            ..C_LIKE
        },
    ),
    words(
        "c h cpp c++ cc cxx hpp objc objective-c arduino",
        Words {
            keywords: C_WORDS,
            constants: "true false NULL nullptr nil YES NO",
            types: C_TYPES,
            meta: Some('#'),
            ..C_LIKE
        },
    ),
    words(
        "csharp cs c#",
        Words {
            keywords: "abstract as async await base break case catch checked class const continue default delegate do dynamic else enum event \
                explicit extern finally fixed for foreach get goto if implicit in init interface internal is lock namespace new operator out \
                override params private protected public readonly record ref required return sealed set sizeof stackalloc static struct \
                switch this throw try typeof unchecked unsafe using value var virtual volatile when where while with yield",
            types: "bool byte char decimal double float int long nint nuint object sbyte short string uint ulong ushort void",
            meta: Some('#'),
            ..C_LIKE
        },
    ),
    words(
        "java kotlin kt kts scala groovy gradle",
        Words {
            quotes: PYTHON_QUOTES,
            keywords: "abstract as assert break by case catch class companion const constructor continue crossinline data def default do else \
                enum extends final finally for forSome fun given goto if implements implicit import in infix init inline inner instanceof \
                interface internal is lateinit lazy match module native new noinline object open operator out override package permits \
                private protected public record reified requires return sealed static strictfp super suspend switch synchronized tailrec \
                then this throw throws trait transient try type typealias using val var vararg void volatile when where while with yield",
            types: "boolean byte char double float int long short",
            meta: Some('@'),
            ..C_LIKE
        },
    ),
    words(
        "javascript js jsx mjs cjs typescript ts tsx node userscript json5 jsonc",
        Words {
            quotes: SCRIPT_QUOTES,
            keywords: "abstract any as asserts async await break case catch class const constructor continue debugger declare default delete do \
                else enum export extends finally for from function get if implements import in infer instanceof interface is keyof let \
                namespace new of override private protected public readonly return satisfies set static super switch this throw try type \
                typeof unique using var void while with yield",
            constants: "true false null undefined NaN Infinity",
            types: "bigint boolean never number object string symbol unknown",
            inside: "$",
            meta: Some('@'),
            ..C_LIKE
        },
    ),
    words(
        "go golang",
        Words {
            quotes: SCRIPT_QUOTES,
            keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface map package range \
                return select struct switch type var",
            constants: "true false nil iota",
            types: "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 \
                uint16 uint32 uint64 uintptr",
            ..C_LIKE
        },
    ),
    words(
        "swift dart zig v d",
        Words {
            nested: true,
            quotes: PYTHON_QUOTES,
            keywords: "actor any as associatedtype async await break case catch class comptime const continue covariant default defer deinit do \
                dynamic else enum errdefer export extends extension external factory fallthrough final fileprivate fn for func get guard if \
                implements import in indirect init inline inout internal is late lazy let library mixin mutating new nonmutating open \
                operator orelse override part precedencegroup private protocol pub public repeat required rethrows return self set some \
                static struct subscript super switch test this throw throws try typealias typedef unowned usingnamespace var weak where \
                while with yield",
            constants: "true false nil null undefined",
            types: "bool double dynamic f32 f64 i8 i16 i32 i64 int isize num u8 u16 u32 u64 usize void",
            meta: Some('@'),
            ..C_LIKE
        },
    ),
    words(
        "php",
        Words {
            comments: &["//", "#"],
            keywords: "abstract and array as break callable case catch class clone const continue declare default do echo else elseif empty \
                enum extends final finally fn for foreach function global goto if implements include include_once instanceof insteadof \
                interface isset list match namespace new or print private protected public readonly require require_once return static \
                switch throw trait try unset use var while xor yield",
            constants: "true false null TRUE FALSE NULL",
            types: "bool float int iterable mixed never object self string void",
            inside: "$",
            ..C_LIKE
        },
    ),
];
