//! A backup restores to an identical state, on both databases, or not at all.

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use app::backup::{LEFT_OUT, PLAN};
use app::settings::Storage;
use platform::args;
use platform::clock::Clock;
use platform::db::Database;
use platform::db::backup::{Archive, BackupError, Manifest, Part, load, restore_folder, seal};
use platform::history::{Actor, NewFact};
use platform::secrets::{new_uuid, sha256_hex};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

use crate::kit::{Neighbourhood, World, fresh_storage, run};

/// Where a storage is, as arguments of a command.
fn place(storage: &Storage) -> [String; 2] {
    match storage {
        Storage::Folder(folder) => ["--data".into(), folder.display().to_string()],
        Storage::Url(url) => ["--database".into(), url.clone()],
    }
}

/// Runs `backup` or `restore`; gives what it said, or refused with.
fn command(verb: &str, file: &Path, storage: &Storage) -> Result<String, String> {
    let [kind, at] = place(storage);
    let file = file.display().to_string();
    let folder = std::env::temp_dir();
    match run(&[verb, &file, &kind, &at], &folder) {
        (Some(0), out, _) => Ok(out),
        (Some(1), out, error) => {
            assert_eq!(out, "", "a refusal goes to standard error");
            Err(error)
        }
        other => panic!("mainstay {verb}: {other:?}"),
    }
}

fn manifest(file: &Path) -> Manifest {
    let file = File::open(file).expect("the backup");
    Archive::open(file, &PLAN)
        .expect("a good backup")
        .manifest()
        .clone()
}

/// A world with two filled neighbourhoods and somebody signed in, and a backup made of it while it runs.
async fn a_backed_up_world() -> (World, PathBuf) {
    let world = World::open().await;
    let one = Neighbourhood::fill(world.database(), "riverside", "heron").await;
    Neighbourhood::fill(world.database(), "hillside", "kestrel").await;
    one.signed_in(&world, crate::kit::Persona::Director).await;
    let file = world.folder().join("backup.mainstay");
    let said = command("backup", &file, &world.state.settings.storage).expect("a backup");
    assert!(said.contains("every table is equal"), "{said}");
    (world, file)
}

