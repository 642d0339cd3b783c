/** What several screens say of an incident. */
import { label } from "./basics.js";

/** In which an incident can be. */
export const STATES = ["open", "confirmed", "false-alarm", "dismissed"];

const COLOURS = { open: "orange", confirmed: "red", "false-alarm": "green", dismissed: "grey" };

export function stateLabel(messages, { state }) {
  return label(messages.code("incident.state", state), COLOURS[state]);
}

/** Whether the family was revoked for it. */
export function modeLabel(messages, { enforcement }) {
  return label(messages.code("incident.mode", enforcement), enforcement === "enforce" ? "red" : "blue");
}

/** What a browser or an application calls itself; a word for nothing where it said nothing. */
export function device(messages, { userAgent }) {
  return userAgent ?? messages.text("device.unknown");
}

/** What it probably was, by what the server knows of it: the key of a sentence. */
export function likelihood({ kind, benign, presentedFrom, rotatedFrom }) {
  if (kind === "session-end" || kind === "catch-up") {
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
  return sameAddress || sameDevice ? "incident.likely.unclear" : "incident.likely.theft";
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
