//! Each mistake in a file gets an error that names the place, what was read, what was expected, and how to mend it.

use super::{example, mainstay, refused};

/// A refusal holds all of these.
fn names(error: &str, parts: &[&str]) {
    for part in parts {
        assert!(error.contains(part), "\"{part}\" is missing in:\n{error}");
    }
}

#[test]
fn a_total_that_does_not_add_up() {
    let folder = example();
    let text = "site,age,n\nTotal,Total,30\nTotal,young,12\nTotal,old,17\n";
    let error = refused(folder.path(), "sum.csv", text, "");
    names(
        &error,
        &[
            "sum.csv, line 2: a total does not add up",
            "cell: the total of everything",
            "relation: age Total = old + young at site Total",
            "read: 30, while its 2 parts make 29",
            "expected:",
            "to mend:",
        ],
    );
    let (code, _, error) = mainstay(folder.path(), "protect sum.csv --out out.json --keep-differences");
    assert_eq!(code, Some(0), "{error}");
    names(&error, &["1 of the sums do not add up; as asked"]);
}

#[test]
fn a_code_without_a_parent_and_a_hole_in_a_hierarchy() {
    let folder = example();
    let sites = "area,site\nNorth,Lantern House\nSouth,Tidewater Hall\nSouth,Mill Pond\n";
    std::fs::write(folder.path().join("short.csv"), sites).unwrap();
    let (code, _, error) = mainstay(
        folder.path(),
        "protect readers.csv --hierarchy site=short.csv --out out.json --quiet",
    );
    assert_eq!(code, Some(1));
    names(
        &error,
        &[
            "readers.csv, line 18: a code has no parent in its hierarchy",
            "table: readers",
            "cell: site Kite Street",
            "read: Kite Street, which short.csv does not hold",
            "to mend: add a line for Kite Street to short.csv",
        ],
    );
    std::fs::write(
        folder.path().join("hole.csv"),
        "area,site\nNorth,Lantern House\n,Kite Street\n",
    )
    .unwrap();
    let (code, _, error) = mainstay(
        folder.path(),
        "protect readers.csv --hierarchy site=hole.csv --out out.json --quiet",
    );
    assert_eq!(code, Some(1));
    names(
        &error,
        &[
            "hole.csv, line 3: a code has no parent",
            "cell: Kite Street",
            "to mend:",
        ],
    );
}

#[test]
fn values_that_are_no_counts() {
    let folder = example();
    let table = |value: &str| format!("site,n\nTotal,30\nNorth,12\nSouth,{value}\n");
    for (value, parts) in [
        (
            "-3",
            &["the value is negative", "read: -3", "expected: 0 or more"][..],
        ),
        (
            "twelve",
            &[
                "the value is not a number",
                "read: \"twelve\"",
                "expected: a number",
            ],
        ),
        (
            "\"1,018\"",
            &["the value is not a number", "without separators of thousands"],
        ),
        ("18%", &["the value is not a number", "signs of percent"]),
        (
            "12345678901234567",
            &["the value is not a number", "at most 15 digits"],
        ),
    ] {
        let error = refused(folder.path(), "value.csv", &table(value), "");
        names(
            &error,
            &[
                "value.csv, line 4",
                "table: value",
                "cell: site South",
                "to mend:",
            ],
        );
        names(&error, parts);
    }
}

#[test]
fn cells_told_twice() {
    let folder = example();
    let text = "site,n\nTotal,30\nNorth,12\nSouth,18\nNorth,12\n";
    let error = refused(folder.path(), "twice.csv", text, "");
    names(
        &error,
        &[
            "twice.csv, line 5: this cell is told twice",
            "cell: site North",
            "read: lines 3 and 5",
            "to mend:",
        ],
    );
    // And by two tables of one release, differently.
    std::fs::write(
        folder.path().join("one.csv"),
        "site,n\nTotal,30\nNorth,12\nSouth,18\n",
    )
    .unwrap();
    std::fs::write(
        folder.path().join("two.csv"),
        "age,n\nTotal,31\nyoung,12\nold,19\n",
    )
    .unwrap();
    let (code, _, error) = mainstay(folder.path(), "protect one.csv two.csv --out out.json --quiet");
    assert_eq!(code, Some(1));
    names(
        &error,
        &[
            "two.csv, line 2: two tables tell the same cell differently",
            "read: 31 here; 30 in one.csv, line 2",
        ],
    );
}

#[test]
fn columns_that_are_not_understood() {
    let folder = example();
    let error = refused(
        folder.path(),
        "column.csv",
        "site,n,pass\nTotal,30,20\nNorth,30,20\n",
        "",
    );
    names(
        &error,
        &[
            "unknown column \"pass\"",
            "table: column",
            "expected:",
            "--ignore pass",
        ],
    );
    let error = refused(folder.path(), "none.csv", "site,people\nTotal,30\nNorth,30\n", "");
    names(
        &error,
        &[
            "no column holds the values",
            "read: the columns site, people",
            "--value",
        ],
    );
    let error = refused(
        folder.path(),
        "value.csv",
        "site,n\nTotal,30\nNorth,30\n",
        "--value people",
    );
    names(&error, &["there is no column \"people\""]);
    let error = refused(folder.path(), "same.csv", "site,site,n\nTotal,Total,30\n", "");
    names(&error, &["two columns are called \"site\""]);
}

