//! Tests of items of feeds: duplicates, updates and automatic publication.

use summit_bot::answer::Change;
use summit_bot::curation::feeds::{
    FeedRules, Published, changed_paragraphs, publish_automatically, publish_item,
};
use summit_bot::index::Search;

use super::server::{Server, page};
use super::{World, fetcher};

impl World {
    fn publish(&self, item: i64) -> Published {
        publish_item(&self.curator, &self.state, "Ann", item).unwrap()
    }

    fn titles(&self) -> Vec<String> {
        let snapshot = self.curator.live().snapshot().unwrap();
        let articles = snapshot.article_summaries().unwrap().into_iter();
        let mut titles: Vec<String> = articles.map(|article| article.title).collect();
        titles.sort();
        titles
    }
}

#[test]
fn a_feed_is_found_by_its_page_and_filtered_by_words() {
    let (server, mut world) = (Server::start(), World::new());
    server.feed(
        "/all.xml",
        &[
            ("/ferry", "The ferry is back"),
            ("/tram", "The tram is late"),
        ],
    );
    server.page("/ferry", "The ferry is back", "The ferry sails at noon.");
    server.page("/tram", "The tram is late", "The tram waits for the ferry.");
    let head = "<link rel='alternate' type='application/rss+xml' href='/all.xml'>";
    server.with(|site| {
        site.pages
            .insert("/".to_owned(), page("News", "All of it.", head))
    });
    assert_eq!(world.follow(&server, "/", "FERRY"), server.url("/all.xml"));
    let waiting = world.poll(&server);
    let titles: Vec<&str> = waiting.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["The ferry is back"]);
    assert_eq!(world.titles(), [""; 0], "nothing is published yet");
    let Published::Added(added) = world.publish(waiting[0].id) else {
        panic!("it was settled");
    };
    let written = std::fs::read_to_string(world.home.path("data").join(&added.path)).unwrap();
    assert!(
        written.contains("added_by: Ann") && written.contains("/ferry"),
        "{written}"
    );
    assert_eq!(world.titles(), ["The ferry is back"]);
    assert!(matches!(world.publish(waiting[0].id), Published::Settled));
    assert_eq!(world.poll(&server), []);
}

#[test]
fn an_article_of_a_feed_has_a_maximum_length() {
    let (server, mut world) = (Server::start(), World::new());
    server.feed("/all.xml", &[("/log", "The log"), ("/ferry", "The ferry")]);
    let log = "The ferry sailed to another harbour at noon. ".repeat(5_000);
    server.page("/log", "The log", &log);
    server.page("/ferry", "The ferry", "The ferry sails at noon.");
    world.follow(&server, "/all.xml", "");
    let waiting = world.poll(&server);
    let titles: Vec<&str> = waiting.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["The ferry"]);
}

#[test]
fn an_article_under_two_addresses_is_taken_once() {
    let (server, mut world) = (Server::start(), World::new());
    server.feed(
        "/a.xml",
        &[
            ("/ferry", "Ferry"),
            ("/ferry?utm_source=feed", "Ferry again"),
        ],
    );
    server.feed(
        "/b.xml",
        &[("/copy", "Ferry"), ("/other", "Ferry elsewhere")],
    );
    let canonical = format!("<link rel=canonical href='{}'>", server.url("/ferry"));
    let text = "The ferry sails at noon.";
    server.with(|site| {
        let paths = ["/ferry", "/ferry?utm_source=feed", "/copy"];
        for path in paths {
            site.pages
                .insert(path.to_owned(), page("Ferry", text, &canonical));
        }
        // The same text without a canonical address.
        site.pages
            .insert("/other".to_owned(), page("Ferry", text, ""));
    });
    world.follow(&server, "/a.xml", "");
    world.follow(&server, "/b.xml", "");
    let waiting = world.poll(&server);
    assert_eq!(waiting.len(), 1, "{waiting:#?}");
    world.publish(waiting[0].id);
    // It is not new again after publication either.
    server.feed(
        "/a.xml",
        &[("/ferry", "Ferry"), ("/copy", "Ferry"), ("/other", "Ferry")],
    );
    assert_eq!(world.poll(&server), []);
}

#[test]
fn an_updated_article_is_shown_as_a_difference_and_replaces_the_old_one() {
    let (server, mut world) = (Server::start(), World::new());
    let dated = |day: u8| {
        format!(
            "<rss version='2.0'><channel><title>News</title><item><title>Ferry</title>\
             <link>/ferry</link><pubDate>0{day} Apr 2031 10:00:00 GMT</pubDate></item>\
             </channel></rss>"
        )
    };
    server.with(|site| site.feeds.insert("/a.xml".to_owned(), dated(7)));
    server.page("/ferry", "Ferry", "The ferry sails at noon.");
    world.follow(&server, "/a.xml", "");
    let waiting = world.poll(&server);
    world.publish(waiting[0].id);

    server.with(|site| site.feeds.insert("/a.xml".to_owned(), dated(8)));
    assert_eq!(world.poll(&server), [], "its words are the same");
    server.with(|site| site.feeds.insert("/a.xml".to_owned(), dated(9)));
    server.page("/ferry", "Ferry", "The ferry sails at dawn.");
    let waiting = world.poll(&server);
    assert_eq!(waiting[0].replaces.as_deref(), Some("ferry"));
    let changes = changed_paragraphs(&world.curator, &waiting[0]).unwrap();
    assert_eq!(changes.len(), 1);
    assert!(
        changes[0].contains(&Change::Added("dawn.".to_owned())),
        "{changes:?}"
    );
    assert!(matches!(world.publish(waiting[0].id), Published::Added(_)));
    assert_eq!(world.titles(), ["Ferry"]);
    let run = world.home.run(&["ask", "When does the ferry sail?"]);
    assert!(
        run.out.contains("dawn") && !run.out.contains("noon"),
        "{}",
        run.out
    );
    assert!(
        world.home.path("data/.removed").exists(),
        "the old one can be restored"
    );
}

#[test]
fn automatic_publication_is_limited_to_trusted_hosts_and_per_day() {
    let (server, mut world) = (Server::start(), World::new());
    let names = ["ferry", "tram", "bridge"];
    let items: Vec<(String, &str)> = names
        .iter()
        .map(|name| (format!("/{name}"), *name))
        .collect();
    let items: Vec<(&str, &str)> = items.iter().map(|(path, name)| (&**path, *name)).collect();
    server.feed("/a.xml", &items);
    for name in names {
        server.page(
            &format!("/{name}"),
            name,
            &format!("The {name} is open again since Monday."),
        );
    }
    world.follow(&server, "/a.xml", "");
    assert_eq!(world.poll(&server).len(), 3);
    let publish = |hosts: &[&str], publish, daily_limit| {
        let rules = FeedRules {
            publish,
            daily_limit,
        };
        let fetcher = match hosts {
            [host] => fetcher(server.address, [*host]),
            _ => fetcher(server.address, []),
        };
        let (curator, state) = (&world.curator, &world.state);
        publish_automatically(curator, state, &fetcher, rules, world.now)
            .unwrap()
            .len()
    };
    assert_eq!(publish(&["news.test"], false, 9), 0);
    assert_eq!(publish(&[], true, 9), 0, "no host is named");
    assert_eq!(publish(&["other.test"], true, 9), 0);
    assert_eq!(publish(&["news.test"], true, 2), 2);
    assert_eq!(publish(&["news.test"], true, 2), 0, "there were two today");
    assert_eq!(world.state.waiting_items().unwrap().len(), 1);
}
