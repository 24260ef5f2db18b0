import UploadIcon from "@mui/icons-material/UploadFileOutlined";
import { lazy, Suspense, useState } from "react";
import { Button } from "react-admin";

const ImportDialog = lazy(async () => ({ default: (await import("./ImportDialog.js")).ImportDialog }));

export function ImportButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button label="darkroom.import.button" onClick={() => setIsOpen(true)}>
        <UploadIcon />
      </Button>
      {isOpen && (
        <Suspense>
          <ImportDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
