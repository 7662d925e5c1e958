//! Plain text, with or without front matter.

#![no_main]

mod articles;

use libfuzzer_sys::fuzz_target;
use summit_bot::corpus::formats::Format;

fuzz_target!(|text: &str| {
    articles::read(Format::PlainText, text);
});
