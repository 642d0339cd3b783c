import { html, nothing } from "../lit-html/lit-html.js";
import { alert, button, card, emptyState, label } from "../page/basics.js";
import { confirmation } from "../page/confirmation.js";
import { askForName } from "./naming.js";
import { described, device, life, nameOf } from "./words.js";

/** Where the user is signed in, and what can be done about it. */
export const SIGN_INS = {
  path: "sign-ins",
  list: ({ signIns }) => signIns,

  render(context) {
    const { messages, signIns } = context;
    return html`
      ${warned(context)}
      ${card(messages.text("sign-ins.list"), signIns.entries.length === 0 ? emptyState(messages.text("sign-ins.none")) : list(context))}
      ${signIns.more ? button(messages.text("more"), () => context.loadMore(), { variant: "link" }) : nothing}
      <div class="token-family-actions my-sign-ins-all">
        ${button(messages.text("change.end-others"), () => end(context, "end-others"), { variant: "secondary" })}
        ${button(messages.text("change.end-all"), () => end(context, "end-all"), { variant: "danger" })}
      </div>
    `;
  },
};

/** That there is something to answer. */
function warned({ messages, open, placeOf }) {
  return open === 0
    ? nothing
    : alert("warning", messages.count("warnings.open", open), {
        actions: html`<a href=${placeOf("warnings")}>${messages.text("warnings.look")}</a>`,
      });
}

function list(context) {
  const { messages, signIns } = context;
  return html`<ul class="my-sign-ins-list" role="list" aria-label=${messages.text("sign-ins.list")}>
    ${signIns.entries.map((family) => entry(context, family))}
  </ul>`;
}

function entry(context, family) {
  const { messages } = context;
  const { id, client, address, lastUsedAt, firstUsedAt, current } = family;
  return html`<li class="my-sign-ins-entry" data-family=${id}>
    <div class="my-sign-ins-what">
      <h3 class="pf-v5-c-title pf-m-md" id="family-${id}"><bdi>${nameOf(family)}</bdi></h3>
      ${current ? label(messages.text("sign-in.current"), "green") : nothing}
      <div>
        ${family.name === undefined ? nothing : html`<bdi>${client.name}</bdi> · `}<bdi>${device(messages, family.device)}</bdi>
      </div>
    </div>
    <dl class="my-sign-ins-facts">
      <div>
        <dt>${messages.text("sign-in.last-used")}</dt>
        <dd>${messages.moment(lastUsedAt)}${address === undefined ? nothing : html`<br />${messages.text("from", { address })}`}</dd>
      </div>
      <div>
        <dt>${messages.text("sign-in.first-used")}</dt>
        <dd>${messages.moment(firstUsedAt)}</dd>
      </div>
      <div>
        <dt>${messages.text("sign-in.life")}</dt>
        <dd>${life(messages, family).map((sentence) => html`<div>${sentence}</div>`)}</dd>
      </div>
    </dl>
    <div class="token-family-actions">
      ${action(messages.text("change.name"), id, () => name(context, family), "link")}
      ${action(messages.text("change.end"), id, () => end(context, "end", family), "secondary")}
    </div>
  </li>`;
}

/** A button that a screen reader tells from those of the other entries. */
function action(text, id, click, variant) {
  return html`<button
    class="pf-v5-c-button pf-m-${variant}"
    type="button"
    aria-describedby="family-${id}"
    @click=${click}
  >
    ${text}
  </button>`;
}

async function name({ messages, change }, family) {
  const given = await askForName(messages, family);
  if (given !== undefined && given !== (family.name ?? "")) {
    await change({ action: "name", family: family.id, name: given });
  }
}

/** Says beforehand what ends, and that a login comes first, so that nobody wonders about it. */
async function end({ messages, change }, action, family) {
  const agreed = await confirmation(messages, messages.text(`change.${action}.question`), messages.text("go-on"), {
    explanation: html`${family === undefined ? nothing : html`<strong>${described(messages, family)}</strong>`}
    ${messages.text(family?.current ? "change.end.follows-here" : `change.${action}.follows`)} ${messages.text("login.first")}`,
    variant: "primary",
  });
  if (agreed) {
    await change(family === undefined ? { action } : { action, family: family.id });
  }
}
