//! Metrics of this layer. Recording does nothing unless an exporter is installed.

use std::time::Instant;

use metrics::histogram;

/// Counter of interactions, by command and outcome.
pub const INTERACTIONS: &str = "summit_bot_interactions_total";

/// Histogram of the time from the arrival of an interaction to the end of its reply, by command, in
/// seconds.
pub const WHOLE: &str = "summit_bot_interaction_seconds";

/// Histogram of the time that interactions wait for a slot, in seconds.
pub const WAITING: &str = "summit_bot_wait_seconds";

/// Histogram of the time to find answers, quotations and verdicts, in seconds.
pub const SEARCH: &str = "summit_bot_search_seconds";

/// Histogram of the time to render messages, in seconds.
pub const RENDER: &str = "summit_bot_render_seconds";

/// Histogram of the time to send a reply to Discord, in seconds.
pub const SENDING: &str = "summit_bot_send_seconds";

/// Counter of interactions turned away because too many came at once.
pub const SHED: &str = "summit_bot_shed_total";

/// Counter of interactions refused because of a person's cooldown.
pub const COOLED_DOWN: &str = "summit_bot_cooldowns_total";

/// Counter of refused requests to the interactions endpoint, by reason.
pub const REJECTED: &str = "summit_bot_http_refused_total";

/// Gauge of the connections to Discord that are up: shards of the gateway, or the endpoint.
pub const CONNECTIONS: &str = "summit_bot_connections";

/// Gauge of the connections to Discord that should be up.
pub const WANTED_CONNECTIONS: &str = "summit_bot_connections_wanted";

/// Carries out `work`, and records its duration in the histogram `name`.
pub(crate) fn timed<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    histogram!(name).record(started.elapsed());
    result
}
