/** Why something ended, in plain language. Of a cause that nobody recorded, it says just that. */
import { html, nothing } from "../../lit-html/lit-html.js";
import { emptyState } from "../../page/basics.js";
import { timeline } from "./timeline.js";

/** What ended, newest first, as the server gives it. */
export function history({ messages, route }, ends) {
  return ends.length === 0
    ? emptyState(messages.text("history.none"))
    : timeline(
        messages,
        ends.map((end) => ended(messages, route, end)),
      );
}

/** One end, as an entry of a timeline. */
export function ended(messages, route, end) {
  return { time: end.time, title: messages.code("history.cause", end.cause), detail: detail(messages, route, end) };
}

function detail(messages, route, end) {
  const { by, from, familyId, sessionId, incidentId, detail: more } = end;
  return html`
    <div>${[reach(messages, end), who(messages, by), where(messages, from)].filter(Boolean).join(" ")}</div>
    <div class="token-family-actions">
      ${incidentId === undefined
        ? nothing
        : html`<a href=${route.to("incidents", incidentId)}>${messages.text("history.incident")}</a>`}
      ${familyId === undefined || familyId === route.id
        ? nothing
        : html`<a href=${route.to("families", familyId)}>${messages.text("history.family")}</a>`}
      ${sessionId === undefined || sessionId === route.query.get("sessionId")
        ? nothing
        : html`<a href=${route.to("history", undefined, { sessionId })}>${messages.text("history.session")}</a>`}
      ${more === undefined ? nothing : html`<span>${messages.code("incident.kind", more)}</span>`}
    </div>
  `;
}

/** How far it reached. */
function reach(messages, { scope, clientId, offline }) {
  const client = clientId ?? messages.text("removed");
  const reached = messages.text(`history.scope.${scope}`, { client });
  return offline ? `${reached} ${messages.text("history.offline")}` : reached;
}

/** Who did it; nothing of an unknown one, since the cause says that. */
function who(messages, { kind, username }) {
  if (kind === "unknown") {
    return "";
  }
  return username === undefined || kind === "client" || kind === "server"
    ? messages.text(`history.by.${kind}`)
    : messages.text(`history.by.${kind}.named`, { name: username });
}

function where(messages, from) {
  if (from === undefined) {
    return "";
  }
  const { address, userAgent } = from;
  return userAgent === undefined
    ? messages.text("history.from", { address })
    : messages.text("history.from.device", { address, device: userAgent });
}
