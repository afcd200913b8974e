//! What coverage is asked about: the activities of the plan, and the rows and columns that they are laid against.

use std::collections::{BTreeMap, BTreeSet};

use domain::coverage::{Doing, Found, Matrix, Phase, found};
use domain::measurement::Course;
use jiff::civil::Date;
use platform::db::Connection;
use platform::words::Words;

use super::store::{self, AxisRow, PairRow, StepRow};
use crate::agenda::views::direction;
use crate::editions::document::Document;
use crate::error::Error;
use crate::site::sentences::{Tag, class_of};

/// A row or a column.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its key.
    pub key: String,
    /// Its name in the reader's language.
    pub name: String,
    /// The direction of what it is measured by, with the name of each measure; empty where there is none.
    pub tags: Vec<(String, Tag)>,
}

/// The plan, laid out to be asked.
#[derive(Debug)]
pub struct Ground {
    /// Activities.
    pub doings: Vec<Doing>,
    /// Their titles, by key.
    pub titles: BTreeMap<String, String>,
    /// Strategies of the ratified agenda.
    pub strategies: Vec<Line>,
    /// Stages of the pathway.
    pub stages: Vec<Line>,
    /// Groups that activities are meant for.
    pub groups: Vec<Line>,
    /// Places that activities name.
    pub places: Vec<Line>,
    /// Organisations other than the backbone.
    pub partners: Vec<Line>,
    /// What was done about gaps.
    pub steps: Vec<StepRow>,
}

/// A row or cell that stands out.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Of which matrix.
    pub matrix: Matrix,
    /// Key and name of the row.
    pub row: Line,
    /// Key and name of the column; none for the whole row.
    pub column: Option<Line>,
    /// What is found.
    pub found: Found,
}

impl Ground {
    /// Gathers it all, in the reader's language; directions are those of the newest edition.
    pub async fn load(
        connection: &Connection,
        words: Words,
        (newest, today): (Option<&Document>, Date),
    ) -> Result<Self, Error> {
        let partners = by_activity(store::partners(connection).await?);
        let places = by_activity(store::places(connection).await?);
        let groups = by_activity(store::groups(connection).await?);
        let mut titles = BTreeMap::new();
        let mut doings = Vec::new();
        for row in store::activities(connection).await? {
            titles.insert(
                row.activity_id.clone(),
                words.pick(&row.title_en, &row.title_es).to_owned(),
            );
            let own = |map: &BTreeMap<String, BTreeSet<String>>| {
                map.get(&row.activity_id).cloned().unwrap_or_default()
            };
            let mut with = own(&partners);
            with.insert(row.lead_id.clone());
            let Ok(starts) = row.starts_on.parse() else {
                continue;
            };
            let ends = row.ends_on.as_deref().and_then(|day| day.parse().ok());
            doings.push(Doing {
                groups: if row.scope == "targeted" {
                    own(&groups)
                } else {
                    BTreeSet::new()
                },
                places: own(&places),
                phase: Phase::on(today, starts, ends),
                key: row.activity_id,
                lead: row.lead_id,
                partners: with,
                strategy: row.strategy_key,
                stage: row.pathway_stage_id,
            });
        }
        let measured = |row: &AxisRow| {
            let slug = Some(row.measured.as_str()).filter(|slug| !slug.is_empty());
            slug.map(|slug| {
                (
                    title_of(newest, words, slug),
                    direction(words, newest, Some(slug)),
                )
            })
        };
        let plain = |rows: Vec<AxisRow>| rows.iter().map(|row| line(words, row, None)).collect();
        let strategies = store::strategies(connection).await?;
        let stages = store::stages(connection).await?;
        let group_rows = store::named_groups(connection).await?;
        Ok(Self {
            strategies: strategies
                .iter()
                .map(|row| line(words, row, measured(row)))
                .collect(),
            stages: gathered(stages.iter().map(|row| line(words, row, measured(row)))),
            groups: group_rows
                .iter()
                .map(|row| Line {
                    tags: group_tags(words, newest, &row.measured),
                    ..line(words, row, None)
                })
                .collect(),
            places: plain(store::named_places(connection).await?),
            partners: plain(store::organisations(connection).await?),
            steps: store::steps(connection).await?,
            doings,
            titles,
        })
    }

    /// The rows of a matrix.
    pub fn rows(&self, matrix: Matrix) -> &[Line] {
        match matrix {
            Matrix::StrategyPartner => &self.strategies,
            Matrix::StagePlace => &self.stages,
            Matrix::GroupStrategy => &self.groups,
        }
    }

    /// The columns of a matrix: of partners, only those who do something, the busiest first.
    pub fn columns(&self, matrix: Matrix) -> Vec<Line> {
        match matrix {
            Matrix::StagePlace => self.places.clone(),
            Matrix::GroupStrategy => self.strategies.clone(),
            Matrix::StrategyPartner => {
                let mut times: BTreeMap<&str, usize> = BTreeMap::new();
                let open = self.doings.iter().filter(|doing| doing.phase != Phase::Over);
                for partner in open
                    .filter(|doing| doing.strategy.is_some())
                    .flat_map(|doing| &doing.partners)
                {
                    *times.entry(partner).or_default() += 1;
                }
                let mut busy: Vec<&Line> = self
                    .partners
                    .iter()
                    .filter(|line| times.contains_key(line.key.as_str()))
                    .collect();
                busy.sort_by_key(|line| std::cmp::Reverse(times[line.key.as_str()]));
                busy.into_iter().cloned().collect()
            }
        }
    }

