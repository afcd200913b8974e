//! A PostgreSQL server of our own for one run: fresh, on loopback, with a role that cannot pass fences by.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::machine;

/// A running server; dropped, it is stopped and its files are removed.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
}

impl Server {
    /// Starts a fresh server. Errors: why it cannot be had.
    pub fn start() -> Result<Self, String> {
        let initdb = machine::find("initdb").ok_or("PostgreSQL is missing (Debian package postgresql)")?;
        let programs = initdb.parent().map(Path::to_owned).unwrap_or_default();
        let folder = std::env::temp_dir().join(format!("mainstay-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        if machine::is_root() {
            // PostgreSQL refuses to run as root.
            command("chown", &["postgres".as_ref(), folder.as_os_str()])?;
        }
        let server = Self {
            folder,
            programs,
            port: free_port().map_err(|error| error.to_string())?,
        };
        server.initialise()?;
        Ok(server)
    }

    /// The URL of the role that the tests use: it owns what it makes and is no superuser.
    pub fn url(&self) -> String {
        format!("postgres://mainstay@127.0.0.1:{}/mainstay", self.port)
    }

    fn initialise(&self) -> Result<(), String> {
        let data = self.data();
        self.run(
            "initdb",
            &[
                "-D",
                &data,
                "-U",
                "admin",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
        )?;
        let socket = self.folder.display();
        // fsync stays on, as in earnest; only the number of connections is for parallel tests.
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories={socket} -c max_connections=300",
            self.port
        );
        let log = format!("{}/log", self.folder.display());
        self.run(
            "pg_ctl",
            &["-D", &data, "-w", "-o", &options, "-l", &log, "start"],
        )?;
        let port = self.port.to_string();
        let statements = [
            "create role mainstay login createdb",
            "create database mainstay owner mainstay",
        ];
        for statement in statements {
            let arguments = [
                "-q",
                "-h",
                "127.0.0.1",
                "-p",
                &port,
                "-U",
                "admin",
                "-c",
                statement,
                "postgres",
            ];
            self.run("psql", &arguments)?;
        }
        Ok(())
    }

    fn data(&self) -> String {
        format!("{}/data", self.folder.display())
    }

    /// Runs one of PostgreSQL's programs, as its own user where we are root.
    fn run(&self, program: &str, arguments: &[&str]) -> Result<(), String> {
        let path = self.programs.join(program);
        let mut command = if machine::is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(&path);
            command
        } else {
            Command::new(&path)
        };
        command
            .args(arguments)
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let status = command
            .status()
            .map_err(|error| format!("{}: {error}", path.display()))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("{program} ended with {status}"))
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // At the end of a run there is nobody left to tell that cleaning up failed.
        let _ = self.run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "stop"]);
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn command(program: &str, arguments: &[&std::ffi::OsStr]) -> Result<(), String> {
    let status = Command::new(program)
        .args(arguments)
        .status()
        .map_err(|error| error.to_string())?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{program} ended with {status}"))
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
