/** What an incident probably was, and why: of what the server knows of it, and in plain words. */

/** What it probably was: the key of a sentence. Nobody knows for sure, so none of them says that it was. */
export function likelihood({ kind, benign, presentedFrom, rotatedFrom }) {
  if (kind === "session-end" || kind === "catch-up" || kind === "origin-change") {
    return `incident.likely.${kind}`;
  }
  if (benign) {
    return "incident.likely.lost-answer";
  }
  const sameAddress = presentedFrom.address === rotatedFrom.address;
  const sameDevice = presentedFrom.userAgent === rotatedFrom.userAgent;
  if (sameAddress && sameDevice) {
    return "incident.likely.copy";
  }
  const isOld = kind === "stale-lineage"; // older than an answer that was lost
  return !sameDevice && (!sameAddress || isOld) ? "incident.likely.theft" : "incident.likely.unclear";
}

/** Why it is taken for that, a sentence each, the weightiest first. */
export function reasons(messages, incident) {
  const { presentedFrom, rotatedFrom, delaySeconds, impersonator, answer, repeats, clientLoops } = incident;
  const behind = incident.currentGeneration - incident.presentedGeneration;
  const same = (what, isSame) => messages.text(`incident.reason.${isSame ? "same" : "other"}-${what}`);
  return [
    answer && messages.text(`incident.reason.answer-${answer}`),
    impersonator && messages.text("incident.reason.impersonator", { admin: impersonator }),
    same("address", presentedFrom.address === rotatedFrom.address),
    same("device", presentedFrom.userAgent === rotatedFrom.userAgent),
    behind > 0 && messages.count("incident.reason.behind", behind),
    delaySeconds !== undefined && messages.text("incident.reason.late", { time: messages.duration(delaySeconds) }),
    repeats > 0 && messages.count("incident.reason.repeats", repeats),
    clientLoops > 0 && messages.count("incident.reason.loops", clientLoops),
  ].filter(Boolean);
}

/** Why what was decided of an incident as it was seen does not hold for it as it is now: the key of a sentence. */
export function overtakenBy(seen, now) {
  return now.state === seen.state && now.repeats > seen.repeats ? "verbs.came-again" : "verbs.overtaken";
}
