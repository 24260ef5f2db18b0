import UploadIcon from "@mui/icons-material/UploadFileOutlined";
import { Button } from "@mui/material";
import type { ChangeEvent } from "react";

interface FileButtonProps {
  label: string;
  /** As the attribute of `<input>`. */
  accept: string;
  onFile(file: File): void;
}

/** Chooses one file. */
export function FileButton({ label, accept, onFile }: FileButtonProps) {
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file) onFile(file);
    // The same file may be chosen again.
    target.value = "";
  };
  return (
    <Button component="label" variant="outlined" startIcon={<UploadIcon />}>
      {label}
      <input type="file" accept={accept} hidden onChange={onChange} />
    </Button>
  );
}
