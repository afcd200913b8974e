//! A whole linkage: fields, keys, learning, comparing, assigning, clusters, quality.

use crate::assign::assign;
use crate::blocking::{Blocks, Key, Layout};
use crate::compare::{Comparer, commonness};
use crate::fault::Fault;
use crate::field::{Columns, Field, choose, make};
use crate::keys;
use crate::learn::{Ground, Seen, learn};
use crate::model::{Model, Tables};
use crate::pair::{Pair, Pass};
use crate::part::{Part, parts};
use crate::quality::{Quality, quality};
use crate::refine;
use crate::role::Group;
use crate::settle::{clusters, complete, separate};
use crate::source::{Source, mix};
use crate::watch::{Phase, Watch};

/// Random pairs from which chance agreement is learned.
const RANDOM: f64 = 400_000.0;
/// Pairs from which the model is learned at most; more are sampled.
const LEARNED_FROM: f64 = 1_500_000.0;
/// Log odds from which a pair is kept while links are weighed against each other.
const KEPT: f64 = -7.0;

/// What is linked with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Records of different sources.
    Link,
    /// All records with all, also inside a source.
    Dedupe,
}

/// Whether a source holds each person once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Once.
    Once,
    /// Perhaps several times.
    Repeatedly,
    /// Told from the data: once, if hardly any of its own records look like one person.
    Unknown,
}

/// What may be said; everything has a default that needs no saying.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is linked with what.
    pub task: Task,
    /// What columns mean, where their names do not say so.
    pub columns: Columns,
    /// Rules that bring records together, each a list of parts such as `surname` and `birth_date.year`; empty: chosen.
    pub blocking: Vec<Vec<String>>,
    /// Whether sources hold each person once.
    pub holds: Holds,
    /// Columns in which two different values forbid a link: numbers given out by one system.
    pub vetoes: Vec<String>,
    /// Pairs below this probability are left out.
    pub least: f32,
    /// A model learned before; nothing is learned then.
    pub model: Option<Model>,
    /// Threads that compare.
    pub threads: usize,
}

impl Options {
    /// The defaults for a task.
    pub fn new(task: Task) -> Options {
        Options {
            task,
            columns: Columns::default(),
            blocking: Vec::new(),
            holds: Holds::Unknown,
            vetoes: Vec::new(),
            least: 0.01,
            model: None,
            threads: std::thread::available_parallelism()
                .map_or(1, usize::from)
                .min(16),
        }
    }
}

/// What came of a linkage.
#[derive(Debug, Clone)]
pub struct Links {
    /// Pairs of at least the least probability, by record.
    pub pairs: Vec<Pair>,
    /// For each record the lowest record of its cluster.
    pub clusters: Vec<u32>,
    /// Where each source begins among the records, and the end of the last.
    pub bounds: Vec<u32>,
    /// What was learned.
    pub model: Model,
    /// The rules that brought records together, as parts joined by ` + `.
    pub keys: Vec<String>,
    /// Pairs that were compared, those brought together twice counted twice.
    pub compared: f64,
    /// Which sources were taken to hold each person once.
    pub is_unique: Vec<bool>,
    /// How good it is thought to be.
    pub quality: Quality,
}

