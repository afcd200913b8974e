//! Reading the instances into problems. For measuring only: what does not fit stops the program with a message.

mod business;
mod jj;
mod schools;
mod written;

use std::path::Path;

use mainstay_disclosure::{Problem, Weights};

/// A problem to measure.
pub struct Instance {
    pub name: String,
    pub problem: Problem,
    pub weights: Weights,
}

/// Every instance whose files are there, by value and by count; if names are given, those whose names begin so.
pub fn all(folder: &Path, names: &[String]) -> Vec<Instance> {
    let mut problems: Vec<(String, Problem)> = Vec::new();
    for name in ["table1", "table7", "table8", "hier13"] {
        if let Ok(text) = std::fs::read_to_string(folder.join(format!("{name}.json"))) {
            problems.push((name.into(), jj::problem(&text)));
        }
    }
    problems.extend(business::all(folder));
    problems.extend(schools::all(folder));
    // Large ones are made only if asked for: what is measured beside them is the memory too.
    for cells in [5_000, 20_000, 100_000] {
        let name = format!("made{cells}");
        if names.is_empty()
            || names
                .iter()
                .any(|asked| name.starts_with(asked.as_str()) || asked.starts_with(&name))
        {
            problems.push((name, schools::made(cells)));
        }
    }
    let mut instances = Vec::new();
    for (name, problem) in problems {
        for (weights, ending) in [(Weights::AsGiven, "value"), (Weights::Count, "count")] {
            instances.push(Instance {
                name: format!("{name}/{ending}"),
                problem: problem.clone(),
                weights,
            });
        }
    }
    instances.retain(|instance| {
        names.is_empty() || names.iter().any(|name| instance.name.starts_with(name.as_str()))
    });
    instances
}

/// The fields of a line; quotes are understood.
pub fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    for character in line.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            other => fields.last_mut().expect("there is always one field").push(other),
        }
    }
    fields
}
