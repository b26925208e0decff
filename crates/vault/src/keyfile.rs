//! The root key on disk. This is the only module of the crate that touches files.
//!
//! The file holds one line, the text form of [`RootKey`]. On Unix it must belong to its owner alone;
//! elsewhere the operator has to see to that, because this crate cannot ask.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::error::VaultError;
use crate::root::RootKey;

/// More than a key file ever has; a mistaken path to something large is not read whole.
const MOST_BYTES: usize = 1024;

/// A root key, and whether it was made just now.
#[derive(Debug)]
pub struct LoadedRootKey {
    /// The key.
    pub key: RootKey,
    /// True when the file did not exist and was written. The operator must then be told to make a backup.
    pub created: bool,
}

/// Reads the root key from `path`, or makes a new one there if nothing exists at that path.
///
/// For first starts and demonstrations. A service that already has data should call [`load`]: a mistyped path
/// must stop it, not give it a fresh key under which nothing opens. (If that happens all the same, nothing is
/// lost: every opening fails with [`VaultError::OtherRootKey`].)
///
/// # Errors
/// Those of [`load`] and [`create`]. If two processes create the file at the same moment, one of them may see
/// the other's unfinished file and refuse it as cut off; starting it again helps.
pub fn load_or_create(path: &Path, entropy: &dyn Entropy) -> Result<LoadedRootKey, VaultError> {
    match load(path) {
        Err(VaultError::KeyFile { source, .. }) if source.kind() == io::ErrorKind::NotFound => {}
        result => return result.map(|key| LoadedRootKey { key, created: false }),
    }
    match create(path, entropy) {
        Err(VaultError::KeyFile { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => {
            load(path).map(|key| LoadedRootKey { key, created: false })
        }
        result => result.map(|key| LoadedRootKey { key, created: true }),
    }
}

/// Reads the root key from `path`.
///
/// # Errors
/// [`VaultError::KeyFile`] if the file cannot be read, [`VaultError::KeyFileExposed`] if on Unix its group or
/// others may read, write or execute it, and the errors of [`RootKey::from_hex`].
pub fn load(path: &Path) -> Result<RootKey, VaultError> {
    let failed = |source| VaultError::KeyFile { path: path.into(), source };
    let file = File::open(path).map_err(failed)?;
    // The permissions of the opened file are checked, not those of the path, which might by then be another
    // file.
    refuse_if_exposed(&file, path)?;
    // The full capacity beforehand: growing would leave an unwiped copy behind.
    let mut text = Zeroizing::new(Vec::with_capacity(2 * MOST_BYTES));
    file.take(MOST_BYTES as u64).read_to_end(&mut text).map_err(failed)?;
    RootKey::from_hex(std::str::from_utf8(&text).map_err(|_| VaultError::NotARootKey)?)
}

/// Makes a root key and writes it to `path`, which must not exist.
///
/// The file is never readable by others, not even for a moment: it is created with mode 0600 on Unix. When
/// this returns, file and directory entry are on disk, so that nothing is ever sealed under a key that a
/// power cut takes away. An unfinished file is removed again.
///
/// # Errors
/// [`VaultError::KeyFile`] if the file exists or cannot be written.
pub fn create(path: &Path, entropy: &dyn Entropy) -> Result<RootKey, VaultError> {
    let failed = |source| VaultError::KeyFile { path: path.into(), source };
    let key = RootKey::generate(entropy);
    let mut file = create_private(path).map_err(failed)?;
    if let Err(source) = write_durably(&mut file, path, &key) {
        drop(file);
        // The first error is the one to report; a file that stays behind is refused as cut off.
        let _ = std::fs::remove_file(path);
        return Err(failed(source));
    }
    Ok(key)
}

fn write_durably(file: &mut File, path: &Path, key: &RootKey) -> io::Result<()> {
    file.write_all(key.to_hex().as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    sync_directory_of(path)
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn sync_directory_of(path: &Path) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(directory)?.sync_all()
}

#[cfg(not(unix))]
fn sync_directory_of(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn refuse_if_exposed(file: &File, path: &Path) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = file.metadata().map_err(|source| VaultError::KeyFile { path: path.into(), source })?;
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & 0o077 == 0 { Ok(()) } else { Err(VaultError::KeyFileExposed { path: path.into(), mode }) }
}

#[cfg(not(unix))]
fn refuse_if_exposed(_: &File, _: &Path) -> Result<(), VaultError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::TestEntropy;

    #[test]
    fn the_first_start_creates_and_the_second_reads() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("root.key");

        let first = load_or_create(&path, &TestEntropy::new(1)).unwrap();
        assert!(first.created);
        let second = load_or_create(&path, &TestEntropy::new(2)).unwrap();
        assert!(!second.created);
        assert_eq!(first.key.to_hex(), second.key.to_hex());
        assert_eq!(first.key.to_hex(), load(&path).unwrap().to_hex());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{}\n", *first.key.to_hex()));
    }

    #[test]
    fn an_existing_file_is_never_overwritten() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("root.key");
        let first = create(&path, &TestEntropy::new(1)).unwrap();
        let error = create(&path, &TestEntropy::new(2)).unwrap_err();
        assert!(matches!(error, VaultError::KeyFile { .. }));
        assert_eq!(load(&path).unwrap().to_hex(), first.to_hex());
    }

    #[test]
    fn loading_creates_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("missing.key");
        assert!(matches!(load(&path), Err(VaultError::KeyFile { .. })));
        assert!(!path.exists());
    }

    #[test]
    fn a_missing_directory_is_an_error_and_not_a_key() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("nowhere").join("root.key");
        assert!(matches!(load_or_create(&path, &TestEntropy::new(1)), Err(VaultError::KeyFile { .. })));
    }

    #[test]
    fn a_damaged_file_is_refused_and_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("root.key");
        create(&path, &TestEntropy::new(1)).unwrap();
        let whole = std::fs::read(&path).unwrap();
        let cut_off: [&[u8]; 2] = [b"", &whole[..40]];
        let foreign: [&[u8]; 2] = [&[0xff; 5000], b"-----BEGIN CERTIFICATE-----"];
        for content in cut_off.iter().chain(&foreign) {
            // Written through the existing file, so that its mode stays 0600.
            std::fs::write(&path, content).unwrap();
            match load_or_create(&path, &TestEntropy::new(2)).unwrap_err() {
                VaultError::RootKeyTruncated => assert!(cut_off.contains(content)),
                VaultError::NotARootKey => assert!(foreign.contains(content)),
                other => panic!("{other}"),
            }
            assert_eq!(std::fs::read(&path).unwrap(), *content);
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_private_from_the_start() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("root.key");
        create(&path, &TestEntropy::new(1)).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_open_to_others_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("root.key");
        create(&path, &TestEntropy::new(1)).unwrap();
        for (mode, private) in [
            (0o640, false),
            (0o604, false),
            (0o620, false),
            (0o610, false),
            (0o666, false),
            (0o600, true),
            (0o400, true),
        ] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            match load(&path) {
                Ok(_) => assert!(private, "{mode:o}"),
                Err(VaultError::KeyFileExposed { mode: found, .. }) => {
                    assert!(!private && found == mode, "{mode:o}")
                }
                Err(other) => panic!("{mode:o}: {other}"),
            }
        }
    }

    #[test]
    fn errors_name_the_file_and_not_the_key() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("root.key");
        let key = create(&path, &TestEntropy::new(1)).unwrap();
        let error = create(&path, &TestEntropy::new(2)).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("root.key"));
        assert!(!shown.contains(&key.to_hex()[12..20]));
    }
}
