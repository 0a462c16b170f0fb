import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Failed } from "@/shared/four-states/failed";

/** A screen that could not be shown at all. */
export function FailedScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Failed error={error} retry={retry} />;
}
