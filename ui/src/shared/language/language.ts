import { useSyncExternalStore } from "react";
import { getLocale, type Locale, setLocale } from "@/shared/messages/gen/runtime";

const listeners = new Set<() => void>();

/** The language of the page. */
export function useLanguage(): Locale {
  return useSyncExternalStore(subscribe, getLocale);
}

/** Shows the page in another language, from now on in this browser. */
export function speak(language: Locale): void {
  void setLocale(language, { reload: false });
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
