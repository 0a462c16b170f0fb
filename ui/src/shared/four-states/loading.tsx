import { Skeleton, type SkeletonProps } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";

/** One piece that is still on its way, as high as it will be; said aloud, too. */
export function Loading(props: SkeletonProps) {
  return <Skeleton role="status" aria-label={m.states_loading()} {...props} />;
}
