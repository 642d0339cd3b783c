/**
 * Where a login comes back to that was made in a frame or in a window of its own. Whoever has asked for it listens, and knows by
 * the state whether it is its own (login.js). A classic script, since it has nothing to import and nothing to wait for.
 */
new BroadcastChannel("token-family-login").postMessage(location.hash.slice(1));
window.close(); // does nothing in a frame
