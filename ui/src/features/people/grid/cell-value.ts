import type { Person, PersonTold } from "../queries";
import { labelOf, phoneOf } from "../ways";
import type { Editable } from "./columns";

/** What is changed in a cell, as it is typed. */
export function textOf(person: Person, column: Editable): string {
  if (column === "tags") return person.tags.join(", ");
  if (column === "owner") return person.owner_id ?? "";
  if (column === "phone") return phoneOf(person)?.text ?? "";
  return person[column];
}

/** What is told of a person when a cell was changed. */
export function toldOf(person: Person, column: Editable, value: string): PersonTold {
  switch (column) {
    case "tags":
      return { tags: value.split(",").flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()])) };
    case "phone":
      return { phones: numbersOf(person, value) };
    default:
      return { [column]: value };
  }
}

/** What puts a cell back as it was. */
export function toldBefore(person: Person, column: Editable): PersonTold {
  if (column === "phone")
    return { phones: person.phones.map((way) => numberTold(person, way.text)) };
  return toldOf(person, column, textOf(person, column));
}

/** The number that is called gets another; the others, and those that do not work, stay behind it. */
function numbersOf(person: Person, value: string) {
  const called = phoneOf(person)?.text;
  const others = person.phones.map((way) => way.text).filter((text) => text !== called);
  const first = value === "" ? [] : [{ ...labelOf(person.phones, called ?? ""), number: value }];
  return [...first, ...others.map((text) => numberTold(person, text))];
}

function numberTold({ phones }: Person, number: string) {
  return { number, ...labelOf(phones, number) };
}
