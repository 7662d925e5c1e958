//! Tests of messages about invalid front matter: position, error and corrected example.

use crate::corpus_problems::messages;

#[test]
fn broken_yaml() {
    insta::assert_snapshot!(messages("a.md", "---\ntitle: A\nurl: [https://example.org\nid: b\n---\nA."), @r#"
    data/a.md:4: warning: cannot read the front matter as YAML: illegal placement of ':' indicator: correct this line, or the one above; a text goes in quotes: `title: "…"`
    loaded: ["b"]
    "#);
    insta::assert_snapshot!(messages("a.md", "---\ntitle: Talks: a beginning\n---\nA."), @r#"
    data/a.md:2: warning: cannot read the front matter as YAML: mapping values are not allowed in this context: correct this line, or the one above; a text goes in quotes: `title: "…"`
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.md", "---\nJust a line.\n---\nA."), @r#"
    data/a.md:2: warning: cannot read the front matter as YAML: found string "Just a line.", expected keys and values such as `title: …`: correct this line, or the one above; a text goes in quotes: `title: "…"`
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.md", "---\ntitle: A\ntitle: B\n---\nA."), @r#"
    data/a.md:3: warning: cannot read the front matter as YAML: duplicate mapping key: title: correct this line, or the one above; a text goes in quotes: `title: "…"`
    loaded: ["a"]
    "#);
}

#[test]
fn broken_yaml_in_plain_text() {
    insta::assert_snapshot!(messages("a.txt", "---\r\noutlet: A\r\ntitle: Talks: a beginning\r\n---\r\nA."), @r#"
    data/a.txt:3: warning: cannot read the front matter as YAML: mapping values are not allowed in this context: correct this line, or the one above; a text goes in quotes: `title: "…"`
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.txt", "---\n- A\n- B\n---\nA."), @r#"
    data/a.txt:2: warning: cannot read the front matter as YAML: found a list, expected keys and values such as `title: …`: correct this line, or the one above; a text goes in quotes: `title: "…"`
    loaded: ["a"]
    "#);
}

#[test]
fn broken_toml() {
    insta::assert_snapshot!(messages("a.md", "+++\ntitle = \"A\"\nurl = https://example.org\n+++\nA."), @r#"
    data/a.md:3: warning: cannot read the front matter as TOML: string values must be quoted, expected literal string: correct this line, or the one above; a text goes in quotes: `title = "…"`
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.txt", "+++\r\ntitle = \"A\"\r\ntitle = \"B\"\r\n+++\r\nA."), @r#"
    data/a.txt:3: warning: cannot read the front matter as TOML: duplicate key: correct this line, or the one above; a text goes in quotes: `title = "…"`
    loaded: ["a"]
    "#);
}

#[test]
fn front_matter_without_end() {
    insta::assert_snapshot!(messages("a.md", "---\ntitle: A\n\nA."), @r#"
    data/a.md:1: warning: the front matter is not closed and is left out: end it with a line like its first one, or delete that if the text begins there
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.txt", "+++\ntitle = 'A'\n\nA."), @r#"
    data/a.txt:1: warning: the front matter is not closed and is left out: end it with a line like its first one, or delete that if the text begins there
    loaded: ["a"]
    "#);
}

#[test]
fn unknown_keys_are_ignored() {
    insta::assert_snapshot!(messages("a.md", "---\ntitle: A\nauthor: Jane Doe\ndate: 2025-08-15\ntitel: B\n---\nA."), @r#"
    data/a.md:5: warning: unknown key "titel": did you mean "title"?
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.md", "+++\ntitle = 'A'\n\n[extra]\nweight = 1\n+++\nA."), @r#"
    loaded: ["a"]
    "#);
}

#[test]
fn unknown_keys_in_plain_text() {
    insta::assert_snapshot!(messages("a.txt", "\u{feff}---\ntitle: A\npublishd: 2025-08-15\n---\nA."), @r#"
    data/a.txt:3: warning: unknown key "publishd": did you mean "published"?
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.txt", "+++\nlanguages = 'en'\n+++\nA."), @r#"
    data/a.txt:2: warning: unknown key "languages": did you mean "language"?
    loaded: ["a"]
    "#);
}

#[test]
fn wrong_types() {
    insta::assert_snapshot!(messages("a.md", "---\ntitle: [A, B]\noutlet: 5\ntags: {a: b}\nauthors: [Jane, 5]\nid: true\n---\nA."), @r#"
    data/a.md:2: warning: "title" cannot be a list: write one text, in quotes
    data/a.md:4: warning: "tags" cannot be keys and values: write a text or a list of texts
    data/a.md:6: warning: "id" cannot be true or false: write one text, in quotes
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.md", "+++\ntitle = 5\npublished = 2025\nurl = ['a']\n+++\nA."), @r#"
    data/a.md:3: warning: "published" is not a date: "2025": write year, month, day like 2025-08-16
    data/a.md:4: warning: "url" cannot be a list: write one text, in quotes
    loaded: ["a"]
    "#);
}

#[test]
fn bad_values() {
    insta::assert_snapshot!(messages("a.md", "---\npublished: 15 August 2025\n---\nA."), @r#"
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.md", "---\npublished: 2025-02-30\nurl: www.example.org/a\n---\nA."), @r#"
    data/a.md:2: warning: "published" is not a date: "2025-02-30": write year, month, day like 2025-08-16
    data/a.md:3: warning: "url" is not a web address: "www.example.org/a": write the whole address, beginning with https://
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.md", "---\nurl: javascript:alert(1)\nlanguage: English\n---\nA."), @r#"
    data/a.md:2: warning: "url" is not a web address: "javascript:alert(1)": write the whole address, beginning with https://
    data/a.md:3: warning: "language" is not a language tag: "English": write a language tag such as en or de-AT
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.md", "+++\npublished = 10:30:00\n+++\nA."), @r#"
    data/a.md:2: warning: "published" is not a date: "10:30:00": write year, month, day like 2025-08-16
    loaded: ["a"]
    "#);
}
