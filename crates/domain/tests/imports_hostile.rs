//! Hostile cards and workbooks: the reaction due, in bounded time and memory, each in a process of its own.

#![expect(
    clippy::print_stdout,
    reason = "a test says what it skipped, and a process of its own what it found"
)]

#[cfg(test)]
mod tests {
    use std::{
        io::Cursor,
        path::{Path, PathBuf},
        process::Command,
        time::Duration,
    };

    use domain::imports::{self, ReadError, ReadOptions};
    use jiff::civil::date;
    use serde_json::Value;

    /// Names the file to the process that reads it.
    const FILE: &str = "TOUCHSTONE_TEST_HOSTILE_FILE";
    const MAX_TIME: Duration = Duration::from_secs(5);
    const MAX_KIB: u64 = 256 * 1024;

    #[expect(clippy::disallowed_methods, reason = "a test may be told where its data are")]
    fn variable(name: &str) -> Option<PathBuf> {
        std::env::var(name).ok().map(PathBuf::from)
    }

    /// The folder of real data, when it is there.
    fn shared() -> Option<PathBuf> {
        variable("TOUCHSTONE_SHARED_DATA").or_else(|| {
            let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
            here.ancestors().map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir())
        })
    }

    /// What one process tells of the file it read.
    struct Reaction {
        outcome: String,
        good: u64,
        bad: u64,
        kib: u64,
        /// Of the processor, which does not depend on what else runs.
        time: Duration,
    }

    /// Reads one file and prints the reaction; does nothing where no file is named.
    #[test]
    fn child_reads_the_file_it_is_given() {
        let Some(file) = variable(FILE) else { return };
        let (outcome, good, bad) = read(&file);
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let kib: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
        // After the name in brackets; user and system time are the 14th and 15th field, in hundredths.
        let ticks: u64 = stat
            .rsplit(')')
            .next()
            .unwrap()
            .split_whitespace()
            .skip(11)
            .take(2)
            .map(|ticks| ticks.parse::<u64>().unwrap())
            .sum();
        println!("\nREACTION\t{good}\t{bad}\t{kib}\t{ticks}\t{outcome}");
    }

    fn read(path: &Path) -> (String, u64, u64) {
        #[expect(
            clippy::disallowed_types,
            reason = "a test reads from a disk, without holding the file"
        )]
        let file = std::fs::File::open(path).unwrap();
        let mut options = ReadOptions::new(date(2026, 3, 2));
        options.file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let reader = match imports::open(file, &options) {
            Ok(reader) => reader,
            Err(refused) => return (format!("refused: {refused}"), 0, 0),
        };
        let (mut good, mut bad, mut first) = (0, 0, String::new());
        for person in reader {
            match person {
                Ok(draft) => {
                    good += 1;
                    if first.is_empty() && !draft.problems.is_empty() {
                        first = format!("row {}, {:?}", draft.row, draft.problems);
                    }
                }
                Err(ReadError::Row(rejected)) => {
                    bad += 1;
                    if first.is_empty() {
                        first = format!(
                            "row {}, column {}: {}",
                            rejected.row, rejected.column, rejected.why
                        );
                    }
                }
                Err(ReadError::File(refused)) => return (format!("refused: {refused}"), 0, 0),
            }
        }
        (first.chars().take(300).collect::<String>().replace('\n', " "), good, bad)
    }

    fn react(file: &Path) -> Reaction {
        let answer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::child_reads_the_file_it_is_given", "--nocapture"])
            .env(FILE, file)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&answer.stdout).into_owned();
        let line = text.lines().find_map(|line| line.strip_prefix("REACTION\t"));
        let line = line.unwrap_or_else(|| {
            panic!(
                "{} ended the process: {}\n{text}",
                file.display(),
                String::from_utf8_lossy(&answer.stderr)
            )
        });
        let cells: Vec<&str> = line.splitn(5, '\t').collect();
        let number = |n: usize| cells[n].parse::<u64>().unwrap();
        Reaction {
            outcome: cells[4].to_owned(),
            good: number(0),
            bad: number(1),
            kib: number(2),
            time: Duration::from_millis(10 * number(3)),
        }
    }

    /// Where the hostile files were written, when they could be.
    fn hostile() -> Option<PathBuf> {
        let script = shared()?.join("hostile.py");
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile-cards");
        let is_made =
            Command::new("python3").arg(script).arg(&folder).output().ok()?.status.success();
        is_made.then_some(folder)
    }

    #[test]
    fn every_hostile_card_file_and_workbook_gets_the_reaction_due() {
        let Some(folder) = hostile() else {
            return println!("skipped: no shared/data/hostile.py or no python3");
        };
        let expected = std::fs::read(folder.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_slice(&expected).unwrap();
        let mut wrong = Vec::new();
        for (name, due) in expected["files"].as_object().unwrap() {
            let is_card = Path::new(name).extension().is_some_and(|extension| extension == "vcf");
            if !(is_card || name.contains("xlsx")) {
                continue;
            }
            let found = react(&folder.join(name));
            let rows = due["rows"].as_u64();
            let is_due = match due["expect"].as_str().unwrap() {
                "refuse" => found.good == 0 || (due["alternative"].is_string() && found.good == 3),
                "import" => Some(found.good + found.bad) == rows && found.good > 0,
                _ => found.good == 0 || rows.is_none_or(|rows| found.good + found.bad >= rows),
            };
            let Reaction { outcome, good, bad, kib, time } = found;
            println!("{name}: {good} good, {bad} bad, {kib} KiB, {time:?}: {outcome}");
            if !is_due || kib > MAX_KIB || time > MAX_TIME {
                wrong.push(name.clone());
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        check_names(&folder);
    }

    /// The names in cards that hide them, exactly.
    fn check_names(folder: &Path) {
        for (file, n, names) in [
            ("folded_1_char.vcf", 2, "Folded Family"),
            ("folded_utf8_split.vcf", 2, "Jörg Müller"),
            ("mixed_charset.vcf", 1, "Jörg Müller"),
            ("photo_15mb.vcf", 3, "Given3 Family3"),
            ("no_end.vcf", 3, "Given3 Family3"),
            ("qp_no_end.vcf", 2, "Given2 Family2"),
            ("params_100k.vcf", 2, "Q P"),
        ] {
            let bytes = std::fs::read(folder.join(file)).unwrap();
            let reader =
                imports::open(Cursor::new(bytes), &ReadOptions::new(date(2026, 3, 2))).unwrap();
            let cards: Vec<_> = reader.collect();
            assert_eq!(cards.len(), n, "{file}");
            let last = &cards.last().unwrap().as_ref().unwrap().name;
            assert_eq!(format!("{} {}", last.given, last.family), names, "{file}");
        }
    }
}
