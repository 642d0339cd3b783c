/** Clients, as the server lists them. */

/** The client of exactly that id; undefined where there is none. */
export async function clientNamed(api, clientId) {
  const [client] = await api.get("/clients", { clientId });
  return client;
}
