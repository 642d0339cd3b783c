/** What several screens say of an incident. */
import { label } from "../../page/basics.js";

export { likelihood, reasons } from "./likelihood.js";

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