/// Links records without any known truth.
///
/// Errors: what [`Fault`] names; stopped as the watch asks.
pub fn link(mut sources: Vec<Source>, options: &Options, watch: &Watch) -> Result<Links, Fault> {
    watch.begin(Phase::Reading, 0)?;
    if sources.is_empty() || sources.iter().any(|source| source.rows() == 0) {
        return Err(Fault::NoRows);
    }
    let choices = choose(&sources, &options.columns)?;
    let layout = layout(&sources, options.task)?;
    let fields = make(&mut sources, &choices)?;
    drop(sources);
    if let Some(model) = &options.model {
        fits(model, &fields)?;
    }
    let commonness = commonness(&fields);
    let pass = Pass {
        fields: &fields,
        commonness: &commonness,
        threads: options.threads,
        watch,
    };
    watch.begin(Phase::Blocking, 0)?;
    let parts = parts(&fields);
    let chosen = chosen_keys(&fields, &parts, &layout, options)?;
    let blocks = Blocks::new(
        (&fields, &parts),
        &chosen.keys,
        &layout,
        chosen.pairs_of_block_max,
    );
    watch.begin(Phase::Learning, blocks.pairs() as u64)?;
    let (model, ground, seen) = learned(&pass, &layout, &blocks, options)?;
    let is_unique = uniqueness(&pass, &parts, &layout, (&model, options))?;
    watch.begin(Phase::Comparing, blocks.pairs() as u64)?;
    let mut pairs = pass.likely(&blocks, &Tables::new(&model), KEPT)?;
    forbid(&mut pairs, &fields, &options.vetoes)?;
    watch.begin(Phase::Assigning, 0)?;
    let model = if is_unique.contains(&true) {
        let learning = refine::Learning {
            fields: &fields,
            ground: &ground,
            seen: &seen,
            is_fixed: options.model.is_some(),
            kept: KEPT,
        };
        refine::refine(model, &mut pairs, (&layout, &is_unique), &learning)
    } else {
        model
    };
    watch.check()?;
    let clusters = clusters(&pass, &pairs, (&layout, &is_unique), &model);
    complete(&mut pairs, &clusters, (&pass, &layout), &model);
    if options.task == Task::Dedupe {
        separate(&mut pairs, &clusters, &pass, &model);
    }
    let quality = quality(&pairs, chosen.expected);
    pairs.retain(|pair| pair.probability >= options.least);
    Ok(Links {
        pairs,
        clusters,
        bounds: layout.bounds,
        model,
        keys: named(&chosen.keys, &parts),
        compared: blocks.pairs(),
        is_unique,
        quality,
    })
}

/// A given model must be of the same fields.
fn fits(model: &Model, fields: &[Field]) -> Result<(), Fault> {
    let roles: Vec<&str> = model.fields.iter().map(|field| field.role.word()).collect();
    let found: Vec<&str> = fields.iter().map(|field| field.role.word()).collect();
    if roles == found {
        return Ok(());
    }
    Err(Fault::ModelDiffers {
        model: roles.join(", "),
        files: found.join(", "),
    })
}

fn layout(sources: &[Source], task: Task) -> Result<Layout, Fault> {
    /// Records of all sources together.
    const MOST: usize = 200_000_000;
    let total: usize = sources.iter().map(Source::rows).sum();
    if total > MOST {
        return Err(Fault::TooMany {
            what: "records",
            found: total,
            most: MOST,
        });
    }
    let mut bounds = vec![0];
    for source in sources {
        bounds.push(bounds[bounds.len() - 1] + source.rows() as u32);
    }
    Ok(Layout {
        bounds,
        is_inside: task == Task::Dedupe,
    })
}

