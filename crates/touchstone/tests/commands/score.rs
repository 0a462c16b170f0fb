//! The score from the command line: doctrine, recipe, progress, counts by hand, consistency and the closed day.

use std::fs;

use tempfile::TempDir;

use crate::{
    shared::list,
    shop::{MONDAY, Shop, at, text},
};

const RECIPE: &str = r#"name = "Mornings"
[[ingredients]]
name = "calls"
behaviours = ["calls"]
goals = 5
by = "12:00"
[[ingredients]]
name = "thanks"
by_hand = true
goals = 1
minutes = 5
"#;

#[tokio::test]
async fn a_doctrine_is_listed_edited_previewed_set_and_read_by() {
    for shop in Shop::both().await {
        drop(shop.sample().await);
        let folder = TempDir::new().unwrap();
        let listed = shop.done(&["doctrine", "list"]);
        assert_eq!(list(&listed, "doctrines").len(), 5);
        let shown = shop.done(&["doctrine", "show"]);
        assert_eq!(
            (text(&shown["name"]), shown["is_in_force"].as_bool()),
            ("Cookbook".to_owned(), Some(true))
        );
        shop.done(&["log", "--behaviour", "first_emails", "--minutes", "4"]);
        shop.done(&["log", "--behaviour", "calls", "--minutes", "3"]);
        let file = folder.path().join("ours.toml");
        let ours = text(&shown["toml"]).replace("class = \"passive\"", "class = \"nurture\"");
        fs::write(&file, ours).unwrap();
        let file = file.to_str().unwrap();
        let preview = shop.done(&["doctrine", "preview", file]);
        assert_eq!(
            (preview["changed"]["activities"].as_i64(), preview["changed"]["minutes"].as_i64()),
            (Some(1), Some(4))
        );
        let saved = shop.done(&["doctrine", "save", file]);
        assert_eq!((saved["version"].as_i64(), saved["in_force"].as_i64()), (Some(2), Some(1)));
        shop.refused(2, "same", &["doctrine", "save", file]);
        let set = shop.done(&["doctrine", "use", "Cookbook", "--why", "mail is no work"]);
        assert_eq!(set["in_force"].as_i64(), Some(2));
        let read = shop.done(&["doctrine", "read"]);
        assert_eq!(
            (read["counted"]["activities"].as_i64(), read["version"].as_i64()),
            (Some(2), Some(2))
        );
        let rows = shop.done(&["doctrine", "read", "--rows", "--class", "nurture"]);
        assert_eq!(list(&rows, "rows").len(), 1);
        shop.refused(2, "unknown_doctrine", &["doctrine", "read", "--doctrine", "x"]);
        shop.refused(
            2,
            "backwards",
            &["doctrine", "read", "--from", "2026-11-24", "--to", "2026-11-23"],
        );
        fs::write(file, "name = \"x\"\nsentence = \"\"\nrules = []").unwrap();
        shop.refused(3, "doctrine_refused", &["doctrine", "save", file]);
        let told = shop.run(&[
            "--workspace",
            "sample",
            "--now",
            MONDAY,
            "doctrine",
            "show",
            "Follow-through",
        ]);
        assert!(told.out.contains("when followed up"), "{}", told.out);
    }
}

#[tokio::test]
async fn a_recipe_is_checked_saved_counted_and_told() {
    for shop in Shop::both().await {
        drop(shop.sample().await);
        let folder = TempDir::new().unwrap();
        let write = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::write(&file, text).unwrap();
            file.to_str().unwrap().to_owned()
        };
        shop.refused(2, "no_recipe", &["recipe", "show"]);
        assert!(shop.done(&["progress"])["recipe"].is_null());
        let shipped = text(&shop.done(&["recipe", "show", "--shipped"])["toml"]);
        let shipped = write("shipped.toml", &shipped);
        let refused = shop.run(&at(MONDAY, &["recipe", "save", &shipped]));
        let answer = refused.json();
        assert_eq!((refused.code, answer["is_saved"].as_bool()), (1, Some(false)));
        assert!(text(&answer["check"]["sentences"][0]).contains("become up to 80 touches a day"));
        assert_eq!(shop.run(&at(MONDAY, &["recipe", "check", &shipped])).code, 1);
        let forced = shop.done(&["recipe", "save", &shipped, "--override", "the fair"]);
        assert_eq!(text(&forced["recipe"]["override_why"]), "the fair");
        let own = write("own.toml", RECIPE);
        shop.done(&["recipe", "check", &own]);
        assert_eq!(shop.done(&["recipe", "save", &own])["is_saved"].as_bool(), Some(true));
        let history = shop.done(&["recipe", "history"]);
        assert_eq!((list(&history, "versions").len(), history["overrides"].as_i64()), (2, Some(1)));
        shop.done(&["log", "--behaviour", "calls"]);
        shop.done(&["count", "thanks", "2"]);
        assert_eq!(shop.done(&["count", "thanks", "1"])["before"].as_i64(), Some(2));
        let progress = shop.done(&["progress"]);
        let ingredients = list(&progress, "ingredients");
        assert_eq!(ingredients[0]["today"]["done"].as_i64(), Some(1));
        assert_eq!(text(&ingredients[1]["met"]), "met");
        let rows = shop.done(&["progress", "--rows", "calls", "--of", "year"]);
        assert_eq!(list(&rows, "activities").len(), 1);
        shop.refused(2, "unknown_ingredient", &["progress", "--rows", "x"]);
        shop.refused(2, "counts_itself", &["count", "calls", "1"]);
        let odd = write("odd.toml", &RECIPE.replace("goals = 5", "goals = 0"));
        shop.refused(3, "recipe_refused", &["recipe", "save", &odd]);
        let even = shop.done_at(
            "2026-11-24T09:00:00+01:00",
            &["consistency", "calls", "texts", "--from", "2026-11-23"],
        );
        assert_eq!((even["days"].as_i64(), even["evenness"].as_f64()), (Some(2), Some(0.5)));
        let streak = shop.done(&["consistency", "--ingredient", "thanks", "--from", "2026-11-23"]);
        assert_eq!(streak["streak"].as_i64(), Some(1));
        let closed = shop.done(&["close"]);
        assert_eq!(text(&closed["next"]), "2026-11-24");
        let told = shop.run(&["--workspace", "sample", "--now", MONDAY, "progress"]);
        assert!(told.out.contains("calls") && told.out.contains("1/5"), "{}", told.out);
    }
}
