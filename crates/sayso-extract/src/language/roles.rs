//! Offices, and verbs that tell that somebody belongs to a body.

/// An office that one word tells: "MP".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    /// As tables show it.
    pub(crate) role: String,
    /// The body in which it is held, by its general name.
    pub(crate) body: String,
}

/// What a verb does to a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It begins: "joined".
    Enters,
    /// It ends: "resigned from".
    Leaves,
    /// It lasts as long as the verb's tense says: "works for".
    Holds,
}

impl Turn {
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "enters" => Some(Self::Enters),
            "leaves" => Some(Self::Leaves),
            "holds" => Some(Self::Holds),
            _ => None,
        }
    }
}

/// A verb with a body as its object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Words of which one must stand between verb and body; none where the body is the direct object.
    pub(crate) links: Vec<String>,
    /// The role that it tells.
    pub(crate) role: String,
    pub(crate) turn: Turn,
}
