//! What a process gives up before it reads what strangers wrote. None of it can be taken back.
//!
//! Small and apart, so that a worker confines itself without linking the server's kit.

use rlimit::Resource;

/// Exit code of a confined process that understood its task and refuses it; its reason is the answer.
pub const REFUSED_EXIT_CODE: u8 = 3;

/// What a confined process keeps.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    /// Address space, in bytes.
    pub memory_bytes: u64,
    /// Processor time, in seconds.
    pub cpu_seconds: u64,
}

/// Why the child may not go on: a control that should hold does not.
#[derive(Debug, thiserror::Error)]
pub enum Unconfined {
    /// The system refused a limit.
    #[error("a limit could not be set: {0}")]
    Limit(#[from] std::io::Error),
    /// The system refused the filter of system calls.
    #[error("system calls could not be closed: {0}")]
    Calls(String),
}

/// Called first thing in `main`: from here on the process, with the threads it has, can read standard input, write standard output
/// and error, use its share of memory and time, and nothing else.
///
/// Memory and time are bounded by resource limits. Files and network are closed three times over: no new
/// descriptor can be opened at all, Landlock denies every path and port (where the kernel has it), and the
/// system calls for them answer "not permitted".
///
/// Errors: the system refuses a limit; the child must then not read the file.
pub fn confine(share: Share) -> Result<(), Unconfined> {
    Resource::AS.set(share.memory_bytes, share.memory_bytes)?;
    Resource::CPU.set(share.cpu_seconds, share.cpu_seconds + 1)?;
    Resource::FSIZE.set(0, 0)?;
    Resource::CORE.set(0, 0)?;
    #[cfg(target_os = "linux")]
    linux::close_paths_and_ports();
    // The three standard streams are open already; nothing can join them.
    Resource::NOFILE.set(0, 0)?;
    #[cfg(target_os = "linux")]
    linux::close_system_calls()?;
    Ok(())
}

/// As [`confine`], for a process of several threads that reads only what we wrote ourselves: it keeps its system calls, and
/// gives up files, network and more than its share all the same. Called first thing in `main`, before any thread.
///
/// Errors: the system refuses a limit.
pub fn bound(share: Share) -> Result<(), Unconfined> {
    Resource::AS.set(share.memory_bytes, share.memory_bytes)?;
    Resource::CPU.set(share.cpu_seconds, share.cpu_seconds + 1)?;
    Resource::FSIZE.set(0, 0)?;
    Resource::CORE.set(0, 0)?;
    #[cfg(target_os = "linux")]
    linux::close_paths_and_ports();
    Resource::NOFILE.set(0, 0)?;
    Ok(())
}

#[cfg(target_os = "linux")]
mod linux {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, Scope};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

    use super::Unconfined;

    /// The newest rules that we know; older kernels keep what they can of them.
    const RULES: ABI = ABI::V6;
    /// "Operation not permitted", on every Linux.
    const EPERM: u32 = 1;

    /// All that computing needs: memory, reading and writing what is open, and ending.
    const ALLOWED_CALLS: [libc::c_long; 31] = [
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_fstat,
        libc::SYS_statx,
        libc::SYS_close,
        libc::SYS_ppoll,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_gettimeofday,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_restart_syscall,
        libc::SYS_set_robust_list,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// Kernels without Landlock exist; there the other two doors stay shut.
    pub fn close_paths_and_ports() {
        let closed = || -> Result<(), RulesetError> {
            Ruleset::default()
                .handle_access(AccessFs::from_all(RULES))?
                .handle_access(AccessNet::from_all(RULES))?
                .scope(Scope::from_all(RULES))?
                .create()?
                .restrict_self()?;
            Ok(())
        };
        if let Err(error) = closed() {
            eprintln!("Landlock is not to be had: {error}");
        }
    }

    /// A call outside the list answers an error instead of killing: an abort must look like an abort.
    pub fn close_system_calls() -> Result<(), Unconfined> {
        let wrap = |error: &dyn std::fmt::Display| Unconfined::Calls(error.to_string());
        let machine = TargetArch::try_from(std::env::consts::ARCH).map_err(|error| wrap(&error))?;
        let allowed = ALLOWED_CALLS.iter().map(|call| (*call, Vec::new())).collect();
        let filter = SeccompFilter::new(
            allowed,
            SeccompAction::Errno(EPERM),
            SeccompAction::Allow,
            machine,
        )
        .map_err(|error| wrap(&error))?;
        let program = BpfProgram::try_from(filter).map_err(|error| wrap(&error))?;
        seccompiler::apply_filter_all_threads(&program).map_err(|error| wrap(&error))
    }
}
