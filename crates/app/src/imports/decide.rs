//! Who is whom: rows of a file against each other and against the people who are there.
//!
//! Keys come sorted, so that all who share one stand together; the pairs among them are sorted in turn, compared once each,
//! and those that are certain joined into groups. What is held in memory is a few bytes a row; drafts are fetched for the
//! pairs compared and let go again.

mod choices;
mod groups;
mod named;
mod pairs;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    duplicates::{
        identity::Identity,
        verdict::{Verdict, Why, compare},
    },
    ids::{ImportId, MergeId, PersonId},
};
use serde::{Deserialize, Serialize};
use store::{BULK_ROWS, imports as rows, scope::Scope};
use uuid::Uuid;

use super::{
    Asked, ImportError, Phase, Watch,
    rows::{Maker, Record, load},
    sorting::Sorted,
    stage::{Staged, drafts_of},
};
use crate::App;
pub use choices::{Choice, Choices, Chosen};
use pairs::Pair;

/// How many pairs a report names of each kind.
const NAMED: usize = 1_000;
/// How many candidates are kept for one who may be somebody else.
const CANDIDATES: usize = 3;
/// How many possible pairs are held before the weakest are let go.
const POSSIBLE_HELD: usize = 1 << 19;

/// A row of the file or a person who is there, by its place in [`People`]. Persons come before rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Node {
    Person(u32),
    Row(u32),
}

/// The people who were met, each with a small number.
#[derive(Debug, Default)]
pub(crate) struct People {
    ids: Vec<Uuid>,
    numbers: HashMap<Uuid, u32>,
}

impl People {
    fn number(&mut self, id: Uuid) -> u32 {
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(id).or_insert(next);
        if number == next {
            self.ids.push(id);
        }
        number
    }

    pub(crate) fn id(&self, number: u32) -> Uuid {
        usize::try_from(number).ok().and_then(|at| self.ids.get(at)).copied().unwrap_or_default()
    }
}

/// A row, or a person who was there, as a report names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// A row of the file.
    Row(u32),
    /// A person who was there.
    Person(PersonId),
}

/// Two that were taken for one, or may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = NamedPair)]
pub struct Named {
    /// The one who is kept.
    pub a: Whom,
    /// The other.
    pub b: Whom,
    /// What speaks for it.
    pub why: &'static str,
    /// How strongly.
    pub score: i32,
    /// The merge that made them one, where it can be undone by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge: Option<MergeId>,
    /// What was said of them by hand, of those who may be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Choice>,
    /// The row whose person went into the other.
    #[serde(skip)]
    pub(crate) gone_row: Option<u32>,
}

/// What was decided.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    pub(crate) n_updated: u64,
    pub(crate) n_same: u64,
    pub(crate) n_possible: u64,
    pub(crate) certain: Vec<Named>,
    pub(crate) possible: Vec<Named>,
    pub(crate) noticed: Vec<Named>,
}

/// An edge or a possible pair, small enough to hold many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    pub(crate) b: Node,
    pub(crate) score: i32,
    pub(crate) a: Node,
    pub(crate) why: Why,
}

/// What deciding works with.
pub(crate) struct Decider<'a> {
    pub(crate) app: &'a App,
    pub(crate) scope: Scope,
    pub(crate) maker: &'a Maker,
    pub(crate) import: ImportId,
    pub(crate) first_rows: Vec<u32>,
    pub(crate) last_row: u32,
    pub(crate) people: People,
    /// Rows that name one of our people by id: row and person, in order of the rows.
    pub(crate) told: Vec<(u32, u32)>,
    /// What was said by hand of those who may be one.
    pub(crate) choices: &'a Choices,
    pub(crate) watch: &'a Watch,
}

/// Decides about every row of a staged file, and stages the decisions unless it is only tried out.
pub(crate) async fn decide(
    app: &App,
    maker: &Maker,
    import: ImportId,
    staged: Staged,
    watch: &Watch,
    asked: &Asked,
) -> Result<Decided, ImportError> {
    let scope = maker.member.scope;
    let Staged { entries, naming, first_rows, last_row, .. } = staged;
    let mut decider = Decider {
        app,
        scope,
        maker,
        import,
        first_rows,
        last_row,
        people: People::default(),
        told: Vec::new(),
        choices: &asked.choices,
        watch,
    };
    let naming = naming.finish().map_err(ImportError::Temporary)?;
    decider.told = named::people_of_rows(app, scope, naming, &mut decider.people).await?;
    let entries = entries.finish().map_err(ImportError::Temporary)?;
    let pairs = pairs::of_entries(app, scope, entries, &decider.told, &mut decider.people).await?;
    let (edges, possible) = decider.compare_all(pairs).await?;
    decider.join(edges, possible, asked.is_dry).await
}

