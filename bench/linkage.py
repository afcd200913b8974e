"""De-duplicates the same invented people with mainstay-linkage and with Splink on DuckDB, one after the other in one run.

    pip install -r bench/requirements.txt 'splink>=5' duckdb 'pandas<3' anonlink clkhash
    cargo build --release -p mainstay-linkage --examples
    python3 bench/linkage.py --records 1000000            # linking names
    python3 bench/linkage.py --encodings 20000            # comparing filters, beside anonlink

Neither is shown the truth. Both get the same file, the same number of threads, and their own way of choosing pairs: ours its defaults;
Splink ten rules, all keys that its guide recommends for such columns. CPU time and memory are those of each process.
"""

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARIES = os.path.join(
    os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "..", "target")), "release", "examples"
)
COLUMNS = ["unique_id", "first_name", "surname", "dob", "street", "city", "zip", "email", "truth"]
SYLLABLES = "ba be bo da de do fa fi ga go ha he ja jo ka ke la le li lo ma me mi na ne no pa pe ra re ri ro sa se so ta te to va vi".split()


def words(count, lengths, seed):
    """Different invented words."""
    draw = random.Random(seed)
    found = {}
    while len(found) < count:
        found["".join(draw.choice(SYLLABLES) for _ in range(draw.choice(lengths)))] = None
    return list(found)


def falling(draw, items):
    """The n-th about 1/n as often as the first."""
    return items[min(int(len(items) ** draw.random()) - 1, len(items) - 1)]


def slip(draw, text):
    """One letter left out, doubled, changed or exchanged."""
    if len(text) < 3:
        return text
    at = draw.randrange(len(text) - 1)
    kind = draw.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + draw.choice("abcdefghijklmnopqrstuvwxyz" if text[at].isalpha() else "0123456789") + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def again(draw, person, lists):
    """Another record of the same person, with the errors of real ones."""
    record = list(person)
    for column, chance in ((0, 0.08), (1, 0.08), (2, 0.05), (3, 0.12), (4, 0.05), (5, 0.04), (6, 0.05)):
        if draw.random() < chance:
            record[column] = slip(draw, record[column])
    for column, chance in ((0, 0.02), (2, 0.04), (3, 0.05), (4, 0.03), (5, 0.05), (6, 0.35)):
        if draw.random() < chance:
            record[column] = ""
    if draw.random() < 0.02:
        record[0], record[1] = record[1], record[0]
    if draw.random() < 0.10:
        # Moved.
        record[3], record[4], record[5] = place(draw, lists)
    if draw.random() < 0.03:
        record[1] = falling(draw, lists[1])
    return record


def place(draw, lists):
    city = draw.randrange(len(lists[3]))
    street = f"{draw.randrange(1, 200)} {falling(draw, lists[2])} street"
    return street, lists[3][city], f"{10000 + city * 7 + draw.randrange(7)}"


def generate(path, records, alone=False, seed=7):
    """Households of one to five, or of one; a third of the people stand twice or three times. Gives the number of true pairs."""
    draw = random.Random(seed)
    lists = (words(2500, (2, 2, 3), 1), words(30000, (2, 3, 3), 2), words(4000, (2, 3), 3), words(800, (2, 3), 4))
    written, person, true_pairs = 0, 0, 0
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        while written < records:
            home, surname = place(draw, lists), falling(draw, lists[1])
            for _ in range(1 if alone else draw.choice((1, 1, 2, 2, 3, 4, 5))):
                first = falling(draw, lists[0])
                born = f"{draw.randrange(1930, 2020)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
                email = f"{first}.{surname}{draw.randrange(1000)}@{falling(draw, lists[3])}.example" if draw.random() < 0.7 else ""
                one = [first, surname, born, home[0], home[1], home[2], email]
                copies = draw.choice((0, 0, 0, 0, 1, 1, 2)) if draw.random() < 0.6 else 0
                copies = min(copies, records - written - 1) if written < records else -1
                if copies < 0:
                    break
                for copy in range(copies + 1):
                    row = one if copy == 0 else again(draw, one, lists)
                    out.writerow([written, *row, person])
                    written += 1
                true_pairs += copies * (copies + 1) // 2
                person += 1
    return true_pairs


