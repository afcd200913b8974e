//! A disk whose power can be cut; see `tests/power/power.py`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A mounted image; dropped, it is unmounted.
pub struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// Makes and mounts one; none where the machine does not allow it.
    pub fn make(folder: &Path) -> Option<Self> {
        let folder = folder.to_owned();
        power(&["make", &folder.display().to_string()]).then_some(Self { folder })
    }

    pub fn mount(&self) -> PathBuf {
        self.folder.join("mount")
    }

    /// Everything so far reaches the disk: crashes are about what comes after.
    pub fn settle(&self) {
        let status = Command::new("sync").status();
        assert!(status.is_ok_and(|status| status.success()), "sync failed");
    }

    /// Stops a process, cuts the power under it, kills it, and mounts the disk again.
    pub fn cut(&self, process: u32) {
        let folder = self.folder.display().to_string();
        assert!(
            power(&["cut", &folder, &process.to_string()]),
            "the power could not be cut"
        );
    }

    /// The power comes back.
    pub fn again(&self) {
        assert!(
            power(&["again", &self.folder.display().to_string()]),
            "the disk does not come back"
        );
    }

    /// A library that takes synchronising away from a program, for the control.
    pub fn no_sync_library(&self) -> PathBuf {
        let source = self.folder.join("nosync.c");
        let library = self.folder.join("nosync.so");
        let text = "int fsync(int f) { return 0; }\nint fdatasync(int f) { return 0; }\n";
        std::fs::write(&source, text).expect("the control's source is written");
        let status = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .arg(&library)
            .arg(&source)
            .status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "the control does not compile"
        );
        library
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        power(&["remove", &self.folder.display().to_string()]);
    }
}

fn power(arguments: &[&str]) -> bool {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/power/power.py");
    let status = Command::new("python3").arg(script).args(arguments).status();
    status.is_ok_and(|status| status.success())
}
