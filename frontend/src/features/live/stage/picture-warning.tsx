import { mdiCameraOffOutline } from "@mdi/js";
import Button from "@mui/material/Button";

import type { LiveCamera } from "@/features/live/live-camera";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { StageNote } from "./stage-note";

/** Says over the picture that there is nothing in it to look at, and what helps. */
export function PictureWarning({ camera }: { readonly camera: LiveCamera }) {
  const trouble = useStore(camera.trouble);
  if (trouble === null) return null;
  const { title, detail } = text.pictureTroubles[trouble];
  return (
    <StageNote
      icon={mdiCameraOffOutline}
      testId="picture-trouble"
      title={title}
      detail={detail}
      action={
        trouble === "frozen" && (
          <Button size="small" color="inherit" onClick={() => void camera.start()}>
            {text.pictureTroubles.restart}
          </Button>
        )
      }
    />
  );
}
