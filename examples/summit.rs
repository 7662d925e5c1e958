//! temporary
use summit_bot::{
    answer::*,
    corpus::{Aliases, Limits},
    index::{Language, Store, refresh},
};
fn main() {
    let tmp = tempfile::tempdir().unwrap();
    let mut store = Store::open(tmp.path(), Language::ENGLISH).unwrap();
    refresh(&mut store, "data".as_ref(), Limits::default(), |_| ()).unwrap();
    let snap = store.snapshot().unwrap();
    let asker = Asker::new(
        Language::ENGLISH,
        Aliases::built_in(),
        Settings {
            threshold: 0.0,
            ..Settings::default()
        },
    );
    for line in std::fs::read_to_string(std::env::args().nth(1).unwrap())
        .unwrap()
        .lines()
    {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let q = v["question"].as_str().unwrap();
        let a = asker
            .ask(
                &snap,
                &Request {
                    question: q,
                    limit: 3,
                    ..Request::default()
                },
            )
            .unwrap();
        let r = match a {
            Answer::Found(r) => r,
            _ => vec![],
        };
        let want: Vec<u64> = v["paragraphs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|x| x.as_u64().unwrap())
            .collect();
        let got: Vec<_> = r
            .iter()
            .map(|r| (r.passage.number, (r.confidence * 100.0) as i32))
            .collect();
        println!(
            "{} {q} want {want:?} got {got:?} | {}",
            if want.is_empty() {
                "-"
            } else if got.iter().take(2).any(|g| want.contains(&(g.0 as u64))) {
                "ok"
            } else {
                "NO"
            },
            r.first()
                .map_or("", |r| &r.passage.text[r.sentence.clone()])
        );
    }
}
