//! Reading what the command line names.

use std::io::Read as _;
use std::path::Path;

use crate::failure::Failure;

/// The text of a file; `-` is standard input.
///
/// # Errors
///
/// Where it cannot be read or is not UTF-8.
pub fn read(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let result = if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    result.map_err(|error| {
        Failure::unreadable(format!("{} cannot be read: {error}", path.display()))
            .advise("Check the name and that you may read the file; `-` stands for standard input.")
    })
}
