//! The command line program.

use std::process::ExitCode;

fn main() -> ExitCode {
    summit_bot::cli::run(std::env::args_os())
}
