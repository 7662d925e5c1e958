//! Monitoring and operation of the program: health checks, metrics, the service manager and the
//! doctor.
//!
//! The layers below record their metrics through the `metrics` facade; [`Exporter`] describes and
//! exports them. No text that a person wrote becomes part of a metric.

mod catalogue;
pub mod doctor;
mod exporter;
mod process;
mod server;
pub mod supervisor;

pub use catalogue::{Kind, METRICS, Metric};
pub use exporter::{Exporter, ExporterError};
pub use server::serve;
