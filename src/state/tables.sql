-- Questions that were declined, or whose answers were said to be none. Nothing of a person.
CREATE TABLE gap (
    -- The question's words, so that it counts once however it is written.
    key TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    -- How often it was asked in vain, and how often its answer was said to be none.
    asked INTEGER NOT NULL,
    marked INTEGER NOT NULL,
    -- Number of the passage that was said to be no answer.
    refused INTEGER,
    -- In seconds since 1970, as all moments here.
    last_asked INTEGER NOT NULL
);

-- What people want to be told.
CREATE TABLE wish (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,
    question TEXT NOT NULL,
    made INTEGER NOT NULL,
    UNIQUE (person, question)
);

-- When each article was first seen, so that a wish is granted by those that came after it.
CREATE TABLE seen_article (
    article TEXT PRIMARY KEY,
    first_seen INTEGER NOT NULL
) WITHOUT ROWID;

-- The edition for which gaps and wishes were asked again.
CREATE TABLE followed_up (
    edition TEXT NOT NULL
);

CREATE TABLE feed (
    url TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    -- Lower-case words of which an item has to hold all; empty for every item.
    words TEXT NOT NULL,
    followed_by TEXT NOT NULL,
    followed INTEGER NOT NULL,
    -- What a server said to be sent back with the next request.
    etag TEXT,
    last_modified TEXT,
    -- How long the feed says that it stays as it is, in minutes.
    ttl INTEGER,
    next_poll INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT
);

CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed TEXT NOT NULL REFERENCES feed (url) ON DELETE CASCADE,
    -- What identifies the item in its feed, and what it said of its last change.
    key TEXT NOT NULL,
    version TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    seen INTEGER NOT NULL,
    -- new: its page is to be fetched; waiting: for a moderator; announced: in the moderators' channel,
    -- too; settled: published, discarded, or no article.
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt INTEGER NOT NULL DEFAULT 0,
    -- The article as it would be published, in Markdown, while it waits, and its own address.
    markdown TEXT,
    canonical TEXT,
    -- The article of the index that it would replace.
    replaces TEXT,
    UNIQUE (feed, key, version)
);

-- How many articles were published without asking, by day.
CREATE TABLE published (
    day INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL
);
