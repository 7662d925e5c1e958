//! Recognises the times of a live blog, which serve as headings of its entries.

use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::FxHashMap;

use super::elements::Elements;

/// Elements that may contain a time.
const TIMES: Elements = Elements {
    names: &["time"],
    class_parts: &["time", "Time"],
    ..Elements::NONE
};

/// Maximum length of a time, in bytes: `4.05 pm GMT`.
const MAX_TIME_BYTES: usize = 24;
/// Maximum number of elements between an entry and its time.
const MAX_LEVELS: usize = 5;
/// Minimum length of an entry without its time, in bytes.
const MIN_ENTRY_BYTES: usize = 10;

/// Turns the times of a live blog into headings. Returns whether there are any.
pub(super) fn mark_times(page: &Document) -> bool {
    let mut times = TIMES.of(page);
    times.retain(|node| {
        let has_elements = node.first_element_child().is_some();
        !has_elements && is_time(&node.text())
    });
    // Number of times below each element.
    let mut below: FxHashMap<NodeId, usize> = FxHashMap::default();
    for time in &times {
        for ancestor in time.ancestors_it(Some(MAX_LEVELS)) {
            *below.entry(ancestor.id).or_default() += 1;
        }
    }
    let entries: Vec<(NodeRef<'_>, NodeRef<'_>)> = times
        .iter()
        .filter_map(|time| Some((*time, entry(time, &below)?)))
        .collect();
    // Number of entries beside each other, by the element around them and their name.
    let mut beside: FxHashMap<(Option<NodeId>, String), usize> = FxHashMap::default();
    for (_, entry) in &entries {
        *beside.entry(kind(entry)).or_default() += 1;
    }
    let mut is_live = false;
    for (time, entry) in &entries {
        if beside.get(&kind(entry)).is_some_and(|&count| count > 1) {
            is_live = true;
            time.rename("h3");
            time.remove_all_attrs();
        }
    }
    is_live
}

/// Returns the largest element around a time that contains no other time, if it has text of its
/// own.
fn entry<'a>(time: &NodeRef<'a>, below: &FxHashMap<NodeId, usize>) -> Option<NodeRef<'a>> {
    let entry = time
        .ancestors_it(Some(MAX_LEVELS))
        .take_while(|ancestor| below.get(&ancestor.id) == Some(&1))
        .last()?;
    let has_words = entry.text().trim().len() >= time.text().trim().len() + MIN_ENTRY_BYTES;
    has_words.then_some(entry)
}

/// Returns the parent of an entry and the entry's element name, which siblings share.
fn kind(entry: &NodeRef<'_>) -> (Option<NodeId>, String) {
    let name = entry.node_name().unwrap_or_default();
    (entry.parent().map(|parent| parent.id), name.to_string())
}

/// Returns whether a text is only a time of day.
pub(super) fn is_time(text: &str) -> bool {
    let text = text.trim();
    if text.len() > MAX_TIME_BYTES {
        return false;
    }
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let hours = first.chars().take_while(char::is_ascii_digit).count();
    let rest = first.get(hours..).unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit();
    let is_clock = rest.starts_with([':', '.', 'h'])
        && rest
            .get(1..3)
            .is_some_and(|minutes| minutes.chars().all(is_digit))
        && !rest
            .get(3..)
            .unwrap_or_default()
            .starts_with(|c| c == '.' || is_digit(c));
    let is_hour = rest.eq_ignore_ascii_case("am") || rest.eq_ignore_ascii_case("pm");
    (1..=2).contains(&hours)
        && (is_clock || is_hour)
        && words.all(|word| word.len() <= 4 && word.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_from_dates_and_numbers() {
        for time in [
            "14:05",
            " 9:30 am ",
            "4.05pm",
            "14h05",
            "13.05 Uhr",
            "10:15 GMT",
            "7pm",
        ] {
            assert!(is_time(time), "{time}");
        }
        for other in [
            "4 March",
            "14:05, 4 March 2025",
            "12.03.2025",
            "5 min ago",
            "",
            "1.500",
        ] {
            assert!(!is_time(other), "{other}");
        }
    }
}
