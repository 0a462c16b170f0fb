//! Nobody gets at what is not theirs: every route, every kind of caller, ids of another workspace wherever one can be put
//! (TRUST 30). Made from the router's own table, so that a new route is tested without being listed here.

use std::collections::BTreeMap;

use axum::http::Method;
use domain::identity::{Role, TokenScope};
use serde_json::{Map, Value, json};
use server::{api::Route, policies::Policy};
use uuid::Uuid;

use crate::{
    headers::filled,
    house::{Answer, As, House, Office},
};

/// A word that stands in every text of the other workspace: whoever reads it has looked over the border.
const SECRET: &str = "Zwiebelfisch";

/// How deep a body is made up.
const DEPTH: usize = 6;

#[tokio::test(flavor = "multi_thread")]
async fn each_route_lets_in_whom_its_policy_names_and_nobody_else() {
    for house in House::both().await {
        let rob = house.member(&house.here, "Rob", Role::Rep).await;
        let cora = house.member(&house.here, "Cora", Role::Coach).await;
        let ada = house.member(&house.here, "Ada", Role::Admin).await;
        let dan = house.member(&house.here, "Dan", Role::Admin).await;
        let disabled = house.token(&dan, TokenScope::Admin).await;
        let (scope, id) = (dan.scope, dan.id);
        house
            .db()
            .transaction(scope, async move |tx| {
                store::workspaces::admit_member(tx, scope, id, "admin", Some(1)).await
            })
            .await
            .unwrap();
        let ended = house.token(&rob, TokenScope::Admin).await;
        end(&house, &rob, &ended).await;
        let mut callers: Vec<(&str, As, Option<Role>, Option<TokenScope>)> = vec![
            ("nobody", As::Nobody, None, None),
            ("disabled", disabled, None, None),
            ("ended token", ended, None, None),
        ];
        for (name, member, role) in
            [("rep", &rob, Role::Rep), ("coach", &cora, Role::Coach), ("admin", &ada, Role::Admin)]
        {
            callers.push((name, house.let_in(member, role).await, Some(role), None));
            for scope in TokenScope::ALL {
                callers.push((name, house.token(member, *scope).await, Some(role), Some(*scope)));
            }
        }
        for route in server::routes() {
            for (name, who, role, scope) in &callers {
                let answer = knock(&house, &route, who).await;
                let told = answer.told();
                let is_sent = matches!(who, As::Token(_)) && role.is_none();
                let expected = expected(&route, *role, *scope, is_sent);
                match expected {
                    Some(refusal) => {
                        assert_eq!(told, refusal, "{route:?} as {name} {scope:?}");
                    }
                    None => assert!(
                        !["401 sign_in_first", "403 not_allowed", "403 out_of_scope"]
                            .contains(&told.as_str()),
                        "{route:?} as {name} {scope:?}: {told}"
                    ),
                }
                assert!(!answer.status.is_server_error(), "{route:?} as {name}: {told}");
            }
        }
    }
}

/// What a route is to refuse a caller with; none when it is to let them in.
fn expected(
    route: &Route,
    role: Option<Role>,
    scope: Option<TokenScope>,
    is_dead_token: bool,
) -> Option<&'static str> {
    if is_dead_token {
        return Some("401 sign_in_first");
    }
    let least = match route.policy {
        Policy::Anyone => return None,
        Policy::InPerson => Role::Rep,
        Policy::AtLeast(role) => role,
        Policy::OnThisMachine => Role::Admin,
    };
    let Some(role) = role else { return Some("401 sign_in_first") };
    if role < least {
        return Some("403 not_allowed");
    }
    let needed = match route.policy {
        Policy::InPerson => return scope.map(|_| "403 out_of_scope"),
        Policy::AtLeast(Role::Admin) | Policy::OnThisMachine => TokenScope::Admin,
        _ if route.method == "GET" => TokenScope::Read,
        _ => TokenScope::Write,
    };
    scope.filter(|scope| *scope < needed).map(|_| "403 out_of_scope")
}

/// Asks for a route with an id that nobody has and without a body.
async fn knock(house: &House, route: &Route, who: &As) -> Answer {
    let nobody = Uuid::from_u128(0x01a2_03b0_a970_737d_92b9_3562_6429_7c44).to_string();
    let method: Method = route.method.parse().unwrap();
    // Signing out would end the session that the next routes are asked with.
    if route.path.ends_with("/session") && method == Method::DELETE && matches!(who, As::Browser(_))
    {
        return house.get(who, &route.path).await;
    }
    house.ask(who, method, &filled(&route.path, &nobody), None).await
}

