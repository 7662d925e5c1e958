//! The quotations of an article and their speakers.

#![no_main]

mod articles;

use libfuzzer_sys::fuzz_target;
use summit_bot::corpus::formats::Format;
use summit_bot::lexicon::Aliases;
use summit_bot::quotations::extract;

fuzz_target!(|text: &str| {
    let aliases = Aliases::built_in();
    for article in articles::read(Format::PlainText, text) {
        for quotation in extract(&article, &aliases, 0.0) {
            for span in quotation.spans {
                assert!(article.text().get(span).is_some());
            }
        }
    }
});
