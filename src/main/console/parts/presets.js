/** What a preset is for; in the server's words where this page does not know it. */
export function presetDescription(messages, { name, description }) {
  return messages.has(`preset.${name}`) ? messages.text(`preset.${name}`) : description;
}
