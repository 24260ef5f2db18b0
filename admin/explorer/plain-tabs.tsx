import type { ComponentProps } from "react";

/** In place of framer-motion, with which GraphiQL lets its tabs be dragged: they stay where they are. */
export const Reorder = { Group, Item };

function Group({ values: _values, onReorder: _onReorder, axis: _axis, ...props }: GroupProps) {
  return <ul {...props} />;
}

function Item({ value: _value, dragElastic: _dragElastic, ...props }: ItemProps) {
  return <li {...props} />;
}

interface GroupProps extends ComponentProps<"ul"> {
  values: unknown;
  onReorder: unknown;
  axis: unknown;
}

interface ItemProps extends Omit<ComponentProps<"li">, "value"> {
  value: unknown;
  dragElastic: unknown;
}
