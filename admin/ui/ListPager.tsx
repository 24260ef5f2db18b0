import { Pagination, useListContext, useTranslate } from "react-admin";

export const PER_PAGE = [25, 50, 100] as const;
export const SHORT_PAGES = [10, 25, 50] as const;

interface ListPagerProps {
  /** The first is what the list begins with. */
  perPageOptions?: readonly [number, ...number[]];
}

/** Leads through the list around it, page by page; nothing where one page holds it all. */
export function ListPager({ perPageOptions = PER_PAGE }: ListPagerProps) {
  const { page, perPage, hasNextPage, isPending } = useListContext();
  const translate = useTranslate();
  if (isPending || (page === 1 && !hasNextPage && perPage === perPageOptions[0])) return null;
  return (
    <Pagination
      rowsPerPageOptions={[...perPageOptions]}
      // On phones react-admin leaves these to MUI, which knows no other language and no list without a count.
      slotProps={{
        actions: {
          previousButton: labelled(translate("ra.navigation.previous")),
          nextButton: { ...labelled(translate("ra.navigation.next")), disabled: !hasNextPage },
        },
      }}
    />
  );
}

function labelled(label: string) {
  return { "aria-label": label, title: label };
}
