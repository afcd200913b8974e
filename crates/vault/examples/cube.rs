//! Twenty million invented rows of attendance, and every figure of eight measures counted from them, for `bench/cube/run.py`.
//!
//! `cube generate FOLDER ROWS` writes the rows, `cube count FOLDER OUT.csv` counts them with the engine of the worker.
#![allow(
    clippy::needless_range_loop,
    reason = "one position stands for the same dimension in several tables"
)]

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use datafusion::arrow::array::{Array, AsArray, Int8Array, Int16Array, Int32Array, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Int64Type, Schema};
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, lit, when};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext, col};

const YEARS: usize = 12;
const SCHOOLS: usize = 60;
const DAYS: usize = 180;
/// Race, sex, income, language, disability, grade: categories of each.
const SIZES: [usize; 6] = [7, 2, 2, 2, 2, 13];
const NAMES: [&str; 6] = ["race", "sex", "income", "language", "disability", "grade"];
/// Measures.
const MEASURES: usize = 8;

/// Marsaglia's xorshift: invented rows need no better.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }
}

fn writer(path: &Path, names: &[(&str, DataType)]) -> ArrowWriter<File> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::LZ4_RAW)
        .set_max_row_group_row_count(Some(1 << 20))
        .build();
    ArrowWriter::try_new(
        File::create(path).expect("a file"),
        schema(names),
        Some(properties),
    )
    .expect("a writer")
}

fn generate(folder: &Path, rows: usize) {
    std::fs::create_dir_all(folder).expect("a folder");
    let mut draw = Draw(20_261_122);
    let per_year = rows / (YEARS * DAYS);
    let small = |name: &'static str| (name, DataType::Int8);
    let mut of_people = vec![
        ("person", DataType::Int32),
        ("year", DataType::Int16),
        ("school", DataType::Int16),
    ];
    of_people.extend(NAMES.map(small));
    let mut people = writer(&folder.join("people.parquet"), &of_people);
    let of_days = [
        ("person", DataType::Int32),
        ("year", DataType::Int16),
        ("day", DataType::Int16),
        ("status", DataType::Int8),
        ("minutes", DataType::Int16),
        ("incidents", DataType::Int8),
    ];
    let mut attendance = writer(&folder.join("attendance.parquet"), &of_days);
    for year in 0..YEARS {
        let first = year * per_year * 2 / 3;
        let traits: Vec<[i8; 6]> = (0..per_year)
            .map(|_| SIZES.map(|size| draw.below(size as u64) as i8))
            .collect();
        let risk: Vec<u64> = (0..per_year).map(|_| 10 + draw.below(150)).collect();
        let persons: Int32Array = (0..per_year)
            .map(|n| (first + n) as i32)
            .collect::<Vec<_>>()
            .into();
        let years: Int16Array = vec![2014 + year as i16; per_year].into();
        let schools: Int16Array = (0..per_year)
            .map(|n| (n % SCHOOLS) as i16)
            .collect::<Vec<_>>()
            .into();
        let mut columns: Vec<Arc<dyn Array>> = vec![
            Arc::new(persons.clone()),
            Arc::new(years.clone()),
            Arc::new(schools),
        ];
        for at in 0..SIZES.len() {
            columns.push(Arc::new(
                traits
                    .iter()
                    .map(|one| one[at])
                    .collect::<Vec<_>>()
                    .into_iter()
                    .collect::<Int8Array>(),
            ));
        }
        write(&mut people, &of_people, columns);
        // As a district exports it: day by day, everybody.
        for day in 0..DAYS {
            let status: Vec<i8> = risk
                .iter()
                .map(|risk| match draw.below(1000) {
                    one if one < *risk => 1 + (one % 2) as i8,
                    one if one < *risk + 30 => 3,
                    _ => 0,
                })
                .collect();
            let minutes: Vec<i16> = status
                .iter()
                .map(|one| if *one == 3 { 1 + draw.below(40) as i16 } else { 0 })
                .collect();
            let incidents: Vec<i8> = (0..per_year).map(|_| i8::from(draw.below(400) == 0)).collect();
            write(
                &mut attendance,
                &of_days,
                vec![
                    Arc::new(persons.clone()),
                    Arc::new(years.clone()),
                    Arc::new(Int16Array::from(vec![day as i16; per_year])),
                    Arc::new(Int8Array::from(status)),
                    Arc::new(Int16Array::from(minutes)),
                    Arc::new(Int8Array::from(incidents)),
                ],
            );
        }
    }
    people.close().expect("a file is closed");
    attendance.close().expect("a file is closed");
    println!("{} rows", per_year * YEARS * DAYS);
}

