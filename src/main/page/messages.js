import { reach, Unreachable } from "./reach.js";

/** What a page says, in its user's language, and how that language writes times and numbers. */
export class Messages {
  #texts;
  #plurals;

  constructor(locale, texts) {
    this.locale = locale;
    this.#texts = texts;
    this.#plurals = new Intl.PluralRules(locale);
  }

  /** Those of the realm in which the user logs in. Unreachable where there are none. */
  static async load(pageUrl, locale) {
    const answer = await reach(`${pageUrl}messages/${encodeURIComponent(locale)}`);
    if (!answer.ok) {
      throw new Unreachable(`HTTP ${answer.status}`);
    }
    return new Messages(locale, answer.content);
  }

  /** The message of a key, with `{name}` replaced by the value of that name. The key itself where there is no message. */
  text(key, values = {}) {
    return (this.#texts[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  }

  /** Whether there is a message: of what the server may have learned since. */
  has(key) {
    return key in this.#texts;
  }

  /** The message of a code that the server gives; the code itself where this page does not know it. */
  code(prefix, code) {
    return this.has(`${prefix}.${code}`) ? this.text(`${prefix}.${code}`) : code;
  }

  /** The message for so many: of the key `….one`, `….other` or as many as the language has (Unicode CLDR, plural rules). */
  count(key, number, values = {}) {
    const form = `${key}.${this.#plurals.select(number)}`;
    return this.text(this.has(form) ? form : `${key}.other`, { number: this.number(number), ...values });
  }

  number(number) {
    return new Intl.NumberFormat(this.locale).format(number);
  }

  /** A point in time, of epoch milliseconds, to the second. */
  time(milliseconds) {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeStyle: "medium" }).format(milliseconds);
  }

  /** As people say it, to the minute. */
  moment(milliseconds) {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeStyle: "short" }).format(milliseconds);
  }

  /** A day of UTC, of `2026-11-29`. */
  day(iso) {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(iso));
  }

  /** How long something took, in the greatest unit of which there are two at least. */
  duration(seconds) {
    const units = [["day", 86_400], ["hour", 3600], ["minute", 60]];
    const [unit, size] = units.find(([, least]) => seconds >= 2 * least) ?? ["second", 1];
    return new Intl.NumberFormat(this.locale, { style: "unit", unit, unitDisplay: "long" }).format(
      Math.round(seconds / size),
    );
  }
}
