//! The log filter for serenity.

/// Adds directives for serenity to a log filter, unless the filter has some: only warnings, because
/// its spans of every request cost more than the request itself, and only errors of the WebSocket,
/// because its warning about an unparsable event contains the whole event.
pub fn quiet(filter: &str) -> String {
    if filter.contains("serenity") {
        return filter.to_owned();
    }
    format!("{filter},serenity=warn,serenity::gateway::ws=error")
}
