//! The document of what the page promises names every story, and none that is gone.

use std::collections::BTreeSet;

/// Where each promise of the page is told with the story that shows it.
pub(super) const PROMISES: &str = "docs/the-page.md";

/// What differs between the stories that there are and those that are named.
pub(super) fn untidy(text: &str, paths: &BTreeSet<&str>) -> Vec<(usize, String)> {
    let there: BTreeSet<&str> =
        paths.iter().filter_map(|path| path.strip_prefix("e2e/page/")).filter(is_story).collect();
    let mut named = BTreeSet::new();
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        // Every other piece between backticks is code; a story is named without a folder.
        for story in line.split('`').filter(is_story) {
            named.insert(story);
            if !there.contains(story) {
                found.push((number, format!("`{story}` is not in e2e/page")));
            }
        }
    }
    let unnamed = there.difference(&named).map(|it| (0, format!("`{it}` shows what?")));
    found.extend(unnamed);
    found
}

fn is_story(name: &&str) -> bool {
    name.ends_with(".story.ts") && !name.contains(['*', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_named_and_what_is_named_is_there() {
        let paths = ["e2e/page/plan.story.ts", "e2e/page/sort.story.ts", "e2e/page/day.ts"];
        let text = "All are `e2e/page/*.story.ts`.\n| plan | `plan.story.ts`, `gone.story.ts` |\n";
        let expected = [
            (2, "`gone.story.ts` is not in e2e/page".to_owned()),
            (0, "`sort.story.ts` shows what?".to_owned()),
        ];
        assert_eq!(untidy(text, &paths.into()), expected);
    }
}
