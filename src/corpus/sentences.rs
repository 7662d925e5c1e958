//! Where the sentences of a paragraph stand.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Span;

/// The sentences of `text`, in order, without the white space around them. `language` is a BCP 47
/// tag; one that is not known is read like English.
pub fn split(text: &str, language: &str) -> Vec<Span> {
    let language = language.split('-').next().unwrap_or_default();
    let found = catch_unwind(AssertUnwindSafe(|| {
        sentencex::get_sentence_boundaries(language, text)
            .into_iter()
            .map(|sentence| sentence.start_byte..sentence.end_byte)
            .collect::<Vec<Span>>()
    }));
    let mut spans = found.unwrap_or_default();
    spans.retain_mut(|span| {
        let words = text.get(span.clone()).unwrap_or_default();
        let start = span.start + (words.len() - words.trim_start().len());
        *span = start..start + words.trim().len();
        !span.is_empty()
    });
    spans
}

#[cfg(test)]
mod tests {
    #[test]
    fn probe() {
        let cases = [
            "On Friday, U.S. President Donald Trump met Mr. Putin. They talked.",
            "It failed, said J. D. Vance. Sen. John Smith disagreed at 5 p.m. on Friday. At 6 a.m. He left. The No. 5 seed won 3.5 million votes in the U.S. The end.",
            "“Nothing was agreed upon.” Czech Foreign Minister Jan Lipavský said so. He left.",
            "“Nothing was agreed,” he said. “We will meet again. It was good.” He left.",
            "\"Nothing was agreed,\" he said. \"We will meet again. It was good.\" He left.",
            "He said: “We came. We saw. We talked. We left.” The talks ended.",
            "“First sentence of a long quote. Second sentence goes on. Third sentence here",
            "He stated: “We came. The second. Then he went on. Finally, the end. And more.",
            "Trump said, “There were many, many points that we agreed on,” but acknowledged, “a couple of big ones that we haven’t quite got there.” He added: “There’s no deal until there’s a deal.”",
            "The meeting (held in Alaska. It was cold.) ended. Next.",
            "What next? Nobody knows! Really... Yes. e.g. this. Gen. Mark Milley, Lt. Col. Vindman and Gov. Dunleavy came. Inc. magazine. Apple Inc. said so.",
            "line one.\nline two without stop\nline three. Another.",
            "First.Second without space. See example.com for more. Visit www.bbc.co.uk. OK",
            "The talks in Washington, D.C. ended. He lives in the U.S. He works. It was Jan. 5 when St. Petersburg fell.",
            "He said it was “a great day.” Then he left. It was 'fine.' She stayed.",
        ];
        for c in cases {
            println!("--");
            for s in super::split(c, "en") {
                println!("  [{}]", &c[s]);
            }
        }
    }
}