#[test]
fn files_that_are_no_tables() {
    let folder = example();
    for (name, text, part) in [
        ("empty.csv", "", "it is empty"),
        ("head.csv", "site,n\n", "it has column names and no rows"),
        (
            "ragged.csv",
            "site,n\nTotal,30\nNorth\n",
            "another number of fields",
        ),
        ("fine.csv", "site,n\nNorth,12\nSouth,18\n", "no line is a total"),
        ("broken.json", "{\"format\": ", "it is no JSON"),
        (
            "other.json",
            "{\"hello\": 1}",
            "this JSON is none that can be read",
        ),
        (
            "field.json",
            "{\"format\": \"mainstay-tables/1\", \"tables\": [], \"minimum\": 10}",
            "unknown field `minimum`",
        ),
    ] {
        let error = refused(folder.path(), name, text, "");
        names(&error, &[name, part]);
    }
    std::fs::write(folder.path().join("latin.csv"), b"site,n\nTotal,3\nCaf\xe9,3\n").unwrap();
    let (code, _, error) = mainstay(folder.path(), "protect latin.csv --out out.json --quiet");
    assert_eq!(code, Some(1));
    names(&error, &["it is not UTF-8 text", "save it anew"]);
    let (code, _, error) = mainstay(folder.path(), "protect . --out out.json --quiet");
    assert_eq!(code, Some(1));
    names(&error, &["this is a folder"]);
}

#[test]
fn problem_files_with_mistakes() {
    let folder = example();
    let problem = |cells: &str, relations: &str| {
        format!(
            "{{\"name\": \"SMALL\", \"cell_columns\": [\"id\", \"value\", \"lower\", \"upper\", \"weight\", \"sensitive\", \
             \"lower_protection\", \"upper_protection\"], \"cells\": [{cells}], \"relations\": [{relations}]}}"
        )
    };
    let good = "[0, 30, 0, 99, 1, 0, 0, 0], [1, 12, 0, 99, 1, 1, 2, 2], [2, 18, 0, 99, 1, 0, 0, 0]";
    let sum = "[[0, -1], [1, 1], [2, 1]]";
    for (cells, relations, parts) in [
        (
            "[0, 31, 0, 99, 1, 0, 0, 0], [1, 12, 0, 99, 1, 1, 2, 2], [2, 18, 0, 99, 1, 0, 0, 0]",
            sum,
            &[
                "a total does not add up",
                "number 0 of \"relations\"",
                "-1 × cell 0",
                "read: 31, while its 2 parts make 30",
            ][..],
        ),
        (
            good,
            "[[0, -1], [7, 1]]",
            &["names a cell that is not there", "cell: id 7"],
        ),
        (
            good,
            "[[0, -1], [1, 0.5]]",
            &["a coefficient is not a whole number"],
        ),
        (
            "[0, -3, 0, 99, 1, 0, 0, 0]",
            "",
            &["the value is negative", "position 0 of \"cells\""],
        ),
        (
            "[0, 30, 0, 20, 1, 0, 0, 0]",
            "",
            &["the value lies outside its bounds"],
        ),
        (
            "[0, 30, 0, 99]",
            "",
            &["another number of fields", "read: 4 fields", "expected: 8 fields"],
        ),
        (
            "[0, 30, 0, 99, 1, 0, 0, 0], [0, 30, 0, 99, 1, 0, 0, 0]",
            "",
            &["two cells have the same id"],
        ),
        (
            "[0, \"many\", 0, 99, 1, 0, 0, 0]",
            "",
            &["\"value\" is not a number"],
        ),
    ] {
        let error = refused(folder.path(), "small.json", &problem(cells, relations), "");
        names(&error, &["small.json", "SMALL"]);
        names(&error, parts);
    }
    // Two wrong relations are both named.
    let two = "[[0, -1], [1, 1]], [[0, -1], [2, 1]]";
    let error = refused(folder.path(), "small.json", &problem(good, two), "");
    names(&error, &["number 0 of", "also number 1 of", "and 1 more like it"]);
}

#[test]
fn rules_that_the_table_cannot_answer() {
    let folder = example();
    let counts = "site,n\nTotal,30\nNorth,12\nSouth,18\n";
    let error = refused(folder.path(), "counts.csv", counts, "--rule p-percent=10");
    names(
        &error,
        &["the rule p-percent=10 is about contributions", "to mend:"],
    );
    let amounts = "site,tot,n_obs\nTotal,30,5\nNorth,12,2\nSouth,18,3\n";
    let error = refused(folder.path(), "amounts.csv", amounts, "");
    names(
        &error,
        &["nothing says which amounts must be protected", "--rule minimum=3"],
    );
    let error = refused(folder.path(), "amounts.csv", amounts, "--rule minimum=3");
    names(
        &error,
        &[
            "nothing says how uncertain this cell must stay",
            "cell: site North",
            "--protection 10%",
        ],
    );
    let error = refused(folder.path(), "amounts.csv", amounts, "--rule dominance=1,75");
    names(&error, &["needs the largest contribution", "--largest"]);
}
