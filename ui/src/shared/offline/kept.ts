import { Unreachable } from "@/shared/api/problem";
import { device, type Kept } from "./database";

/**
 * What the server tells, kept on the device under a name; without the server what it told last. `owner` is the member whose it
 * is: nobody is shown what was told to somebody else.
 */
export async function keptOr<Name extends keyof Kept>(
  name: Name,
  owner: string,
  ask: () => Promise<Kept[Name]>,
): Promise<Kept[Name]> {
  try {
    const told = await ask();
    void keep(name, owner, told);
    return told;
  } catch (error) {
    const told = error instanceof Unreachable ? await kept(name, owner) : undefined;
    if (told === undefined) throw error;
    return told;
  }
}

/** Forgets what was told to anybody; what waits to be sent stays. */
export async function forgetKept(): Promise<void> {
  try {
    await (await device()).clear("kept");
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

async function keep<Name extends keyof Kept>(name: Name, owner: string, data: Kept[Name]) {
  try {
    await (await device()).put("kept", { data }, key(name, owner));
  } catch {
    // Where the browser keeps nothing, the page works with the server only.
  }
}

async function kept<Name extends keyof Kept>(
  name: Name,
  owner: string,
): Promise<Kept[Name] | undefined> {
  try {
    const found = await (await device()).get("kept", key(name, owner));
    // What lies under a name was put there under it.
    return found?.data as Kept[Name] | undefined;
  } catch {
    return undefined;
  }
}

function key(name: string, owner: string): string {
  return `${owner}/${name}`;
}
