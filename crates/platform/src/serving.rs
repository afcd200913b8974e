//! Answers connections: who sends a request's head too slowly is let go, and at a stop what is under way is finished.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::Service;

/// When no connection can be taken (the process has no file left), the next try.
const ACCEPT_AGAIN: Duration = Duration::from_millis(500);

/// How long one waits for others.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// A request's head must have come in this time, and a kept connection be used again.
    pub head: Duration,
    /// Requests under way at a stop get this long to finish.
    pub farewell: Duration,
}

impl Default for Patience {
    /// Long enough for a slow phone, short enough that somebody who dribbles bytes holds no connection for long.
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            farewell: Duration::from_secs(10),
        }
    }
}

/// Serves until `stop` is done and what is under way has ended. Whether all of it did in time.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
    patience: Patience,
) -> bool {
    let (running, seen) = watch::channel(());
    let mut make = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let Ok(service) = make.call(peer).await;
                tokio::spawn(answer(stream, service, patience.head, seen.clone()));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(ACCEPT_AGAIN).await;
            }
        }
    }
    drop(listener);
    drop(seen);
    // Nobody listens any more if all connections have ended.
    let _ = running.send(());
    tokio::time::timeout(patience.farewell, running.closed())
        .await
        .is_ok()
}

/// Answers what comes over one connection, until it ends or the server stops.
async fn answer<S>(stream: TcpStream, service: S, head_max: Duration, mut running: watch::Receiver<()>)
where
    S: Service<axum::extract::Request, Response = axum::response::Response, Error = std::convert::Infallible>
        + Clone
        + Send
        + 'static,
    S::Future: Send + 'static,
{
    // Small answers leave at once instead of waiting for more.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let service = TowerToHyperService::new(tower::ServiceExt::map_request(
        service,
        |request: hyper::Request<hyper::body::Incoming>| request.map(axum::body::Body::new),
    ));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_max)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = running.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    use super::*;

    /// A server with one page that takes 200 ms; its address, what stops it, and what says whether all ended in time.
    async fn running() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<bool>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route(
            "/",
            get(|| async {
                tokio::time::sleep(Duration::from_millis(200)).await;
                "here"
            }),
        );
        let (stop, stopping) = oneshot::channel();
        let patience = Patience {
            head: Duration::from_millis(400),
            farewell: Duration::from_secs(5),
        };
        let stopped = async {
            stopping.await.unwrap();
        };
        let server = tokio::spawn(async move { serve(listener, router, stopped, patience).await });
        (address, stop, server)
    }

    #[tokio::test]
    async fn a_head_that_does_not_come_is_not_waited_for() {
        let (address, _stop, _server) = running().await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
        let began = Instant::now();
        let mut answer = String::new();
        slow.read_to_string(&mut answer).await.unwrap();
        assert!(!answer.contains("here"), "{answer}");
        assert!(began.elapsed() >= Duration::from_millis(300));
    }

    #[tokio::test]
    async fn a_stop_lets_what_is_under_way_finish_and_takes_nothing_new() {
        let (address, stop, server) = running().await;
        let mut client = TcpStream::connect(address).await.unwrap();
        client
            .write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(80)).await;
        stop.send(()).unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("here"), "{answer}");
        assert!(server.await.unwrap());
        assert!(TcpStream::connect(address).await.is_err());
    }
}
