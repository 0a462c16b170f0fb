//! Who may call a route: declared with the route, checked before its handler is reached.

pub mod cross_site;
pub(crate) mod days;

use std::sync::Arc;

use app::identity::Caller;
use axum::{
    extract::{FromRequestParts, Request},
    http::{Method, StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::identity::{Role, TokenScope};

use crate::{
    problems::{Code, Problem},
    requests::clients::Client,
};

/// Nobody is signed in.
pub(crate) const SIGN_IN_FIRST: Code = Code::new(StatusCode::UNAUTHORIZED, "sign_in_first");
/// Whoever asks may not do this.
pub(crate) const NOT_ALLOWED: Code = Code::new(StatusCode::FORBIDDEN, "not_allowed");
/// The token may not be used for this.
pub(crate) const OUT_OF_SCOPE: Code = Code::new(StatusCode::FORBIDDEN, "out_of_scope");

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Anybody, also without signing in.
    Anyone,
    /// Whoever is signed in with at least this role. With a token only what its scope allows: `read` for what
    /// changes nothing, `write` for the rest, `admin` for what only admins may do.
    AtLeast(Role),
    /// Whoever is signed in in a browser: no token, whatever its scope.
    InPerson,
    /// Whoever asks on this very machine and not through a proxy, also without signing in; else who could as an admin.
    OnThisMachine,
}

impl Policy {
    /// Whether a caller may go on.
    ///
    /// # Errors
    /// The problem to answer with.
    pub(crate) fn check(self, caller: Option<&Caller>, method: &Method) -> Result<(), Problem> {
        let caller = match (self, caller) {
            (Self::Anyone, _) => return Ok(()),
            (_, None) => return Err(Problem::new(SIGN_IN_FIRST, "sign in first, or send a token")),
            (_, Some(caller)) => caller,
        };
        let least = match self {
            Self::AtLeast(role) => role,
            Self::OnThisMachine => Role::Admin,
            Self::Anyone | Self::InPerson => Role::Rep,
        };
        if caller.member.role < least {
            return Err(Problem::new(
                NOT_ALLOWED,
                format!("only a member with role {least} may do this"),
            ));
        }
        let Some(scope) = caller.token_scope() else { return Ok(()) };
        let needed = match self {
            Self::InPerson => {
                return Err(Problem::new(OUT_OF_SCOPE, "no token may do this: sign in"));
            }
            Self::AtLeast(Role::Admin) | Self::OnThisMachine => TokenScope::Admin,
            _ if method.is_safe() => TokenScope::Read,
            _ => TokenScope::Write,
        };
        if scope < needed {
            return Err(Problem::new(
                OUT_OF_SCOPE,
                format!("this needs a token of scope {needed}: yours has {scope}"),
            ));
        }
        Ok(())
    }

    /// The word for it in the document.
    pub fn word(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::AtLeast(role) => role.as_str(),
            Self::InPerson => "in_person",
            Self::OnThisMachine => "on_this_machine",
        }
    }

    /// The codes that this policy can refuse with.
    pub(crate) fn codes(self) -> Vec<Code> {
        match self {
            Self::Anyone => vec![],
            Self::AtLeast(Role::Rep) | Self::InPerson => vec![SIGN_IN_FIRST, OUT_OF_SCOPE],
            Self::AtLeast(_) | Self::OnThisMachine => {
                vec![SIGN_IN_FIRST, OUT_OF_SCOPE, NOT_ALLOWED]
            }
        }
    }
}

/// Stands before a handler and lets through whom its policy lets.
pub(crate) async fn guard(policy: Policy, request: Request, next: Next) -> Response {
    let is_here = request.extensions().get::<Client>().is_some_and(|client| client.is_here);
    if policy == Policy::OnThisMachine && is_here {
        return next.run(request).await;
    }
    let caller = request.extensions().get::<Arc<Caller>>();
    match policy.check(caller.map(Arc::as_ref), request.method()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// Whoever asks; only behind a policy that asks for somebody.
#[derive(Clone, Debug)]
pub struct Signed(pub Arc<Caller>);

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Arc<Caller>>().cloned();
        caller
            .map(Self)
            .ok_or_else(|| Problem::new(SIGN_IN_FIRST, "sign in first, or send a token"))
    }
}

#[cfg(test)]
mod tests {
    use app::{identity::By, workspaces::Member};
    use domain::ids::{AccountId, MemberId, SessionId, TokenId, WorkspaceId};
    use jiff::tz::TimeZone;
    use store::scope::Scope;
    use uuid::Uuid;

    use super::*;

    /// A caller of a role; with a scope by token, else in a browser.
    fn caller(role: Role, scope: Option<TokenScope>) -> Caller {
        let id = Uuid::nil();
        let by = match scope {
            Some(scope) => By::Token { id: TokenId(id), scope },
            None => By::Session { id: SessionId(id), account: AccountId(id) },
        };
        let member = Member {
            scope: Scope::of(WorkspaceId(id)),
            id: MemberId(id),
            name: String::new(),
            role,
            zone: TimeZone::UTC,
            country: String::new(),
        };
        Caller { member, by }
    }

    /// For each role and scope: whether they may look and whether they may change.
    #[track_caller]
    fn check(policy: Policy, expected: &str) {
        let mut got = String::new();
        for scope in
            [None, Some(TokenScope::Read), Some(TokenScope::Write), Some(TokenScope::Admin)]
        {
            for role in Role::ALL {
                let caller = caller(*role, scope);
                let may = |method| policy.check(Some(&caller), &method).is_ok();
                got.push(match (may(Method::GET), may(Method::POST)) {
                    (true, true) => '+',
                    (true, false) => 'r',
                    (false, false) => '-',
                    (false, true) => '?',
                });
            }
            got.push(' ');
        }
        assert_eq!(got.trim_end(), expected, "{policy:?}");
    }

    #[test]
    fn each_role_and_scope_may_what_its_policy_says() {
        check(Policy::Anyone, "+++ +++ +++ +++");
        check(Policy::AtLeast(Role::Rep), "+++ rrr +++ +++");
        check(Policy::AtLeast(Role::Coach), "-++ -rr -++ -++");
        check(Policy::AtLeast(Role::Admin), "--+ --- --- --+");
        check(Policy::InPerson, "+++ --- --- ---");
        check(Policy::OnThisMachine, "--+ --- --- --+");
    }

    #[test]
    fn nobody_may_but_where_anyone_may() {
        assert!(Policy::Anyone.check(None, &Method::POST).is_ok());
        for policy in [Policy::InPerson, Policy::OnThisMachine, Policy::AtLeast(Role::Rep)] {
            let refused = policy.check(None, &Method::GET).unwrap_err();
            assert_eq!(refused, Problem::new(SIGN_IN_FIRST, "sign in first, or send a token"));
        }
    }
}
