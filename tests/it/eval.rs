//! Tests of `eval`: the figures of a small set of questions, and messages about invalid sets.

use serde_json::Value;

use crate::program::Home;

const CORPUS: &str = r#"{"_id": "orchard", "title": "", "text": "The orchard grows a red apple."}
{"_id": "cider", "title": "", "text": "Cider is pressed from an apple every autumn in the valley."}
{"_id": "harbour", "title": "", "text": "The harbour freezes between December and March."}
"#;
/// Queries whose relevant document is found first, second, and not at all.
const QUERIES: &str = r#"{"_id": "1", "text": "When is the harbour freezing?"}
{"_id": "2", "text": "What red apple grows in the orchard?"}
{"_id": "3", "text": "Who invented telescopes?"}
"#;
const QRELS: &str = "query-id\tcorpus-id\tscore\n1\tharbour\t1\n2\tcider\t2\n2\torchard\t0\n";

fn set(corpus: &str, queries: &str, qrels: &str) -> Home {
    Home::new(&[
        ("corpus.jsonl", corpus),
        ("queries.jsonl", queries),
        ("qrels.tsv", qrels),
    ])
}

fn figures(home: &Home, options: &[&str]) -> Value {
    let run = home.run(&[&["eval", ".", "--json"], options].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn figures_of_a_set_worked_out_by_hand() {
    let home = set(CORPUS, QUERIES, QRELS);
    let figures = figures(&home, &[]);
    let expected = [
        ("passages", 3.0),
        ("questions", 3.0),
        ("answerable", 2.0),
        ("unanswerable", 1.0),
        ("recall_at_1", 0.5),
        ("recall_at_3", 1.0),
        ("recall_at_5", 1.0),
        ("recall_at_10", 1.0),
        ("mrr_at_10", 0.75),
        ("ndcg_at_10", (1.0 + 1.0 / 3_f64.log2()) / 2.0),
        ("auroc", 1.0),
        ("answered_at_90_kept", 0.0),
        ("answered_at_threshold", 0.0),
    ];
    for (name, expected) in expected {
        let found = figures[name].as_f64().unwrap();
        assert!((found - expected).abs() < 1e-9, "{name} is {found}");
    }
    let table = home.run(&["eval", "."]).out;
    assert!(
        table.contains("MRR@10                                75.0 %\n"),
        "{table}"
    );
    assert!(!home.path("index").exists(), "the index is made elsewhere");
}

#[test]
fn known_answers_measure_the_bold_sentence() {
    let home = set(
        r#"{"_id": "ferry", "text": "The ferry leaves Orlin at noon. It carries forty cars."}
{"_id": "mill", "text": "The mill of Tarn was built in 1712. It burnt down twice."}
"#,
        r#"{"_id": "1", "text": "When does the ferry leave Orlin?"}
{"_id": "2", "text": "When was the mill of Tarn built?"}
{"_id": "3", "text": "Who built the mill of Tarn?"}
"#,
        "query-id\tcorpus-id\tscore\n1\tferry\t1\n2\tmill\t1\n",
    );
    assert_eq!(figures(&home, &[])["bold_holds_answer"], Value::Null);
    let answers = r#"{"_id": "1", "answers": ["half past", "Noon"]}
{"_id": "2", "answers": ["burnt down"]}
"#;
    home.write("answers.jsonl", answers);
    assert_eq!(figures(&home, &[])["bold_holds_answer"], 0.5);
    let table = home.run(&["eval", "."]).out;
    let row = "answer in the bold sentence           50.0 %\n";
    assert!(table.contains(row), "{table}");
    home.write("answers.jsonl", "{\"_id\": \"1\"}\n");
    insta::assert_snapshot!(
        home.run(&["eval", "."]).refused(),
        @r#"./answers.jsonl:1: cannot read the answers: missing field `answers`: write one object per line, like {"_id": "1", "answers": ["…"]}"#
    );
}

#[test]
fn typos_are_corrected() {
    let figures = figures(&set(CORPUS, QUERIES, QRELS), &["--typos"]);
    assert_eq!(figures["recall_at_3"], 1.0, "{figures}");
}

#[test]
fn a_broken_set_is_refused_with_file_and_line() {
    let check = |home: Home| home.run(&["eval", "."]).refused();
    insta::assert_snapshot!(
        Home::new(&[]).run(&["eval", "lost"]).refused(),
        @"lost/corpus.jsonl: there is no such file: name a folder with corpus.jsonl, queries.jsonl and qrels.tsv"
    );
    insta::assert_snapshot!(
        check(Home::new(&[("corpus.jsonl", CORPUS), ("queries.jsonl", QUERIES)])),
        @"./qrels.tsv: cannot read the file: no such file or directory: name a folder with corpus.jsonl, queries.jsonl and qrels.tsv"
    );
    insta::assert_snapshot!(
        check(set(CORPUS, "\n{\"_id\": \"1\"}\n", QRELS)),
        @r#"./queries.jsonl:2: cannot read the question: missing field `text`: write one object per line, like {"_id": "1", "text": "…"}"#
    );
    insta::assert_snapshot!(
        check(set(CORPUS, "", QRELS)),
        @"./queries.jsonl: there are no questions in it: write a question a line into it"
    );
    insta::assert_snapshot!(
        check(set(CORPUS, QUERIES, "query-id\tcorpus-id\tscore\n1 harbour 1\n")),
        @"./qrels.tsv:2: the line is not a question ID, a passage ID and a whole number: write these three, separated by tabs"
    );
    insta::assert_snapshot!(
        check(set("{\"_id\": \"1\", \"text\": \"One.\"}\nTwo.\n", QUERIES, QRELS)),
        @r#"./corpus.jsonl:2: the line is not a JSON object: write one object per line, like {"_id": "1", "title": "…", "text": "…"}"#
    );
}
