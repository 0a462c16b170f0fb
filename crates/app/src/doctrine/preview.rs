//! What a change of doctrine would change over past activity.

use std::collections::BTreeMap;

use domain::{
    doctrine::{Class, Counted, Doctrine},
    ids::MemberId,
    recipes::progress::Period,
};
use serde::Serialize;
use store::{activities::facts, workspaces as workspace_rows};

use super::{
    DoctrineUseError, Shelf,
    read::{Amount, facts_of},
};
use crate::{App, clock::day_numbers, workspaces::Member};

/// The doctrine that would be.
#[derive(Clone, Debug)]
pub enum Draft {
    /// A file.
    File(String),
    /// One that is there, in its newest version.
    Named(String),
}

/// What would go from where to where.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PreviewShown {
    /// The doctrine in force.
    pub from: String,
    /// Its version.
    pub version: i64,
    /// The doctrine that would be.
    pub to: String,
    /// The days, of every rep.
    pub period: Period,
    /// All that was done on them.
    pub all: Amount,
    /// What would be something else, or count otherwise.
    pub changed: Amount,
    /// The same by what it is and what it would be; the rest stays as it is.
    pub moves: Vec<Move>,
}

/// Activities that would be something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Move {
    /// Their class now.
    pub from: Class,
    /// Whether they count now.
    pub from_counts: Counted,
    /// Their class then.
    pub to: Class,
    /// Whether they would count then.
    pub to_counts: Counted,
    /// How many.
    #[serde(flatten)]
    pub amount: Amount,
}

/// Says how many activities and minutes of every rep a change would move from class to class. It changes nothing.
pub async fn preview(
    app: &App,
    member: &Member,
    draft: &Draft,
    period: Period,
) -> Result<PreviewShown, DoctrineUseError> {
    let days = day_numbers(period)?;
    let scope = member.scope;
    app.db
        .snapshot(scope, async |tx| {
            let shelf = Shelf::of(tx, scope).await?;
            let then = match draft {
                Draft::File(text) => Doctrine::read(text)?,
                Draft::Named(name) => shelf.chosen(Some(name), None)?.doctrine.clone(),
            };
            let (now, _) = shelf.in_force()?;
            let (mut all, mut changed) = (Amount::default(), Amount::default());
            let mut moves: BTreeMap<[(Class, Counted); 2], Amount> = BTreeMap::new();
            for rep in workspace_rows::members(tx, scope).await? {
                for row in facts::alike(tx, scope, MemberId(rep.id), days).await? {
                    // Each rep's own work, as their own recipe reads it.
                    let facts = facts_of(&row, true)?;
                    let both = [now.doctrine.reading(&facts), then.reading(&facts)];
                    let [before, after] = both.map(|reading| (reading.class, reading.counts));
                    all.add(&row);
                    if before != after {
                        changed.add(&row);
                        moves.entry([before, after]).or_default().add(&row);
                    }
                }
            }
            let moves = moves.into_iter().map(|([from, to], amount)| Move {
                from: from.0,
                from_counts: from.1,
                to: to.0,
                to_counts: to.1,
                amount,
            });
            Ok(PreviewShown {
                from: now.doctrine.name.clone(),
                version: now.number,
                to: then.name,
                period,
                all,
                changed,
                moves: moves.collect(),
            })
        })
        .await
}
