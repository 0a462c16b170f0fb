//! Real data beside the project, where it is there: no part of the product, and never needed by anything else.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// The folder of shared test data: the sibling `shared/data` of some folder above, or what the environment names. Says
/// that the test is skipped where there is none.
pub(crate) fn folder() -> Option<PathBuf> {
    let found = match std::env::var_os("TOUCHSTONE_SHARED_DATA") {
        Some(told) => Some(PathBuf::from(told)).filter(|folder| folder.is_dir()),
        None => Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .map(|above| above.join("shared/data"))
            .find(|folder| folder.is_dir()),
    };
    if found.is_none() {
        println!("skipped: there is no folder shared/data");
    }
    found
}

/// The text of a packed file.
pub(crate) fn unpacked(path: &Path) -> String {
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// What a file of JSON says.
pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The list at a key, empty where there is none.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A count as JSON has it.
pub(crate) fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap()
}