fn write(writer: &mut ArrowWriter<File>, names: &[(&str, DataType)], columns: Vec<Arc<dyn Array>>) {
    let batch = RecordBatch::try_new(schema(names), columns).expect("columns of one length");
    writer.write(&batch).expect("rows are written");
}

fn schema(names: &[(&str, DataType)]) -> Arc<Schema> {
    let fields = names
        .iter()
        .map(|(name, kind)| Field::new(*name, kind.clone(), false));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Every group of one person: everyone, each category, each pair; as positions in a flat cube.
struct Groups {
    singles: [usize; 6],
    pairs: [[usize; 6]; 6],
    size: usize,
}

impl Groups {
    fn new() -> Self {
        let mut size = 1;
        let mut singles = [0; 6];
        let mut pairs = [[0; 6]; 6];
        for at in 0..6 {
            singles[at] = size;
            size += SIZES[at];
        }
        for one in 0..6 {
            for other in one + 1..6 {
                pairs[one][other] = size;
                size += SIZES[one] * SIZES[other];
            }
        }
        Self { singles, pairs, size }
    }

    fn each(&self, traits: &[usize; 6], mut visit: impl FnMut(usize)) {
        visit(0);
        for one in 0..6 {
            visit(self.singles[one] + traits[one]);
            for other in one + 1..6 {
                visit(self.pairs[one][other] + traits[one] * SIZES[other] + traits[other]);
            }
        }
    }
}

fn flag(is: Expr, amount: Expr) -> Expr {
    when(is, amount).otherwise(lit(0_i64)).expect("a case")
}

async fn counted(folder: &Path, out: &Path) {
    let begun = Instant::now();
    let engine = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(2));
    let read = async |name: &str| {
        let path = folder.join(name).display().to_string();
        engine
            .read_parquet(path, ParquetReadOptions::default())
            .await
            .expect("a table")
    };
    let folded = read("attendance.parquet")
        .await
        .aggregate(vec![col("person"), col("year")], sums())
        .expect("a fold")
        .collect()
        .await
        .expect("it folds");
    let people = read("people.parquet").await.collect().await.expect("people");
    figures(begun, &folded, &people, out);
}

/// What happened to a person in a year: days, absences, excused ones, late ones, minutes, incidents.
pub(crate) fn sums() -> Vec<Expr> {
    let is = |code: i8| col("status").eq(lit(code));
    vec![
        count(lit(1_i64)),
        sum(flag(is(1).or(is(2)), lit(1_i64))),
        sum(flag(is(2), lit(1_i64))),
        sum(flag(is(3), lit(1_i64))),
        sum(col("minutes")),
        sum(col("incidents")),
    ]
}

