//! Reads flags of words from data files, which refer to each flag by the name of its constant.

use std::collections::BTreeMap;

use bitflags::Flags;
use rustc_hash::FxHashMap;

/// Returns the union of the flags with these names. Other names, which the tests of the data files
/// refuse, are ignored.
pub(super) fn named<F: Flags>(names: &[String]) -> F {
    let flags = names.iter().filter_map(|name| F::from_name(name));
    flags.fold(F::empty(), F::union)
}

/// Returns the flags of each word, from lists of words under the names of the flags.
pub(super) fn by_word<F: Flags + Copy>(lists: &BTreeMap<String, String>) -> FxHashMap<String, F> {
    let mut flags: FxHashMap<String, F> = FxHashMap::default();
    for (name, words) in lists {
        let Some(flag) = F::from_name(name) else {
            continue;
        };
        for word in words.split_whitespace() {
            let known = flags.entry(word.to_owned()).or_insert(F::empty());
            known.insert(flag);
        }
    }
    flags
}
