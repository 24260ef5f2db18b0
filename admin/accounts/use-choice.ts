import { useListContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";

/** Which accounts of the list are chosen for work on many. */
export function useChoice() {
  const { data = [], selectedIds, onSelect, onToggleItem } = useListContext<AccountRowFragment>();
  const ids = data.map(({ id }) => id);
  const isPageChosen = ids.length > 0 && ids.every((id) => selectedIds.includes(id));
  return {
    isPageEmpty: ids.length === 0,
    isPageChosen,
    isChosen: (id: string) => selectedIds.includes(id),
    toggle: (id: string) => onToggleItem(id),
    choosePage: () => {
      const others = selectedIds.filter((id) => !ids.includes(String(id)));
      onSelect(isPageChosen ? others : [...others, ...ids]);
    },
  };
}
