import { MenuItem, TextField } from "@mui/material";
import { useListContext } from "react-admin";

const ORDERS = [
  { value: "urgency ASC", words: "Most urgent first" },
  { value: "expires ASC", words: "Expires first" },
  { value: "expires DESC", words: "Expires last" },
  { value: "username ASC", words: "Name, A to Z" },
  { value: "username DESC", words: "Name, Z to A" },
  { value: "synced ASC", words: "Synced longest ago" },
  { value: "synced DESC", words: "Synced last" },
  { value: "connected DESC", words: "Connected last" },
  { value: "connected ASC", words: "Connected first" },
];

/** The order of the list; every one of them is made by the database. */
export function SortField() {
  const { sort, setSort } = useListContext();
  const value = `${sort.field} ${sort.order}`;
  function choose(chosen: string) {
    const [field = "expires", order] = chosen.split(" ");
    setSort({ field, order: order === "DESC" ? "DESC" : "ASC" });
  }
  return (
    <TextField
      select
      label="Order"
      size="small"
      margin="none"
      value={ORDERS.some((order) => order.value === value) ? value : "expires ASC"}
      onChange={(event) => choose(event.target.value)}
      sx={{ minWidth: 180 }}
    >
      {ORDERS.map((order) => (
        <MenuItem key={order.value} value={order.value}>
          {order.words}
        </MenuItem>
      ))}
    </TextField>
  );
}
