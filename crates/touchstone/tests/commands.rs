//! The commands of the real binary: what they print, how they end, and that no kill and no neighbour breaks them.

#[cfg(test)]
#[path = "commands/calc.rs"]
mod calc;
#[cfg(test)]
#[path = "commands/kills.rs"]
mod kills;
#[cfg(test)]
#[path = "commands/serving.rs"]
mod serving;
#[cfg(test)]
#[path = "commands/shop.rs"]
mod shop;
#[cfg(test)]
#[path = "commands/walk.rs"]
mod walk;
