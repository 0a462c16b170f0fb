//! The daily walk through the real binary on both engines: shapes, exit codes, and whose data it is.

use serde_json::{Value, json};

use crate::shop::{MONDAY, Shop, at, text};

/// Every name in `names` is a key of `value`.
#[track_caller]
fn has(value: &Value, names: &str) {
    for name in names.split(' ') {
        assert!(value.get(name).is_some(), "`{name}` is missing in {value}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_from_start_to_finish_rate() {
    for shop in Shop::both().await {
        shop.sample().await;
        let started = shop.done(&["start", "--cadence", "cold", "--count", "3"]);
        has(&started, "answer asked fit feasible forced starts breaks repairs not_able otherwise");
        assert_eq!((&started["answer"], &started["asked"]), (&json!("yes"), &json!(3)));
        has(&started["starts"][0], "person on");
        assert_eq!(started["starts"][0]["on"], "2026-11-23");
        assert_eq!((&started["breaks"], &started["otherwise"]), (&Value::Null, &Value::Null));
        let today = shop.done(&["today"]);
        has(&today, "on hours promised room touches can_start");
        assert_eq!((&today["hours"], &today["promised"]), (&json!(120), &json!(24)));
        assert_eq!(today["room"], json!(96));
        let touch = &today["touches"][0];
        has(touch, "person enrollment step of channel minutes from to late reason");
        assert_eq!((&touch["step"], &touch["of"]), (&json!(1), &json!(8)));
        let person = text(&touch["person"]);
        let logged = shop.done(&["log", "--person", &person, "--outcome", "no_answer"]);
        assert_eq!(logged["next"]["from"], "2026-11-24");
        let weeks = shop.done(&["plan", "--weeks", "2"]);
        has(&weeks, "days late");
        assert_eq!(weeks["days"].as_array().unwrap().len(), 10);
        has(&weeks["days"][0], "on hours promised room");
        let rate = shop.done(&["finish-rate"]);
        assert_eq!(rate["touches"], 1);
        told(&shop, &person);
        by_hand(&shop, &person);
        beside(&shop, &person);
    }
}

/// A person is shown with what was done and what comes next.
fn told(shop: &Shop, person: &str) {
    let shown = shop.done(&["person", person]);
    has(&shown, "id name emails phones enrollments open meetings activities");
    let (enrollment, done) = (&shown["enrollments"][0], &shown["activities"][0]);
    assert_eq!(enrollment["state"], "active");
    assert_eq!(enrollment["next"]["step"], 2);
    assert_eq!(enrollment["next"]["from"], "2026-11-24");
    assert_eq!(enrollment["next"]["to"], "2026-11-26");
    assert_eq!((&done["outcome"], &done["step"]), (&"no_answer".into(), &1.into()));
}

/// What a rep does to an enrollment.
fn by_hand(shop: &Shop, person: &str) {
    let later = shop.done(&["later", "--person", person, "--to", "2026-11-25"]);
    assert_eq!(later["next"]["from"], "2026-11-25");
    shop.refused(2, "not_possible", &["later", "--person", person, "--to", "2026-12-09"]);
    let far = ["later", "--person", person, "--to", "2026-12-09", "--why", "on tour"];
    assert_eq!(shop.done(&far)["is_beyond"], true);
    assert_eq!(shop.done(&["pause", "--person", person])["state"], "paused");
    assert_eq!(shop.done(&["resume", "--person", person])["state"], "active");
    assert_eq!(shop.done(&["skip", "--person", person, "--why", "wrote"])["next"]["step"], 3);
    assert_eq!(shop.done(&["stop", "--person", person, "--why", "sold"])["state"], "stopped");
    shop.refused(2, "not_started", &["pause", "--person", person]);
}

/// Meetings, referrals, reasons, bars, the calendar and the settings.
fn beside(shop: &Shop, person: &str) {
    let starts = "2026-11-24T14:00:00+01:00";
    let added = shop.done(&["meeting", "add", "--person", person, "--at", starts]);
    let id = text(&added["id"]);
    assert_eq!(shop.done(&["meeting", "list"])["meetings"].as_array().unwrap().len(), 1);
    let later = "2026-11-24T15:00:00+01:00";
    let missed = shop.done_at(later, &["meeting", "set", &id, "--state", "no_show"]);
    assert!(missed["rebook"].is_string());
    let given = ["referral", "add", "Ben Field", "--phone", "+493055501234", "--given-by", person];
    let given = shop.done(&given);
    assert_eq!(given["from"], "2026-11-24");
    let set = shop.done(&["referral", "set", &text(&given["referral"]), "followed_up"]);
    assert_eq!(set["state"], "followed_up");
    let listed = shop.done(&["referral", "list"]);
    assert_eq!(listed["referrals"][0]["name"], "Ben Field");
    reasons(shop, person);
    let barred =
        shop.done(&["suppress", "--person", person, "--channel", "all", "--why", "they asked"]);
    assert_eq!(barred["channels"].as_array().unwrap().len(), 8);
    let refused = shop.run(&at(MONDAY, &["start", "--cadence", "Cold", "--person", person]));
    assert_eq!((refused.code, refused.json()["fit"].clone()), (1, json!(0)));
    let leave = shop.done(&["leave", "add", "2026-12-01", "2026-12-02"]);
    assert_eq!(shop.done(&["leave", "list"])["leave"][0], leave);
    shop.done(&["leave", "remove", &text(&leave["id"])]);
    shop.done(&["lost", "2026-11-24", "--minutes", "30"]);
    let busy = shop.done(&["busy", "add", "2026-11-25T09:30", "2026-11-25T10:00"]);
    assert_eq!(busy["from"], "2026-11-25T08:30:00Z");
    let weeks = shop.done(&["plan", "--weeks", "1"]);
    let hours: Vec<&Value> = (0..3).map(|day| &weeks["days"][day]["hours"]).collect();
    assert_eq!(hours, [120, 90, 90]);
    shop.done(&["busy", "remove", &text(&busy["id"])]);
    assert_eq!(shop.done(&["hours", "mon-fri", "08:00-09:00"])["minutes"][0], 60);
    let hint = text(&shop.done(&["hours"])["hint"]);
    assert!(hint.contains("touchstone holidays --country DE"), "{hint}");
    let holidays = shop.done(&["holidays", "--country", "DE", "--year", "2026"]);
    assert_eq!(holidays["holidays"][0]["on"], "2026-01-01");
    assert!(shop.done(&["hours"]).get("hint").is_none());
    let settings = shop.done(&["settings", "mode=expected", "cap_call=40 touches"]);
    let mode = settings["settings"].as_array().unwrap().iter().find(|one| one["key"] == "mode");
    assert_eq!(mode.unwrap()["value"], "expected");
    shop.refused(2, "", &["settings", "mode=hopeful"]);
    assert_eq!(shop.done(&["doctor"])["sound"], true);
}

/// A reason is added, and what is not told of it stays when it is changed.
fn reasons(shop: &Shop, person: &str) {
    let told = ["--kind", "news", "--on", "2026-11-20", "--source", "local paper"];
    let add = ["reason", "add", "--person", person, "Opens a plant"];
    let reason = text(&shop.done(&[&add[..], &told].concat())["id"]);
    let check = |told: &[&str], expected: [&str; 4]| {
        let set = [&["reason", "set", reason.as_str()][..], told].concat();
        let changed = shop.done_at("2026-11-24", &set);
        let listed = shop.done(&["reason", "list", "--person", person]);
        assert!(listed["reasons"].as_array().unwrap().contains(&changed), "{listed}");
        assert_eq!(["text", "kind", "on", "source"].map(|key| text(&changed[key])), expected);
    };
    check(&["Opens two plants"], ["Opens two plants", "news", "2026-11-20", "local paper"]);
    check(&["--kind", "event"], ["Opens two plants", "event", "2026-11-20", "local paper"]);
    check(&["--on", "2026-11-23"], ["Opens two plants", "event", "2026-11-23", "local paper"]);
    check(&["--source", ""], ["Opens two plants", "event", "2026-11-23", ""]);
    shop.refused(2, "", &["reason", "set", &reason]);
    shop.refused(2, "length", &["reason", "set", &reason, " "]);
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_codes_are_0_done_1_refused_2_wrong_use_3_failed() {
    let shop = Shop::folder();
    shop.sample().await;
    // 0 also when only some fit, 1 when none does.
    let some = shop.run(&at(MONDAY, &["start", "--cadence", "Cold", "--count", "50"]));
    assert_eq!((some.code, some.json()["answer"].clone()), (0, json!("some")));
    has(
        &some.json()["otherwise"],
        "minutes_needed minutes_there first_late late never_second_touch full_cadence",
    );
    has(&some.json()["not_able"][0], "person step missing");
    let no = shop.run(&at(MONDAY, &["start", "--cadence", "Cold", "--count", "5", "--dry-run"]));
    assert_eq!((no.code, no.json()["answer"].clone()), (1, json!("no")));
    shop.done(&["hours", "off"]);
    shop.refused(1, "no_hours", &["start", "--cadence", "Cold", "--count", "1"]);
    shop.refused(2, "unknown_cadence", &["start", "--cadence", "Warm", "--count", "1"]);
    shop.refused(2, "", &["start", "--cadence", "Cold"]);
    shop.refused(2, "", &["dance"]);
    shop.refused(2, "unreadable_time", &["log", "--outcome", "no_answer", "--at", "noon"]);
    let nobody = "00000000-0000-7000-8000-000000000001";
    shop.refused(2, "unknown_person", &["log", "--person", nobody, "--outcome", "no_answer"]);
    let lost = ["busy", "import", "/nowhere/to/be/found.ics"];
    shop.refused(3, "io", &lost);
    // A file is no folder: the data cannot be opened there.
    let file = tempfile::NamedTempFile::new().unwrap();
    let words = ["--data", &file.path().display().to_string(), "today"];
    let told = crate::shop::with_input(&words, "");
    assert_eq!(told.code, 3, "{}{}", told.out, told.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_command_makes_workspace_main_with_rep_me_and_the_sample_never_counts() {
    for shop in Shop::both().await {
        let listed = shop.run(&["--json", "rep", "list"]).json();
        assert_eq!(listed["reps"][0]["name"], "me");
        assert_eq!(listed["reps"][0]["zone"], "Europe/Berlin");
        shop.sample().await;
        let workspaces = shop.run(&["--json", "workspace", "list"]).json();
        let names: Vec<String> = workspaces["workspaces"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| text(&one["name"]))
            .collect();
        assert_eq!(names, ["main", "sample"]);
        // Without a name it is the only one that is no sample.
        let today = shop.run(&["--json", "today"]).json();
        assert_eq!(today["no_hours"], true);
        shop.run(&["workspace", "add", "second"]);
        let several = shop.run(&["--json", "today"]);
        assert_eq!(
            (several.code, several.json()["code"].clone()),
            (2, json!("several_workspaces"))
        );
        let chosen =
            ["--workspace", "second", "--json", "rep", "add", "Ada", "--zone", "Asia/Tokyo"];
        assert_eq!(shop.run(&chosen).json()["zone"], "Asia/Tokyo");
        let whose = shop.run(&["--workspace", "second", "--json", "today"]);
        assert_eq!((whose.code, whose.json()["code"].clone()), (2, json!("several_reps")));
        let ada = [
            "--workspace",
            "second",
            "--rep",
            "ada",
            "--json",
            "--now",
            "2026-11-23T20:00:00Z",
            "hours",
            "mon-fri",
            "09:00-10:00",
        ];
        assert_eq!(shop.run(&ada).code, 0);
        let ada = [
            "--workspace",
            "second",
            "--rep",
            "ada",
            "--json",
            "--now",
            "2026-11-23T20:00:00Z",
            "today",
        ];
        // In Tokyo it is Tuesday.
        assert_eq!(shop.run(&ada).json()["on"], "2026-11-24");
        let gone = shop.run(&["--workspace", "main", "--json", "sample", "remove"]).json();
        assert_eq!(gone["removed"], true);
        let left = shop.run(&["--workspace", "main", "--json", "workspace", "list"]).json();
        assert_eq!(left["workspaces"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn now_is_a_day_a_local_time_or_an_instant() {
    let shop = Shop::folder();
    shop.sample().await;
    for (now, on) in [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T23:30", "2026-11-23"),
        ("2026-11-23T23:30:00Z", "2026-11-24"),
        ("2026-11-23T23:30:00+01:00", "2026-11-23"),
    ] {
        assert_eq!(shop.done_at(now, &["today"])["on"], on, "{now}");
    }
    let told = shop.run(&at("soon", &["today"]));
    assert_eq!((told.code, told.json()["code"].clone()), (2, json!("unreadable_time")));
}
