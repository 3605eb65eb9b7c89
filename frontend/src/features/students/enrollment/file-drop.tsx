import { mdiImagePlusOutline } from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useRef, useState, type DragEvent } from "react";

import { Icon } from "@/components/icon";
import { text } from "@/text";

interface FileDropProps {
  /** How many files the server takes at once. */
  readonly limit: number;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes photos that are dropped or chosen. */
export function FileDrop({ limit, onFiles }: FileDropProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);

  const take = (files: readonly File[]): void => {
    const pictures = files.filter(({ type }) => type.startsWith("image/"));
    if (pictures.length < files.length) setComplaint(text.enrollment.notImages);
    else setComplaint(pictures.length > limit ? text.enrollment.tooMany(limit) : null);
    onFiles(pictures.slice(0, limit));
  };

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    take([...event.dataTransfer.files]);
  };

  return (
    <Box sx={{ display: "grid", gap: 1.5 }}>
      <Box
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        sx={{
          display: "grid",
          justifyItems: "center",
          alignContent: "center",
          gap: 1,
          minHeight: 260,
          padding: 3,
          textAlign: "center",
          border: "2px dashed",
          borderColor: isOver ? "primary.main" : "divider",
          borderRadius: "12px",
          backgroundColor: isOver ? "action.hover" : "transparent",
        }}
      >
        <Icon path={mdiImagePlusOutline} sx={{ fontSize: 40, color: "text.secondary" }} />
        <Typography sx={{ fontWeight: 600 }}>{text.enrollment.drop}</Typography>
        <Button variant="outlined" onClick={() => inputRef.current?.click()}>
          {text.enrollment.choose}
        </Button>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.enrollment.dropHint(limit)}
        </Typography>
        <input
          ref={inputRef}
          type="file"
          accept="image/*"
          multiple
          hidden
          data-testid="photo-input"
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = ""; // the same file may be chosen again
          }}
        />
      </Box>
      {complaint !== null && <Alert severity="warning">{complaint}</Alert>}
    </Box>
  );
}
