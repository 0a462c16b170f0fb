const NAME = "touchstone.outbox";

/**
 * Does something while no other tab of this browser does it. Where the browser has no locks (a plain address that is not
 * this machine's own) two tabs may send the same: the server knows it by its id and stores it once.
 */
export async function oneTabAtATime(act: () => Promise<void>): Promise<void> {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) await act();
  else await locks.request(NAME, act);
}
