/**
 * Puts a link to the page of the user's own sign-ins into the navigation of Keycloak's account console, where the realm has that page.
 * It looks for what is there and touches nothing of it: where the console is built otherwise, there is no link, and all else is as it was.
 */
const ID = "nav-link-my-sign-ins";

/** An item of the navigation that is a link; one with items below it is a button. */
const NEIGHBOUR = `nav > ul > li > a[href]:not(#${ID})`;

const environment = JSON.parse(document.getElementById("environment")?.textContent ?? "null");

/** Beside the others, as React has built them; it builds them anew at times. */
function addLink(page, title) {
  const neighbour = document.querySelector(NEIGHBOUR);
  if (neighbour === null || document.getElementById(ID) !== null) {
    return;
  }
  const item = neighbour.closest("li");
  const added = document.createElement("li");
  added.className = item.className;
  const anchor = document.createElement("a");
  anchor.id = ID;
  anchor.className = [...neighbour.classList].filter((name) => name !== "pf-m-current").join(" ");
  anchor.href = page;
  anchor.textContent = title;
  added.append(anchor);
  item.parentElement.append(added);
}

/** As the page calls itself in the user's language; undefined where there is no page. */
async function titleOf(page) {
  const response = await fetch(`${page}messages/${encodeURIComponent(environment.locale)}`).catch(() => undefined);
  return response?.ok ? (await response.json()).title : undefined;
}

if (typeof environment?.serverBaseUrl === "string" && typeof environment.realm === "string") {
  const server = environment.serverBaseUrl.replace(/\/+$/, "");
  const page = `${server}/realms/${encodeURIComponent(environment.realm)}/token-family/account/`;
  const title = await titleOf(page);
  if (title !== undefined) {
    new MutationObserver(() => addLink(page, title)).observe(document.body, { childList: true, subtree: true });
    addLink(page, title);
  }
}
