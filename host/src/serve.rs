//! The HTTP/1.1 server: listening, connections, and stopping without cutting a response.
//!
//! What a request becomes is in `request`. No TLS and no HTTP/2: browsers speak neither to a local server.

use std::convert::Infallible;
use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::request::Server;

/// How long requests in flight may still take after a signal.
const GRACE: Duration = Duration::from_secs(5);

/// How long a connection may stay silent, between requests too.
const SILENCE: Duration = Duration::from_secs(75);

/// Serves until SIGINT or SIGTERM.
pub async fn run(server: Server, address: SocketAddr, quiet: bool) -> Result<()> {
    let mut interrupt = signal(SignalKind::interrupt()).context("signals cannot be received")?;
    let mut terminate = signal(SignalKind::terminate()).context("signals cannot be received")?;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| explain(&error, address))?;
    announce(&server, listener.local_addr()?, quiet)?;
    let server = Arc::new(server);
    let connections = GracefulShutdown::new();
    while let Some(accepted) = next(&listener, &mut interrupt, &mut terminate).await {
        match accepted {
            Ok((stream, client)) => spawn(&server, &connections, stream, client),
            Err(error) => {
                eprintln!("error: a connection was not accepted: {error}");
                // Out of file descriptors, usually: some must close before the next try.
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(GRACE, connections.shutdown()).await.is_err() {
        eprintln!(
            "requests were still running after {} s and were cut",
            GRACE.as_secs()
        );
    }
    Ok(())
}

/// The next connection, or none once a signal came.
async fn next(
    listener: &TcpListener,
    interrupt: &mut Signal,
    terminate: &mut Signal,
) -> Option<std::io::Result<(TcpStream, SocketAddr)>> {
    tokio::select! {
        accepted = listener.accept() => Some(accepted),
        _ = interrupt.recv() => None,
        _ = terminate.recv() => None,
    }
}

fn spawn(server: &Arc<Server>, connections: &GracefulShutdown, stream: TcpStream, client: SocketAddr) {
    // Otherwise the kernel may hold back the end of a small response for 40 ms.
    _ = stream.set_nodelay(true);
    let server = server.clone();
    let service = service_fn(move |request| {
        let server = server.clone();
        async move { Ok::<_, Infallible>(server.answer(request, client).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SILENCE)
        .serve_connection(TokioIo::new(stream), service);
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        // A client that goes away in the middle is not our error.
        _ = connection.await;
    });
}

fn announce(server: &Server, address: SocketAddr, quiet: bool) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if !quiet {
        for (route, component) in server.routes() {
            writeln!(out, "  {component}: http://{address}{route}")?;
        }
    }
    writeln!(out, "Serving http://{address}")?;
    out.flush()?;
    Ok(())
}

fn explain(error: &std::io::Error, address: SocketAddr) -> anyhow::Error {
    let port = address.port();
    match error.kind() {
        ErrorKind::AddrInUse => anyhow!("port {port} is already in use; choose another with --listen"),
        ErrorKind::PermissionDenied => {
            anyhow!("port {port} may not be used by this user; choose one above 1023 with --listen")
        }
        _ => anyhow!("the address {address} cannot be listened on ({error}); choose another with --listen"),
    }
}
