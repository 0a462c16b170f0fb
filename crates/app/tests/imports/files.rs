//! The files people really have, as far as they are there: counted as they say.

use std::path::{Path, PathBuf};

use app::imports::Asked;
use serde_json::Value;

use crate::house::{House, adds_up};

/// The folder with shared data, by walking up to a sibling `shared/data`.
fn shared_data() -> Option<PathBuf> {
    if let Some(told) = std::env::var_os("TOUCHSTONE_SHARED_DATA") {
        return Some(PathBuf::from(told)).filter(|path| path.is_dir());
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|folder| folder.join("shared").join("data")).find(|path| path.is_dir())
}

fn expected(folder: &Path, file: &str) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(folder.join(file)).ok()?).ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn exports_of_the_usual_programs_are_stored_as_they_say() {
    let Some(data) = shared_data() else {
        println!("skipped: shared/data is not there");
        return;
    };
    let folder = data.join("import-made");
    let oracle = expected(&folder, "expected.json").unwrap();
    let mut wrong = Vec::new();
    for (file, says) in oracle["files"].as_object().unwrap() {
        let house = House::on_sqlite().await;
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let asked = || Asked { file_name: Some(file.clone()), ..Asked::default() };
        let read = house.import_bytes(&bytes, asked()).await;
        if says["expect"] == "refuse" {
            if read.is_ok() || !house.people().await.is_empty() {
                wrong.push(format!("{file}: not refused"));
            }
            continue;
        }
        let report = match read {
            Ok(report) => report,
            Err(error) => {
                wrong.push(format!("{file}: refused: {error}"));
                continue;
            }
        };
        adds_up(&report);
        let within = |key: &str, n: u64| {
            let bounds: Vec<u64> = match &says["sums"][key] {
                Value::Array(bounds) => bounds.iter().filter_map(Value::as_u64).collect(),
                one => one.as_u64().into_iter().collect(),
            };
            bounds.first() <= Some(&n) && Some(&n) <= bounds.last()
        };
        let counts = [
            ("stored", report.stored),
            ("same_or_updated", report.same + report.updated),
            ("rejected", report.n_rejected),
        ];
        for (key, n) in counts {
            if !within(key, n) {
                wrong.push(format!("{file}: {key} {n}, not {}", says["sums"][key]));
            }
        }
        if report.possible_duplicates == 0 {
            wrong.push(format!("{file}: no possible duplicate"));
        }
        let again = house.import_bytes(&bytes, asked()).await.unwrap();
        if (again.stored, again.updated) != (0, 0) {
            wrong.push(format!("{file}: again {} stored, {} updated", again.stored, again.updated));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
