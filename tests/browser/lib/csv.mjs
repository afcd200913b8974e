// Comma-separated values as the publishers write them: quotes, commas within, doubled quotes; no line breaks within.

/** Each row as an object by its headings. */
export function rows(text) {
  const [head, ...lines] = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map(fields);
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at]])));
}

function fields(line) {
  const found = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return found.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}
