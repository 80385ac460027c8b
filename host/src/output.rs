//! What guests print: each line goes to our standard error behind the component's name.
//!
//! Nothing is kept in files; Spin also writes `.spin/logs`, which nobody here reads.

use std::io::Write;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::io::AsyncWrite;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamResult};

/// A standard output or error of a guest.
#[derive(Clone, Debug)]
pub struct PrefixedStderr {
    component: Arc<str>,
    /// What was printed since the last end of line. Shared, as a guest may open the stream several times.
    pending: Arc<Mutex<Vec<u8>>>,
}

/// A line longer than this is cut, so that a guest cannot make the host hold its output in memory.
const LONGEST_LINE: usize = 16 * 1024;

impl PrefixedStderr {
    pub fn new(component: Arc<str>) -> Self {
        Self {
            component,
            pending: Arc::default(),
        }
    }

    fn print(&self, bytes: &[u8]) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            pending.extend_from_slice(piece);
            if piece.ends_with(b"\n") || pending.len() > LONGEST_LINE {
                self.print_line(&pending);
                pending.clear();
            }
        }
    }

    fn print_line(&self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        let line = format!("[{}] {}\n", self.component, text.trim_end_matches(['\n', '\r']));
        // One write per line keeps lines of several components apart. When our standard error is closed there
        // is nobody to tell.
        _ = std::io::stderr().write_all(line.as_bytes());
    }
}

impl Drop for PrefixedStderr {
    /// The last line of a guest that ended without a line feed, such as one that trapped.
    fn drop(&mut self) {
        if Arc::strong_count(&self.pending) == 1 {
            let pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
            if !pending.is_empty() {
                self.print_line(&pending);
            }
        }
    }
}

impl IsTerminal for PrefixedStderr {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for PrefixedStderr {
    // Written at once and not by a background task, so that a panic message is out before the trap that follows.
    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }

    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(self.clone())
    }
}

impl OutputStream for PrefixedStderr {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        self.print(&bytes);
        Ok(())
    }

    fn flush(&mut self) -> StreamResult<()> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(LONGEST_LINE)
    }
}

// Always ready. Spelt out because the trait is made by the async_trait macro, not worth a dependency here.
impl Pollable for PrefixedStderr {
    fn ready<'a, 'b>(&'a mut self) -> Pin<Box<dyn Future<Output = ()> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(std::future::ready(()))
    }
}

impl AsyncWrite for PrefixedStderr {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        self.print(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
