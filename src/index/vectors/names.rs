//! Names of vector files: the encoder's identity, a number, and the extension `vectors`.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

const EXTENSION: &str = "vectors";

/// Length of an encoder's identity, in characters.
const IDENTITY_LENGTH: usize = 16;

/// Returns the name of an encoder's file with this number.
pub(super) fn name(identity: &str, number: u64) -> String {
    format!("{identity}.{number}.{EXTENSION}")
}

/// Parses a file name into the encoder's identity and the number; `None` for other files.
pub(super) fn parse(name: &OsStr) -> Option<(&str, u64)> {
    let mut parts = name.to_str()?.split('.');
    let (identity, number) = (parts.next()?, parts.next()?);
    let is_ours = parts.next() == Some(EXTENSION)
        && parts.next().is_none()
        && identity.len() == IDENTITY_LENGTH
        && identity.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((identity, number.parse().ok()?)).filter(|_| is_ours)
}

/// Returns the highest number of an encoder's files in a folder; `None` if there is no such file.
pub(super) fn last(folder: &Path, identity: &str) -> io::Result<Option<u64>> {
    let mut last = None;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if let Some((owner, number)) = parse(&name)
            && owner == identity
        {
            last = last.max(Some(number));
        }
    }
    Ok(last)
}

/// Deletes all vector files except the one named `kept`. The caller holds the writer's lock.
pub(in crate::index) fn delete_other_vector_files(
    folder: &Path,
    kept: Option<&str>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if parse(&name).is_some() && name.to_str() != kept {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_known() {
        let own = name("0123456789abcdef", 3);
        assert_eq!(parse(OsStr::new(&own)), Some(("0123456789abcdef", 3)));
        for other in [
            "0123456789abcdef.vectors",
            "0123456789abcdef.x.vectors",
            "0123456789abcdef.3.vectors.old",
            "holiday.3.vectors",
            "0123456789abcdef.3.store",
        ] {
            assert_eq!(parse(OsStr::new(other)), None, "{other}");
        }
    }
}