/// Every figure, from what happened to each person in each year: person, year, and the sums.
pub(crate) fn figures(begun: Instant, folded: &[RecordBatch], people: &[RecordBatch], out: &Path) {
    let mut happened: HashMap<(i64, i64), [i64; 6]> = HashMap::new();
    for batch in folded {
        let columns = numbers(batch);
        for at in 0..batch.num_rows() {
            happened.insert(
                (columns[0][at], columns[1][at]),
                std::array::from_fn(|n| columns[2 + n][at]),
            );
        }
    }
    let folded_after = begun.elapsed();
    let groups = Groups::new();
    let place = |year: usize, school: usize| (year * (SCHOOLS + 1) + school) * groups.size;
    // For each cell: of how many, and how many in each measure.
    let mut cube = vec![[0_u32; MEASURES + 1]; YEARS * (SCHOOLS + 1) * groups.size];
    for batch in people {
        let columns = numbers(batch);
        for at in 0..batch.num_rows() {
            let Some(told) = happened.get(&(columns[0][at], columns[1][at])) else {
                continue;
            };
            let counts = counts(told);
            let (year, school) = ((columns[1][at] - 2014) as usize, columns[2][at] as usize);
            let traits: [usize; 6] = std::array::from_fn(|n| columns[3 + n][at] as usize);
            for base in [place(year, school), place(year, SCHOOLS)] {
                groups.each(&traits, |group| {
                    let cell = &mut cube[base + group];
                    for (sum, one) in cell.iter_mut().zip(counts) {
                        *sum += one;
                    }
                });
            }
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let cells = told(&cube, &groups, out);
    let fold = folded_after.as_secs_f64();
    println!("{{\"seconds\": {seconds:.3}, \"fold_seconds\": {fold:.3}, \"cells\": {cells}}}");
}

/// One, and one more for each measure that counts somebody. Whole numbers alone, so that two engines agree to the last.
fn counts(&[days, absent, excused, late, minutes, incidents]: &[i64; 6]) -> [u32; MEASURES + 1] {
    let measures = [
        absent * 10 >= days,
        absent * 5 >= days,
        absent * 20 <= days,
        late >= 5,
        minutes >= 60,
        incidents >= 1,
        incidents >= 3,
        absent > 0 && excused * 2 >= absent,
    ];
    let mut counts = [1; MEASURES + 1];
    for (at, is) in measures.into_iter().enumerate() {
        counts[at + 1] = u32::from(is);
    }
    counts
}

fn numbers(batch: &RecordBatch) -> Vec<Vec<i64>> {
    let columns = batch.columns().iter().map(|column| {
        let column = cast(column, &DataType::Int64).expect("numbers");
        column.as_primitive::<Int64Type>().values().to_vec()
    });
    columns.collect()
}

fn told(cube: &[[u32; MEASURES + 1]], groups: &Groups, out: &Path) -> usize {
    let mut names = vec![String::new(); groups.size];
    let total: usize = SIZES.iter().product();
    for code in 0..total {
        let mut rest = code;
        let traits: [usize; 6] = std::array::from_fn(|at| {
            let one = rest % SIZES[at];
            rest /= SIZES[at];
            one
        });
        for one in 0..6 {
            names[groups.singles[one] + traits[one]] = format!("{}={}", NAMES[one], traits[one]);
            for other in one + 1..6 {
                let at = groups.pairs[one][other] + traits[one] * SIZES[other] + traits[other];
                names[at] = format!(
                    "{}={}&{}={}",
                    NAMES[one], traits[one], NAMES[other], traits[other]
                );
            }
        }
    }
    let mut file = BufWriter::new(File::create(out).expect("a file"));
    let mut cells = 0;
    for (at, cell) in cube.iter().enumerate().filter(|(_, cell)| cell[0] > 0) {
        let (place, group) = (at / groups.size, at % groups.size);
        let (year, school) = (2014 + place / (SCHOOLS + 1), place % (SCHOOLS + 1));
        let school = if school == SCHOOLS {
            "all".to_owned()
        } else {
            school.to_string()
        };
        let numbers: Vec<String> = cell.iter().map(u32::to_string).collect();
        writeln!(file, "{year},{school},{},{}", names[group], numbers.join(",")).expect("a line");
        cells += 1;
    }
    file.flush().expect("a file is written");
    cells
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "generate", folder, rows] => generate(Path::new(folder), rows.parse().expect("a number of rows")),
        [_, "count", folder, out] => {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .build();
            runtime
                .expect("two threads")
                .block_on(counted(Path::new(folder), Path::new(out)));
        }
        _ => eprintln!("cube generate FOLDER ROWS | cube count FOLDER OUT.csv"),
    }
}
