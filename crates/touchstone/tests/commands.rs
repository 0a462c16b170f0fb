//! The commands of the real binary: what they print, how they end, and that no kill and no neighbour breaks them.

#![expect(clippy::print_stdout, reason = "a test says what it skipped, and what it reached")]

#[cfg(test)]
#[path = "commands/answers.rs"]
mod answers;
#[cfg(test)]
#[path = "commands/calc.rs"]
mod calc;
#[cfg(test)]
#[path = "commands/faults.rs"]
mod faults;
#[cfg(test)]
#[path = "commands/funnels.rs"]
mod funnels;
#[cfg(test)]
#[path = "commands/hostile.rs"]
mod hostile;
#[cfg(test)]
#[path = "commands/kills.rs"]
mod kills;
#[cfg(test)]
#[path = "commands/lists.rs"]
mod lists;
#[cfg(test)]
#[path = "commands/readme.rs"]
mod readme;
#[cfg(test)]
#[path = "commands/restores.rs"]
mod restores;
#[cfg(test)]
#[path = "commands/running.rs"]
mod running;
#[cfg(test)]
#[path = "commands/score.rs"]
mod score;
#[cfg(test)]
#[path = "commands/serving.rs"]
mod serving;
#[cfg(test)]
#[path = "commands/shared.rs"]
mod shared;
#[cfg(test)]
#[path = "commands/shop.rs"]
mod shop;
#[cfg(test)]
#[path = "commands/truth.rs"]
mod truth;
#[cfg(test)]
#[path = "commands/walk.rs"]
mod walk;
