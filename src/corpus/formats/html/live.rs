//! The times of a live blog, which head its entries.

use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::FxHashSet;

/// Longest text of a time: `4.05 pm GMT`.
const LONGEST_TIME: usize = 24;
/// Most elements between an entry and its time.
const MOST_LEVELS: usize = 5;

/// Turns the times of a live blog into headings. Returns whether there are any.
pub(super) fn mark_times(page: &Document) -> bool {
    let nodes = page.select("time, [class*=time], [class*=Time]");
    let times: Vec<NodeRef<'_>> = nodes
        .nodes()
        .iter()
        .copied()
        .filter(|node| {
            let has_elements = node.first_element_child().is_some();
            !has_elements && is_time(&node.text())
        })
        .collect();
    let above: Vec<Vec<NodeRef<'_>>> = times
        .iter()
        .map(|time| time.ancestors_it(Some(MOST_LEVELS)).collect())
        .collect();
    let mut is_live = false;
    for (time, ancestors) in times.iter().zip(&above) {
        let of_others: FxHashSet<NodeId> = above
            .iter()
            .zip(&times)
            .filter(|(_, other)| other.id != time.id)
            .flat_map(|(ancestors, _)| ancestors.iter().map(|ancestor| ancestor.id))
            .collect();
        if is_entry(time, ancestors, &of_others) {
            is_live = true;
            time.rename("h3");
            time.remove_all_attrs();
        }
    }
    is_live
}

/// Whether one of the elements around a time is an entry with words of its own, beside another
/// entry with a time.
fn is_entry(time: &NodeRef<'_>, ancestors: &[NodeRef<'_>], of_others: &FxHashSet<NodeId>) -> bool {
    let entry = ancestors
        .iter()
        .take_while(|ancestor| !of_others.contains(&ancestor.id))
        .last();
    let Some(entry) = entry else {
        return false;
    };
    let words = entry.text().trim().len();
    let has_neighbour = entry.parent().is_some_and(|parent| {
        let mut others = parent.children_it(false);
        others.any(|other| {
            other.id != entry.id
                && other.node_name() == entry.node_name()
                && of_others.contains(&other.id)
        })
    });
    has_neighbour && words >= time.text().trim().len() + 10
}

/// Whether a text is a time of the day and nothing else.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST_TIME {
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
