import { lazy, Suspense } from "react";
import { useCommands } from "@/shared/keyboard/registry";
import { askToAddPerson, closeAddPerson, useIsAddingPerson } from "./add-person-store";

const AddPersonForm = lazy(async () => ({
  default: (await import("../forms/add-person-form")).AddPersonForm,
}));

/** Lets somebody add a person from any screen. */
export function AddPerson() {
  const isAsked = useIsAddingPerson();
  useCommands({ "everywhere.add_person": askToAddPerson });
  return <Suspense>{isAsked && <AddPersonForm onClose={closeAddPerson} />}</Suspense>;
}
