import { lazy, Suspense } from "react";
import { DialogComing } from "@/shared/keyboard/early-keys";
import { useCommands } from "@/shared/keyboard/registry";
import { askToAddPerson, closeAddPerson, useAddingPerson } from "./add-person-store";

const AddPersonForm = lazy(async () => ({
  default: (await import("../forms/add-person-form")).AddPersonForm,
}));

/** Lets somebody add a person from any screen. */
export function AddPerson() {
  const known = useAddingPerson();
  useCommands({ "everywhere.add_person": askToAddPerson });
  return (
    <Suspense fallback={<DialogComing />}>
      {known && <AddPersonForm known={known} onClose={closeAddPerson} />}
    </Suspense>
  );
}
