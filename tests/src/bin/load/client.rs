//! Asks the same thing again and again over some connections that stay open, each for the next answer as soon as it has
//! the last.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::cost;
use crate::target::Target;

/// What was done in a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// Answers of the right status, read whole.
    pub answers: u64,
    /// The time.
    pub elapsed: Duration,
    /// What the host spent on it, on all processors together.
    pub processor: Duration,
}

/// Asks over this many connections: for a while that does not count, so that the instances are there, then for the time.
pub async fn ask(target: &Arc<Target>, connections: usize, time: Duration) -> Result<Measure> {
    let progress = Arc::new(Progress::default());
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        let connection = connect(target.site.address).await?;
        tasks.spawn(ask_until_over(
            connection,
            Arc::clone(target),
            Arc::clone(&progress),
        ));
    }
    tokio::time::sleep(time / 4).await;
    let before = Moment::now(target, &progress)?;
    tokio::time::sleep(time).await;
    let after = Moment::now(target, &progress)?;
    progress.is_over.store(true, Ordering::Relaxed);
    while let Some(task) = tasks.join_next().await {
        task?.with_context(|| target.name.clone())?;
    }
    Ok(before.until(&after))
}

/// What the connections share.
#[derive(Debug, Default)]
struct Progress {
    answers: AtomicU64,
    is_over: AtomicBool,
}

struct Moment {
    answers: u64,
    at: Instant,
    processor: Duration,
}

impl Moment {
    fn now(target: &Target, progress: &Progress) -> Result<Self> {
        Ok(Self {
            answers: progress.answers.load(Ordering::Relaxed),
            at: Instant::now(),
            processor: cost::of_process(target.site.process)?,
        })
    }

    fn until(&self, later: &Self) -> Measure {
        Measure {
            answers: later.answers - self.answers,
            elapsed: later.at - self.at,
            processor: later.processor.saturating_sub(self.processor),
        }
    }
}

async fn connect(address: SocketAddr) -> Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    // How it ends is told to who asks.
    tokio::spawn(connection);
    Ok(sender)
}

async fn ask_until_over(
    mut connection: SendRequest<Full<Bytes>>,
    target: Arc<Target>,
    progress: Arc<Progress>,
) -> Result<()> {
    while !progress.is_over.load(Ordering::Relaxed) {
        let response = connection.send_request(target.request()).await?;
        let status = response.status();
        let body = response.into_body().collect().await?;
        if status != target.status {
            bail!("answers {status}: {}", String::from_utf8_lossy(&body.to_bytes()));
        }
        progress.answers.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
