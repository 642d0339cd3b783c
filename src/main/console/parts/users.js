/** Users, as Keycloak's own admin API gives them: those that the admin may see. */
import { label } from "../../page/basics.js";

/** The user of exactly that name; undefined where there is none. */
export async function userNamed(api, username) {
  const [user] = await api.ofKeycloak("/users", { username, exact: true, briefRepresentation: true });
  return user;
}

/** First and last name, as far as there are any. */
export function fullName({ firstName, lastName }) {
  return [firstName, lastName].filter(Boolean).join(" ");
}

/** Whether somebody may log in at all; the same of a client. */
export function enabledLabel(messages, enabled) {
  return enabled ? label(messages.text("enabled"), "green") : label(messages.text("disabled"));
}
