-- Gaps: questions that were declined, or whose answers were marked as wrong. No data of a person.
CREATE TABLE gap (
    -- Words of the question, so that its other spellings count as the same question.
    key TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    -- Number of times it was declined, and number of times its answer was marked as wrong.
    asked INTEGER NOT NULL,
    marked INTEGER NOT NULL,
    -- Mark of the passage that was the wrong answer.
    refused INTEGER,
    -- In seconds since 1970, like every time in these tables.
    last_asked INTEGER NOT NULL
);

-- Wishes of people to be told of an answer.
CREATE TABLE wish (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,
    question TEXT NOT NULL,
    made INTEGER NOT NULL,
    UNIQUE (person, question)
);

-- Time when each article was first seen, so that only newer articles fulfil a wish.
CREATE TABLE seen_article (
    article TEXT PRIMARY KEY,
    first_seen INTEGER NOT NULL
) WITHOUT ROWID;

-- Edition for which gaps and wishes were asked again.
CREATE TABLE followed_up (
    edition TEXT NOT NULL
);

CREATE TABLE feed (
    url TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    -- Lower-case words that an item must all contain; empty for every item.
    words TEXT NOT NULL,
    followed_by TEXT NOT NULL,
    followed INTEGER NOT NULL,
    -- Validators of HTTP caching, sent back with the next request.
    etag TEXT,
    last_modified TEXT,
    -- Time to live that the feed declares, in minutes.
    ttl INTEGER,
    next_poll INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT
);

CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed TEXT NOT NULL REFERENCES feed (url) ON DELETE CASCADE,
    -- Identity of the item within its feed, and its declared time of the last change.
    key TEXT NOT NULL,
    version TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    seen INTEGER NOT NULL,
    -- new: its page has to be fetched; waiting: for a moderator; announced: waiting, and shown in the
    -- moderators' channel; settled: published, discarded, or no article.
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt INTEGER NOT NULL DEFAULT 0,
    -- Markdown of the article while it waits, and the normalised address that it declares.
    markdown TEXT,
    canonical TEXT,
    -- ID of the indexed article that it would replace.
    replaces TEXT,
    UNIQUE (feed, key, version)
);

-- Number of articles published automatically, by day.
CREATE TABLE published (
    day INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL
);
