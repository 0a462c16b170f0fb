//! Sorting more than fits into memory: sorted runs in nameless temporary files, read back in one sweep.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    vec,
};

/// How many items are held in memory before they are put aside.
const HELD: usize = 1 << 18;

/// What can be put aside and read back.
pub(crate) trait Item: Ord + Sized {
    /// Writes it.
    fn write(&self, out: &mut impl Write) -> io::Result<()>;
    /// Reads the next; none at the end.
    fn read(input: &mut impl Read) -> io::Result<Option<Self>>;
}

/// An item of fixed size.
pub(crate) trait Fixed: Copy + Ord {
    /// Its bytes.
    type Bytes: AsRef<[u8]> + AsMut<[u8]>;
    /// Bytes to be filled.
    const BLANK: Self::Bytes;
    /// Its bytes.
    fn bytes(&self) -> Self::Bytes;
    /// What the bytes say.
    fn of_bytes(bytes: &Self::Bytes) -> Self;
}

impl<T: Fixed> Item for T {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(self.bytes().as_ref())
    }

    fn read(input: &mut impl Read) -> io::Result<Option<Self>> {
        Ok(read_or_end(input, T::BLANK)?.map(|bytes| T::of_bytes(&bytes)))
    }
}

/// Fills some bytes; none at the end of the input.
pub(crate) fn read_or_end<B: AsMut<[u8]>>(
    input: &mut impl Read,
    mut bytes: B,
) -> io::Result<Option<B>> {
    match input.read_exact(bytes.as_mut()) {
        Ok(()) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Takes items in any order.
#[derive(Debug)]
pub(crate) struct Sorter<T> {
    held: Vec<T>,
    most: usize,
    runs: Vec<File>,
}

impl<T: Item> Sorter<T> {
    pub(crate) fn new() -> Self {
        Self::holding(HELD)
    }

    pub(crate) fn holding(most: usize) -> Self {
        Self { held: Vec::new(), most, runs: Vec::new() }
    }

    /// Adds an item.
    ///
    /// # Errors
    /// No room for temporary files.
    pub(crate) fn push(&mut self, item: T) -> io::Result<()> {
        self.held.push(item);
        if self.held.len() >= self.most {
            self.put_aside()?;
        }
        Ok(())
    }

    fn put_aside(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        let mut out = BufWriter::with_capacity(1 << 16, tempfile::tempfile()?);
        for item in self.held.drain(..) {
            item.write(&mut out)?;
        }
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(file);
        Ok(())
    }

    /// All items in order, equal ones as often as they were added.
    ///
    /// # Errors
    /// A temporary file cannot be read.
    pub(crate) fn finish(mut self) -> io::Result<Sorted<T>> {
        self.held.sort_unstable();
        let mut sorted = Sorted {
            held: self.held.into_iter(),
            runs: self.runs.into_iter().map(|run| BufReader::with_capacity(1 << 16, run)).collect(),
            heads: BinaryHeap::new(),
        };
        for run in 0..=sorted.runs.len() {
            sorted.advance(run)?;
        }
        Ok(sorted)
    }
}

/// Gives items in order.
#[derive(Debug)]
pub(crate) struct Sorted<T> {
    held: vec::IntoIter<T>,
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<(T, usize)>>,
}

impl<T: Item> Sorted<T> {
    /// Puts the next item of a run on the heap; the one after the files is what was held.
    fn advance(&mut self, run: usize) -> io::Result<()> {
        let next = match self.runs.get_mut(run) {
            Some(file) => T::read(file)?,
            None => self.held.next(),
        };
        self.heads.extend(next.map(|item| Reverse((item, run))));
        Ok(())
    }
}

impl<T: Item> Iterator for Sorted<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((item, run)) = self.heads.pop()?;
        Some(self.advance(run).map(|()| item))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    impl Fixed for u64 {
        type Bytes = [u8; 8];
        const BLANK: [u8; 8] = [0; 8];

        fn bytes(&self) -> [u8; 8] {
            self.to_le_bytes()
        }

        fn of_bytes(bytes: &[u8; 8]) -> Self {
            Self::from_le_bytes(*bytes)
        }
    }

    proptest! {
        #[test]
        fn items_come_back_in_order_however_few_are_held(
            mut items in proptest::collection::vec(any::<u64>(), 0..200),
            most in 1_usize..40,
        ) {
            let mut sorter = Sorter::holding(most);
            for item in &items {
                sorter.push(*item).unwrap();
            }
            let sorted: Vec<u64> = sorter.finish().unwrap().map(Result::unwrap).collect();
            items.sort_unstable();
            prop_assert_eq!(sorted, items);
        }
    }
}
