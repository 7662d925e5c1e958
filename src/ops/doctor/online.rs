//! Checks of the application's settings at Discord.

use super::finding::Finding;
use crate::discord::{PublicKey, RunError, Settings, Survey, Transport};

/// Difference between two clocks from which the doctor warns, in seconds.
const WARNING_SKEW: i64 = 5;

/// Difference between two clocks at which Discord's signed requests may be refused as too old, in
/// seconds.
const MAX_SKEW: i64 = 60;

/// Compares the application as Discord describes it with the settings.
pub fn online(settings: &Settings, survey: &Result<Survey, RunError>) -> Vec<Finding> {
    let survey = match survey {
        Ok(survey) => survey,
        Err(error) => return vec![Finding::failure("Discord", error.to_string())],
    };
    let mut findings = vec![Finding::ok(
        "Discord",
        format!("it takes the token, which is that of {:?}", survey.name),
    )];
    findings.extend(survey.clock_ahead.map(clock));
    findings.extend(key(settings.public_key.as_ref(), &survey.public_key));
    findings.push(endpoint(settings, survey.endpoint_url.as_deref()));
    findings.push(if survey.is_registered {
        Finding::ok("commands", "Discord knows them as they are")
    } else {
        Finding::warning(
            "commands",
            "Discord knows others, or none: summit-bot register tells them, and so does \
             summit-bot run over the gateway",
        )
    });
    findings
}

/// Checks the clock: `ahead` is how many seconds it is ahead of Discord's.
fn clock(ahead: i64) -> Finding {
    const SUBJECT: &str = "clock, compared";
    let message = match ahead {
        0 => "it agrees with Discord's".to_owned(),
        1.. => format!("it is {ahead} s ahead of Discord's"),
        _ => format!("it is {} s behind Discord's", -ahead),
    };
    match ahead.abs() {
        MAX_SKEW.. => Finding::failure(
            SUBJECT,
            format!("{message}: have it set by NTP, or signed requests will be refused"),
        ),
        WARNING_SKEW.. => Finding::warning(SUBJECT, format!("{message}: have it set by NTP")),
        _ => Finding::ok(SUBJECT, message),
    }
}

fn key(ours: Option<&PublicKey>, theirs: &str) -> Option<Finding> {
    let ours = ours?.to_string();
    Some(if ours == theirs {
        Finding::ok("public key, compared", "it is the application's")
    } else {
        Finding::failure(
            "public key, compared",
            format!("it is not the application's: write public_key = \"{theirs}\" below [discord]"),
        )
    })
}

fn endpoint(settings: &Settings, url: Option<&str>) -> Finding {
    const SUBJECT: &str = "interactions";
    match (settings.transport, url) {
        (Transport::Gateway, None) => Finding::ok(SUBJECT, "they come over the gateway"),
        (Transport::Http, Some(url)) => {
            Finding::ok(SUBJECT, format!("Discord sends them to {url}"))
        }
        (Transport::Gateway, Some(url)) => Finding::failure(
            SUBJECT,
            format!(
                "Discord sends them to {url} and not over the gateway: clear \"Interactions \
                 Endpoint URL\" on the page \"General Information\" of your application, or write \
                 transport = \"http\" below [discord]"
            ),
        ),
        (Transport::Http, None) => Finding::failure(
            SUBJECT,
            "Discord does not know where to send them: once the bot runs, write its address with \
             /interactions at its end into \"Interactions Endpoint URL\" on the page \"General \
             Information\" of your application",
        ),
    }
}
