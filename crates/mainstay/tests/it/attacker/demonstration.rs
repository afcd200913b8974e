//! The demonstration, seeded and served in this process, with what only its makers know.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use app::collaborative::store::CollaborativeRow;
use app::editions::assemble::{Plan, assemble};
use app::editions::document::Text;
use app::editions::release::Strength;
use app::editions::{actions, gather, store};
use app::printing::form::Form;
use app::settings::Settings;
use app::state::AppState;
use jiff::Timestamp;
use platform::db::Scope;
use platform::words::Language;
use tokio::net::TcpListener;

use super::publication::Key;
use crate::kit::{Client, fresh_storage, press};

/// Address under which the edition without complementary suppression stands.
pub const CONTROL: &str = "control";
/// The smallest count that the demonstration shows where an indicator does not say otherwise.
const MINIMUM: i64 = 10;

/// A figure as it is.
#[derive(Debug, Clone, Copy)]
pub struct True {
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub value: Option<f64>,
}

/// What only the makers know: every figure as it is, and what is promised about it. The attacker never sees it; it
/// decides which of his beliefs happen to be right, and what he must not find.
#[derive(Debug, Default)]
pub struct Truth {
    pub figures: BTreeMap<Key, True>,
    /// The smallest count shown of each indicator; estimates are no counts of people and are not here.
    pub minimum: BTreeMap<String, i64>,
}

/// Every public answer by its path.
#[derive(Debug, Default)]
pub struct Pages(BTreeMap<String, Vec<u8>>);

impl Pages {
    pub fn bytes(&self, path: &str) -> &[u8] {
        let found = self.0.get(path);
        found.unwrap_or_else(|| panic!("no link leads to {path}"))
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(self.bytes(path)).into_owned()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&String, &Vec<u8>)> {
        self.0.iter()
    }
}

/// The demonstration, seeded and served in this process.
pub struct Demonstration {
    pub(super) state: AppState,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Demonstration {
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let storage = fresh_storage(&folder.path().join("data")).await;
        let database = app::server::open(&storage, app::demo::clock())
            .await
            .expect("a fresh database opens");
        let vault = app::vault::worker::Vault::new(None, PathBuf::new());
        app::demo::seed(&database, Timestamp::now(), "http://127.0.0.1", &vault)
            .await
            .expect("the demonstration is seeded");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let settings = Settings {
            storage,
            listen: address,
            base_url: format!("http://{address}"),
            smtp: None,
            outbox: folder.path().join("outbox"),
            reader: PathBuf::from(env!("CARGO_BIN_EXE_mainstay")),
            is_behind_proxy: false,
            objects: None,
            press: None,
            vault,
            is_demonstration: true,
        };
        let state = app::server::state(database, settings).await.expect("it starts");
        let router = app::server::router(state.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            state,
            address,
            _folder: folder,
        }
    }

    pub(super) async fn find(&self) -> (CollaborativeRow, Scope) {
        app::collaborative::actions::find(&self.state.database, app::demo::SLUG)
            .await
            .expect("the demonstration")
    }

    /// Every page and file that a stranger comes to by following links, of each edition in both languages. Pictures in dots are left out; they are drawn from those in lines.
    pub async fn crawl(&self) -> Pages {
        let home = format!("/{}/", app::demo::SLUG);
        let mut client = self.stranger();
        let mut pages = Pages::default();
        let mut waiting = vec![home.clone()];
        while let Some(path) = waiting.pop() {
            if pages.0.contains_key(&path) || path.ends_with(".png") {
                continue;
            }
            let answer = client.get(&path).await.expect_status(200);
            let is_page = answer
                .header("content-type")
                .is_some_and(|kind| kind.starts_with("text/html"));
            if is_page {
                let links = answer.links();
                let paths = links
                    .iter()
                    .map(|link| link.split(['#', '?']).next().unwrap_or_default());
                let public = paths.filter(|path| path.starts_with(&home) && !path.contains("/work"));
                waiting.extend(
                    public
                        .filter(|path| !pages.0.contains_key(*path))
                        .map(str::to_owned),
                );
            }
            pages.0.insert(path, answer.body);
        }
        pages
    }

    /// The newest edition's booklet as text, by the measure that its pages are about; empty without the worker.
    pub async fn printed(&self) -> BTreeMap<String, String> {
        let mut printed = BTreeMap::new();
        let Some(program) = press("hidden numbers in print") else {
            return printed;
        };
        let shelf = &self.state.public.shelf;
        let document = shelf.newest(app::demo::SLUG).expect("an edition");
        let kind = (Form::Booklet, Language::English);
        let booklet =
            app::printing::press::print(&program, &document, &self.state.settings.base_url, kind).await;
        let pdf = lopdf::Document::load_mem(&booklet.expect("it is printed").bytes).expect("a PDF");
        // Measures stand in the order of their results, and the last line of each says where it is on the web.
        let mut measures = document.results.iter().flat_map(|result| &result.indicators);
        let mut text = String::new();
        for page in pdf.get_pages().keys() {
            text.push_str(&pdf.extract_text(&[*page]).expect("its text"));
            let squeezed: String = text.split_whitespace().collect();
            if squeezed.contains("Thismeasureontheweb") {
                let measure = measures.next().expect("as many measures as last lines");
                printed.insert(measure.clone(), std::mem::take(&mut text));
            }
        }
        assert_eq!(
            printed.len(),
            document.indicators.len(),
            "every measure is printed"
        );
        printed
    }

    /// A browser of somebody who has no account.
    pub fn stranger(&self) -> Client {
        Client::new(self.address)
    }

    /// Puts an edition with only its small counts hidden on the shelf, under an address of its own.
    pub async fn publish_unprotected_control(&self) {
        let (row, scope) = self.find().await;
        let reader = scope.read().await.expect("a snapshot");
        // The draft's selection: stories are those of today, and tell figures that an older edition does not have.
        let rows = store::editions(&reader).await.expect("the editions");
        let draft = rows.first().expect("a draft comes first");
        let plan = Plan {
            collaborative: &row,
            title: "Control",
            note: Text::default(),
            selection: &actions::selection_of(draft),
            today: "2022-10-18",
            earlier: &[],
            report: None,
            strength: Strength::PrimaryOnly,
        };
        let mut document = assemble(&reader, &plan).await.expect("it is assembled").document;
        document.number = 1;
        document.collaborative.slug = CONTROL.into();
        self.state.public.shelf.put(document);
    }

    /// Every figure as it is.
    pub async fn truth(&self) -> Truth {
        let (_, scope) = self.find().await;
        let reader = scope.read().await.expect("a snapshot");
        let mut truth = Truth::default();
        for indicator in gather::indicators(&reader).await.expect("the indicators") {
            if indicator.suppression != "none" {
                let minimum = indicator.minimum_count.unwrap_or(MINIMUM);
                truth.minimum.insert(indicator.slug.clone(), minimum);
            }
            let figures = gather::figures(&reader, &indicator.indicator_id).await;
            for figure in figures.expect("the figures") {
                let key = Key {
                    indicator: indicator.slug.clone(),
                    period: figure.period,
                    place: figure.place,
                    group: figure.group_key,
                };
                let count = figure.value.filter(|_| indicator.unit == "count");
                let known = True {
                    numerator: figure.numerator.or(count.map(|count| count.round() as i64)),
                    denominator: figure.denominator,
                    value: figure.value,
                };
                truth.figures.insert(key, known);
            }
        }
        truth
    }
}