fn named(keys: &[Key], parts: &[Part]) -> Vec<String> {
    let name = |key: &Key| {
        if key.is_empty() {
            return "every pair".to_owned();
        }
        key.iter()
            .map(|part| parts[*part].label.as_str())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    keys.iter().map(name).collect()
}

fn chosen_keys(
    fields: &[Field],
    parts: &[Part],
    layout: &Layout,
    options: &Options,
) -> Result<keys::Chosen, Fault> {
    if options.blocking.is_empty() {
        return Ok(keys::choose(fields, parts, layout, None));
    }
    let mut chosen = Vec::new();
    for rule in &options.blocking {
        let part = |label: &String| parts.iter().position(|part| part.label == *label);
        let key: Option<Key> = rule.iter().map(part).collect();
        chosen.push(key.ok_or_else(|| Fault::NoSuchKey {
            rule: rule.join(" + "),
        })?);
    }
    Ok(keys::Chosen {
        keys: chosen,
        expected: 1.0,
        pairs_of_block_max: f64::INFINITY,
    })
}

fn learned(
    pass: &Pass<'_>,
    layout: &Layout,
    blocks: &Blocks,
    options: &Options,
) -> Result<(Model, Ground, Vec<Seen>), Fault> {
    let mut comparer = Comparer::new(pass.fields, pass.commonness);
    let wanted = RANDOM.min(layout.pairs().max(1000.0)) as u64;
    let mut random = Vec::with_capacity(wanted as usize);
    let mut outside = Vec::new();
    let mut number = 0_u64;
    let records = u64::from(layout.records());
    while random.len() < wanted as usize && number < wanted * 8 {
        let drawn = mix(number ^ 0x5eed_0000_0000);
        number += 1;
        let (left, right) = (
            ((drawn >> 32) * records) >> 32,
            ((drawn & 0xffff_ffff) * records) >> 32,
        );
        let (left, right) = (left.min(right) as u32, left.max(right) as u32);
        if left == right || !layout.is_inside && layout.source(left) == layout.source(right) {
            continue;
        }
        let pattern = comparer.pattern(left, right);
        random.push(pattern);
        if !blocks.holds(left, right) {
            outside.push(pattern);
        }
    }
    let ground = Ground::new(
        pass.fields,
        pass.commonness,
        &random,
        (layout.pairs(), layout.is_inside),
    );
    let share = (LEARNED_FROM / blocks.pairs().max(1.0)).min(1.0);
    let mut seen = pass.patterns(blocks, share, |_, _| true)?;
    let candidates: f64 = seen.iter().map(|seen| seen.pairs).sum();
    let weight = (layout.pairs() - candidates).max(0.0) / outside.len().max(1) as f64;
    // Outside the keys there are neither matches nor households, and the other classes differ in places only.
    let places = mask(pass.fields);
    for pattern in &mut outside {
        *pattern &= places;
    }
    outside.sort_unstable();
    for same in outside.chunk_by(|left, right| left == right) {
        seen.push(Seen {
            pattern: same[0],
            pairs: weight * same.len() as f64,
            is_candidate: false,
        });
    }
    let model = match &options.model {
        Some(model) => model.clone(),
        None => learn(pass.fields, &ground, &seen, None),
    };
    Ok((model, ground, seen))
}

/// The bits of a pattern that say where people live.
fn mask(fields: &[Field]) -> u64 {
    let is_place = |field: &Field| matches!(field.role.group(), Group::Dwelling | Group::Area);
    let bits = |(place, field): (usize, &Field)| if is_place(field) { 0xf << (4 * place) } else { 0 };
    fields
        .iter()
        .enumerate()
        .map(bits)
        .fold(0, |mask, bits| mask | bits)
}

/// Which sources hold each person once: as told, or as their own pairs look.
fn uniqueness(
    pass: &Pass<'_>,
    parts: &[Part],
    layout: &Layout,
    (model, options): (&Model, &Options),
) -> Result<Vec<bool>, Fault> {
    /// Share of a source's records that may look like another of its records by accident.
    const ACCIDENTS: f64 = 0.03;
    let sources = layout.bounds.len() - 1;
    if options.task == Task::Dedupe {
        return Ok(vec![false; sources]);
    }
    match options.holds {
        Holds::Once => return Ok(vec![true; sources]),
        Holds::Repeatedly => return Ok(vec![false; sources]),
        Holds::Unknown => {}
    }
    let inside = Layout {
        bounds: layout.bounds.clone(),
        is_inside: true,
    };
    let chosen = chosen_keys(pass.fields, parts, &inside, options)?;
    let blocks = Blocks::new(
        (pass.fields, parts),
        &chosen.keys,
        &inside,
        chosen.pairs_of_block_max,
    );
    let share = (LEARNED_FROM / blocks.pairs().max(1.0)).min(1.0);
    let mut unique = Vec::new();
    for source in 0..sources {
        let (begin, end) = (layout.bounds[source], layout.bounds[source + 1]);
        let is_own = |left: u32, right: u32| left >= begin && right < end;
        let seen = pass.patterns(&blocks, share, is_own)?;
        let all = f64::from(end - begin) * f64::from(end - begin - 1) / 2.0;
        unique.push(refine::doubles(model, &seen, all) <= ACCIDENTS * f64::from(end - begin));
    }
    Ok(unique)
}

/// A hard conflict: two different numbers of one system are two people.
fn forbid(pairs: &mut Vec<Pair>, fields: &[Field], vetoes: &[String]) -> Result<(), Fault> {
    for name in vetoes {
        let field = fields.iter().find(|field| field.name == *name);
        let field = field.ok_or_else(|| Fault::NoSuchColumn { column: name.clone() })?;
        pairs.retain(|pair| {
            let (left, right) = (field.ids[pair.left as usize], field.ids[pair.right as usize]);
            left == right || left == 0 || right == 0
        });
    }
    Ok(())
}

/// Assigns without learning anything more.
pub(crate) fn weigh(pairs: &mut [Pair], layout: &Layout, is_unique: &[bool]) {
    assign(pairs, layout, is_unique);
}
