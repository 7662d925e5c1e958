//! A saved web page.

#![no_main]

mod articles;

use libfuzzer_sys::fuzz_target;
use summit_bot::corpus::formats::Format;

fuzz_target!(|text: &str| {
    articles::read(Format::Html, text);
});