fn no_remains(folder: &Path) {
    let names = std::fs::read_dir(folder).expect("the folder");
    for name in names.map(|entry| entry.expect("an entry").file_name()) {
        let name = name.to_string_lossy().into_owned();
        assert!(!name.starts_with(".mainstay-"), "{name} is left behind");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_restores_to_the_same_state_through_either_database() {
    let (world, file) = a_backed_up_world().await;
    let first = manifest(&file);
    // To a folder, from there to whatever this run is about, and from there to a folder again.
    let folder = Storage::Folder(world.folder().join("one"));
    let other = fresh_storage(&world.folder().join("two")).await;
    let last = Storage::Folder(world.folder().join("three"));
    let mut from = file.clone();
    for (number, storage) in [folder, other, last].iter().enumerate() {
        let said = command("restore", &from, storage).expect("a restore");
        assert!(said.contains("Nobody is signed in"), "{said}");
        from = world.folder().join(format!("again-{number}.mainstay"));
        command("backup", &from, storage).expect("a backup");
        let again = manifest(&from);
        assert_eq!(again.tables, first.tables, "{storage:?}");
        assert_eq!(again.heads, first.heads, "{storage:?}");
        assert_eq!(again.migrations, first.migrations);
    }
    assert_eq!(first.heads.len(), 2);
    assert!(first.tables.iter().filter(|part| part.rows > 0).count() > 25);
    no_remains(world.folder());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_restored_serves_and_verifies_and_nobody_is_signed_in() {
    let world = World::open().await;
    let scope = world.a_collaborative("riverside").await;
    for _ in 0..3 {
        let tx = scope.write(Actor::installation()).await.expect("a transaction");
        let fact = NewFact::new("test.happened", "test", new_uuid());
        tx.commit(vec![fact]).await.expect("it is kept");
    }
    world.signed_in("ana@riverside.example").await;
    let file = world.folder().join("backup.mainstay");
    let said = command("backup", &file, &world.state.settings.storage).expect("a backup");
    assert!(!said.contains("Warning"), "{said}");

    let data = world.folder().join("restored");
    command("restore", &file, &Storage::Folder(data.clone())).expect("a restore");
    let (code, out, error) = run(&["verify", "--data", &data.display().to_string()], world.folder());
    assert_eq!(code, Some(0), "{out}{error}");
    let storage = Storage::Folder(data.clone());
    let restored = app::server::open(&storage, Clock::System)
        .await
        .expect("it opens");
    for table in LEFT_OUT {
        let rows = restored.host();
        let sql = format!("select count(*) as n from {table}");
        #[derive(platform::db::FromQueryResult)]
        struct Count {
            n: i64,
        }
        let count: Option<Count> = rows.row(&sql, args![]).await.expect("the table");
        assert_eq!(count.map(|count| count.n), Some(0), "{table}");
    }
    restored.close().await;

    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&data.join("mainstay.sqlite")), 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_is_one_moment_of_every_table() {
    let world = World::open().await;
    let scope = world.a_collaborative("riverside").await;
    let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
    let writer = tokio::spawn(async move {
        let mut kept = 0;
        while stopped.try_recv().is_err() {
            let tx = scope.write(Actor::installation()).await.expect("a transaction");
            let fact = NewFact::new("test.happened", "test", new_uuid());
            tx.commit(vec![fact]).await.expect("it is kept");
            kept += 1;
        }
        kept
    });
    let mut sizes = Vec::new();
    for number in 0..3 {
        let file = world.folder().join(format!("{number}.mainstay"));
        let storage = world.state.settings.storage.clone();
        let path = file.clone();
        let said = tokio::task::spawn_blocking(move || command("backup", &path, &storage)).await;
        let said = said.expect("no panic").expect("a backup");
        // The log's end and its facts are of one moment, or the copy would not verify.
        assert!(!said.contains("Warning"), "{said}");
        let manifest = manifest(&file);
        let facts = manifest.tables.iter().find(|part| part.name == "fact");
        assert_eq!(
            facts.map(|part| part.rows),
            manifest.heads.first().map(|head| head.size)
        );
        sizes.push(manifest.heads[0].size);
    }
    stop.send(()).expect("the writer runs");
    let kept = writer.await.expect("no panic");
    assert!(
        kept > 0 && sizes.is_sorted() && sizes[0] < sizes[2],
        "{kept} kept, {sizes:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_bit_is_refused_wherever_it_is() {
    let (world, file) = a_backed_up_world().await;
    let good = std::fs::read(&file).expect("the backup");
    let changed = world.folder().join("changed.mainstay");
    let target = Storage::Folder(world.folder().join("never"));
    let places = (0..good.len()).step_by(good.len() / 199).chain([good.len() - 1]);
    for (turn, place) in places.enumerate() {
        let mut bytes = good.clone();
        bytes[place] ^= 1 << (turn % 8);
        std::fs::write(&changed, &bytes).expect("a copy");
        let refused = Archive::open(File::open(&changed).expect("a copy"), &PLAN);
        let refused = refused.expect_err("a changed bit passed");
        let is_said = matches!(refused, BackupError::Damaged(_) | BackupError::NotABackup);
        assert!(is_said, "byte {place}: {refused}");
        if turn % 50 == 0 {
            let said = command("restore", &changed, &target).expect_err("a changed bit passed");
            assert!(said.contains("changed.mainstay: this"), "{said}");
        }
    }
    for kept in [0, 10, good.len() / 2, good.len() - 1] {
        std::fs::write(&changed, &good[..kept]).expect("a copy");
        command("restore", &changed, &target).expect_err("a cut file passed");
    }
    assert!(!world.folder().join("never").exists());
    no_remains(world.folder());
}

/// An archive taken apart, to be put together otherwise and sealed again.
struct Parts {
    folder: TempDir,
    parts: Vec<(String, Vec<u8>)>,
    manifest: Manifest,
}

impl Parts {
    fn of(file: &Path) -> Self {
        let bytes = std::fs::read(file).expect("the backup");
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut parts = Vec::new();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("its bytes");
            parts.push((part.name().expect("a name").into_owned(), bytes));
        }
        parts.retain(|(name, _)| name != "manifest.json");
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            parts,
            manifest: manifest(file),
        }
    }

    fn part(&mut self, table: &str) -> (&mut Part, &mut Vec<u8>) {
        let part = self.manifest.tables.iter_mut().find(|part| part.name == table);
        let path = format!("tables/{table}.jsonl");
        let bytes = self.parts.iter_mut().find(|(name, _)| *name == path);
        (part.expect("the part"), &mut bytes.expect("its bytes").1)
    }

    /// Gives a table other lines, with a digest that fits them.
    fn rewrite(&mut self, table: &str, text: String) {
        let (part, bytes) = self.part(table);
        part.rows = text.lines().count() as u64;
        part.sha256 = sha256_hex(&text);
        *bytes = text.into_bytes();
    }

    fn sealed(&self) -> File {
        let path = self.folder.path().join(new_uuid().to_string());
        let mut zip = zip::ZipWriter::new(File::create(&path).expect("a file"));
        let manifest = serde_json::to_vec(&self.manifest).expect("JSON");
        let all = self.parts.iter().map(|(name, bytes)| (name.as_str(), bytes));
        for (name, bytes) in all.chain([("manifest.json", &manifest)]) {
            zip.start_file(name, SimpleFileOptions::default())
                .expect("a part");
            zip.write_all(bytes).expect("its bytes");
        }
        zip.set_comment("0".repeat(64)).expect("a comment");
        drop(zip.finish().expect("an archive"));
        let options = File::options().read(true).write(true).open(&path);
        let mut file = options.expect("the file");
        seal(&mut file).expect("a seal");
        file
    }

    /// Tries to restore; it must be refused, and nothing may be there afterwards.
    async fn refused(&self, storage: &Storage) -> BackupError {
        let mut archive = match Archive::open(self.sealed(), &PLAN) {
            Ok(archive) => archive,
            Err(error) => return error,
        };
        match storage {
            Storage::Folder(folder) => {
                let error = restore_folder(folder, &mut archive, &PLAN, Clock::System).await;
                assert!(!folder.exists(), "something was kept");
                error.expect_err("it must be refused")
            }
            Storage::Url(url) => {
                let database = Database::open_url(url, Clock::System).await.expect("a database");
                let error = load(&database, &mut archive, &PLAN).await;
                let error = error.expect_err("it must be refused");
                let kept = database
                    .host()
                    .row::<Named>("select name from migration", args![])
                    .await;
                assert!(kept.is_err(), "something was kept");
                database.close().await;
                error
            }
        }
    }
}

#[derive(platform::db::FromQueryResult)]
struct Named {
    #[allow(dead_code, reason = "only whether there is one matters")]
    name: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused_with_its_reason_and_nothing_is_kept() {
    let (world, file) = a_backed_up_world().await;
    let storage = fresh_storage(&world.folder().join("never")).await;

    let mut missing = Parts::of(&file);
    missing.parts.retain(|(name, _)| name != "tables/person.jsonl");
    let said = missing.refused(&storage).await;
    assert!(
        matches!(&said, BackupError::MissingPart(part) if part.contains("person")),
        "{said}"
    );

    let mut unnamed = Parts::of(&file);
    unnamed.parts.retain(|(name, _)| name != "tables/person.jsonl");
    unnamed.manifest.tables.retain(|part| part.name != "person");
    let said = unnamed.refused(&storage).await;
    assert!(
        matches!(&said, BackupError::MissingPart(part) if part.contains("person")),
        "{said}"
    );

    let mut unknown = Parts::of(&file);
    unknown.parts.push(("tables/spell.jsonl".into(), Vec::new()));
    let said = unknown.refused(&storage).await;
    assert!(
        matches!(&said, BackupError::UnknownPart(part) if part.contains("spell")),
        "{said}"
    );

    let mut newer = Parts::of(&file);
    newer.manifest.migrations.push("9999_tomorrow".into());
    let said = newer.refused(&storage).await.to_string();
    assert!(
        said.contains("newer Mainstay") && said.contains("9999_tomorrow"),
        "{said}"
    );

    let mut newer = Parts::of(&file);
    newer.manifest.format += 1;
    let said = newer.refused(&storage).await;
    assert!(matches!(said, BackupError::Newer(_)), "{said}");

    let mut changed = Parts::of(&file);
    changed.part("organisation").1.pop();
    let said = changed.refused(&storage).await;
    assert!(matches!(&said, BackupError::Damaged(_)), "{said}");

    // Whoever can seal can write anything; the database's own rules still hold.
    let mut orphan = Parts::of(&file);
    orphan.rewrite("organisation", String::new());
    let said = orphan.refused(&storage).await;
    assert!(matches!(&said, BackupError::Database(_)), "{said}");

    let mut unsorted = Parts::of(&file);
    let (_, bytes) = unsorted.part("collaborative");
    let text = String::from_utf8(bytes.clone()).expect("text");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.reverse();
    let text = lines.join("\n") + "\n";
    unsorted.rewrite("collaborative", text);
    let said = unsorted.refused(&storage).await;
    assert!(
        matches!(&said, BackupError::Differs(table) if table == "collaborative"),
        "{said}"
    );

    let mut nonsense = Parts::of(&file);
    nonsense.rewrite("organisation", "{}\n".into());
    let said = nonsense.refused(&storage).await;
    assert!(matches!(&said, BackupError::Damaged(_)), "{said}");
    no_remains(world.folder());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_there_already_is_written_over() {
    let (world, file) = a_backed_up_world().await;
    let said = command("backup", &file, &world.state.settings.storage).expect_err("it is there");
    assert!(said.contains("exists already"), "{said}");
    let said = command("restore", &file, &world.state.settings.storage).expect_err("it is in use");
    assert!(said.contains("not empty"), "{said}");
    let folder = world.folder().join("notes");
    std::fs::create_dir(&folder).expect("a folder");
    let empty = Storage::Folder(folder.clone());
    std::fs::write(folder.join("note.txt"), "mine").expect("a file");
    let said = command("restore", &file, &empty).expect_err("it holds something");
    assert!(said.contains("not empty"), "{said}");
    assert_eq!(
        std::fs::read_to_string(folder.join("note.txt")).expect("still there"),
        "mine"
    );
    std::fs::remove_file(folder.join("note.txt")).expect("it goes");
    command("restore", &file, &empty).expect("an empty folder will do");

    let note = world.folder().join("note.txt");
    std::fs::write(
        &note,
        "not a backup, just a note of some length: it says nothing at all to anybody",
    )
    .expect("a note");
    let never = Storage::Folder(world.folder().join("never"));
    let said = command("restore", &note, &never).expect_err("a note");
    assert!(said.contains("not a backup"), "{said}");
    let nothing = Storage::Folder(world.folder().join("nothing"));
    let said = command("backup", &world.folder().join("x"), &nothing).expect_err("no data");
    assert!(said.contains("holds no data"), "{said}");
}
