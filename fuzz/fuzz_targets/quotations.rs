//! The quotations of an article and their speakers.

#![cfg_attr(fuzzing, no_main)]

use summit_bot::corpus::formats::Format;
use summit_bot::lexicon::Aliases;
use summit_bot::quotations::extract;
use summit_bot_fuzz::{articles, fuzz_target};

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
