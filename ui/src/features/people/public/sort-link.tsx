import type { ButtonVariant } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import { nToSortQuery } from "../queries";

type SortLinkProps = {
  button: ButtonVariant;
  /** It is asked how many there are: what somebody waits for comes before it. */
  isAsked?: boolean;
};

/** Leads to those who wait to be sorted; nothing where nobody does. */
export function SortLink({ button, isAsked = true }: SortLinkProps) {
  const { data: n } = useQuery({ ...nToSortQuery, enabled: isAsked });
  if (n === undefined || n === 0) return null;
  return (
    <PlaceLink to="/sort" button={button}>
      {m.sort_n({ n, shown: whole(n) })}
    </PlaceLink>
  );
}
