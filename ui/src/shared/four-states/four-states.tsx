import type { ReactNode } from "react";
import { Failed } from "./failed";

type FourStatesProps<T> = {
  /** A query, or several that are shown as one. */
  query: { data: T | undefined; error: Error | null; refetch: () => unknown };
  /** As high as what comes, so that nothing jumps. */
  skeleton: ReactNode;
  /** What to show when there is nothing: what to do next. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
};

/** A view of what the server tells, in its four states. What was told once stays in sight while it is asked again. */
export function FourStates<T>(props: FourStatesProps<T>) {
  const { query, skeleton, empty, isEmpty, children } = props;
  if (query.data === undefined) {
    if (query.error === null) return skeleton;
    return <Failed error={query.error} retry={() => void query.refetch()} />;
  }
  if (isEmpty?.(query.data)) return empty;
  return children(query.data);
}
