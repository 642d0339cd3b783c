import { LoginEnded, LoginRefused } from "../page/login.js";
import { Unreachable } from "../page/reach.js";
import { ApiError } from "../page/rest.js";

/** What went wrong, in a sentence for the user. */
export function explain(error, messages) {
  if (error instanceof LoginEnded) {
    return messages.text("login.ended");
  }
  if (error instanceof LoginRefused) {
    return messages.text("login.refused", { reason: error.message });
  }
  if (error instanceof Unreachable) {
    return messages.text("problem.unreachable");
  }
  if (error instanceof ApiError) {
    return ofAnswer(error, messages);
  }
  console.error(error); // a mistake of ours
  return messages.text("problem.unexpected", { reason: String(error) });
}

function ofAnswer({ status, error, retryAfter, message }, messages) {
  if (status === 429) {
    return retryAfter === undefined
      ? messages.text("problem.too-many")
      : messages.text("problem.too-many.wait", { time: messages.duration(retryAfter) });
  }
  if (messages.has(`refused.${error}`)) {
    return messages.text(`refused.${error}`);
  }
  return status >= 500
    ? messages.text("problem.failed", { reason: message })
    : messages.text("problem.refused", { reason: message });
}
