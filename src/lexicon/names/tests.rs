//! How names are matched, and tables of them read.

#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn a_name_is_found_in_any_spelling_and_case() {
    let table = Aliases::built_in();
    for name in ["Zelenskyy", "zelensky", "ZELENSKIY", "Selenskyj"] {
        assert_eq!(table.canonical(name), Some("Volodymyr Zelenskyy"), "{name}");
    }
    assert!(table.same("Kiev", "kyiv"));
    assert!(!table.same("Kiev", "Moscow"));
    assert!(
        table.same("Moscow", "moscow"),
        "a name means itself even where the table is silent"
    );
    assert_eq!(
        table.names_of("Donbass").collect::<Vec<_>>(),
        ["Donbas", "Donbass"]
    );
    assert_eq!(table.names_of("Atlantis").count(), 0);
}

#[test]
fn the_pronoun_us_is_no_country() {
    let table = Aliases::built_in();
    assert_eq!(table.canonical("US"), Some("United States"));
    assert_eq!(table.canonical("us"), None);
    assert_eq!(table.canonical("Us"), None);
    assert_eq!(table.canonical("uk"), Some("United Kingdom"));
}

#[test]
fn no_name_of_the_built_in_table_stands_in_two_groups() {
    let names: usize = BUILT_IN.iter().map(|group| group.len()).sum();
    assert_eq!(Aliases::built_in().by_key.len(), names);
}

#[test]
fn the_operator_extends_and_renames_groups() {
    let mut table = Aliases::built_in();
    table
        .merge(Aliases::parse("\"Kiev\" = [\"Kyjev\"]\n\"The Hague\" = [\"Den Haag\"]\n").unwrap());
    assert_eq!(table.canonical("Kyiv"), Some("Kiev"));
    assert_eq!(table.canonical("kyjev"), Some("Kiev"));
    assert_eq!(table.canonical("den haag"), Some("The Hague"));
}

#[test]
fn a_broken_table_is_refused_with_the_place() {
    let table = "\"A\" = [\"B\"]\n\"C\" = \"D\"\n";
    let error = Aliases::parse(table).unwrap_err();
    assert_eq!(error.offset, table.find("\"D\""));
    let error = Aliases::parse("\"A\" = [\"B\"]\n\"C\" = [\"b\"]\n").unwrap_err();
    assert_eq!(error.message, "\"b\" stands in two groups of names");
}
