//! The router's own table of routes: no list kept by hand could be trusted to be whole.

use std::collections::BTreeSet;

use super::World;

/// One address pattern and the methods it answers to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// As registered: `/{collaborative}/work/requests/{request}`.
    pub path: String,
    /// `GET`, `POST` …
    pub methods: Vec<String>,
}

impl Route {
    /// Names of the variable parts, in order.
    pub fn variables(&self) -> Vec<&str> {
        let parts = self.path.split('/').filter_map(|part| part.strip_prefix('{'));
        parts
            .map(|part| part.trim_end_matches('}').trim_start_matches('*'))
            .collect()
    }

    /// The address with each variable part replaced.
    pub fn filled(&self, mut value: impl FnMut(&str) -> String) -> String {
        let parts = self.path.split('/').map(|part| {
            part.strip_prefix('{').map_or_else(
                || part.to_owned(),
                |name| value(name.trim_end_matches('}').trim_start_matches('*')),
            )
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

/// Every route of a running world but the public site's, in order of its path.
pub async fn routes(world: &World) -> Vec<Route> {
    let mut routes = Vec::new();
    for path in paths(&format!("{:?}", app::server::workspace(world.state.clone()))) {
        let mut route = Route {
            path,
            methods: Vec::new(),
        };
        // Whoever is asked with a method that nobody serves tells which ones are.
        let address = route.filled(|_| "x".to_owned());
        let answer = world.client().request("PROPFIND", &address, None).await;
        let allowed = answer.header("allow").unwrap_or_default().to_owned();
        let methods = allowed
            .split(',')
            .map(str::trim)
            .filter(|method| !method.is_empty());
        route.methods = methods
            .filter(|method| *method != "HEAD")
            .map(str::to_owned)
            .collect();
        routes.push(route);
    }
    routes
}

/// Reads the paths off the router's debug text: `RouteId(3): "/healthz"`. The test of this module notices when
/// a newer axum writes it differently.
fn paths(debug: &str) -> BTreeSet<String> {
    let found = debug
        .split("RouteId(")
        .filter_map(|part| part.split_once("): \""));
    let paths = found.filter_map(|(_, rest)| rest.split('"').next());
    paths
        .filter(|path| path.starts_with('/') && !path.contains("__private"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn the_router_tells_its_own_routes() {
    let world = World::open().await;
    let routes = routes(&world).await;
    let health = routes.iter().find(|route| route.path == "/healthz");
    assert_eq!(
        health.map(|route| route.methods.clone()),
        Some(vec!["GET".to_owned()]),
        "{routes:?}"
    );
}
