//! Tests with articles in languages that have no stemmer.

use crate::program::Home;

/// Makes a folder with one article, and settings with its language.
fn home(language: &str, text: &str) -> Home {
    let settings = format!("[index]\nlanguage = \"{language}\"\n");
    Home::new(&[("config.toml", &settings), ("data/a.txt", text)])
}

#[test]
fn languages_without_a_stemmer_are_searched_by_exact_words() {
    let text = "Міст у Веремії\n\nМіст у Веремії відкриють у травні, сказала інженерка.\n";
    for name in ["ukrainian", "українська", "uk"] {
        let home = home(name, text);
        let run = home.run(&["check"]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let notes = run.out.matches("searched word for word").count();
        assert_eq!(notes, 1, "{}", run.out);
        assert!(run.out.contains("1 article"), "{}", run.out);
        let run = home.run(&["ask", "міст відкриють травні"]);
        assert!(run.out.contains("у травні"), "{}{}", run.out, run.err);
    }
}

#[test]
fn languages_without_spaces_are_searchable() {
    let home = home("japanese", "橋の工事\n\n新しい橋は五月に開通する。\n");
    let run = home.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("without spaces"), "{}", run.out);
    let run = home.run(&["ask", "橋 開通"]);
    assert!(run.out.contains("五月"), "{}{}", run.out, run.err);
}

#[test]
fn languages_with_a_stemmer_get_no_note() {
    let home = home("de", "Brücke\n\nDie Brücke wird im Mai eröffnet.\n");
    let run = home.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(!run.out.contains("note"), "{}", run.out);
}
