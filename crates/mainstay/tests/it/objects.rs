//! Larger contents move into a bucket and are read from there; what nothing names any more goes from it; a bucket that says no
//! loses nothing.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use app::state::AppState;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use platform::args;
use platform::db::{DbError, Scope};
use platform::history::{Actor, NewFact};
use platform::objects::bucket::Bucket;
use platform::objects::{self, moving};

use crate::kit::World;
use crate::partners::Community;

/// What a bucket holds by path, and whether it answers.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<(BTreeMap<String, Bytes>, bool)>>);

impl Held {
    fn paths(&self) -> Vec<String> {
        self.0.lock().unwrap().0.keys().cloned().collect()
    }

    fn refuse(&self, is_closed: bool) {
        self.0.lock().unwrap().1 = is_closed;
    }
}

/// Puts, gives and deletes what is asked for by a signed address, and nothing else.
async fn answer(State(held): State<Held>, request: Request) -> (StatusCode, Bytes) {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let is_signed = query.contains("X-Amz-Signature=") && query.contains("X-Amz-Credential=the-key");
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let body = axum::body::to_bytes(request.into_body(), 1 << 24).await.unwrap();
    let mut held = held.0.lock().unwrap();
    if held.1 || !is_signed {
        return (StatusCode::FORBIDDEN, Bytes::new());
    }
    let found = match method {
        Method::PUT => {
            held.0.insert(path, body);
            Some(Bytes::new())
        }
        Method::GET => held.0.get(&path).cloned(),
        Method::DELETE => held.0.remove(&path).map(|_| Bytes::new()),
        _ => None,
    };
    found.map_or((StatusCode::NOT_FOUND, Bytes::new()), |bytes| {
        (StatusCode::OK, bytes)
    })
}

/// A bucket of this test, its credentials in a file, and the installation that uses it.
async fn bucket(world: &World) -> (Held, AppState) {
    let held = Held::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().fallback(answer).with_state(held.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let keys = world.folder().join("keys");
    std::fs::write(&keys, "the-key\nthe-secret\n").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let text = format!(
        "s3://contents/of/here?endpoint=http://{address}&credentials={}",
        keys.display()
    );
    let mut settings = (*world.state.settings).clone();
    settings.objects = Some(Bucket::parse(&text).unwrap());
    let state = AppState {
        settings: Arc::new(settings),
        ..world.state.clone()
    };
    (held, state)
}

/// Content that no compression makes small.
fn content(marker: &str) -> Vec<u8> {
    let mut bytes = marker.as_bytes().to_vec();
    while bytes.len() < 64 * 1024 {
        bytes.extend(uuid::Uuid::new_v4().into_bytes());
    }
    bytes
}

async fn keep(scope: &Scope, content: &[u8]) -> String {
    let tx = scope.write(Actor::installation()).await.unwrap();
    let hash = objects::put(&tx, content).await.unwrap();
    let fact = NewFact::new("contents.moved", "collaborative", scope.collaborative().uuid());
    tx.commit(vec![fact]).await.unwrap();
    hash
}

async fn bytes_here(scope: &Scope, hash: &str) -> i64 {
    let reader = scope.read().await.unwrap();
    let sql = "select cast(sum(length(bytes)) as bigint) as n from object where collaborative_id = $1 and hash = $2";
    reader.number(sql, args![hash]).await.unwrap()
}

#[tokio::test]
async fn contents_move_into_a_bucket_and_go_from_it_with_what_named_them() {
    let community = Community::open().await;
    let (held, state) = bucket(&community.world).await;
    let scope = &community.scope;
    let large = content("large");
    let hash = keep(scope, &large).await;
    let small = keep(scope, b"a small one").await;

    // A bucket that says no: nothing is lost, and the reason is told without the signed address.
    held.refuse(true);
    let refused = app::worker::tend_contents(&state).await.unwrap_err().to_string();
    assert!(
        refused.contains("403") && !refused.contains("Signature") && !refused.contains("the-secret"),
        "{refused}"
    );
    assert_eq!(
        objects::get(&scope.read().await.unwrap(), &hash).await.unwrap(),
        large
    );
    assert!(held.paths().is_empty());

    held.refuse(false);
    let (moved, swept) = app::worker::tend_contents(&state).await.unwrap();
    assert!(moved >= 1 && swept == 0, "{moved} {swept}");
    let own = format!("/contents/of/here/{}/{hash}", scope.collaborative());
    assert!(held.paths().contains(&own), "{:?}", held.paths());
    assert_eq!(bytes_here(scope, &hash).await, 0);
    assert!(bytes_here(scope, &small).await > 0, "what is small stays");
    assert_eq!(
        app::worker::tend_contents(&state).await.unwrap(),
        (0, 0),
        "once is enough"
    );

    // It is read from there, by whoever reads contents; while the bucket is away, that is said.
    assert_eq!(
        objects::get(&scope.read().await.unwrap(), &hash).await.unwrap(),
        large
    );
    held.refuse(true);
    let away = objects::get(&scope.read().await.unwrap(), &hash)
        .await
        .unwrap_err();
    assert!(
        matches!(&away, DbError::Other(said) if said.contains("403")),
        "{away}"
    );
    held.refuse(false);

    // The same content again is the same content.
    assert_eq!(keep(scope, &large).await, hash);
    assert_eq!(
        objects::get(&scope.read().await.unwrap(), &hash).await.unwrap(),
        large
    );

    // What was damaged there is not taken for what it was.
    let good = held
        .0
        .lock()
        .unwrap()
        .0
        .insert(own.clone(), Bytes::from_static(b"else"));
    let damaged = objects::get(&scope.read().await.unwrap(), &hash)
        .await
        .unwrap_err();
    assert!(
        matches!(&damaged, DbError::Rule(said) if said.contains("damaged")),
        "{damaged}"
    );
    held.0.lock().unwrap().0.insert(own.clone(), good.unwrap());

    // Nothing names it any more: it goes from the bucket too, also when no bucket is set any more.
    let tx = scope.write(Actor::installation()).await.unwrap();
    let sql = "delete from object where collaborative_id = $1 and hash = $2";
    tx.run(sql, args![hash.clone()]).await.unwrap();
    let fact = NewFact::new("contents.moved", "collaborative", scope.collaborative().uuid());
    tx.commit(vec![fact]).await.unwrap();
    held.refuse(true);
    assert!(
        moving::sweep(scope).await.is_err(),
        "it is tried again, not forgotten"
    );
    held.refuse(false);
    assert_eq!(
        app::worker::tend_contents(&community.world.state).await.unwrap(),
        (0, 1)
    );
    assert!(!held.paths().contains(&own));
    assert_eq!(app::worker::tend_contents(&state).await.unwrap(), (0, 0));
}
