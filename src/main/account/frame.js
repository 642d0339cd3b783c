import { html, nothing } from "../lit-html/lit-html.js";
import { alert, button, spinner } from "../page/basics.js";
import { LoginEnded } from "../page/login.js";
import { explain } from "./problem.js";
import { SIGN_INS } from "./sign-ins.js";
import { WARNINGS } from "./warnings.js";

/** What can be looked at, in the order of the navigation. */
export const PLACES = [SIGN_INS, WARNINGS];

/** The hash of a place. */
export function placeOf(path) {
  return `#/${path}`;
}

/** All that is around a place, as Keycloak's account console has it: the bar at the top, the navigation, what is said. */
export function frame(state) {
  const { messages, user, problem } = state;
  if (state.elsewhere !== undefined) {
    return alone(messages, html`<p>${messages.text("login.elsewhere")} <a href=${state.elsewhere}>${state.elsewhere}</a></p>`);
  }
  if (state.signedOut !== undefined) {
    return alone(messages, alert("success", state.signedOut, again(state)));
  }
  if (user === undefined) {
    return alone(messages, problem === undefined ? spinner(messages) : alert("danger", explain(problem, messages), again(state)));
  }
  return html`
    <a class="token-family-skip" href="#content" @click=${skip}>${messages.text("skip")}</a>
    <div class="pf-v5-c-page">
      ${masthead(state)} ${navigation(state)}
      <main class="pf-v5-c-page__main" id="content" tabindex="-1">
        <section class="pf-v5-c-page__main-section pf-m-light">
          <h1 class="pf-v5-c-title pf-m-2xl" tabindex="-1">${messages.text(`place.${state.place.path}`)}</h1>
          <p class="my-sign-ins-lead">${messages.text(`lead.${state.place.path}`)}</p>
        </section>
        <section class="pf-v5-c-page__main-section" aria-busy=${state.busy}>
          <div role="status" class="my-sign-ins-said" tabindex="-1">${said(state)}</div>
          ${shown(state)}
        </section>
      </main>
    </div>
  `;
}

function again({ messages, beginAgain }) {
  return { actions: button(messages.text("login.again"), beginAgain) };
}

function shown(state) {
  const { messages, place } = state;
  const list = place.list(state);
  if (list.problem !== undefined) {
    return list.problem instanceof LoginEnded
      ? alert("warning", explain(list.problem, messages), again(state))
      : alert("danger", explain(list.problem, messages), { actions: button(messages.text("try-again"), state.reload) });
  }
  return list.entries === undefined ? spinner(messages) : place.render(state);
}

/** What was done, or why not; it stays until something else is. */
function said({ messages, message, unsay }) {
  return message === undefined
    ? nothing
    : alert(message.variant, message.text, {
        actions: message.actions,
        close: { label: messages.text("close"), click: unsay },
      });
}

function masthead({ messages, element, user }) {
  return html`
    <header class="pf-v5-c-masthead token-family-masthead">
      <div class="pf-v5-c-masthead__main">
        <a class="pf-v5-c-masthead__brand token-family-brand" href=${placeOf(SIGN_INS.path)}>${messages.text("title")}</a>
      </div>
      <div class="pf-v5-c-masthead__content token-family-masthead-content">
        <a href=${accountUrl(element)}>${messages.text("account-console")}</a>
        <bdi>${user.name ?? user.preferred_username}</bdi>
        <a href=${logoutUrl(element)}>${messages.text("log-out")}</a>
      </div>
    </header>
  `;
}

function navigation({ messages, place, open }) {
  return html`
    <div class="pf-v5-c-page__sidebar my-sign-ins-sidebar">
      <div class="pf-v5-c-page__sidebar-body">
        <nav class="pf-v5-c-nav" aria-label=${messages.text("navigation")}>
          <ul class="pf-v5-c-nav__list" role="list">
            ${PLACES.map(
              (other) => html`<li class="pf-v5-c-nav__item">
                <a
                  class="pf-v5-c-nav__link ${other === place ? "pf-m-current" : ""}"
                  aria-current=${other === place ? "page" : nothing}
                  href=${placeOf(other.path)}
                  >${messages.text(`place.${other.path}`)}${other === WARNINGS && open > 0
                    ? html`<span class="pf-v5-c-badge pf-m-unread">${messages.number(open)}</span>`
                    : nothing}</a
                >
              </li>`,
            )}
          </ul>
        </nav>
      </div>
    </div>
  `;
}

/** A page without navigation, since nobody is logged in. */
function alone(messages, content) {
  return html`<main class="token-family-alone">
    <h1 class="pf-v5-c-title pf-m-2xl">${messages.text("title")}</h1>
    <div role="status">${content}</div>
  </main>`;
}

/** Keycloak's own account console, which leads back here. */
function accountUrl(element) {
  const realm = encodeURIComponent(element.getAttribute("login-realm"));
  const query = new URLSearchParams({
    referrer: element.getAttribute("client-id"),
    referrer_uri: element.getAttribute("page-url"),
  });
  return `${element.getAttribute("server-url")}/realms/${realm}/account/?${query}`;
}

function logoutUrl(element) {
  const query = new URLSearchParams({
    client_id: element.getAttribute("client-id"),
    post_logout_redirect_uri: element.getAttribute("page-url"),
  });
  return `${element.getAttribute("issuer")}/protocol/openid-connect/logout?${query}`;
}

function skip(event) {
  event.preventDefault(); // the hash is for places
  document.getElementById("content").focus();
}
