/** How a client's refreshes are governed, in words. */
import { html, nothing } from "../../lit-html/lit-html.js";
import { alert, label } from "../../page/basics.js";

const PRESET_PREFIX = "token-family-";

/** Whether a reuse revokes, is only reported, or cannot be seen at all. */
export function standing({ effective, dependsOnRequest, dependsOnUser }) {
  if (effective === undefined) {
    return dependsOnRequest ? "depends" : dependsOnUser ? "users" : "none";
  }
  return effective.policy.rotation === "off" ? "off" : effective.policy.enforcement;
}

const COLOURS = { enforce: "green", observe: "blue", off: "orange", depends: "orange", users: "orange", none: "grey" };

export function standingLabel(messages, client) {
  const kind = standing(client);
  return label(messages.text(`standing.${kind}`), COLOURS[kind]);
}

/** What is unsafe, and what to do about it; in the server's words where this page does not know the warning. */
export function warnings(messages, found) {
  return found.map(({ id, text, remedy }) => {
    const known = messages.has(`warning.${id}`);
    return alert("warning", known ? messages.text(`warning.${id}.remedy`) : (remedy ?? nothing), {
      title: known ? messages.text(`warning.${id}`) : text,
    });
  });
}

/** The preset that governs a client; undefined where something else does, or nothing. */
export function governingPreset(presets, { effective, clientId }) {
  return presets.find(
    ({ name, clientIds, forChosenClients }) =>
      PRESET_PREFIX + name === effective?.clientPolicy && (!forChosenClients || clientIds.includes(clientId)),
  );
}

/** Text that the server gives in English only. */
export function english(text) {
  return html`<span lang="en">${text}</span>`;
}
