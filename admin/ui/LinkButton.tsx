import { Button } from "@mui/material";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";

interface LinkButtonProps {
  to: string;
  variant?: "text" | "outlined" | "contained";
  children: ReactNode;
}

/** A button that leads to another page of the dashboard. */
export function LinkButton({ to, variant = "text", children }: LinkButtonProps) {
  return (
    <Button component={Link} to={to} variant={variant} size={variant === "text" ? "small" : "medium"}>
      {children}
    </Button>
  );
}
