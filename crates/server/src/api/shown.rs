//! The document of the API as a page for people: plain, without a script, and without asking another host.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::Value;

/// What stands before the operations.
const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>Touchstone: the API</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
summary { cursor: pointer; padding: .3rem 0; }
code { font-size: .95em; }
table { border-collapse: collapse; margin: .3rem 0 1rem; }
td { padding: .15rem .8rem .15rem 0; vertical-align: top; }
</style>
</head>
<body>
<h1>Touchstone: the API</h1>
<p>Written from the document at <a href=\"/api/openapi.json\"><code>/api/openapi.json</code></a>.
Send <code>Authorization: Bearer …</code> with a token, or sign in. Every error is <code>application/problem+json</code> with one of the codes listed.</p>
";

/// The page of a document.
pub(crate) fn page(document: &Value) -> String {
    let mut by_tag: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, item) in at(document, "/paths").as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let tag = at(operation, "/tags/0").as_str().unwrap_or("other");
            by_tag.entry(tag).or_default().push(shown(path, method, operation));
        }
    }
    let mut text = HEAD.to_owned();
    for (tag, operations) in by_tag {
        // Writing into a text does not fail.
        let _ = writeln!(text, "<h2>{}</h2>\n{}", escaped(tag), operations.join("\n"));
    }
    text.push_str("</body>\n</html>\n");
    text
}

/// One operation: what it does, what it takes, what it answers.
fn shown(path: &str, method: &str, operation: &Value) -> String {
    let told = |value: &Value| escaped(value.as_str().unwrap_or_default());
    let mut rows = String::new();
    for parameter in at(operation, "/parameters").as_array().into_iter().flatten() {
        let _ = write!(
            rows,
            "<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
            told(at(parameter, "/name")),
            told(at(parameter, "/in")),
            told(at(parameter, "/description"))
        );
    }
    let body = at(operation, "/requestBody/content");
    for (kind, content) in body.as_object().into_iter().flatten() {
        let _ = write!(
            rows,
            "<tr><td>body</td><td><code>{}</code></td><td><code>{}</code></td></tr>",
            escaped(kind),
            name(at(content, "/schema"))
        );
    }
    for (status, answer) in at(operation, "/responses").as_object().into_iter().flatten() {
        let schema = at(answer, "/content/application~1json/schema");
        let _ = write!(
            rows,
            "<tr><td>{}</td><td><code>{}</code></td><td>{}</td></tr>",
            escaped(status),
            name(schema),
            told(at(answer, "/description"))
        );
    }
    format!(
        "<details><summary><code>{} {}</code> {}</summary><p>{}</p><table>{rows}</table></details>",
        escaped(&method.to_uppercase()),
        escaped(path),
        told(at(operation, "/summary")),
        told(at(operation, "/description"))
    )
}

/// The name of what a schema refers to.
fn name(schema: &Value) -> String {
    let reference = at(schema, "/$ref").as_str().unwrap_or_default();
    escaped(reference.rsplit('/').next().unwrap_or_default())
}

/// What lies at a pointer (RFC 6901); null where nothing does.
fn at<'v>(value: &'v Value, pointer: &str) -> &'v Value {
    value.pointer(pointer).unwrap_or(&Value::Null)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_on_the_page() {
        let document: Value = serde_json::from_str(crate::api::DOCUMENT).unwrap();
        let text = page(&document);
        for route in crate::api::every_route() {
            let line = format!("<code>{} {}</code>", route.method, route.path);
            assert!(text.contains(&line), "{line}");
        }
        assert!(
            !text.contains("http://") && !text.contains("https://") && !text.contains("<script")
        );
    }
}
