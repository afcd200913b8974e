#!/usr/bin/env python3
"""The public indicator page against nginx serving the same bytes as a file, in one run.

    python3 bench/public_page.py [--seconds 10] [--rounds 3] [--program target/release/mainstay]

Also measures the start (from exec to the first whole page, on a prepared data folder) and the memory after the load.
Needs wrk and nginx (Debian packages of the same names) and a release build. Everything stays on loopback.
"""

import argparse
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NGINX = """
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  sendfile on; tcp_nopush on; keepalive_requests 1000000;
  server {{ listen 127.0.0.1:{port}; location / {{ root {folder}/www; default_type text/html; }} }}
}}
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


def start(program, verb, data, port):
    command = [program, verb, "--data", data, "--listen", f"127.0.0.1:{port}"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(port, path, limit):
    """Seconds until the page comes whole."""
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        try:
            fetch(f"http://127.0.0.1:{port}{path}")
            return time.monotonic() - begun
        except OSError:
            time.sleep(0.002)
    sys.exit(f"{path} does not come within {limit} s")


def indicator_page(port):
    """The first indicator page that the newest edition links to."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
        home = answer.read().decode()
    links = re.findall(r'href="(?:https?://[^/"]+)?(/[^"#?]*/results/[^"#?/.]+)"', home)
    if not links:
        sys.exit("no indicator page is linked from the start page")
    return links[0]


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024


def wrk(address, seconds):
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", "--latency", address]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    if failed:
        sys.exit(f"{address}: {failed.group(1)} answers were errors")
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    unit = {"us": 0.001, "ms": 1.0, "s": 1000.0}[p99.group(2)]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), float(p99.group(1)) * unit


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", default=os.path.join(ROOT, "target/release/mainstay"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options, folder)


def measure(options, folder):
    os.chmod(folder, 0o755)
    data = os.path.join(folder, "data")
    port = free_port()
    child = start(options.program, "demo", data, port)
    first = wait_for(port, "/healthz", 300)
    page = indicator_page(port)
    child.send_signal(signal.SIGKILL)
    child.wait()

    starts = []
    for _ in range(5):
        port = free_port()
        child = start(options.program, "serve", data, port)
        starts.append(wait_for(port, page, 60) * 1000)
        child.send_signal(signal.SIGKILL)
        child.wait()

    port, peer = free_port(), free_port()
    child = start(options.program, "serve", data, port)
    wait_for(port, page, 60)
    body = fetch(f"http://127.0.0.1:{port}{page}")
    www = os.path.join(folder, "www")
    os.makedirs(www)
    with open(os.path.join(www, "page.html"), "wb") as file:
        file.write(body)
    config = os.path.join(folder, "nginx.conf")
    with open(config, "w", encoding="ascii") as file:
        file.write(NGINX.format(folder=folder, port=peer, workers=os.cpu_count()))
    nginx = subprocess.Popen(["nginx", "-c", config, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        wait_for(peer, "/page.html", 10)
        ours, theirs, cost = [], [], []
        for _ in range(options.rounds):
            theirs.append(wrk(f"http://127.0.0.1:{peer}/page.html", options.seconds))
            before = processor_seconds(child.pid)
            ours.append(wrk(f"http://127.0.0.1:{port}{page}", options.seconds))
            spent = processor_seconds(child.pid) - before
            cost.append(spent / (ours[-1][0] * options.seconds) * 1e6)
        report(page, body, first, starts, ours, theirs, cost, resident_megabytes(child.pid))
    finally:
        nginx.terminate()
        nginx.wait()
        child.kill()
        child.wait()


def report(page, body, first, starts, ours, theirs, cost, memory):
    middle = lambda values: statistics.median(values)
    own, peer = middle([rate for rate, _ in ours]), middle([rate for rate, _ in theirs])
    print(f"page {page}, {len(body)} bytes, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"requests per second: mainstay {own:.0f}, nginx {peer:.0f}, ratio {own / peer:.2f}")
    print(f"99th percentile: mainstay {middle([p for _, p in ours]):.1f} ms, nginx {middle([p for _, p in theirs]):.1f} ms")
    print(f"processor per request: {middle(cost):.0f} microseconds")
    print(f"start to first page: median {middle(starts):.0f} ms, slowest {max(starts):.0f} ms (five starts)")
    print(f"first start of all, making the demonstration: {first:.1f} s; memory after the load: {memory:.0f} MB")
    figures = {"page_bytes": len(body), "mainstay_rps": round(own), "nginx_rps": round(peer), "ratio": round(own / peer, 3),
               "start_ms": round(middle(starts)), "memory_mb": round(memory)}
    print(json.dumps(figures))


main()
