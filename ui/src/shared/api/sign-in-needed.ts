import { useSyncExternalStore } from "react";

/** Those who wait until somebody has signed in again. */
type Waiting = { goOn: () => void; giveUp: () => void };

let waiting: Waiting[] = [];
const listeners = new Set<() => void>();

/** Waits until somebody has signed in again; gives whether they did. */
export function signedInAgain(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, { goOn: () => resolve(true), giveUp: () => resolve(false) }];
    tell();
  });
}

/** Lets everything go on that waited for a sign-in. */
export function goOnSignedIn(): void {
  const those = waiting;
  waiting = [];
  tell();
  for (const one of those) one.goOn();
}

/** Refuses everything that waited for a sign-in: nobody signed in. */
export function giveUpSignIn(): void {
  const those = waiting;
  waiting = [];
  tell();
  for (const one of those) one.giveUp();
}

/** Whether something waits for somebody to sign in. */
export function useSignInNeeded(): boolean {
  return useSyncExternalStore(subscribe, isNeeded);
}

function isNeeded(): boolean {
  return waiting.length > 0;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
