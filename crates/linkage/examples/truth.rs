//! How good default settings are where the truth is known: `truth LEFT.csv [RIGHT.csv]`, each with a column `truth` that
//! is the same for records of one person. The linkage never sees it.

use std::collections::HashMap;

use mainstay_linkage::{Links, Options, Source, Task, Watch, link};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut sources = Vec::new();
    let mut truth: Vec<String> = Vec::new();
    for file in std::env::args().skip(1) {
        let mut reader = csv::Reader::from_path(&file)?;
        let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let key = names
            .iter()
            .position(|name| name == "truth")
            .ok_or("no column truth")?;
        let mut source = Source::new(names.clone())?;
        for row in reader.records() {
            let row = row?;
            truth.push(row[key].to_owned());
            source.push(
                row.iter()
                    .enumerate()
                    .map(|(at, cell)| if at == key { "" } else { cell })
                    .collect::<Vec<_>>()
                    .into_iter(),
            )?;
        }
        sources.push(source);
    }
    let task = if sources.len() == 1 {
        Task::Dedupe
    } else {
        Task::Link
    };
    let begun = std::time::Instant::now();
    let watch = std::sync::Arc::new(Watch::default());
    if std::env::var("VERBOSE").is_ok() {
        let watch = watch.clone();
        std::thread::spawn(move || {
            let mut last = None;
            loop {
                std::thread::sleep(std::time::Duration::from_millis(20));
                let (phase, _, whole) = watch.progress();
                if last != Some((phase, whole)) {
                    eprintln!("{:6.2} s {phase:?} {whole}", begun.elapsed().as_secs_f64());
                    last = Some((phase, whole));
                }
            }
        });
    }
    let links = link(sources, &Options::new(task), &watch)?;
    println!(
        "{:.1} s, {:.0} pairs compared, unique {:?}",
        begun.elapsed().as_secs_f64(),
        links.compared,
        links.is_unique
    );
    if std::env::var("VERBOSE").is_ok() {
        tell(&links);
    }
    judge(&links, &truth, task);
    Ok(())
}

fn tell(links: &Links) {
    println!("{}", links.keys.join("; "));
    println!(
        "brought together {:.4}, shares {:?}",
        links.quality.brought_together, links.model.shares
    );
    for field in &links.model.fields {
        let show = |levels: &[f64]| {
            levels
                .iter()
                .map(|level| format!("{level:9.2e}"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        println!("{:24} {:?}", field.name, field.role);
        println!(
            "  same      {}\n  household {}\n  chance    {}",
            show(&field.same),
            show(&field.household),
            show(&field.chance)
        );
    }
}

fn judge(links: &Links, truth: &[String], task: Task) {
    let all = true_pairs(links, truth, task);
    let is_true = |left: u32, right: u32| truth[left as usize] == truth[right as usize];
    let report = |name: &str, taken: &mut dyn Iterator<Item = (u32, u32)>| {
        let (mut right, mut count) = (0.0, 0.0);
        for (one, other) in taken {
            count += 1.0;
            right += f64::from(is_true(one, other));
        }
        let (precision, recall) = (right / f64::max(count, 1.0), right / all);
        println!(
            "{name:12} precision {precision:.4} recall {recall:.4} F1 {:.4}",
            2.0 * right / (count + all)
        );
    };
    for least in [0.1, 0.5, 0.9] {
        let mut taken = links
            .pairs
            .iter()
            .filter(|pair| pair.probability >= least)
            .map(|pair| (pair.left, pair.right));
        report(&format!("p >= {least}"), &mut taken);
    }
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    for (record, name) in links.clusters.iter().enumerate() {
        members.entry(*name).or_default().push(record as u32);
    }
    let source = |record: u32| links.bounds.partition_point(|bound| *bound <= record);
    let mut inside = Vec::new();
    for group in members.values() {
        for (place, left) in group.iter().enumerate() {
            for right in &group[place + 1..] {
                if task == Task::Dedupe || source(*left) != source(*right) {
                    inside.push((*left, *right));
                }
            }
        }
    }
    report("clusters", &mut inside.into_iter());
    println!(
        "possible recall {:.4}, all true {all}",
        links
            .pairs
            .iter()
            .filter(|pair| is_true(pair.left, pair.right))
            .count() as f64
            / all
    );
    if let Ok(range) = std::env::var("SHOW") {
        let (from, to) = range.split_once('-').expect("from-to");
        let (from, to): (f32, f32) = (from.parse().expect("a number"), to.parse().expect("a number"));
        let mut counts: HashMap<u64, (u32, u32, f32)> = HashMap::new();
        for pair in links
            .pairs
            .iter()
            .filter(|pair| (from..to).contains(&pair.probability))
        {
            let count = counts.entry(pair.pattern).or_default();
            count.0 += 1;
            count.1 += u32::from(is_true(pair.left, pair.right));
            count.2 = pair.log_odds;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(count.0));
        for (pattern, (all, right, odds)) in counts.into_iter().take(12) {
            println!(
                "{all} pairs, {right} right, log odds {odds:.2}: {:?}",
                links.model.levels(pattern)
            );
        }
    }
    for tenth in 0..10 {
        let from = tenth as f32 / 10.0;
        let here: Vec<_> = links
            .pairs
            .iter()
            .filter(|pair| pair.probability >= from && (pair.probability < from + 0.1 || tenth == 9))
            .collect();
        let stated: f64 = here.iter().map(|pair| f64::from(pair.probability)).sum();
        let right = here.iter().filter(|pair| is_true(pair.left, pair.right)).count();
        let count = here.len().max(1) as f64;
        println!(
            "  {from:.1} {:6} pairs stated {:.3} observed {:.3}",
            here.len(),
            stated / count,
            right as f64 / count
        );
    }
}

fn true_pairs(links: &Links, truth: &[String], task: Task) -> f64 {
    let mut counts: HashMap<&str, Vec<f64>> = HashMap::new();
    let sources = links.bounds.len() - 1;
    for (record, name) in truth.iter().enumerate() {
        let source = links.bounds.partition_point(|bound| *bound as usize <= record) - 1;
        counts.entry(name).or_insert_with(|| vec![0.0; sources])[source] += 1.0;
    }
    let all = |count: f64| count * (count - 1.0) / 2.0;
    counts
        .values()
        .map(|counts| {
            let inside: f64 = counts.iter().map(|count| all(*count)).sum();
            all(counts.iter().sum()) - if task == Task::Dedupe { 0.0 } else { inside }
        })
        .sum()
}
