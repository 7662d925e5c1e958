//! Suggestions, and finding an article again by its suggestion.

use super::*;

fn directory() -> Directory {
    let listed = |title: &str, id: &str| ArticleSummary {
        id: id.to_owned(),
        title: title.to_owned(),
        outlet: Some("The Post".to_owned()),
        published: Some(jiff::civil::date(2025, 8, 15)),
        url: None,
        paragraphs: 1,
    };
    let speaker = |name: &str, quotations| SpeakerCount {
        name: name.to_owned(),
        quotations,
    };
    Directory::from_parts(
        Edition::default(),
        vec![
            listed("The talks", "talks"),
            listed("After the talks", "after"),
            listed(&"Long ".repeat(60), &"long/".repeat(60)),
        ],
        &[speaker("Volodymyr Zelenskyy", 9), speaker("Ann Lee", 1)],
        &Aliases::built_in(),
    )
}

fn names(choices: &[Choice]) -> Vec<&str> {
    choices.iter().map(|choice| choice.name.as_str()).collect()
}

#[test]
fn suggestions_match_any_part_of_a_name() {
    let directory = directory();
    assert_eq!(
        names(&directory.suggest_article("THE TALKS")),
        [
            "The talks · The Post · 15 Aug 2025",
            "After the talks · The Post · 15 Aug 2025"
        ]
    );
    assert_eq!(directory.suggest_article("").len(), 3);
    assert_eq!(directory.suggest_article("nothing").len(), 0);
    for typed in ["zelensky", "Selenskyj", "vol", ""] {
        let found = directory.suggest_speaker(typed);
        assert_eq!(
            names(&found)[0],
            "Volodymyr Zelenskyy · 9 quotations",
            "{typed}"
        );
    }
    assert_eq!(
        names(&directory.suggest_speaker("lee")),
        ["Ann Lee · 1 quotation"]
    );
}

#[test]
fn suggestion_values_fit_and_are_found() {
    let directory = directory();
    for (choice, article) in directory
        .suggest_article("")
        .iter()
        .zip(&directory.articles)
    {
        assert!((1..=MAX_CHOICE_LENGTH).contains(&length(&choice.name)));
        assert!((1..=MAX_CHOICE_LENGTH).contains(&length(&choice.value)));
        assert_eq!(directory.article(&choice.value), Some(article));
        assert_eq!(directory.article(&article_key(&article.id)), Some(article));
    }
    assert_eq!(directory.article("after the"), directory.articles.get(1));
    assert_eq!(directory.article("The Talks"), directory.articles.first());
    assert_eq!(directory.article("post"), None, "there are three");
}

#[test]
fn the_number_of_suggestions_is_limited() {
    let mut directory = directory();
    for _ in 0..6 {
        let copy = directory.articles.clone();
        directory.articles.extend(copy);
        let copy = directory.article_names.clone();
        directory.article_names.extend(copy);
    }
    assert_eq!(directory.suggest_article("").len(), MAX_CHOICES);
    assert_eq!(directory.suggest_article("after").len(), MAX_CHOICES);
}
