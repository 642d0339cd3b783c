/** The values of a policy's form, all of them texts, by the keys of the configuration. */

/** A list is a text with a line for each. */
export function textOf(value) {
  return Array.isArray(value) ? value.join("\n") : String(value);
}

/** Those of a configuration, with what is wanted instead; what is wanted of unknown keys is left out. */
export function valuesOf(configuration, wanted = {}) {
  return Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, textOf(wanted[key] ?? value)]));
}

/** Of all values those that differ from the preset's own, which is what the server is told. */
export function differences(own, values) {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key, value]) => value !== textOf(own[key]))
      .map(([key, value]) => [key, Array.isArray(own[key]) ? value.split("\n") : value]),
  );
}
