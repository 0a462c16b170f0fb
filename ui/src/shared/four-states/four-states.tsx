import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { Failed } from "./failed";

type FourStatesProps<T> = {
  /** A query, or several that are shown as one. */
  query: { data: T | undefined; error: Error | null; refetch: () => unknown };
  /** What a screen is called as long as there is nothing of it to show: its own heading comes with what it shows. */
  screen?: string;
  /** As high as what comes, so that nothing jumps. */
  skeleton: ReactNode;
  /** What to show when there is nothing: what to do next. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
};

/** A view of what the server tells, in its four states. What was told once stays in sight while it is asked again. */
export function FourStates<T>(props: FourStatesProps<T>) {
  const { query, screen, skeleton, empty, isEmpty, children } = props;
  if (query.data === undefined) {
    return (
      <>
        {screen !== undefined && (
          <VisuallyHidden component="h1" data-waiting>
            {screen}
          </VisuallyHidden>
        )}
        {query.error === null ? (
          skeleton
        ) : (
          <Failed error={query.error} retry={() => void query.refetch()} />
        )}
      </>
    );
  }
  if (isEmpty?.(query.data)) return empty;
  return children(query.data);
}
