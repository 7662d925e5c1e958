//! Articles in languages whose words cannot be reduced to stems.

use crate::program::Home;

/// A folder with one article, and settings that name its language.
fn home(language: &str, text: &str) -> Home {
    let settings = format!("[index]\nlanguage = \"{language}\"\n");
    Home::new(&[("config.toml", &settings), ("data/a.txt", text)])
}

#[test]
fn they_are_searched_word_for_word_and_check_says_so_once() {
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
fn they_may_be_written_without_spaces() {
    let home = home("japanese", "橋の工事\n\n新しい橋は五月に開通する。\n");
    let run = home.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("without spaces"), "{}", run.out);
    let run = home.run(&["ask", "橋 開通"]);
    assert!(run.out.contains("五月"), "{}{}", run.out, run.err);
}

#[test]
fn one_that_has_a_stemmer_needs_no_note() {
    let home = home("de", "Brücke\n\nDie Brücke wird im Mai eröffnet.\n");
    let run = home.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(!run.out.contains("note"), "{}", run.out);
}
