//! The reference page of the command line is what the program says of itself.

#[test]
fn the_command_line_page_is_what_the_program_prints() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/command-line.md");
    let page = app::cli::reference::reference();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &page).expect("the page is written");
    }
    let kept = std::fs::read_to_string(path).expect("the page");
    assert_eq!(kept, page, "run it again with UPDATE=1, and read the difference");
    for command in [
        "serve", "demo", "verify", "backup", "restore", "inspect", "export",
    ] {
        assert!(
            page.contains(&format!("\n## `mainstay {command}`\n")),
            "{command}"
        );
    }
    assert!(
        !page.contains("read-file"),
        "the hidden command is no part of the reference"
    );
}
