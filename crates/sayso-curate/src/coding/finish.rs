//! Rejected rows taken out, and everything put back in order.

use std::collections::BTreeSet;

use sayso_model::{Diagnostic, Evidence, Severity};

use super::work::Work;

impl Work<'_> {
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.detach_statements();
        self.drop_evidence();
        self.drop_dependent_stances();
        self.order_statements();
        self.compact_stances();
        self.order_actors();
        self.diagnostics
    }

    /// The nearest statement around one that is not rejected.
    fn kept(&self, mut statement: Option<usize>) -> Option<usize> {
        // nesting has an end, but a walk through it need not trust that
        for _ in 0..=self.coded.extraction.statements.len() {
            let at = statement?;
            if !self.rejected_statements.contains(&at) {
                return Some(at);
            }
            statement = self.coded.extraction.statements[at].inside;
        }
        None
    }

    /// What stood inside a rejected statement stands inside the one around it.
    fn detach_statements(&mut self) {
        let inside: Vec<Option<usize>> =
            self.coded.extraction.statements.iter().map(|statement| self.kept(statement.inside)).collect();
        for (statement, inside) in self.coded.extraction.statements.iter_mut().zip(inside) {
            statement.inside = inside;
        }
    }

    /// Evidence in rejected statements goes; what was the next best piece for the same position takes the place of a stance's own.
    fn drop_evidence(&mut self) {
        let is_gone =
            |statement: Option<usize>| statement.is_some_and(|at| self.rejected_statements.contains(&at));
        for (at, stance) in self.coded.stances.iter_mut().enumerate() {
            stance.further.retain(|evidence| !is_gone(evidence.statement));
            let is_next =
                |evidence: &Evidence| evidence.polarity.is_some() && evidence.polarity == stance.polarity;
            let next = stance.further.iter().position(is_next);
            // what somebody holds on to rests on the words that they saw
            let is_open = is_gone(stance.statement) && !self.held_stances.contains(&at);
            if let Some(next) = next.filter(|_| is_open) {
                let next = stance.further.remove(next);
                (stance.statement, stance.evidence) = (next.statement, next.span);
                (stance.method, stance.rule_id, stance.confidence) =
                    (next.method, next.rule_id, next.confidence);
            }
        }
    }

    /// Stances of a rejected statement, and those that follow from a rejected stance, fall with it, unless somebody holds on to them.
    fn drop_dependent_stances(&mut self) {
        loop {
            let mut falling: BTreeSet<usize> = BTreeSet::new();
            for (at, stance) in self.coded.stances.iter().enumerate() {
                // what follows from another stance stands and falls with that one
                let is_groundless = match stance.derived_from {
                    Some(origin) => self.rejected_stances.contains(&origin),
                    None => stance.statement.is_some_and(|at| self.rejected_statements.contains(&at)),
                };
                let is_open = !self.held_stances.contains(&at) && !self.rejected_stances.contains(&at);
                if is_groundless && is_open {
                    falling.insert(at);
                }
            }
            if falling.is_empty() {
                break;
            }
            for at in falling {
                self.rejected_stances.insert(at);
                let span = self.coded.stances[at].evidence;
                let message = "this stance rests on a row that was rejected by hand and is left out with it";
                self.tell(Severity::Info, "rejected_by_hand", message.to_owned(), Some(span));
            }
        }
        let statements: Vec<Option<usize>> = self
            .coded
            .stances
            .iter()
            .map(|stance| {
                let is_gone = stance.statement.is_some_and(|at| self.rejected_statements.contains(&at));
                // what somebody holds on to belongs to the statement that has its words now
                let around = if is_gone { self.statement_around(stance.evidence) } else { None };
                around.or_else(|| self.kept(stance.statement))
            })
            .collect();
        for (stance, statement) in self.coded.stances.iter_mut().zip(statements) {
            stance.statement = statement;
            stance.derived_from = stance.derived_from.filter(|at| !self.rejected_stances.contains(at));
        }
    }

    /// Statements in text order without the rejected ones, and every index that points at them.
    fn order_statements(&mut self) {
        let statements = &mut self.coded.extraction.statements;
        let mut order: Vec<usize> =
            (0..statements.len()).filter(|at| !self.rejected_statements.contains(at)).collect();
        order.sort_by_key(|at| statements[*at].outer());
        let new_of = inverse(&order, statements.len());
        let pick = |actors: &[Option<usize>]| -> Vec<Option<usize>> {
            order.iter().map(|at| actors.get(*at).copied().flatten()).collect()
        };
        let resolution = &mut *self.coded.resolution;
        resolution.speaker_actors = pick(&resolution.speaker_actors);
        resolution.statement_addressee_actors = pick(&resolution.statement_addressee_actors);
        *statements = order.iter().map(|at| statements[*at].clone()).collect();
        for statement in statements {
            statement.inside = statement.inside.and_then(|at| new_of[at]);
        }
        for stance in self.coded.stances.iter_mut() {
            let own = std::iter::once(&mut stance.statement);
            for statement in own.chain(stance.further.iter_mut().map(|evidence| &mut evidence.statement)) {
                *statement = statement.and_then(|at| new_of[at]);
            }
        }
    }

    fn compact_stances(&mut self) {
        let stances = &mut *self.coded.stances;
        let order: Vec<usize> = (0..stances.len()).filter(|at| !self.rejected_stances.contains(at)).collect();
        let new_of = inverse(&order, stances.len());
        *stances = order.iter().map(|at| stances[*at].clone()).collect();
        for stance in stances {
            stance.derived_from = stance.derived_from.and_then(|at| new_of[at]);
        }
    }

    /// Actors by id, and every index that points at them.
    fn order_actors(&mut self) {
        let resolution = &mut *self.coded.resolution;
        let mut order: Vec<usize> = (0..resolution.actors.len()).collect();
        order.sort_by(|one, other| resolution.actors[*one].actor_id.cmp(&resolution.actors[*other].actor_id));
        let new_of = inverse(&order, order.len());
        resolution.actors = order.iter().map(|at| resolution.actors[*at].clone()).collect();
        let moved =
            |actor: &mut Option<usize>| *actor = actor.and_then(|at| new_of.get(at).copied().flatten());
        for list in [
            &mut resolution.mention_actors,
            &mut resolution.author_actors,
            &mut resolution.addressee_actors,
            &mut resolution.speaker_actors,
            &mut resolution.statement_addressee_actors,
        ] {
            list.iter_mut().for_each(moved);
        }
        moved(&mut resolution.document_author);
        for affiliation in &mut resolution.affiliations {
            for actor in [&mut affiliation.member, &mut affiliation.organisation] {
                *actor = new_of.get(*actor).copied().flatten().unwrap_or(*actor);
            }
        }
        for stance in self.coded.stances.iter_mut() {
            moved(&mut stance.holder);
        }
    }
}

/// For each old index its place in `order`; `None` for those that are not in it.
fn inverse(order: &[usize], n_old: usize) -> Vec<Option<usize>> {
    let mut new_of = vec![None; n_old];
    for (new, old) in order.iter().enumerate() {
        new_of[*old] = Some(new);
    }
    new_of
}