def measured(command):
    """Runs a command; gives its output, wall and CPU seconds, and the most memory in MB."""
    begun = time.time()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} failed:\n{out}")
    return out, time.time() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def splink(path, threads):
    """Splink 5 as its guide has it; runs in a process of its own and prints its figures as JSON."""
    import duckdb
    import pandas
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    connection = duckdb.connect()
    connection.execute(f"set threads to {threads}")
    api = DuckDBAPI(connection=connection)
    people = connection.execute(
        f"select * exclude (truth) from read_csv('{path}', all_varchar=true, nullstr='')"
    ).df()
    table = api.register(people, dataset_display_name="people")
    rules = [
        block_on("email"),
        block_on("first_name", "surname"),
        block_on("first_name", "dob"),
        block_on("surname", "dob"),
        block_on("dob", "zip"),
        block_on("street", "zip", "first_name"),
        block_on("surname", "zip"),
        block_on("first_name", "zip"),
        block_on("dob"),
        block_on("street", "city"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            compare.ForenameSurnameComparison("first_name", "surname"),
            compare.DateOfBirthComparison("dob", input_is_string=True),
            compare.JaroWinklerAtThresholds("street", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            compare.ExactMatch("city").configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("zip", 1),
            compare.EmailComparison("email"),
        ],
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(table, settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("first_name", "surname", "dob"), block_on("email")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("email"))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    truth = pandas.read_csv(path, dtype=str, usecols=["unique_id", "truth"])
    told = None
    for threshold in (0.95, 0.99, 0.999, 0.9999, 0.99999):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=threshold
        )
        if told is None:
            # What one run costs: the other thresholds are tried for the peer's good, with the truth in hand, and not counted.
            used = resource.getrusage(resource.RUSAGE_SELF)
            told = {"cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024, "clusters at": {}}
        told["clusters at"][threshold] = agreed(truth, clusters.as_pandas_dataframe()[["cluster_id", "unique_id"]])
    print(json.dumps(told))


def agreed(truth, found):
    """How well clusters agree with the truth, by pairs."""
    found["unique_id"] = found["unique_id"].astype(str)
    joined = truth.merge(found, on="unique_id")
    count = lambda sizes: float((sizes * (sizes - 1) / 2).sum())
    all_true = count(joined.groupby("truth").size())
    taken = count(joined.groupby("cluster_id").size())
    right = count(joined.groupby(["truth", "cluster_id"]).size())
    return {"precision": round(right / taken, 4), "recall": round(right / all_true, 4), "F1": round(2 * right / (taken + all_true), 4)}


def encodings(count):
    """Random filters of 1,024 bits, half of them set, a tenth of them alike; one thread each."""
    import anonlink
    from bitarray import bitarray

    draw = random.Random(5)
    left = [draw.randbytes(128) for _ in range(count)]
    right = [draw.randbytes(128) if draw.random() < 0.9 else left[draw.randrange(count)] for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, side in (("left", left), ("right", right)):
            paths.append(os.path.join(folder, name))
            with open(paths[-1], "wb") as file:
                file.write(b"".join(side))
        ours = []
        theirs = []
        for _ in range(3):
            out, _, cpu, _ = measured([os.path.join(BINARIES, "encodings"), "speed", *paths, "1"])
            ours.append(cpu)
            found = json.loads(out)["found"]
            sides = []
            for side in (left, right):
                filters = []
                for one in side:
                    bits = bitarray()
                    bits.frombytes(one)
                    filters.append(bits)
                sides.append(filters)
            before = resource.getrusage(resource.RUSAGE_SELF)
            other = anonlink.candidate_generation.find_candidate_pairs(
                sides, anonlink.similarities.dice_coefficient_accelerated, 0.8
            )
            after = resource.getrusage(resource.RUSAGE_SELF)
            theirs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            if len(other[0]) != found:
                sys.exit(f"{found} alike here, {len(other[0])} there")
    pairs = count * count
    print(f"{pairs:,} pairs, {found} at least 0.8 alike; millions of comparisons per CPU second, best of three:")
    print(f"  mainstay {pairs / min(ours) / 1e6:8.0f} (reading the files included)\n  anonlink {pairs / min(theirs) / 1e6:8.0f}")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--records", type=int, nargs="*", default=[])
    ask.add_argument("--alone", action="store_true", help="nobody shares a home: families are what Splink has no level for")
    ask.add_argument("--encodings", type=int)
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--without-peer", action="store_true")
    ask.add_argument("--splink", help=argparse.SUPPRESS)
    told = ask.parse_args()
    if told.splink:
        return splink(told.splink, told.threads)
    if told.encodings:
        encodings(told.encodings)
    for records in told.records:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "people.csv")
            print(f"{records:,} records, {generate(path, records, told.alone):,} true pairs, {told.threads} threads")
            out, wall, cpu, memory = measured([os.path.join(BINARIES, "truth"), path])
            print(f"  mainstay: {wall:.1f} s, {cpu:.1f} CPU-s, {memory:.0f} MB\n    " + out.replace("\n", "\n    "))
            if not told.without_peer:
                command = [sys.executable, __file__, "--splink", path, "--threads", str(told.threads)]
                peer = json.loads(measured(command)[0].splitlines()[-1])
                print(f"  splink:   {peer['cpu']:.1f} CPU-s, {peer['memory']:.0f} MB")
                for threshold, how in peer["clusters at"].items():
                    print(f"    clusters at {threshold}: {how}")


if __name__ == "__main__":
    main()
