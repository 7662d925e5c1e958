//! Code shared by the fuzz targets.

pub mod articles;

/// A target that is given texts by libFuzzer.
#[cfg(fuzzing)]
pub use libfuzzer_sys::fuzz_target;

/// A target that is given the files named on its command line.
#[cfg(not(fuzzing))]
#[macro_export]
macro_rules! fuzz_target {
    (|$text:ident: &str| $body:block) => {
        fn main() {
            for path in std::env::args().skip(1) {
                let bytes = std::fs::read(&path).expect("a file that can be read");
                // libFuzzer's macro leaves out what is not UTF-8 too.
                if let Ok($text) = std::str::from_utf8(&bytes) {
                    $body
                }
            }
        }
    };
}
