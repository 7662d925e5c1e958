//! The names of what this layer measures. Where nobody exports them, recording costs nothing.

use std::time::Instant;

use metrics::histogram;

/// Interactions, by command and outcome.
pub const INTERACTIONS: &str = "summit_bot_interactions_total";

/// Time from the arrival of an interaction to the end of all that was sent for it, by command.
pub const WHOLE: &str = "summit_bot_interaction_seconds";

/// Time for which interactions wait for their turn.
pub const WAITING: &str = "summit_bot_wait_seconds";

/// Time that answers, quotations and verdicts are found in.
pub const SEARCH: &str = "summit_bot_search_seconds";

/// Time that answers are made into messages in.
pub const RENDER: &str = "summit_bot_render_seconds";

/// Time from the reply to Discord's taking it.
pub const SENDING: &str = "summit_bot_send_seconds";

/// Interactions that were told to come back, since too many came at once.
pub const SHED: &str = "summit_bot_shed_total";

/// Interactions of people who asked too often.
pub const COOLED_DOWN: &str = "summit_bot_cooldowns_total";

/// Requests to the interactions endpoint that were refused, by reason.
pub const REJECTED: &str = "summit_bot_http_refused_total";

/// Connections to Discord that are up: the shards of the gateway, or the endpoint.
pub const CONNECTIONS: &str = "summit_bot_connections";

/// Connections to Discord that there are to be.
pub const WANTED_CONNECTIONS: &str = "summit_bot_connections_wanted";

/// Does `work`, and records how long it took.
pub(crate) fn timed<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    histogram!(name).record(started.elapsed());
    result
}
