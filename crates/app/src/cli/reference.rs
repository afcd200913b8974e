//! The reference page of the command line, made from the parser itself.

use clap::{Command as Parser, CommandFactory};

const HEAD: &str = "# The command line

Made from the parser, and compared with it by a test: `UPDATE=1 cargo test -p mainstay --test it command_line` writes
this page anew. Exit codes of every command: 0 done, 1 refused with a reason on standard error, 2 wrong use.
";

/// `docs/command-line.md`: every command with its help, as the program prints it.
pub fn reference() -> String {
    let mut parser = super::Command::command();
    parser.build();
    let mut page = HEAD.to_owned();
    add(&mut page, &parser);
    page
}

fn add(page: &mut String, parser: &Parser) {
    for command in parser.get_subcommands() {
        if command.is_hide_set() || command.get_name() == "help" {
            continue;
        }
        if command.has_subcommands() {
            add(page, command);
            continue;
        }
        let name = command.get_bin_name().unwrap_or(command.get_name());
        // What this machine's environment says is no part of the reference.
        let mut plain = command
            .clone()
            .mut_args(|argument| argument.hide_env_values(true));
        let help = plain.render_long_help().to_string();
        let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
        *page += &format!("\n## `{name}`\n\n```text\n{}\n```\n", lines.join("\n").trim_end());
    }
}
