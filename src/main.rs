//! The command line program: reads its arguments, runs one command, exits.

fn main() {}
