import { html, nothing } from "../../lit-html/lit-html.js";
import { alert } from "../../page/basics.js";
import { NEWEST } from "./search.js";

/** How many entries of a list are shown at once. */
export const PAGE = 20;

/** What a list asks the server for: one entry more than it shows, so as to know whether there is another page. */
export function pageOf(query) {
  const first = Math.max(0, Number.parseInt(query.get("first") ?? "0", 10) || 0);
  return { first, max: PAGE + 1 };
}

/** Says that not all entries were looked at, where that is so. */
export function incomplete({ messages }, complete) {
  return complete ? nothing : alert("info", messages.text("search.newest", { number: messages.number(NEWEST) }));
}

/** The links to the page before and the one after. `found` is what the server gave for `pageOf`. */
export function pages({ route, messages }, found) {
  const { first } = pageOf(route.query);
  const at = (position) => route.to(route.screen, route.id, { ...Object.fromEntries(route.query), first: position });
  if (first === 0 && found.length <= PAGE) {
    return nothing;
  }
  return html`<nav class="token-family-pages" aria-label=${messages.text("pages")}>
    ${first > 0 ? html`<a rel="prev" href=${at(Math.max(0, first - PAGE) || "")}>${messages.text("previous")}</a>` : nothing}
    ${found.length > PAGE ? html`<a rel="next" href=${at(first + PAGE)}>${messages.text("next")}</a>` : nothing}
  </nav>`;
}
