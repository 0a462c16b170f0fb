import type { Page } from "playwright-core";

/** What the API is told of a person; as much of it as a story needs. */
type Told = { name: string; [fact: string]: unknown };

/** Adds people as the page itself would, with its session; gives their ids. */
export function addPeople(page: Page, people: readonly Told[]): Promise<string[]> {
  return page.evaluate(async (all) => {
    const ids: string[] = [];
    for (const told of all) {
      const id = crypto.randomUUID().replace(/^(.{14})./, "$17");
      const answer = await fetch(`/api/v1/people/${id}`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(told),
      });
      if (!answer.ok) throw new Error(await answer.text());
      ids.push(id);
    }
    return ids;
  }, people);
}

/** A list of so many made-up people as a file would hold it, names from everywhere among them. */
export function listOf(n: number): string {
  const given = ["Fatima", "Chidi", "Zoë", "Łukasz", "محمد", "Nguyễn", "田中", "Björk"];
  const family = ["Okafor", "García-Márquez", "Weber", "כהן", "Haas", "O'Brien", "Kowalczyk"];
  const rows = Array.from({ length: n }, (_, i) =>
    [
      `${given[i % given.length]} ${family[i % family.length]} ${i}`,
      `p${i}@example.com`,
      `Company ${i % 500}`,
      i % 3 === 0 ? "expo" : "seminar",
    ].join(","),
  );
  return ["Name,E-mail,Company,Tags", ...rows].join("\n");
}
