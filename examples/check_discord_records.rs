//! Validates the bot's requests, as recorded by the tests, against Discord's OpenAPI description.
//!
//!     DISCORD_RECORDS=records cargo test
//!     cargo run --example check_discord_records -- openapi.json records

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use jsonschema::{Registry, Validator};
use serde::Deserialize;
use serde_json::{Value, json};

/// URI of the description while it is used.
const DESCRIPTION: &str = "urn:discord";

/// Recorded request, one line of the records.
#[derive(Deserialize)]
struct Request {
    method: String,
    route: String,
    body: Value,
}

/// Results for the bodies of one route.
#[derive(Default)]
struct Count {
    passed: usize,
    /// Number of bodies that are only valid if permissions may be strings, which Discord accepts
    /// but its description does not.
    false_alarms: usize,
    failed: usize,
}

#[allow(clippy::print_stdout, reason = "printing is what it is for")]
fn main() -> Result<ExitCode> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [description, folder] = arguments.as_slice() else {
        bail!("cannot check records: two arguments are needed: openapi.json and a folder");
    };
    let requests = read(folder.as_ref())?;
    let description = fs::read(description).context("cannot read the description")?;
    let description: Value = serde_json::from_slice(&description)?;
    let registry = Registry::new().add(DESCRIPTION, &description)?.prepare()?;

    let mut validators = BTreeMap::new();
    let mut counts = BTreeMap::<String, Count>::new();
    for request in &requests {
        let name = format!("{} {}", request.method, request.route);
        if !validators.contains_key(&name) {
            validators.insert(name.clone(), validator(&registry, request)?);
        }
        let (validator, count) = (&validators[&name], counts.entry(name.clone()).or_default());
        if validator.is_valid(&request.body) {
            count.passed += 1;
        } else if validator.is_valid(&with_numbers(&request.body)) {
            count.false_alarms += 1;
        } else {
            count.failed += 1;
            println!("{name}: {}", request.body);
            for error in validator.iter_errors(&request.body) {
                println!("    {}: {error}", error.instance_path());
            }
        }
    }

    for (name, count) in &counts {
        let Count {
            passed,
            false_alarms,
            failed,
        } = count;
        println!("{name}: {passed} passed, {false_alarms} false alarms, {failed} failed");
    }
    let failed: usize = counts.values().map(|count| count.failed).sum();
    println!("{} bodies, {failed} failed", requests.len());
    // Without records nothing was checked.
    let is_good = failed == 0 && !requests.is_empty();
    Ok(ExitCode::from(u8::from(!is_good)))
}

fn read(folder: &Path) -> Result<Vec<Request>> {
    let mut requests = Vec::new();
    for entry in fs::read_dir(folder).context("cannot read the folder of records")? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        for line in text.lines() {
            let request = serde_json::from_str(line);
            requests.push(request.with_context(|| format!("{} is damaged", path.display()))?);
        }
    }
    Ok(requests)
}

/// Returns a validator for the body of such a request.
fn validator(registry: &Registry<'_>, request: &Request) -> Result<Validator> {
    let Request { method, route, .. } = request;
    let path = route
        .replace('~', "~0")
        .replace('/', "~1")
        .replace('{', "%7B")
        .replace('}', "%7D");
    let method = method.to_lowercase();
    let body = "requestBody/content/application~1json/schema";
    let schema = json!({ "$ref": format!("{DESCRIPTION}#/paths/{path}/{method}/{body}") });
    jsonschema::options()
        .with_registry(registry)
        .build(&schema)
        .map_err(|error| anyhow::anyhow!("cannot check {method} {route}: {error}"))
}

/// Returns the body with the permissions of commands as numbers.
fn with_numbers(body: &Value) -> Value {
    let mut body = body.clone();
    for command in body.as_array_mut().into_iter().flatten() {
        let permissions = command.get_mut("default_member_permissions");
        if let Some(permissions) = permissions
            && let Some(bits) = permissions
                .as_str()
                .and_then(|bits| bits.parse::<u64>().ok())
        {
            *permissions = bits.into();
        }
    }
    body
}
