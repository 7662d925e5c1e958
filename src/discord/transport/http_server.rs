//! An HTTP server for untrusted clients: with a timeout for headers, a maximum number of
//! connections, and a graceful shutdown that answers every received request.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Timeout for the headers of a request. Idle connections are closed after the same time.
const HEADERS_TIMEOUT: Duration = Duration::from_secs(10);

/// Maximum number of connections served at once; others wait.
const MAX_CONNECTIONS: usize = 1024;

/// Maximum size of the headers of a request, in bytes.
const MAX_HEADER_BYTES: usize = 16 << 10;

/// Time for which a stopping server still accepts new connections, so that a load balancer can
/// notice that it stops.
const STOPPING_ACCEPT_TIME: Duration = Duration::from_secs(2);

/// Time after which a stopping server closes idle connections.
const STOPPING_IDLE_TIMEOUT: Duration = Duration::from_millis(1500);

/// Maximum time to wait for unfinished requests at shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(3);

/// Pause after a failed accept, for example because no file handles are left.
const ACCEPT_RETRY_PAUSE: Duration = Duration::from_millis(100);

/// Server that listens on an address.
#[derive(Debug)]
pub struct HttpServer {
    listener: TcpListener,
}

/// State shared by all connections.
#[derive(Clone)]
struct Serving {
    router: Router,
    connections: TaskTracker,
    /// Cancelled when the server stops: every response then closes its connection.
    stopping: CancellationToken,
    /// Cancelled when idle connections are to be closed.
    closing: CancellationToken,
}

impl HttpServer {
    /// Listens on an address; port 0 lets the system choose one.
    ///
    /// # Errors
    ///
    /// The operating system's error if the address cannot be used.
    pub async fn bind(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        Ok(Self { listener })
    }

    /// Returns the address that the server listens on.
    ///
    /// # Errors
    ///
    /// The operating system's error.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `stop` is cancelled, and then until every received request is answered.
    pub async fn serve(self, router: Router, stop: CancellationToken) {
        let serving = Serving {
            router,
            connections: TaskTracker::new(),
            stopping: stop.clone(),
            closing: CancellationToken::new(),
        };
        let slots = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        let farewell = async {
            stop.cancelled().await;
            sleep(STOPPING_ACCEPT_TIME).await;
        };
        tokio::pin!(farewell);
        loop {
            tokio::select! {
                () = &mut farewell => break,
                Some((stream, slot)) = accept(&self.listener, &slots) => {
                    serving.connections.spawn(serving.clone().connection(stream, slot));
                }
            }
        }
        serving.take_backlog(self.listener, &slots);
        serving.connections.close();
        let _ = timeout(STOPPING_IDLE_TIMEOUT, serving.connections.wait()).await;
        serving.closing.cancel();
        if timeout(SHUTDOWN_TIMEOUT, serving.connections.wait())
            .await
            .is_err()
        {
            let left = serving.connections.len();
            tracing::warn!("{left} connections could not be finished");
        }
    }
}

/// Accepts the next connection once a slot is free; `None` after a failure.
async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, slot)),
        Err(error) => {
            tracing::warn!("cannot take a connection: {error}");
            sleep(ACCEPT_RETRY_PAUSE).await;
            None
        }
    }
}

impl Serving {
    /// Accepts the connections in the system's backlog, which would be reset otherwise.
    fn take_backlog(&self, listener: TcpListener, slots: &Arc<Semaphore>) {
        let Ok(listener) = listener.into_std() else {
            return;
        };
        while let Ok(slot) = Arc::clone(slots).try_acquire_owned()
            && let Ok((stream, _)) = listener.accept()
            && stream.set_nonblocking(true).is_ok()
            && let Ok(stream) = TcpStream::from_std(stream)
        {
            self.connections
                .spawn(self.clone().connection(stream, slot));
        }
    }

    /// Serves one connection until it is closed.
    async fn connection(self, stream: TcpStream, _slot: OwnedSemaphorePermit) {
        // Responses are small and should be sent without delay.
        let _ = stream.set_nodelay(true);
        let router = TowerToHyperService::new(self.router);
        let stopping = self.stopping;
        let service = service_fn(move |request: Request<Incoming>| {
            let response = router.call(request);
            let stopping = stopping.clone();
            async move {
                response
                    .await
                    .map(|response| close_if_stopping(response, &stopping))
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_TIMEOUT)
            .max_buf_size(MAX_HEADER_BYTES)
            .serve_connection(TokioIo::new(stream), service);
        tokio::pin!(connection);
        let ended = tokio::select! {
            // A received request is read before the connection is shut down.
            biased;
            ended = connection.as_mut() => ended,
            () = self.closing.cancelled() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!("a connection ended early: {error}");
        }
    }
}

/// Adds `Connection: close` to the response if the server is stopping.
fn close_if_stopping<B>(mut response: Response<B>, stopping: &CancellationToken) -> Response<B> {
    if stopping.is_cancelled() {
        let headers = response.headers_mut();
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
