//! How much HTML is taken apart. Parsers of HTML need time that grows with the square of the
//! depth or of the attributes, and some walk the tree by recursion.

use dom_query::Document;

/// Browsers stop nesting at 512 elements too.
const DEEPEST: usize = 512;
/// More elements, and more attributes on all of them, than the longest real pages have.
const MOST: usize = 100_000;
/// The most that the depths of all elements may add up to: the work of looking from each one to
/// the top. Large real pages stay under a tenth of it.
const LARGEST_SUM_OF_DEPTHS: usize = 5_000_000;

/// Elements that have no content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose end tag may be left out, and which cannot nest without another one between.
const SELF_ENDING: [&str; 18] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup",
    "option", "optgroup", "rt", "rp", "html", "body",
];

/// Whether `html` is too much to even build a tree of it. Looks at the tags alone; what slips
/// through here by tricks is bounded in number, and is caught by [`is_excessive_tree`].
pub(super) fn is_excessive(html: &str) -> bool {
    let (mut elements, mut attributes, mut depth, mut foreign) =
        (0_usize, 0_usize, 0_usize, 0_usize);
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        attributes += count_attributes(tag);
        let (is_end, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let name: String = tag
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .take(16)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let name = name.as_str();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        elements += usize::from(!is_end);
        // Inside a drawing or a formula the rules of HTML for left out end tags do not hold.
        if !VOID.contains(&name) && (foreign > 0 || !SELF_ENDING.contains(&name)) {
            let is_foreign = usize::from(matches!(name, "svg" | "math"));
            let change = if is_end {
                usize::saturating_sub
            } else {
                usize::saturating_add
            };
            depth = change(depth, usize::from(!tag.ends_with('/')));
            foreign = change(foreign, is_foreign);
        }
        if elements > MOST || attributes > MOST || depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The words of a tag outside quotation marks and after its name, which is what attributes are
/// at most.
fn count_attributes(tag: &str) -> usize {
    let unquoted = tag.split('"').step_by(2);
    let words: usize = unquoted
        .map(|part| part.split_ascii_whitespace().count())
        .sum();
    words.saturating_sub(1)
}

/// Whether a tree that was built is too much to be walked many times.
pub(super) fn is_excessive_tree(document: &Document) -> bool {
    let root = document.root();
    let (mut depth, mut sum) = (0_usize, 0_usize);
    let mut next = root.first_child();
    while let Some(node) = next {
        sum += depth;
        if depth > DEEPEST + 2 || sum > LARGEST_SUM_OF_DEPTHS {
            return true;
        }
        next = node.first_child();
        if next.is_some() {
            depth += 1;
            continue;
        }
        let mut last = node;
        next = loop {
            if let Some(sibling) = last.next_sibling() {
                break Some(sibling);
            }
            match last.parent() {
                Some(parent) if parent.id != root.id => last = parent,
                _ => break None,
            }
            depth -= 1;
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_what_really_nests() {
        let check = |html: &str, expected: bool| {
            let shown = html.get(..html.floor_char_boundary(40));
            assert_eq!(is_excessive(html), expected, "{shown:?}");
        };
        check(&"<div>".repeat(100_000), true);
        check(&"<div></div>".repeat(90_000), false);
        check(&"<p>left open<br>".repeat(40_000), false);
        check(
            &format!("<ul>{}</ul>", "<li>left open".repeat(9_000)),
            false,
        );
        check(&"<ul><li>".repeat(9_000), true);
        check(&format!("<svg>{}", "<tr>".repeat(9_000)), true);
        check(&format!("<svg>{}</svg>", "<path/>".repeat(9_000)), false);
        check(&"a < b ".repeat(9_000), false);
        check(&format!("<p {}>", "a=1 ".repeat(200_000)), true);
        check(&format!("<path d=\"{}\">", "1 ".repeat(200_000)), false);
    }

    #[test]
    fn depth_that_tags_hide_is_found_in_the_tree() {
        let check = |html: &str, expected: bool| {
            assert!(!is_excessive(html));
            assert_eq!(is_excessive_tree(&Document::from(html)), expected);
        };
        check(&"<div></x>".repeat(2_000), true);
        check(&"<div><!--</div>-->".repeat(2_000), true);
        check(&"<div><p>words</p></div>".repeat(2_000), false);
    }
}
