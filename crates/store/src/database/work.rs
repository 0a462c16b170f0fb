//! The work of a transaction, whatever it answers: what runs it is compiled once, and not for each use case.

use std::any::Any;
use std::pin::Pin;

use crate::errors::StoreError;
use crate::group::Company;
use crate::transaction::Tx;

/// What is done inside a transaction, with what it last answered.
pub(super) trait Work: Send {
    /// Does it, and keeps the answer.
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> Pin<Box<dyn Future<Output = ()> + 'a>>;
    /// Whether what it wrote is to be kept: it answered, and not with an error.
    fn is_kept(&self) -> bool;
    /// Puts an error of the store in the place of the answer.
    fn fail(&mut self, error: StoreError);
    /// For whoever knows what it answers.
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

/// How one run of a transaction ended.
pub(super) enum Outcome {
    /// For good.
    Done(Box<dyn Work>),
    /// The closure panicked; the caller is to panic with the same payload.
    Panicked(Box<dyn Any + Send>),
    /// To be run again.
    Again(Box<dyn Work>, Company),
    /// Nobody waits for the answer, or the program stops: nothing was kept.
    Unheard,
}

/// A closure, and what it last answered.
pub(super) struct Asked<T, E, F> {
    work: F,
    answer: Option<Result<T, E>>,
}

impl<T, E, F> Asked<T, E, F>
where
    F: AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    /// Work that nobody did yet.
    pub(super) fn boxed(work: F) -> Box<dyn Work> {
        Box::new(Self { work, answer: None })
    }
}

impl<T, E, F> Work for Asked<T, E, F>
where
    F: AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async move { self.answer = Some((self.work)(tx).await) })
    }

    fn is_kept(&self) -> bool {
        matches!(self.answer, Some(Ok(_)))
    }

    fn fail(&mut self, error: StoreError) {
        self.answer = Some(Err(error.into()));
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        // Only the answer is asked for, and its type does not name the closure.
        Box::new(self.answer)
    }
}

/// The answer of work that ended.
pub(super) fn answer_of<T, E>(work: Box<dyn Work>) -> Result<T, E>
where
    T: 'static,
    E: From<StoreError> + 'static,
{
    let answer = work.into_any().downcast::<Option<Result<T, E>>>();
    answer.ok().and_then(|answer| *answer).unwrap_or_else(|| Err(StoreError::Stopping.into()))
}
