//! The life of component instances: when one is made, how many requests it takes, when it is dropped.
//!
//! wasmtime's `ProxyHandler` does the work; here are only the decisions. As in Spin, an instance serves up to 128
//! requests and is dropped after a second without any, so that what a guest keeps in statics outlives a request.
//!
//! DIFFERENCE: Spin gives an instance up to 16 requests at a time, the local host one unless told otherwise by Spin's
//! own option: a guest that computes without end after it has waited for something would hold back, until its time is
//! over, the requests queued behind it, and a trap would fail all the requests of its instance.
//!
//! DIFFERENCE: Spin sets no limit on the time of a request unless asked; here there is always one.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::time::Sleep;
use wasmtime::component::GuestTaskId;
use wasmtime::{Store, StoreContextMut};
use wasmtime_wasi_http::WasiHttpView;
use wasmtime_wasi_http::handler::{
    HandlerState, Instance, Proxy, ProxyHandler, ShouldAccept, WorkerExpiration, WorkerState, WorkerStatus,
};
use wasmtime_wasi_http::p3::bindings::ServicePre;

use crate::guest::{Capabilities, Guest};

/// What hands requests to the instances of one component.
pub type Handler = ProxyHandler<Instances>;

/// Makes the instances of one component.
pub struct Instances {
    component: ServicePre<Guest>,
    capabilities: Capabilities,
    limits: Limits,
}

/// What one request may ask of an instance, and one instance of the host.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the arrival of a request to the head of its response.
    pub request_time: Duration,
    /// Requests that share an instance at a time.
    pub requests_at_once: usize,
}

/// Decides when an instance is dropped.
#[derive(Debug)]
pub struct Expiration {
    timeout: Duration,
    request_expired: Arc<AtomicBool>,
    sleep: Pin<Box<Sleep>>,
}

/// Decides which requests an instance takes.
#[derive(Debug)]
pub struct Acceptance {
    component: Arc<str>,
    limits: Limits,
    /// Set when a request ran out of time, so that what it left running is not given more.
    request_expired: Arc<AtomicBool>,
}

const MOST_REQUESTS: usize = 128;
const IDLE_TIMEOUT: Duration = Duration::from_secs(1);

/// Pairs each compiled component with what it may do.
pub fn start(
    components: BTreeMap<String, ServicePre<Guest>>,
    mut capabilities: BTreeMap<String, Capabilities>,
    limits: Limits,
) -> BTreeMap<String, Handler> {
    let pairs = components.into_iter().filter_map(|(name, component)| {
        let capabilities = capabilities.remove(&name)?;
        Some((
            name,
            ProxyHandler::new(Instances {
                component,
                capabilities,
                limits,
            }),
        ))
    });
    pairs.collect()
}

impl HandlerState for Instances {
    type StoreData = Guest;
    type WorkerExpiration = Expiration;
    type WorkerState = Acceptance;

    async fn instantiate(&self) -> wasmtime::Result<Instance<Guest, Expiration, Acceptance>> {
        let mut store = Store::new(self.component.engine(), Guest::new(&self.capabilities));
        store.limiter(Guest::limits);
        store.set_epoch_deadline(1);
        store.epoch_deadline_async_yield_and_update(1);
        let service = self.component.instantiate_async(&mut store).await?;
        let request_expired = Arc::default();
        Ok(Instance {
            store,
            proxy: Proxy::P3(service),
            view: WasiHttpView::http,
            expiration: Expiration {
                timeout: self.limits.request_time,
                request_expired: Arc::clone(&request_expired),
                sleep: Box::pin(tokio::time::sleep(IDLE_TIMEOUT)),
            },
            state: Acceptance {
                component: self.capabilities.component.clone(),
                limits: self.limits,
                request_expired,
            },
        })
    }
}

impl WorkerExpiration for Expiration {
    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        status: WorkerStatus,
        since: Instant,
    ) -> Poll<()> {
        let allowed = match status {
            WorkerStatus::Idle => IDLE_TIMEOUT,
            WorkerStatus::PostReturn if self.request_expired.load(Ordering::Relaxed) => {
                return Poll::Ready(());
            }
            WorkerStatus::Requests | WorkerStatus::PostReturn => self.timeout,
        };
        let deadline = (since + allowed).into();
        if self.sleep.deadline() != deadline {
            self.sleep.as_mut().reset(deadline);
        }
        self.sleep.as_mut().poll(context)
    }
}

impl WorkerState for Acceptance {
    type StoreData = Guest;
    type RequestData = ();

    fn should_accept_request(&self, at_once: usize, in_all: usize) -> ShouldAccept {
        if in_all >= MOST_REQUESTS {
            ShouldAccept::Never
        } else if at_once >= self.limits.requests_at_once {
            ShouldAccept::No
        } else {
            ShouldAccept::Yes
        }
    }

    fn on_request_start(
        &self,
        _: StoreContextMut<'_, Guest>,
        (): (),
        _: GuestTaskId,
    ) -> Pin<Box<dyn Future<Output = ()> + 'static + Send + Sync>> {
        let time = tokio::time::sleep(self.limits.request_time);
        let expired = self.request_expired.clone();
        Box::pin(async move {
            time.await;
            expired.store(true, Ordering::Relaxed);
        })
    }

    fn drop(&self, store: Store<Guest>, outcome: Result<(), wasmtime::Error>) {
        // The store first: what the guest printed last comes out before the trap it explains.
        drop(store);
        if let Err(error) = outcome {
            eprintln!("[{}] the instance was dropped: {error:#}", self.component);
        }
    }
}

impl std::fmt::Debug for Instances {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Instances")
            .field("capabilities", &self.capabilities)
            .finish_non_exhaustive()
    }
}
