/** Presets of client policies, as the server lists them. */

/** What a preset is for; in the server's words where this page does not know it. */
export function presetDescription(messages, { name, description }) {
  return messages.has(`preset.${name}`) ? messages.text(`preset.${name}`) : description;
}

/** Whether a client that is put under it is only observed: what the preset says holds for all of its clients. */
export function onlyObserves({ configuration, applied }) {
  return (applied ?? configuration).enforcement === "observe";
}

/** The clients besides this one for which a change of the preset holds as well, as far as the admin may see them. */
export function othersUnder({ clientIds }, clientId) {
  return clientIds.filter((other) => other !== clientId);
}
