import { type ComponentProps, lazy, Suspense } from "react";
import { DialogComing } from "@/shared/keyboard/early-keys";

const SuppressForm = lazy(async () => ({
  default: (await import("../forms/suppress-form")).SuppressForm,
}));

/** Forbids channels to people, for ever; the form is loaded when it is asked for. */
export function SuppressPeople(props: ComponentProps<typeof SuppressForm>) {
  return (
    <Suspense fallback={<DialogComing />}>
      <SuppressForm {...props} />
    </Suspense>
  );
}
