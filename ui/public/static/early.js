// Asks for what the first screen shows while the page's own scripts are still on their way (`shared/api/early.ts` takes it).
// Where those were faster they ask themselves: nothing is asked twice.
if (globalThis.touchstoneEarly === undefined) {
  const early = new Map();
  const ask = (path, after) => {
    const answered = (after ?? Promise.resolve()).then(() => fetch(path));
    // Whoever takes it hears of a failure; if nobody does, nobody has to.
    answered.catch(() => {});
    early.set(path, answered);
    return answered;
  };
  // The front door asks nobody who is signed in.
  if (!/^\/(?:sign-in|welcome)/.test(location.pathname)) {
    const signedIn = ask("/api/v1/session").then((answer) => {
      if (!answer.ok) throw new Error("nobody is signed in");
    });
    signedIn.catch(() => {});
    if (location.pathname === "/") {
      // Whoever was signed in here last most often still is: then nothing waits for that answer.
      const first = localStorage.getItem("touchstone.me") === null ? signedIn : undefined;
      ask("/api/v1/today", first);
      ask("/api/v1/progress", first);
      ask("/api/v1/today/outcomes?days=30", first);
    }
  }
  globalThis.touchstoneEarly = early;
  // The first of these takes some 20 ms, at a phone's speed 100, whatever is asked of it; each later one takes none.
  new Intl.DateTimeFormat();
}
