//! How the program is watched and run: health, metrics, the service manager, and the doctor.
//!
//! The layers below record what they measure through the `metrics` facade; [`Exporter`] declares
//! all of it and shows it. Nothing that a person wrote is ever measured or shown.

mod catalogue;
pub mod doctor;
mod exporter;
mod process;
mod server;
mod supervisor;

pub use catalogue::{Kind, METRICS, Metric};
pub use exporter::{Exporter, ExporterError};
pub use server::{Health, serve};
pub use supervisor::Supervisor;