async fn end(house: &House, member: &app::workspaces::Member, token: &As) {
    let As::Token(text) = token else { unreachable!() };
    let id = app::tokens::read(text).unwrap().id;
    app::tokens::end(&house.app, member, domain::ids::TokenId(id)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_id_of_another_workspace_opens_anything() {
    for house in House::both().await {
        let ids = fill(&house, &house.there).await;
        assert!(ids.len() > 5, "{ids:?}");
        crate::house::fill(&house, &house.here, "Nordlicht").await;
        let before = contents(&house, &house.there).await;
        let admin = &house.here.admin;
        let session = house.let_in(admin, Role::Admin).await;
        let token = house.token(admin, TokenScope::Admin).await;
        let document: Value = serde_json::from_str(server::api::DOCUMENT).unwrap();
        for route in server::routes() {
            if route.path.ends_with("/session") || route.policy == Policy::Anyone {
                continue;
            }
            let who = if route.policy == Policy::InPerson { &session } else { &token };
            for (table, id) in &ids {
                let asked = made_up(&document, &route, *id);
                let method: Method = route.method.parse().unwrap();
                let answer = house.ask(who, method, &asked.path, asked.body.as_ref()).await;
                let text = String::from_utf8_lossy(&answer.body);
                assert!(!text.contains(SECRET), "{route:?} with an id of `{table}`: {text}");
                assert!(
                    !answer.status.is_server_error(),
                    "{route:?} with an id of `{table}`: {text}"
                );
                // Under an id of one's own choice something may have been made here a moment ago.
                let is_chosen = !document["paths"][&route.path]["put"].is_null();
                if route.path.contains("{id}") && !is_chosen && asked.body.is_none() {
                    assert_eq!(answer.status, 404, "{route:?} with an id of `{table}`: {text}");
                }
            }
        }
        assert_eq!(contents(&house, &house.there).await, before, "something was changed there");
    }
}

/// A request that puts an id wherever the document allows one.
struct Asked {
    path: String,
    body: Option<Value>,
}

fn made_up(document: &Value, route: &Route, id: Uuid) -> Asked {
    let operation = &document["paths"][&route.path][route.method.to_lowercase()];
    let mut query = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        if parameter["in"] == "query" && parameter.to_string().contains("\"uuid\"") {
            query.push(format!("{}={id}", parameter["name"].as_str().unwrap()));
        }
    }
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let body = (!schema.is_null()).then(|| sample(document, schema, id, DEPTH));
    let path = filled(&route.path, &id.to_string());
    let path = if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) };
    Asked { path, body }
}

/// Something that a schema allows, with an id wherever one may be.
fn sample(document: &Value, schema: &Value, id: Uuid, depth: usize) -> Value {
    if depth == 0 {
        return Value::Null;
    }
    let within = |schema: &Value| sample(document, schema, id, depth - 1);
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return within(&document["components"]["schemas"][name]);
    }
    for many in ["oneOf", "anyOf"] {
        let choices = schema[many].as_array().into_iter().flatten();
        if let Some(choice) = choices.into_iter().find(|choice| choice["type"] != "null") {
            return within(choice);
        }
    }
    if let Some(all) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in all {
            if let Value::Object(part) = within(part) {
                whole.extend(part);
            }
        }
        return Value::Object(whole);
    }
    if let Some(word) = schema["enum"].as_array().and_then(|words| words.first()) {
        return word.clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").cloned(),
        kind => Some(kind.clone()),
    };
    match kind.as_ref().and_then(Value::as_str) {
        Some("object") => {
            let properties = schema["properties"].as_object().cloned().unwrap_or_default();
            properties.iter().map(|(name, of)| (name.clone(), within(of))).collect()
        }
        Some("array") => json!([within(&schema["items"])]),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("boolean") => json!(true),
        Some("string") => match schema["format"].as_str() {
            Some("uuid") => json!(id),
            Some("date") => json!("2026-11-23"),
            Some("date-time") => json!("2026-11-23T09:00:00Z"),
            _ => json!("abc"),
        },
        _ => Value::Null,
    }
}

/// Fills an office with something of everything; ids of it by table.
async fn fill(house: &House, office: &Office) -> BTreeMap<String, Uuid> {
    crate::house::fill(house, office, SECRET).await;
    contents(house, office)
        .await
        .into_iter()
        .filter_map(|(table, rows)| {
            let id = rows.iter().find_map(|row| row["id"].as_str()?.parse().ok())?;
            Some((table, id))
        })
        .collect()
}

/// Every row of an office, by table.
async fn contents(house: &House, office: &Office) -> BTreeMap<String, Vec<Value>> {
    testkit::databases::contents(house.place(), office.workspace.id).await
}
