//! Prints how a spreadsheet was read: `inspect FILE [--sheet NAME] [--rules FILE] --json`.

use std::path::PathBuf;
use std::process::ExitCode;

use intake::{Limits, Rules};

fn main() -> ExitCode {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "inspect" && argument != "--json");
    let (mut file, mut sheet, mut rules) = (None, None, Rules::default());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--sheet" => sheet = arguments.next(),
            "--rules" => {
                let Some(read) = arguments
                    .next()
                    .and_then(|path| std::fs::read_to_string(path).ok())
                else {
                    eprintln!("The file of rules could not be read.");
                    return ExitCode::from(2);
                };
                match Rules::from_json(&read) {
                    Ok(read) => rules = read,
                    Err(error) => {
                        eprintln!("The file of rules is no object of marks and meanings: {error}");
                        return ExitCode::from(2);
                    }
                }
            }
            _ => file = Some(PathBuf::from(argument)),
        }
    }
    let Some(file) = file else {
        eprintln!("Use: inspect FILE [--sheet NAME] [--rules FILE] --json");
        return ExitCode::from(2);
    };
    match intake::read_path(&file, &rules, &Limits::default()) {
        Ok(mut workbook) => {
            workbook
                .sheets
                .retain(|read| sheet.as_ref().is_none_or(|name| &read.name == name));
            let written = serde_json::to_writer(std::io::stdout().lock(), &intake::Contract::of(&workbook));
            if written.is_ok() {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(1)
            }
        }
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::from(1)
        }
    }
}
