//! Discord's protocol as typed values: options, custom IDs, replies, registration.

pub(super) mod caller;
pub(super) mod custom_id;
pub(super) mod date_range;
pub(super) mod handled;
pub(super) mod localisation;
pub(super) mod options;
pub(super) mod pressed;
pub(super) mod refusal;
pub(super) mod register;
pub(super) mod reply;
