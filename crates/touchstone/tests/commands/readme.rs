//! Every command the README shows, run in its order in a fresh folder.

use std::{collections::VecDeque, fs, path::Path, process::Command};

use tempfile::TempDir;

use crate::{
    shared::list,
    shop::{Told, text},
};

/// The days the README tells of begin here.
const NOW: &str = "2026-03-02T09:00";
const LEADS: &str = "First Name,Last Name,Email,Phone,Company
Ada,Adler,ada@adler.example,+4930231251001,Adler
Ben,Brandt,ben@brandt.example,+4930231251002,Brandt
Cleo,Curie,cleo@curie.example,+4930231251003,Curie
Dirk,Dorn,dirk@dorn.example,+4930231251004,Dorn
";
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
DTSTART:20260304T090000Z\r\nDTEND:20260304T100000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// The commands of the blocks marked `console`, without those that build the project.
fn commands() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let text = fs::read_to_string(path).unwrap();
    let mut is_console = false;
    let mut found = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(mark) => is_console = mark == "console",
            None if is_console => found.push(line.strip_prefix("$ ").unwrap().to_owned()),
            None => {}
        }
    }
    found.retain(|line| !["cargo xtask run", "cargo xtask test"].contains(&line.as_str()));
    found
}

#[test]
fn every_command_of_the_readme_does_what_it_says() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("leads.csv"), LEADS).unwrap();
    fs::write(folder.path().join("calendar.ics"), CALENDAR).unwrap();
    let mut settings: Vec<(String, String)> = Vec::new();
    let run = |words: &[&str], settings: &[(String, String)]| -> Told {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
        for name in ["DATA", "DATABASE", "WORKSPACE", "REP", "LISTEN"] {
            command.env_remove(format!("TOUCHSTONE_{name}"));
        }
        command.env("TZ", "Europe/Berlin").envs(settings.iter().cloned());
        command.current_dir(folder.path()).args(["--now", NOW]).args(words).output().unwrap().into()
    };
    let mut people = VecDeque::new();
    let commands = commands();
    for line in &commands {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["export", setting] => {
                let (name, value) = setting.split_once('=').unwrap();
                settings.push((name.to_owned(), value.to_owned()));
            }
            ["touchstone", ref words @ ..] => {
                let person: String = if words.contains(&"ID") {
                    people.pop_front().expect("somebody else on the list of the day")
                } else {
                    String::new()
                };
                let words: Vec<&str> =
                    words.iter().map(|word| if *word == "ID" { &person } else { *word }).collect();
                let told = run(&words, &settings);
                assert_eq!(told.code, 0, "{line}: {}{}", told.out, told.err);
                assert!(!told.out.is_empty(), "{line} says nothing");
                if words == ["today"] {
                    let today = run(&["--json", "today"], &settings).json();
                    people =
                        list(&today, "touches").iter().map(|one| text(&one["person"])).collect();
                }
            }
            _ => panic!("`{line}` is no command of touchstone"),
        }
    }
    assert!(commands.len() > 10 && folder.path().join("my-prospects").is_dir());
}
