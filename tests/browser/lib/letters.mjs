// The demonstration's outbox: mails that went out, as a page shows them.

/** Every scoped link that was mailed, the newest first. */
export async function links(home) {
  const page = await (await fetch(`${home}/demo/mail`)).text();
  const found = [...page.matchAll(/href="https?:\/\/[^/"]+(\/[^"/]+\/link\/[^"]+)"/g)].map(([, path]) => home + path);
  return [...new Set(found)];
}

/** The link in the newest mail to somebody whose subject holds the words. */
export async function linkTo(home, person, subject) {
  const page = await (await fetch(`${home}/demo/mail`)).text();
  const mails = page.split("<article").slice(1);
  const mail = mails.find((text) => text.includes(person) && text.includes(subject));
  const link = mail?.match(/href="https?:\/\/[^/"]+(\/[^"/]+\/link\/[^"]+)"/);
  if (!link) throw new Error(`no mail to ${person} about ${subject}`);
  return home + link[1];
}
