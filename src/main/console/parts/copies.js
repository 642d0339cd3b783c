/** Clients whose copies of a token race: what it looks like, what to do about it, and whose they are. */
import { html, nothing } from "../../lit-html/lit-html.js";
import { card, label } from "../../page/basics.js";
import { NEWEST } from "./search.js";
import { english } from "./standing.js";
import { table } from "./table.js";

/** Nothing where no client is to be named. */
export function racingCopies({ messages, route }, { clients, complete }) {
  if (clients.length === 0) {
    return nothing;
  }
  const title = messages.text("copies.title");
  return card(
    title,
    html`
      <p class="token-family-help">
        ${messages.text("copies.help")}
        ${complete ? nothing : messages.text("copies.newest", { number: messages.number(NEWEST) })}
      </p>
      ${table(title, columns(messages, route), clients)}
    `,
  );
}

function columns(messages, route) {
  return [
    {
      name: messages.text("client"),
      cell: ({ clientId }) => html`<a href=${route.to("clients", clientId)}>${clientId}</a>`,
    },
    {
      name: messages.text("copies.families"),
      cell: ({ affected, families }) => `${messages.number(affected)} / ${messages.number(families)}`,
    },
    {
      name: messages.text("copies.pattern"),
      cell: ({ patterns }) =>
        html`${patterns.map(
          ({ code, text, families }) =>
            html`<p>${known(messages, `copies.pattern.${code}`, text)} ${label(messages.number(families))}</p>`,
        )}`,
    },
    {
      name: messages.text("copies.remedy"),
      cell: ({ patterns }) =>
        html`${patterns.map(({ code, remedy }) => html`<p>${known(messages, `copies.remedy.${code}`, remedy)}</p>`)}`,
    },
    { name: messages.text("copies.users"), cell: (client) => users(messages, route, client) },
  ];
}

/** In the server's words where this page does not know the pattern. */
function known(messages, key, text) {
  return messages.has(key) ? messages.text(key) : english(text);
}

function users(messages, route, { worst, recurringUsers }) {
  const more = recurringUsers - worst.length;
  return html`
    ${worst.map(
      ({ userId, username }) => html`<p><a href=${route.to("users", userId)}>${username ?? userId}</a></p>`,
    )}
    ${more === 0 ? nothing : html`<p>${messages.text("copies.more", { number: messages.number(more) })}</p>`}
  `;
}
