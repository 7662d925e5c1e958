//! A saved web page.

#![cfg_attr(fuzzing, no_main)]

use summit_bot::corpus::formats::Format;
use summit_bot_fuzz::{articles, fuzz_target};

fuzz_target!(|text: &str| {
    articles::read(Format::Html, text);
});
