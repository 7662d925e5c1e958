//! Round trips of custom IDs, and forged ones.

use super::*;

#[test]
fn ids_can_be_decoded_and_fit() {
    let key = || article_key(&"a/very/long/path/".repeat(50));
    let hash = || "0123456789abcdef0123456789abcdef".to_owned();
    let edition = || "0123456789ab".to_owned();
    let days = || DateRange {
        after: Some(jiff::civil::date(2025, 8, 15)),
        before: Some(jiff::civil::date(2025, 8, 16)),
    };
    let ids = [
        CustomId::Passages {
            state: edition(),
            page: 999,
            article: None,
            dates: DateRange::default(),
        },
        CustomId::Passages {
            state: edition(),
            page: 0,
            article: Some(key()),
            dates: days(),
        },
        CustomId::Quotations {
            state: edition(),
            page: 999,
            speaker: 99,
            article: Some(key()),
            dates: days(),
        },
        CustomId::Context {
            below: ReplyKind::Quotations,
            state: edition(),
            article: key(),
            paragraph: u32::MAX,
            is_asked_for: true,
            dates: days(),
        },
        CustomId::Share {
            below: ReplyKind::Quotations,
            state: edition(),
        },
        CustomId::Articles {
            state: edition(),
            page: 12,
        },
        CustomId::Agree {
            edition: edition(),
            removed: 999_999_999,
            of: 999_999_999,
        },
        CustomId::Publish { draft: hash() },
        CustomId::Discard { draft: hash() },
        CustomId::Remove { article: hash() },
        CustomId::Edit { article: hash() },
        CustomId::Correct { article: hash() },
        CustomId::Cancel,
        CustomId::NotAnAnswer,
        CustomId::TellMe,
        CustomId::Gaps { page: 99 },
        CustomId::OtherName {
            word: "a:b".to_owned(),
        },
        CustomId::AddName,
        CustomId::AskForPage,
        CustomId::AddPage,
        CustomId::ShowItem { item: i64::MAX },
        CustomId::PublishItem { item: i64::MAX },
        CustomId::DiscardItem { item: i64::MAX },
        CustomId::PublishItems { last: i64::MAX },
    ];
    let owner = UserId::new(u64::MAX);
    for id in ids {
        let encoded = id.encode(owner);
        assert!(encoded.len() <= 100, "{encoded}");
        assert_eq!(CustomId::decode(&encoded), Some((id, owner)));
    }
}

#[test]
fn forged_ids_are_refused() {
    for id in [
        "",
        "page",
        "share:answer|e|0",
        "share:answer|e|1|2",
        "share:dance|e|1",
        "page:list:1:a|e|1",
        "context:answer:-1:a|e|1",
        "dance:answer|e|1",
        "index",
        "index:1",
        "index:0:cancel",
        "index:alice:cancel",
        "index:1:cancel:2",
        "index:1:agree:e:-1:2",
        "index:1:publish",
        "share:1:cancel",
    ] {
        assert_eq!(CustomId::decode(id), None, "{id}");
    }
}
