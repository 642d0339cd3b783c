/** Clients, as the server lists them. */
const AT_ONCE = 100;

/** The client of exactly that id, found among those whose ids contain it; undefined where there is none. */
export async function clientNamed(api, clientId) {
  for (let first = 0; ; first += AT_ONCE) {
    const page = await api.get("/clients", { search: clientId, first, max: AT_ONCE });
    const found = page.find((client) => client.clientId === clientId);
    if (found !== undefined || page.length < AT_ONCE) {
      return found;
    }
  }
}
