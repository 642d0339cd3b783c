/** A receiver of webhooks: whether a published library accepts a delivery. Reads one line of JSON, and writes one. */
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
try {
  const event = new Webhook(secret).verify(body, headers);
  console.log(JSON.stringify({ type: event.type }));
} catch (error) {
  console.log(JSON.stringify({ refused: error.message }));
}
