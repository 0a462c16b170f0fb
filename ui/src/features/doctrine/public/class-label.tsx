import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { components } from "@/shared/api/schema.gen";
import { doctrineInForceQuery } from "../queries";
import { CLASSES } from "../words";
import { classesOf } from "./class-of";

type ClassLabelProps = { behaviours: readonly components["schemas"]["Behaviour"][] };

/** What some behaviours are by the doctrine in force: a word of it, never of the page. */
export function ClassLabel({ behaviours }: ClassLabelProps) {
  const { data } = useQuery(doctrineInForceQuery);
  if (data === undefined) return null;
  return classesOf(data.rules, behaviours).map((it) => (
    <Badge key={it} variant="default" size="sm" tt="none" fw={500} title={data.name}>
      {CLASSES[it]()}
    </Badge>
  ));
}
