//! One name for each node, also where an actor is a concept too.

use std::collections::HashSet;

use super::{Kind, nodes};
use crate::Network;

/// The name of every node, actors first: its own, with ` (concept)` after it where an actor has the same.
pub(super) fn unique(network: &Network) -> Vec<String> {
    let actors: HashSet<&str> = network.rows().iter().map(|node| node.name.as_str()).collect();
    let mut taken: HashSet<String> = nodes(network).map(|(_, node)| node.name.clone()).collect();
    let mut name = |(kind, name): (Kind, &str)| {
        if kind == Kind::Actor || !actors.contains(name) {
            return name.to_owned();
        }
        again(&format!("{name} (concept)"), ' ', &mut taken)
    };
    nodes(network).map(|(kind, node)| name((kind, &node.name))).collect()
}

/// `name`, or where it is taken `name 2` and so on, with `separator` before the number; takes it.
pub(super) fn again(name: &str, separator: char, taken: &mut HashSet<String>) -> String {
    let mut unique = name.to_owned();
    let mut n_tries = 1;
    while !taken.insert(unique.clone()) {
        n_tries += 1;
        unique = format!("{name}{separator}{n_tries}");
    }
    unique
}

#[cfg(test)]
mod tests {
    use super::super::samples::network;
    use super::*;
    use crate::Mode;

    #[test]
    fn a_concept_with_the_name_of_an_actor_is_told_apart() {
        assert_eq!(unique(&network(Mode::OneMode)), ["<&\"x\"", "bo,lind", "cy"]);
        let two_mode = unique(&network(Mode::TwoMode));
        assert_eq!(two_mode, ["<&\"x\"", "bo,lind", "cy", "<&\"x\" (concept)", "rent"]);
    }

    #[test]
    fn taken_names_are_numbered() {
        let mut taken = HashSet::new();
        assert_eq!([1, 2, 3].map(|_| again("a", ' ', &mut taken)), ["a", "a 2", "a 3"]);
    }
}
