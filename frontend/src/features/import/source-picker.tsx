import {
  mdiClose,
  mdiFileDelimitedOutline,
  mdiFolderUploadOutline,
  mdiImageMultipleOutline,
} from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Chip from "@mui/material/Chip";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useRef, useState, type DragEvent } from "react";

import { Icon } from "@/components/icon";
import { text } from "@/text";

import { filesOfDrop, filesOfInput } from "./read-folder";
import type { SourceNotice, Sources } from "./sources";
import type { ChosenSources } from "./use-sources";

interface SourcePickerProps {
  readonly chosen: ChosenSources;
}

/** Takes folders, archives and class lists, dropped or chosen, and says what was taken. */
export function SourcePicker({ chosen }: SourcePickerProps) {
  const { sources, isReading, trouble, take, removePhotos, removeList } = chosen;
  const [isOver, setIsOver] = useState(false);
  const isEmpty = sources.photos.length === 0 && sources.list === null;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    take(filesOfDrop(event.dataTransfer.items));
  };
  return (
    <Box sx={{ display: "grid", gap: 1.5 }}>
      <Box
        data-testid="import-drop"
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        sx={{
          display: "grid",
          justifyItems: "center",
          gap: 1,
          padding: isEmpty ? { xs: 2.5, sm: 4 } : 1.5,
          textAlign: "center",
          border: "2px dashed",
          borderColor: isOver ? "primary.main" : "divider",
          borderRadius: "14px",
          backgroundColor: isOver ? "action.hover" : "background.paper",
        }}
      >
        {isEmpty && (
          <>
            <Icon path={mdiFolderUploadOutline} sx={{ fontSize: 40, color: "text.secondary" }} />
            <Typography sx={{ fontWeight: 600 }}>
              {isOver ? text.import.dropNow : text.import.drop}
            </Typography>
            <Typography variant="body2" sx={{ color: "text.secondary", maxWidth: 620 }}>
              {text.import.dropHint}
            </Typography>
          </>
        )}
        <Choices take={take} />
        {isEmpty && (
          <Typography variant="body2" sx={{ color: "text.secondary", maxWidth: 620 }}>
            {text.import.listHint}
          </Typography>
        )}
        <Taken sources={sources} onRemovePhotos={removePhotos} onRemoveList={removeList} />
      </Box>
      <Box role="status" sx={{ display: "grid", gap: 1 }}>
        {isReading && <LinearProgress aria-label={text.import.reading} />}
        {trouble !== null && <Alert severity="error">{trouble}</Alert>}
        {sources.notices.map((notice) => (
          <Alert key={notice.code} severity="warning">
            {noticeText(notice)}
          </Alert>
        ))}
      </Box>
    </Box>
  );
}

function Choices({ take }: Pick<ChosenSources, "take">) {
  const folderRef = useRef<HTMLInputElement>(null);
  const filesRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLInputElement>(null);
  const ways = [
    { ref: folderRef, label: text.import.chooseFolder, accept: undefined, id: "folder" },
    { ref: filesRef, label: text.import.chooseFiles, accept: ".zip,image/*", id: "files" },
    { ref: listRef, label: text.import.chooseList, accept: ".csv,text/csv", id: "list" },
  ] as const;
  return (
    <Box
      sx={{ display: "flex", flexWrap: "wrap", justifyContent: "center", gap: 1, marginBlock: 1 }}
    >
      {ways.map(({ ref, label, accept, id }) => (
        <Box key={id} sx={{ width: { xs: "100%", sm: "auto" } }}>
          <Button fullWidth variant="outlined" onClick={() => ref.current?.click()}>
            {label}
          </Button>
          <input
            ref={ref}
            type="file"
            hidden
            multiple={id !== "list"}
            {...(id === "folder" ? { webkitdirectory: "" } : { accept })}
            data-testid={`import-${id}`}
            onChange={(event) => {
              take(filesOfInput(event.target.files ?? []));
              event.target.value = ""; // the same one may be chosen again
            }}
          />
        </Box>
      ))}
    </Box>
  );
}

interface TakenProps {
  readonly sources: Sources;
  readonly onRemovePhotos: () => void;
  readonly onRemoveList: () => void;
}

function Taken({ sources, onRemovePhotos, onRemoveList }: TakenProps) {
  const { photos, photosFrom, list, listFrom } = sources;
  if (photos.length === 0 && list === null) return null;
  const from = photosFrom ?? text.import.severalSources(photos.length);
  return (
    <Box
      data-testid="import-taken"
      sx={{ display: "flex", flexWrap: "wrap", justifyContent: "center", gap: 1 }}
    >
      {photos.length > 0 && (
        <Chip
          color="primary"
          variant="outlined"
          icon={<Icon path={mdiImageMultipleOutline} />}
          label={text.import.photosFrom(photos.length, from)}
          onDelete={onRemovePhotos}
          deleteIcon={<Icon path={mdiClose} titleAccess={text.import.removePhotos} />}
        />
      )}
      {list !== null && (
        <Chip
          color="primary"
          variant="outlined"
          icon={<Icon path={mdiFileDelimitedOutline} />}
          label={text.import.listFrom(list.students.length, listFrom)}
          onDelete={onRemoveList}
          deleteIcon={<Icon path={mdiClose} titleAccess={text.import.removeList} />}
        />
      )}
    </Box>
  );
}

function noticeText(notice: SourceNotice): string {
  switch (notice.code) {
    case "too_many_files":
      return text.import.tooManyFiles(notice.count);
    case "no_photos":
      return text.import.noPhotosFound;
    case "several_lists":
      return text.import.severalLists(notice.name);
  }
}
