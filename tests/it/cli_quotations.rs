//! Tests of `quotations`, which lists every quotation of an article or a file with its positions.

use serde_json::Value;

use crate::program::{Home, Run};

fn lines(run: &Run) -> Vec<Value> {
    let lines = run.out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn keys(value: &Value) -> Vec<&str> {
    let keys = value.as_object().unwrap().keys();
    keys.map(String::as_str).collect()
}

#[test]
fn the_quotations_of_a_file_are_listed_with_places_in_it() {
    let home = Home::new(&[]);
    home.write(
        "note",
        "\u{feff}Petra Holm spoke.\r\n\r\n“The dam,” said Holm, “will not hold.”\r\n\r\nA sign read “Keep out”.",
    );
    let run = home.run(&["quotations", "note", "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!home.path("index").exists(), "no index is needed");
    let lines = lines(&run);
    let expected = [
        "article",
        "paragraph",
        "text",
        "spans",
        "speaker",
        "speakers",
        "speaker_span",
        "cue",
        "cue_span",
        "basis",
        "confidence",
        "unclosed",
    ];
    for line in &lines {
        assert_eq!(keys(line), expected);
    }
    let [first, second] = lines.as_slice() else {
        panic!("{}", run.out);
    };
    let bytes = std::fs::read(home.path("note")).unwrap();
    let at = |span: &Value| {
        let [start, end] = [0, 1].map(|n| span[n].as_u64().unwrap() as usize);
        std::str::from_utf8(&bytes[start..end]).unwrap().to_owned()
    };
    assert_eq!(at(&first["spans"][0]), "The dam,");
    assert_eq!(at(&first["spans"][1]), "will not hold.");
    assert_eq!(
        (at(&first["speaker_span"]), at(&first["cue_span"])),
        ("Holm".to_owned(), "said".to_owned())
    );
    assert_eq!(
        (
            &first["article"],
            &first["paragraph"],
            &first["speaker"],
            &first["basis"]
        ),
        (
            &"note".into(),
            &2.into(),
            &"Petra Holm".into(),
            &"named".into()
        )
    );
    for unknown in [
        "speaker",
        "speaker_span",
        "cue",
        "cue_span",
        "basis",
        "confidence",
    ] {
        assert_eq!(second[unknown], Value::Null, "{unknown}");
    }
}

#[test]
fn all_quotations_of_the_shipped_article_are_listed_by_its_id() {
    let home = Home::shipped();
    let run = home.run(&["quotations", "alaska-summit", "--json"]);
    let lines = lines(&run);
    assert_eq!(lines.len(), 10);
    assert_eq!(lines[0]["speaker"], "Donald Trump and Vladimir Putin");
    assert_eq!(lines[0]["speakers"][1]["name"], "Vladimir Putin");
    assert_eq!(
        home.run(&["quotations", "--json"]).out,
        run.out,
        "there is no other article"
    );
    let listed = home.run(&["quotations"]).out;
    assert!(
        listed.contains("“bluffing”\nZelenskyy (“Zelenskyy has accused”)\nalaska-summit · ¶7\n"),
        "{listed}"
    );
}

#[test]
fn one_invalid_file_does_not_hide_the_others() {
    let home = Home::new(&[]);
    home.write("a.txt", "“Yes,” said Petra Holm.");
    home.write("b.txt", [0xff, 0xfe]);
    home.write("c.txt", "Nobody says anything.");
    let run = home.run(&["quotations", "b.txt", "a.txt", "--json"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 1));
    assert!(
        run.err.contains("b.txt:1: the text is not UTF-8"),
        "{}",
        run.err
    );
    assert_eq!(home.run(&["quotations", "c.txt"]).code, 2);
    insta::assert_snapshot!(
        home.run(&["quotations", "d.txt"]).refused(),
        @r#"cannot find an article or a file "d.txt": without a name, every article is listed"#
    );
}
