//! A child that does what children do at their worst: a few lines of shell stand in for it.

use std::os::unix::fs::PermissionsExt;

use super::*;

async fn read_by(script: &str) -> Result<Answer<u32, String>, ChildFailure> {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("child");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    let task = Task {
        arguments: Vec::new(),
        file: tempfile::tempfile().unwrap(),
        tenant: Some("one".into()),
        answer_bytes_max: 1_000,
    };
    Reader::new(program).read(task).await
}

#[tokio::test]
async fn what_became_of_a_child_is_told_by_its_answer_and_its_end() {
    let cases = [
        (r#"echo '{"read":7}'"#, Ok(Answer::Read(7))),
        (
            r#"echo '{"refused":"why"}'; exit 3"#,
            Ok(Answer::Refused("why".to_owned())),
        ),
        ("kill -XCPU $$", Err(ChildFailure::TooSlow(CHILD_CPU_SECONDS_MAX))),
        (r#"echo '{"read":7}'; kill -ABRT $$"#, Err(ChildFailure::TooBig)),
        ("kill -KILL $$", Err(ChildFailure::TooBig)),
        (r#"echo '{"read":7}'; exit 1"#, Err(ChildFailure::Broken)),
        ("echo nonsense", Err(ChildFailure::Broken)),
        ("exit 0", Err(ChildFailure::Broken)),
        ("yes '[[[[['", Err(ChildFailure::Broken)),
        ("yes '       '", Err(ChildFailure::TooLong(1_000))),
    ];
    for (script, wanted) in cases {
        assert_eq!(read_by(script).await, wanted, "{script}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_in_memory_is_on_no_disk_and_in_no_folder() {
    use std::os::fd::AsRawFd;
    let file = in_memory().unwrap();
    let link = std::fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).unwrap();
    assert!(
        link.to_string_lossy().starts_with("/memfd:"),
        "{}",
        link.display()
    );
}

#[tokio::test]
async fn a_tenant_has_one_place_and_all_together_two() {
    async fn is_free(reader: &Reader, tenant: &str) -> Option<Vec<OwnedSemaphorePermit>> {
        let turn = reader.turn(Some(tenant));
        let at_once = tokio::time::timeout(Duration::ZERO, turn).await;
        at_once.ok().and_then(Result::ok)
    }
    let reader = Reader::new(PathBuf::from("/bin/true"));
    let one = is_free(&reader, "one").await.expect("a place");
    assert!(
        is_free(&reader, "one").await.is_none(),
        "two at once of one tenant"
    );
    let two = is_free(&reader, "two").await.expect("a place");
    assert!(is_free(&reader, "three").await.is_none(), "three at once");
    drop(one);
    let _three = is_free(&reader, "three").await.expect("a place again");
    drop(two);
    assert!(is_free(&reader, "one").await.is_some());
}
