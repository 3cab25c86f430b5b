//! Places where tests make the system fail.

/// Stands before each call that changes the file system. Outside tests it does nothing.
#[cfg(not(test))]
#[inline]
pub(crate) fn point() -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(crate) use injected::{fail_at, point};

#[cfg(test)]
mod injected {
    use std::cell::Cell;
    use std::io;

    /// "No space left on device".
    const NO_SPACE: i32 = 28;

    thread_local! {
        static POINTS_LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Lets the `nth` point from now on fail, counted from 0, and every later one; `None` lets none fail.
    pub(crate) fn fail_at(nth: Option<usize>) {
        POINTS_LEFT.set(nth);
    }

    pub(crate) fn point() -> io::Result<()> {
        match POINTS_LEFT.get() {
            Some(0) => Err(io::Error::from_raw_os_error(NO_SPACE)),
            Some(left) => {
                POINTS_LEFT.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}
