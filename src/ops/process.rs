//! Resources of this process, read from `/proc`; unknown on systems other than Linux.

use std::fs;

/// Returns the resident memory, in bytes.
pub(super) fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Returns the number of open files and sockets.
pub(super) fn open_files() -> Option<usize> {
    Some(fs::read_dir("/proc/self/fd").ok()?.count())
}

/// Returns the maximum number of open files and sockets; `None` also if there is no limit.
pub(super) fn max_open_files() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_this_process_are_read() {
        assert!(memory().unwrap() > 1 << 20);
        assert!(open_files().unwrap() > 2);
        assert!(max_open_files().is_none_or(|most| most > 2));
    }
}