    /// What stands out: gaps and doublings that nobody has said are meant, slipping measures first.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for matrix in Matrix::ALL {
            for row in self.rows(matrix) {
                self.find_in(matrix, row, &mut findings);
            }
        }
        findings.retain(|finding| !self.is_meant(finding));
        findings.sort_by_key(|finding| (finding.found, !is_slipping(&finding.row)));
        findings
    }

    fn find_in(&self, matrix: Matrix, row: &Line, findings: &mut Vec<Finding>) {
        let stands_out = |found: Found| matches!(found, Found::Missing | Found::Doubled);
        let whole = found(matrix, &row.key, None, &self.doings);
        let finding = |column: Option<&Line>, found| Finding {
            matrix,
            row: row.clone(),
            column: column.cloned(),
            found,
        };
        if whole == Found::Missing || (whole == Found::Doubled && matrix == Matrix::StrategyPartner) {
            // A group without anything is told by its cells, which name the strategies.
            if matrix != Matrix::GroupStrategy {
                findings.push(finding(None, whole));
            }
            return;
        }
        if !matrix.asks_for_every_cell() {
            return;
        }
        for column in self.columns(matrix) {
            let cell = found(matrix, &row.key, Some(&column.key), &self.doings);
            let is_told = match (matrix, cell) {
                // A strategy without anything at all is told once, in its own row; a doubling where its strategy is.
                (Matrix::GroupStrategy, Found::Missing) => {
                    found(Matrix::StrategyPartner, &column.key, None, &self.doings) == Found::Missing
                }
                (_, Found::Doubled) => true,
                _ => false,
            };
            if stands_out(cell) && !is_told {
                findings.push(finding(Some(&column), cell));
            }
        }
    }

    fn is_meant(&self, finding: &Finding) -> bool {
        let column = finding.column.as_ref().map_or("", |line| line.key.as_str());
        self.steps_at(finding.matrix, &finding.row.key, column)
            .any(|step| step.step == "meant")
    }

    /// What was done about a cell, the newest first.
    pub fn steps_at<'a>(
        &'a self,
        matrix: Matrix,
        row: &'a str,
        column: &'a str,
    ) -> impl Iterator<Item = &'a StepRow> {
        self.steps.iter().filter(move |step| {
            step.matrix == matrix.code() && step.row_key == row && step.column_key == column
        })
    }

    /// The name of an organisation.
    pub fn partner(&self, id: &str) -> &str {
        let found = self.partners.iter().find(|line| line.key == id);
        found.map_or("", |line| line.name.as_str())
    }
}

fn is_slipping(line: &Line) -> bool {
    line.tags.iter().any(|(_, tag)| tag.class == "down")
}

fn by_activity(rows: Vec<PairRow>) -> BTreeMap<String, BTreeSet<String>> {
    let mut map: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        map.entry(row.activity_id).or_default().insert(row.other_id);
    }
    map
}

fn line(words: Words, row: &AxisRow, tag: Option<(String, Tag)>) -> Line {
    Line {
        key: row.id.clone(),
        name: words.pick(&row.en, &row.es).to_owned(),
        tags: tag.into_iter().collect(),
    }
}

/// Lines that follow each other with the same key become one with all their tags.
fn gathered(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut gathered: Vec<Line> = Vec::new();
    for line in lines {
        match gathered.last_mut().filter(|last| last.key == line.key) {
            Some(last) => last.tags.extend(line.tags),
            None => gathered.push(line),
        }
    }
    gathered
}

fn title_of(newest: Option<&Document>, words: Words, slug: &str) -> String {
    let indicator = newest.and_then(|edition| edition.indicator(slug));
    indicator.map_or_else(
        || slug.to_owned(),
        |indicator| words.pick(&indicator.title.en, &indicator.title.es).to_owned(),
    )
}

/// How the published measures go for a group, at the place that each page leads with: a tag for each word with its count.
fn group_tags(words: Words, newest: Option<&Document>, group: &str) -> Vec<(String, Tag)> {
    let Some(edition) = newest else {
        return Vec::new();
    };
    let mut counts: BTreeMap<&'static str, (Course, usize)> = BTreeMap::new();
    for indicator in &edition.indicators {
        let reading = indicator.reading(&indicator.headline_place, group);
        let course = reading.and_then(|reading| Course::from_code(&reading.word));
        if let Some(course) = course.filter(|course| *course != Course::TooEarlyToSay) {
            counts.entry(course.code()).or_insert((course, 0)).1 += 1;
        }
    }
    let tags = counts.into_iter().map(|(code, (course, count))| {
        let label = words.say(&format!("course-{code}"));
        let tag = Tag {
            class: class_of(course),
            label,
        };
        (words.with("coverage-measures", &[("count", count.into())]), tag)
    });
    tags.collect()
}
