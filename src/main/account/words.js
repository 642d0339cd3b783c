/** What the page says of devices, names and times. */

/** What others chose, so that it turns no sentence around that it is in (Unicode, directional isolates). */
export function isolated(text) {
  return `\u2068${text}\u2069`;
}

/** A browser and its system in words; of neither, that nothing is known. */
export function device(messages, { browser, system } = {}) {
  if (browser !== undefined && system !== undefined) {
    return messages.text("device.both", { browser, system });
  }
  return browser ?? system ?? messages.text("device.unknown");
}

/** As the user calls it, or else the application. */
export function nameOf({ name, client }) {
  return name ?? client.name;
}

/** A sign-in in a sentence: its name, and what it is. */
export function described(messages, { name, client, device: used }) {
  const what = messages.text("sign-in.what", { client: isolated(client.name), device: isolated(device(messages, used)) });
  return name === undefined ? what : messages.text("sign-in.named", { name: isolated(name), what });
}

/** How long it may still live, in sentences, the nearer one first. */
export function life(messages, { endsAt, endsUnusedAt }) {
  const ends = [
    ["life.unused", endsUnusedAt !== undefined && !(endsAt <= endsUnusedAt) ? endsUnusedAt : undefined],
    ["life.latest", endsAt],
  ].filter(([, time]) => time !== undefined);
  return ends.length === 0
    ? [messages.text("life.open")]
    : ends.map(([key, time]) => messages.text(key, { time: messages.moment(time) }));
}

const OLD_TOKEN = ["recent-predecessor", "stale-lineage", "session-end"];

/** What was seen in an incident of that kind, as messages have it; a kind that only a newer server knows is unusual. */
export function sighting({ kind }) {
  if (kind === "origin-change") {
    return "new-place";
  }
  return OLD_TOKEN.includes(kind) ? "old-token" : "unusual";
}

/** What a warning is about, in a sentence. */
export function warned(messages, incident) {
  const { client } = incident; // which may be removed by now
  return messages.text(`warning.title.${sighting(incident)}`, {
    client: client === undefined ? messages.text("warning.removed-client") : isolated(client.name),
  });
}

/** Whether the user may still answer it. */
export function isOpen({ answers }) {
  return answers.length > 0;
}