impl Decider<'_> {
    /// Compares each pair once: what is certain, and what is possible.
    async fn compare_all(
        &self,
        pairs: Sorted<Pair>,
    ) -> Result<(Vec<Found>, Vec<Found>), ImportError> {
        let (mut edges, mut possible) = (Vec::new(), Vec::new());
        let mut open: Vec<Pair> = Vec::new();
        let mut n_compared = 0;
        for pair in pairs::once_each(pairs) {
            let pair = pair.map_err(ImportError::Temporary)?;
            if pair.is_content {
                edges.push(Found { a: pair.a, b: pair.b, why: Why::SameRow, score: 60 });
                continue;
            }
            open.push(pair);
            if open.len() >= BULK_ROWS {
                n_compared += open.len();
                self.compare_some(&open, &mut edges, &mut possible).await?;
                open.clear();
                self.watch.tell(Phase::Comparing, n_compared, None);
                self.watch.check()?;
            }
        }
        self.compare_some(&open, &mut edges, &mut possible).await?;
        thin_out(&mut possible);
        Ok((edges, possible))
    }

    async fn compare_some(
        &self,
        pairs: &[Pair],
        edges: &mut Vec<Found>,
        possible: &mut Vec<Found>,
    ) -> Result<(), ImportError> {
        let nodes: BTreeSet<Node> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        let identities = self.identities(&nodes).await?;
        for pair in pairs {
            let (Some(left), Some(right)) = (identities.get(&pair.a), identities.get(&pair.b))
            else {
                continue;
            };
            match compare(left, right) {
                Verdict::Certain { why, score } => {
                    edges.push(Found { a: pair.a, b: pair.b, why, score });
                }
                Verdict::Possible { why, score } if !pair.is_crowd => {
                    possible.push(Found { a: pair.a, b: pair.b, why, score });
                }
                _ => {}
            }
        }
        if possible.len() > POSSIBLE_HELD {
            thin_out(possible);
        }
        Ok(())
    }

    /// What is compared of some rows and persons.
    pub(crate) async fn identities(
        &self,
        nodes: &BTreeSet<Node>,
    ) -> Result<BTreeMap<Node, Identity>, ImportError> {
        let mut found = BTreeMap::new();
        for (node, record) in self.records(nodes).await? {
            found.insert(node, record.identity());
        }
        Ok(found)
    }

    /// All that is said by some rows, or known of some persons.
    pub(crate) async fn records(
        &self,
        nodes: &BTreeSet<Node>,
    ) -> Result<BTreeMap<Node, Record>, ImportError> {
        let mut found = BTreeMap::new();
        let mut chunks: BTreeSet<i64> = BTreeSet::new();
        let mut people: BTreeMap<Uuid, u32> = BTreeMap::new();
        for node in nodes {
            match node {
                Node::Person(number) => {
                    people.insert(self.people.id(*number), *number);
                }
                Node::Row(row) => {
                    let after = self.first_rows.partition_point(|first| first <= row);
                    chunks.extend(
                        after
                            .checked_sub(1)
                            .and_then(|at| self.first_rows.get(at))
                            .map(|first| i64::from(*first)),
                    );
                }
            }
        }
        let (scope, import) = (self.scope, self.import);
        let chunks: Vec<i64> = chunks.into_iter().collect();
        for some in chunks.chunks(BULK_ROWS) {
            let read = self
                .app
                .db
                .read(scope, async |tx| rows::chunks_at(tx, scope, import, some).await)
                .await?;
            for chunk in read {
                for draft in drafts_of(&chunk, |row| nodes.contains(&Node::Row(row))) {
                    let (row, draft) = draft?;
                    found.insert(Node::Row(row), self.maker.make(&draft, Uuid::nil()));
                }
            }
        }
        let ids: Vec<Uuid> = people.keys().copied().collect();
        let loaded = self.app.db.read(scope, async |tx| load(tx, scope, &ids).await).await?;
        for (id, record) in loaded {
            if let Some(number) = people.get(&id) {
                found.insert(Node::Person(*number), record);
            }
        }
        Ok(found)
    }

    pub(crate) fn whom(&self, node: Node) -> Whom {
        match node {
            Node::Person(number) => Whom::Person(PersonId(self.people.id(number))),
            Node::Row(row) => Whom::Row(row),
        }
    }

    pub(crate) fn named(&self, found: &Found) -> Named {
        Named {
            a: self.whom(found.a),
            b: self.whom(found.b),
            why: found.why.as_str(),
            score: found.score,
            merge: None,
            decision: None,
            gone_row: None,
        }
    }
}

/// Keeps the strongest candidates of each.
fn thin_out(possible: &mut Vec<Found>) {
    possible.sort_unstable_by(|x, y| x.b.cmp(&y.b).then(y.score.cmp(&x.score)).then(x.a.cmp(&y.a)));
    let mut of: Option<(Node, usize)> = None;
    possible.retain(|pair| {
        let n = match of {
            Some((node, n)) if node == pair.b => n + 1,
            _ => 1,
        };
        of = Some((pair.b, n));
        n <= CANDIDATES
    });
}
