//! What scheduler, executors and worker have in common: where they listen, how long they wait, what they say.

use std::time::Duration;

use ballista_core::config::{
    BALLISTA_CLIENT_GRPC_CONNECT_TIMEOUT_SECONDS, BALLISTA_CLIENT_GRPC_HTTP2_KEEPALIVE_INTERVAL_SECONDS,
    BALLISTA_CLIENT_IO_RETRIES_TIMES, BALLISTA_CLIENT_IO_RETRY_WAIT_TIME_MS, BALLISTA_CLIENT_PULL,
};
use ballista_core::extension::{EndpointOverrideFn, SessionConfigExt};
use datafusion::prelude::SessionConfig;
use std::sync::Arc;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// How often a silent machine is asked whether it is still there, and how long it may take to say so.
const ALIVE: Duration = Duration::from_secs(5);
/// Parts into which what is folded is dealt between the two steps.
const PARTITIONS: usize = 8;

/// A host and a port. Errors: it is none.
pub fn host_and_port(text: &str) -> Result<(String, u16), String> {
    let wrong = || format!("{text} is no host and port, such as 10.9.0.2:50050");
    let (host, port) = text.rsplit_once(':').ok_or_else(wrong)?;
    let port = port.parse().map_err(|_| wrong())?;
    match host {
        "" => Err(wrong()),
        host => Ok((host.to_owned(), port)),
    }
}

/// Connections that notice when the other machine is gone. Ballista's own wait for ever.
pub fn impatient() -> EndpointOverrideFn {
    Arc::new(|endpoint| {
        Ok(endpoint
            .connect_timeout(CONNECT)
            .tcp_nodelay(true)
            .tcp_keepalive(Some(ALIVE))
            .http2_keep_alive_interval(ALIVE)
            .keep_alive_timeout(ALIVE)
            .keep_alive_while_idle(true))
    })
}

/// What all three know of a session.
pub fn session() -> SessionConfig {
    SessionConfig::new_with_ballista()
        .with_information_schema(false)
        .with_target_partitions(PARTITIONS)
        // Rows as they are must not be dealt out again: what lies between two steps lies in files.
        .with_round_robin_repartition(false)
        .with_ballista_adaptive_query_planner(false)
        .with_ballista_override_create_grpc_client_endpoint(impatient())
        // Asked again and again, a scheduler that is gone is noticed; a stream would stay open.
        .set_bool(BALLISTA_CLIENT_PULL, true)
        .set_u64(BALLISTA_CLIENT_GRPC_CONNECT_TIMEOUT_SECONDS, CONNECT.as_secs())
        .set_u64(
            BALLISTA_CLIENT_GRPC_HTTP2_KEEPALIVE_INTERVAL_SECONDS,
            ALIVE.as_secs(),
        )
        .set_u64(BALLISTA_CLIENT_IO_RETRIES_TIMES, 2)
        .set_u64(BALLISTA_CLIENT_IO_RETRY_WAIT_TIME_MS, 500)
}

/// What the engine says, to standard error.
struct Said;

impl log::Log for Said {
    fn enabled(&self, _about: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        eprintln!("{} {}: {}", record.level(), record.target(), record.args());
    }

    fn flush(&self) {}
}

/// Lets the engine speak. Not by default: its words can hold names of columns and values of a definition.
pub fn speak() {
    static SAID: Said = Said;
    // Set once, at the beginning of the program.
    let _ = log::set_logger(&SAID);
    log::set_max_level(log::LevelFilter::Info);
}

/// Lets nobody speak but these programs themselves: what a panic says may quote a cell.
pub fn hush() {
    std::panic::set_hook(Box::new(|_| eprintln!("something broke down")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_and_a_port_are_read() {
        assert_eq!(host_and_port("10.9.0.2:50050"), Ok(("10.9.0.2".into(), 50050)));
        assert_eq!(
            host_and_port("counts.example.org:1"),
            Ok(("counts.example.org".into(), 1))
        );
        for wrong in ["", "10.9.0.2", ":50050", "host:port", "host:70000"] {
            assert!(host_and_port(wrong).is_err(), "{wrong}");
        }
    }
}
