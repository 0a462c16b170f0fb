//! What another site makes a browser send is refused: nobody asked for it here.
//!
//! A request that changes something is taken from a browser only when the browser says that it comes from a page of this very
//! server (`Sec-Fetch-Site`, or `Origin` where that is missing). A request with a token is no browser's: no site can make one
//! send a token that it does not know.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::problems::{Code, Problem};

/// The request does not come from a page of this server.
pub(crate) const CROSS_SITE: Code = Code::new(StatusCode::FORBIDDEN, "cross_site");

/// The codes that a request that changes something can be refused with here.
pub(crate) const CODES: &[Code] = &[CROSS_SITE];

/// What a form of another site can send without being asked first.
const FORMS: &[&str] = &["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

/// Refuses what changes something and comes from elsewhere.
pub(crate) async fn refuse(request: Request, next: Next) -> Response {
    match check(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn check(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    if method.is_safe() || headers.contains_key(header::AUTHORIZATION) {
        return Ok(());
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = text("content-type").and_then(|kind| kind.split(';').next()).unwrap_or_default();
    if FORMS.iter().any(|form| kind.trim().eq_ignore_ascii_case(form)) {
        return Err(Problem::new(CROSS_SITE, "a form of a page cannot do this: send JSON"));
    }
    let is_own = match (text("sec-fetch-site"), text("origin"), text("host")) {
        (Some(site), _, _) => site == "same-origin",
        (None, Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, of)| of.eq_ignore_ascii_case(host))
        }
        _ => false,
    };
    if is_own {
        return Ok(());
    }
    Err(Problem::new(
        CROSS_SITE,
        "this does not come from a page of this server: sign in there, or send a token",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_with(method: &str, lines: &str, may: bool) {
        let mut headers = HeaderMap::new();
        for line in lines.split('|').filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once('=').unwrap();
            headers.insert(
                header::HeaderName::try_from(name.trim()).unwrap(),
                value.trim().parse().unwrap(),
            );
        }
        assert_eq!(check(&method.parse().unwrap(), &headers).is_ok(), may, "{method} {lines}");
    }

    #[test]
    fn a_page_of_this_server_may() {
        check_with("POST", "sec-fetch-site=same-origin", true);
        check_with("POST", "origin=https://a.example|host=a.example", true);
        check_with("DELETE", "origin=http://127.0.0.1:7171|host=127.0.0.1:7171", true);
    }

    #[test]
    fn another_site_may_not() {
        check_with(
            "POST",
            "sec-fetch-site=cross-site|origin=https://a.example|host=a.example",
            false,
        );
        check_with("PUT", "sec-fetch-site=same-site", false);
        check_with("PUT", "sec-fetch-site=none", false);
        check_with("POST", "origin=https://b.example|host=a.example", false);
        check_with("POST", "origin=null|host=a.example", false);
        check_with("PATCH", "host=a.example", false);
        check_with("DELETE", "", false);
    }

    #[test]
    fn a_form_may_not_wherever_it_comes_from() {
        for kind in
            ["text/plain", "multipart/form-data; boundary=x", "Application/X-www-form-urlencoded"]
        {
            check_with("POST", &format!("sec-fetch-site=same-origin|content-type={kind}"), false);
        }
        check_with("POST", "sec-fetch-site=same-origin|content-type=application/json", true);
    }

    #[test]
    fn looking_and_tokens_are_free() {
        check_with("GET", "sec-fetch-site=cross-site", true);
        check_with("POST", "authorization=Bearer x", true);
    }
}
