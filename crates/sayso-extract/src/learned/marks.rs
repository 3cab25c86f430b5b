//! Which quotation each token stands in.

use crate::reading::Reading;

/// One paragraph's piece of a quotation, by its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) quotation: usize,
    /// The opening mark.
    pub(super) open: usize,
    /// One past the last token between the marks.
    pub(super) end_inner: usize,
    /// One past the closing mark; the same as `end_inner` where there is none.
    pub(super) end: usize,
    /// The piece around it.
    parent: Option<usize>,
}

impl Piece {
    /// Whether a token stands between the marks.
    pub(super) fn holds(&self, token: usize) -> bool {
        self.open < token && token < self.end_inner
    }
}

/// Every piece of every quotation, and for each token the innermost one that it belongs to, marks included.
pub(super) struct Marks {
    pieces: Vec<Piece>,
    innermost: Vec<Option<usize>>,
}

impl Marks {
    pub(super) fn new(reading: &Reading) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for (quotation, found) in reading.quotations.iter().enumerate() {
            for part in &found.parts {
                let end_inner = reading.tokens_in(part.inner).end.max(part.open_token + 1);
                let end = part.close_token.map_or(end_inner, |close| close + 1);
                pieces.push(Piece { quotation, open: part.open_token, end_inner, end, parent: None });
            }
        }
        pieces.sort_by_key(|piece| (piece.open, std::cmp::Reverse(piece.end)));
        let mut innermost = vec![None; reading.tokens.len()];
        let mut around: Vec<usize> = Vec::new();
        for at in 0..pieces.len() {
            let piece = pieces[at];
            while around.last().is_some_and(|outer| pieces[*outer].end_inner <= piece.open) {
                around.pop();
            }
            pieces[at].parent = around.last().copied();
            let end = piece.end.min(innermost.len());
            innermost[piece.open.min(end)..end].fill(Some(at));
            around.push(at);
        }
        Self { pieces, innermost }
    }

    /// The pieces that a token belongs to, innermost first.
    pub(super) fn around(&self, token: usize) -> impl Iterator<Item = (usize, &Piece)> {
        let mut next = self.innermost.get(token).copied().flatten();
        std::iter::from_fn(move || {
            let at = next?;
            next = self.pieces[at].parent;
            Some((at, &self.pieces[at]))
        })
    }

    pub(super) fn piece(&self, at: usize) -> &Piece {
        &self.pieces[at]
    }
}
