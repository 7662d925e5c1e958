//! Tests of the whole program from outside: articles go in, answers and messages come out.

#![allow(
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may print its figures, and fails by a panic"
)]

/// Runs each test twice: with interactions over the gateway and over HTTP.
macro_rules! over_both {
    ($($test:ident),+ $(,)?) => {
        mod gateway {
            $(#[test]
            fn $test() {
                super::$test(crate::discord_double::Double::start());
            })+
        }
        mod http {
            $(#[test]
            fn $test() {
                super::$test(crate::discord_double::Double::http());
            })+
        }
    };
}

mod answers;
mod answers_terms;
mod balancer;
mod careful;
mod chat;
mod cli;
mod cli_ask;
mod cli_index;
mod cli_quotations;
mod cli_quote;
mod concurrency;
mod corpus;
mod corpus_files;
mod corpus_front_matter;
mod corpus_pages;
mod corpus_problems;
mod corrections;
mod crash;
mod curation;
mod damage;
mod discord_articles;
mod discord_ask;
mod discord_ask_buttons;
#[allow(
    dead_code,
    unused_imports,
    reason = "it is whole before all that it serves is"
)]
mod discord_double;
mod discord_double_commands;
mod discord_double_gateway;
mod discord_double_messages;
mod discord_double_rest;
mod discord_errors;
mod discord_faults;
mod discord_hostile;
mod discord_http;
mod discord_http_load;
mod discord_index;
mod discord_minimal;
mod discord_quotations;
mod discord_sending;
mod discord_start;
mod doctor;
#[cfg(feature = "encoder")]
mod encoder;
mod eval;
mod faults;
mod feeds;
mod fetch;
mod frozen;
mod frozen_discord;
mod frozen_moderation;
mod frozen_terminal;
mod house;
mod languages;
mod live;
mod locks;
mod operations;
mod playground;
mod program;
mod quotation_styles;
mod quotations;
mod quotations_hostile;
mod random;
mod summit;
mod told;
mod verify;
mod watch;
