//! By which ways people are reached, and which of them are barred, in one question: filing asks it for every touch.

use uuid::Uuid;

use super::{POSTAL_ADDRESSES, PostalAddress};
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::suppressions::OnKey;
use crate::transaction::Tx;

/// The ways to some persons, and the bars on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// E-mail addresses, each person's in their order.
    pub emails: Vec<Way>,
    /// Phone numbers, each person's in their order.
    pub phones: Vec<Way>,
    /// Postal addresses, each person's in their order.
    pub addresses: Vec<PostalAddress>,
    /// Those who have a profile.
    pub with_profile: Vec<Uuid>,
    /// Bars said of a person: person, channel, and the address or number, empty for all of the channel.
    pub said_of: Vec<(Uuid, String, String)>,
    /// Bars on their addresses and numbers, whoever they were said of, the oldest first.
    pub on_keys: Vec<OnKey>,
}

/// An address or a number of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub person_id: Uuid,
    /// What kind: `work`, `mobile` and so on.
    pub label: String,
    /// By what it is compared: the address without its spelling, the number as E.164, which may be empty.
    pub key: String,
    /// Why it is bad; empty when it is not.
    pub bad_why: String,
}

/// One row of whatever is known; what it means depends on its kind.
#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    person_id: Uuid,
    id: Uuid,
    key: String,
    word: String,
    why: String,
    /// When a bar was said, in microseconds UTC.
    at: i64,
}

/// The ways to some persons. At most [`BULK_ROWS`](crate::BULK_ROWS) persons a call.
pub async fn of_people(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<Ways, StoreError> {
    if people.is_empty() {
        return Ok(Ways::default());
    }
    let statement = sql!("with asked as (select id from person where workspace_id = $1 and id in ")
        .bind(scope.workspace)
        .list(people.iter().copied())
        .push(
            ")
select 'email' as kind, person_id, id, key, label as word, bad_why as why, position as place, 0 as at
from email_address
where workspace_id = $1 and person_id in (select id from asked)
union all
select 'phone', person_id, id, e164, label, bad_why, position, 0
from phone_number
where workspace_id = $1 and person_id in (select id from asked)
union all
select 'profile', person_id, person_id, '', '', '', position, 0
from profile
where workspace_id = $1 and person_id in (select id from asked)
union all
select 'said', person_id, id, key, channel, '', 0, suppressed_at
from suppression
where workspace_id = $1 and person_id in (select id from asked)
union all
select 'barred', person_id, id, key, channel, why, 0, suppressed_at
from suppression
where workspace_id = $1 and channel in ('call', 'email', 'text', 'social', 'letter', 'walk_in', 'event', 'video')
    and key <> '' and key in (
    select key
    from email_address
    where workspace_id = $1 and person_id in (select id from asked)
    union all
    select e164
    from phone_number
    where workspace_id = $1 and person_id in (select id from asked)
)
order by at, person_id, place, id",
        );
    let [rows, addresses] = tx.gather([statement, POSTAL_ADDRESSES.of(scope, people)]).await?;
    let mut ways = Ways { addresses: addresses.read()?, ..Ways::default() };
    for row in rows.read()? {
        ways.take(row);
    }
    Ok(ways)
}

impl Ways {
    fn take(&mut self, row: Row) {
        let Row { kind, person_id, id, key, word, why, at } = row;
        match kind.as_str() {
            "email" => self.emails.push(Way { id, person_id, label: word, key, bad_why: why }),
            "phone" => self.phones.push(Way { id, person_id, label: word, key, bad_why: why }),
            "profile" => self.with_profile.push(person_id),
            "said" => self.said_of.push((person_id, word, key)),
            _ => self.on_keys.push(OnKey { channel: word, key, why, suppressed_at: at }),
        }
    }
}
