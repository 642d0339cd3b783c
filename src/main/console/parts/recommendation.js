/** What the server recommends about a client, in the admin's language; in the server's English where this page does not know it. */
export function recommended(messages, { code, graceSeconds, of, lost, text }) {
  const key = `recommendation.${code}`;
  return messages.has(key) ? messages.text(key, { seconds: graceSeconds, of, lost, other: of - lost }) : text;
}
