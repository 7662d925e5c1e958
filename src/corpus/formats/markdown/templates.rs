//! Removes tags of site generators from Markdown: Liquid, Hugo's shortcodes, kramdown's attributes,
//! wiki links.

use std::borrow::Cow;

/// Opening and closing marks of tags without visible text.
const TAGS: [(&str, &str); 5] = [
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{%", "%}"),
    ("{{", "}}"),
    ("{:", "}"),
];

/// Maximum length of a tag or of inline code, in bytes. A longer one was not closed.
const MAX_TAG_BYTES: usize = 2_000;

/// Returns the Markdown without tags. Text between two tags stays, and so does code.
pub(super) fn without_tags(markdown: &str) -> Cow<'_, str> {
    if !["{{", "{%", "{:", "[[", ":::"]
        .iter()
        .any(|mark| markdown.contains(mark))
    {
        return Cow::Borrowed(markdown);
    }
    let mut kept = String::with_capacity(markdown.len());
    let mut fence = None;
    // A tag may span lines, so the text between two code fences is processed as a whole.
    let mut text = String::new();
    for line in markdown.split_inclusive('\n') {
        let start = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| start.starts_with(mark));
        let is_fence = mark.is_some() && (fence.is_none() || fence == mark);
        if is_fence || fence.is_some() {
            kept.push_str(&without_tags_in_prose(&std::mem::take(&mut text)));
            kept.push_str(line);
            if is_fence {
                fence = if fence.is_none() { mark } else { None };
            }
        } else if !start.starts_with(":::") {
            text.push_str(line);
        }
    }
    kept.push_str(&without_tags_in_prose(&text));
    Cow::Owned(kept)
}

/// Removes tags from text outside of code fences.
fn without_tags_in_prose(text: &str) -> String {
    let text = without_comments(text);
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['{', '[', '\\', '`']) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        if let Some(length) = tag_length(from) {
            rest = from.get(length..).unwrap_or_default();
            continue;
        }
        if let Some((words, length)) = wiki_link(from) {
            // Content embedded from another file is not part of the article.
            if kept.ends_with('!') {
                kept.pop();
            } else {
                kept.push_str(words);
            }
            rest = from.get(length..).unwrap_or_default();
            continue;
        }
        // Escaped marks and inline code stay as they are.
        let length = match from.as_bytes() {
            [b'\\', ..] => {
                1 + from
                    .get(1..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8)
            }
            [b'`', ..] => code_length(from),
            _ => 1,
        };
        let (taken, behind) = from.split_at(length);
        kept.push_str(taken);
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

/// Returns the length of the tag at the start of `text`, in bytes.
fn tag_length(text: &str) -> Option<usize> {
    let (open, close) = TAGS.iter().find(|(open, _)| text.starts_with(open))?;
    let inner = start_of(text).get(open.len()..)?;
    let length = open.len() + inner.find(close)? + close.len();
    // Attributes must be on one line.
    let is_attribute = *open == "{:";
    (!is_attribute || !inner.get(..inner.find(close)?)?.contains('\n')).then_some(length)
}

/// Returns the length of the inline code at the start of `text`, in bytes, or of its opening mark
/// if it is not closed.
fn code_length(text: &str) -> usize {
    let marks = text.len() - text.trim_start_matches('`').len();
    let (mark, rest) = text.split_at(marks);
    let end = start_of(rest).find(mark);
    end.map_or(marks, |end| marks + end + marks)
}

/// Returns the part of `text` in which a tag or inline code that begins there has to end. Without
/// a limit, every mark that is not closed would search the whole text.
fn start_of(text: &str) -> &str {
    let end = text.floor_char_boundary(MAX_TAG_BYTES);
    text.get(..end).unwrap_or_default()
}

/// Returns the words and the length, in bytes, of a link to another note: `[[Page|words]]`.
fn wiki_link(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("[[")?;
    let end = inner.find(['\n', ']', '['])?;
    let (target, rest) = inner.split_at(end);
    rest.strip_prefix("]]")?;
    let words = target.rsplit('|').next()?;
    Some((words, end + 4))
}

/// Removes text between comment tags.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{% comment %}")
        && let Some((_, behind)) = behind.split_once("{% endcomment %}")
    {
        kept.push_str(before);
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_their_text_stays() {
        let check = |markdown: &str, expected: &str| {
            assert_eq!(without_tags(markdown), expected, "{markdown}");
        };
        check("{% include toc.html %}A.", "A.");
        check("{{< figure src=\"a.jpg\"\n caption=\"x\" >}}A.", "A.");
        check("{{% note %}}A.{{% /note %}}", "A.");
        check("[A]({{ site.url }}/a) b\n{: .lead}", "[A](/a) b\n");
        check("{% quote A %}\nB.\n{% endquote %}", "\nB.\n");
        check("A.{% comment %} no {% endcomment %}B.", "A.B.");
        check("[[A page|its words]] and [[B]]", "its words and B");
        check("![[a.jpg]]A.", "A.");
        check("::: note\nA.\n:::\n", "A.\n");
        check(
            "`{{ a }}` and\n```\n{% b %}\n```\nA.",
            "`{{ a }}` and\n```\n{% b %}\n```\nA.",
        );
        check(
            "\\{{ a }} is { b } and {{ open",
            "\\{{ a }} is { b } and {{ open",
        );
        check("An [[open link", "An [[open link");
        check("An [[[[inner]] link", "An [[inner link");
        check("{% comment %} open", " open");
    }

    #[test]
    fn marks_that_are_not_closed_are_read_in_time() {
        let runs: String = (1..1_500).map(|n| format!("{}x", "`".repeat(n))).collect();
        let comments = "{% comment %}".repeat(20_000);
        for text in ["[".repeat(200_000), comments, runs + "[["] {
            assert!(without_tags(&text).len() <= text.len());
        }
    }
}
